public import CByteMarks

extension Span where Element == UInt8 {
  /// How many bytes the marks of one word are of.
  @inlinable
  static var blockCount: Int { 64 }

  /// One bit for each of the 64 bytes from `start` on, the first one's lowest.
  ///
  /// It says whether the byte is a control byte (below 0x20) or one of three others. What is behind the
  /// last byte is neither.
  @inlinable @inline(__always)
  func marks(ofControlOr a: UInt8, _ b: UInt8, _ c: UInt8, at start: Int) -> UInt64 {
    precondition(start >= 0 && start <= count)
    guard start <= count - Self.blockCount else {
      var marks: UInt64 = 0
      for index in start..<count {
        let byte = self[index]
        if byte < 0x20 || byte == a || byte == b || byte == c {
          marks |= 1 << UInt64(index - start)
        }
      }
      return marks
    }
    return unsafe withUnsafeBytes { bytes in
      unsafe gouji_control_marks(bytes.baseAddress.unsafelyUnwrapped + start, a, b, c)
    }
  }

  /// Which of the 64 bytes from `start` on, which must stand there, lead and continue characters.
  @inline(__always)
  func characterMarks(at start: Int) -> gouji_utf8_marks {
    precondition(start >= 0 && start <= count - Self.blockCount)
    return unsafe withUnsafeBytes { bytes in
      unsafe gouji_utf8_marks(bytes.baseAddress.unsafelyUnwrapped + start)
    }
  }
}

/// Walks over the control bytes and three others in some bytes: 64 bytes are looked at together, and
/// what was found in them is kept until it is asked for.
public struct MarkedBytes {
  /// Where the block begins that `marks` are of.
  @usableFromInline var start = 0
  @usableFromInline var marks: UInt64
  @usableFromInline let others: (UInt8, UInt8, UInt8)

  /// A walk over the control bytes (below 0x20) and `a`, `b` and `c` in `bytes`.
  @inlinable
  public init(controlsOr a: UInt8, _ b: UInt8, _ c: UInt8, in bytes: Span<UInt8>) {
    others = (a, b, c)
    marks = bytes.marks(ofControlOr: a, b, c, at: 0)
  }

  /// The index of the first of them from `index` on, which must lie behind what was found before.
  ///
  /// Where there is none, it is the count of `bytes`, which must be those of the beginning.
  @inlinable @inline(__always)
  public mutating func next(from index: Int, in bytes: Span<UInt8>) -> Int {
    let passed = index &- start
    assert(passed >= 0)
    if passed < Span<UInt8>.blockCount {
      let rest = marks &>> UInt64(truncatingIfNeeded: passed)
      if rest != 0 { return index &+ rest.trailingZeroBitCount }
    }
    return nextBlock(from: Swift.max(index, start &+ Span<UInt8>.blockCount), in: bytes)
  }

  @inlinable
  mutating func nextBlock(from index: Int, in bytes: Span<UInt8>) -> Int {
    start = index
    while start < bytes.count {
      marks = bytes.marks(ofControlOr: others.0, others.1, others.2, at: start)
      if marks != 0 { return start &+ marks.trailingZeroBitCount }
      start &+= Span<UInt8>.blockCount
    }
    marks = 0
    return bytes.count
  }
}
