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
      while index < end, unsafe bytes[index] < 0x80 { index += 1 }
      return index
    }
  }

  /// The place where the run of whole eight bytes beyond ASCII that starts at `start` ends.
  public func beyondASCIIEnd(_ start: Int) -> Int {
    var index = start
    while index + 8 <= count, word(at: index) & 0x8080_8080_8080_8080 == 0x8080_8080_8080_8080 {
      index += 8
    }
    return index
  }

  /// The ASCII digits, up to eight, that begin at `start`, where eight bytes must stand: how many
  /// there are and the number that they make.
  @inlinable
  public func digits(at start: Int) -> (count: Int, value: UInt64) {
    // A digit's byte is 0x30…0x39: without 0x30 it is below 10, which 0x76 more keeps below 0x80.
    var rest = word(at: start) ^ 0x3030_3030_3030_3030
    let others =
      ((rest & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7676_7676_7676_7676 | rest)
      & 0x8080_8080_8080_8080
    let count = others == 0 ? 8 : others.trailingZeroBitCount >> 3
    guard count > 0 else { return (0, 0) }
    // The digits end at the top byte; zeros come in before them. Then pairs, fours and eights join.
    rest <<= UInt64(8 - count) << 3
    rest = (rest &* 10 &+ rest >> 8) & 0x00ff_00ff_00ff_00ff
    rest = (rest &* 100 &+ rest >> 16) & 0x0000_ffff_0000_ffff
    return (count, (rest &* 10_000 &+ rest >> 32) & 0xffff_ffff)
  }

  /// The eight bytes at `start`, the first one lowest.
  @inlinable
  public func word(at start: Int) -> UInt64 {
    precondition(start >= 0 && start + 8 <= count)
    return unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
  }
}
