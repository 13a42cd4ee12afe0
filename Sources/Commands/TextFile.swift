import Glibc

/// A text file that is written piece by piece and appears whole or not at all.
struct TextFile: ~Copyable {
  private let path: String
  private let draft: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// A file that will appear at `path`.
  init(path: String) throws(FileError) {
    self.path = path
    draft = "\(path).\(getpid()).part"
    descriptor = open(draft, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(path: path) }
  }

  deinit {
    close(descriptor)
    unlink(draft)
  }

  /// Adds `text`.
  mutating func write(_ text: String) throws(FileError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 1 << 20 { try flush() }
  }

  /// Puts the file in its place.
  mutating func finish() throws(FileError) {
    try flush()
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS, rename(draft, path) == 0
    else {
      throw FileError(path: path)
    }
  }

  private mutating func flush() throws(FileError) {
    var rest = buffer[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        throw FileError(path: path)
      }
      rest = rest.dropFirst(written)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
