import Glibc

/// An encoding that the C library knows, for what is read only on request.
@safe public final class IconvTranscoder: TextTranscoder {
  /// The encoding's name.
  public let name: String
  private let handle: iconv_t

  /// A transcoder from the encoding called `name`; nil where the system does not know it.
  public init?(_ name: String) {
    self.name = name
    guard let opened = unsafe iconv_open("UTF-8", name), Int(bitPattern: opened) != -1 else {
      return nil
    }
    unsafe handle = opened
  }

  deinit { unsafe iconv_close(handle) }

  /// Writes the UTF-8 of `input`.
  public func transcode(_ input: Span<UInt8>, isLast: Bool, to output: inout UTF8Output) -> Int? {
    var inputLeft = input.count
    let start = output.count
    var outputLeft = output.bytes.count - start
    let status = unsafe input.withUnsafeBytes { source in
      unsafe output.bytes.withUnsafeMutableBytes { target -> (Int, CInt) in
        var from = unsafe UnsafeMutablePointer(
          mutating: source.baseAddress?.assumingMemoryBound(to: CChar.self))
        var to = unsafe target.baseAddress.map {
          unsafe ($0 + start).assumingMemoryBound(to: CChar.self)
        }
        let status = unsafe iconv(handle, &from, &inputLeft, &to, &outputLeft)
        return (Int(truncatingIfNeeded: status), errno)
      }
    }
    output.count = output.bytes.count - outputLeft
    let used = input.count - inputLeft
    // EINVAL is half a character at the end, which more input may complete.
    if status.0 == -1, used == 0, isLast || status.1 == EILSEQ { return nil }
    return used
  }
}
