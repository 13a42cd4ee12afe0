internal import CZlib

/// A raw DEFLATE stream that is written.
///
/// The same pieces give the same bytes with one version of zlib, whatever the processor.
@safe struct Deflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>

  // Of zlib's levels the fastest for sheets, which have much in common: a third of the time of its
  // standard level 6, for a fifth more bytes.
  private static let level: CInt = 2

  init() {
    // Only a lack of memory can fail here, which Swift does not survive either.
    guard let stream = unsafe gouji_deflater_make(Self.level) else {
      preconditionFailure("no memory to deflate")
    }
    unsafe self.stream = unsafe stream
  }

  deinit { unsafe gouji_deflater_free(stream) }

  /// Deflates `bytes`, whose result goes to the end of `output` as far as it is ready; with
  /// `isLast` the stream ends.
  mutating func add(_ bytes: [UInt8], isLast: Bool, to output: inout [UInt8]) {
    var input = bytes[...]
    // zlib counts in 32 bits.
    repeat {
      let piece = input.prefix(1 << 30)
      input = input.dropFirst(piece.count)
      add(piece, isLast: isLast && input.isEmpty, to: &output)
    } while !input.isEmpty
  }

  private mutating func add(
    _ piece: ArraySlice<UInt8>, isLast: Bool, to output: inout [UInt8]
  ) {
    // What one piece becomes, and what earlier ones have left behind in the stream.
    let room = Int(unsafe deflateBound(stream, UInt(piece.count)))
    unsafe piece.withUnsafeBufferPointer { source in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(source.count)
      var isReady = false
      while !isReady {
        let packed = unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
          unsafe stream.pointee.next_out = target.baseAddress
          unsafe stream.pointee.avail_out = UInt32(target.count)
          let status = unsafe deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          precondition(status >= 0 || status == Z_BUF_ERROR, "the stream is sound")
          isReady = unsafe isLast ? status == Z_STREAM_END : stream.pointee.avail_out > 0
          count = unsafe target.count - Int(stream.pointee.avail_out)
        }
        output += packed
      }
    }
  }
}
