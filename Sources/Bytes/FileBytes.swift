import Glibc
import Localization
public import Sheets

/// A file opened for reading at any place.
public final class FileBytes: Sendable {
  private enum Storage: Sendable {
    case descriptor(CInt)
    case memory([UInt8])
  }

  /// The path as the user gave it.
  public let path: String
  /// The length in bytes when the file was opened.
  public let count: Int
  private let storage: Storage

  /// A file that is in memory already, under the name `path`.
  public init(_ bytes: [UInt8], path: String) {
    self.path = path
    count = bytes.count
    storage = .memory(bytes)
  }

  /// Opens the regular file at `path`.
  public init(path: String) throws(ReadError) {
    self.path = path
    let place = Place(file: path)
    // Without O_NONBLOCK the opening of a named pipe waits for a writer, maybe for ever.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Self.failure(errno, at: place)
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw Self.failure(code, at: place)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ReadError(
        .unreadable, at: place,
        Message(
          zh: "不是普通文件（可能是文件夹或设备）；请指定一个 CSV 或 XLSX 文件",
          en: "not a regular file (a folder or a device?); name a CSV or XLSX file"))
    }
    count = Int(status.st_size)
    storage = .descriptor(descriptor)
  }

  deinit {
    if case .descriptor(let descriptor) = storage { close(descriptor) }
  }

  /// Fills `room` of `buffer` from byte `offset` of the file and returns how many bytes there were;
  /// fewer than asked for only at the end of the file.
  public func read(
    at offset: Int, into buffer: inout [UInt8], _ room: Range<Int>
  ) throws(ReadError) -> Int {
    precondition(room.lowerBound >= 0 && room.upperBound <= buffer.count)
    let descriptor: CInt
    switch storage {
    case .memory(let bytes):
      guard offset < bytes.count else { return 0 }
      let piece = bytes[offset..<min(bytes.count, offset + room.count)]
      buffer.replaceSubrange(room.prefix(piece.count), with: piece)
      return piece.count
    case .descriptor(let open): descriptor = open
    }
    var done = 0
    while done < room.count {
      let got = unsafe buffer.withUnsafeMutableBytes { bytes in
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[room].dropFirst(done))
        return unsafe pread(descriptor, target.baseAddress, target.count, off_t(offset + done))
      }
      if got < 0 {
        if errno == EINTR { continue }
        throw Self.failure(errno, at: Place(file: path))
      }
      if got == 0 { break }
      done += got
    }
    return done
  }

  /// The bytes of `range`, fewer where the file ends earlier.
  public func bytes(_ range: Range<Int>) throws(ReadError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    let count = try read(at: range.lowerBound, into: &bytes, 0..<range.count)
    if count < bytes.count { bytes.removeLast(bytes.count - count) }
    return bytes
  }

  private static func failure(_ code: CInt, at place: Place) -> ReadError {
    let reason = unsafe String(cString: strerror(code))
    let missing = code == ENOENT
    return ReadError(
      .unreadable, at: place,
      Message(
        zh: missing ? "没有这个文件；请检查路径和文件名" : "无法读取（\(reason)）；请检查权限和磁盘",
        en: missing
          ? "there is no such file; check the path and the name"
          : "cannot be read (\(reason)); check the permissions and the disk"))
  }
}

/// A stretch of a file as a source.
public final class FileSource: ByteSource {
  private let file: FileBytes
  private var position: Int
  private let end: Int

  /// The bytes of `file` in `range`, or all of them.
  public init(_ file: FileBytes, range: Range<Int>? = nil) {
    self.file = file
    position = range?.lowerBound ?? 0
    end = range?.upperBound ?? .max
  }

  /// Fills the front of `room`.
  public func read(into buffer: inout [UInt8], _ room: Range<Int>) throws(ReadError) -> Int {
    let wanted = min(room.count, end - position)
    guard wanted > 0 else { return 0 }
    let count = try file.read(at: position, into: &buffer, room.prefix(wanted))
    position += count
    return count
  }
}
