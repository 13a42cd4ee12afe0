import CISAL
import CZlib

#if canImport(Glibc)
  import Glibc
#endif

/// Inflates `input` with ISA-L in pieces whose sizes its first two bytes give, and with zlib at once:
/// what zlib inflates, ISA-L must inflate to the same bytes.
///
/// The library is not built with a sanitizer, so every piece ends at a page that must not be touched.
func compareWithZlib(_ input: [UInt8]) {
  guard input.count > 2 else { return }
  let data = Array(input[2...])
  let limit = 256 << 10
  let ours = inflateWithISAL(
    data, inputPiece: Int(input[0]) * 16 + 1, outputPiece: Int(input[1]) * 257 + 1, limit: limit)
  guard let theirs = inflateWithZlib(data, limit: limit) else { return }
  precondition(ours == theirs, "zlib and ISA-L inflate the same bytes to different ones")
}

/// The inflated bytes; nil where the stream is damaged, is not whole, or passes `limit`.
private func inflateWithISAL(
  _ data: [UInt8], inputPiece: Int, outputPiece: Int, limit: Int
) -> [UInt8]? {
  guard let inflater = gouji_inflater_make() else { return nil }
  defer { free(UnsafeMutableRawPointer(inflater)) }
  var result: [UInt8] = []
  var position = 0
  while true {
    let piece = data[position..<min(data.count, position + inputPiece)]
    let source = guardedInput.end(piece.count)
    piece.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { memcpy(source, start, bytes.count) }
    }
    let target = guardedOutput.end(outputPiece)
    var (read, written) = (UInt32(piece.count), UInt32(outputPiece))
    let status = gouji_inflate(inflater, source, &read, target, &written)
    precondition(Int(read) <= piece.count && Int(written) <= outputPiece)
    result += UnsafeBufferPointer(start: target, count: Int(written))
    position += Int(read)
    if status == 1 { return result }
    if status < 0 || (read == 0 && written == 0) || result.count > limit { return nil }
  }
}

private func inflateWithZlib(_ data: [UInt8], limit: Int) -> [UInt8]? {
  var stream = z_stream()
  let size = CInt(MemoryLayout<z_stream>.size)
  guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { return nil }
  defer { inflateEnd(&stream) }
  var data = data
  var result = [UInt8](repeating: 0, count: limit)
  let status = data.withUnsafeMutableBufferPointer { source in
    result.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      return inflate(&stream, Z_FINISH)
    }
  }
  guard status == Z_STREAM_END else { return nil }
  return Array(result.prefix(limit - Int(stream.avail_out)))
}

/// Memory with a page behind it that must not be touched.
private struct GuardedMemory {
  private let limit: UnsafeMutablePointer<UInt8>

  init(_ size: Int) {
    let page = 4096
    let whole = (size + page - 1) / page * page
    let start = mmap(
      nil, whole + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let start, start != MAP_FAILED, mprotect(start + whole, page, PROT_NONE) == 0 else {
      fatalError("no memory")
    }
    limit = (start + whole).assumingMemoryBound(to: UInt8.self)
  }

  /// The last `count` bytes.
  func end(_ count: Int) -> UnsafeMutablePointer<UInt8> { limit - count }
}

nonisolated(unsafe) private let guardedInput = GuardedMemory(1 << 13)
nonisolated(unsafe) private let guardedOutput = GuardedMemory(1 << 17)
