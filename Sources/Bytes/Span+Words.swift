extension Span where Element == UInt8 {
  /// The end of the run of ASCII bytes that starts at `start`.
  public func asciiEnd(_ start: Int, _ end: Int) -> Int {
    precondition(start >= 0 && end <= count)
    return unsafe withUnsafeBytes { bytes in
      var index = start
      while index + 32 <= end {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
        if word & 0x8080_8080_8080_8080 != .zero { break }
        index += 32
      }
      while index + 8 <= end {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let marks = UInt64(littleEndian: word) & 0x8080_8080_8080_8080
        if marks != 0 { return index + marks.trailingZeroBitCount >> 3 }
        index += 8
      }
      while index < end, unsafe bytes[index] < 0x80 { index += 1 }
      return index
    }
  }

  /// The eight bytes at `start`, the first one lowest.
  @inlinable @inline(__always)
  public func word(at start: Int) -> UInt64 {
    precondition(start >= 0 && start <= count - 8)
    return uncheckedWord(at: start)
  }

  /// The eight bytes at `start`, of which the caller has seen that they are there.
  @inlinable @inline(__always)
  func uncheckedWord(at start: Int) -> UInt64 {
    unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self))
  }

  /// All bytes, at most seven, in one word: no other bytes of the same number give the same.
  @inlinable @inline(__always)
  public var shortWord: UInt64 {
    precondition(count < 8)
    if count >= 4 {
      // Two halves, which may overlap.
      return unsafe UInt64(bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt32.self))
        | UInt64(
          bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: count &- 4, as: UInt32.self)) << 32
    }
    guard count > 0 else { return 0 }
    return UInt64(self[0]) | UInt64(self[count >> 1]) << 8 | UInt64(self[count &- 1]) << 16
  }

  /// The index of the first of three bytes from `start` on; `count` where there is none.
  @inlinable
  public func index(of a: UInt8, _ b: UInt8, _ c: UInt8, from start: Int) -> Int {
    let (a8, b8, c8) = (repeated(a), repeated(b), repeated(c))
    var index = start
    while index + 8 <= count {
      let word = word(at: index)
      // The lowest mark of each is right, those above it may be false.
      let marks = zeroMarks(word ^ a8) | zeroMarks(word ^ b8) | zeroMarks(word ^ c8)
      if marks != 0 { return index + marks.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < count, self[index] != a, self[index] != b, self[index] != c { index += 1 }
    return index
  }
}

/// Eight times `byte`.
@inlinable @inline(__always)
func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

/// The top bit of each byte of `word` that is zero, and perhaps of bytes above the lowest such one.
@inlinable @inline(__always)
func zeroMarks(_ word: UInt64) -> UInt64 {
  (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}
