internal import Glibc

/// A temporary file beside a target that takes the target's place when it is complete, and is
/// removed otherwise.
struct ReplacementFile: ~Copyable {
  private let temporary: String
  private let path: String
  private let descriptor: CInt

  /// Makes an empty file in the target's folder.
  init(path: String) throws(WriteError) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    guard !name.isEmpty, !path.utf8.contains(0) else {
      throw Spot(path: path).refusal(
        zh: "没有给出文件名：请给出要写的文件", en: "there is no file name: name the file to write")
    }
    for attempt in 0..<100 {
      let candidate = "\(folder).\(name).\(getpid())-\(attempt).tmp"
      let descriptor = unsafe open(candidate, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
      if descriptor >= 0 {
        self.path = path
        self.descriptor = descriptor
        temporary = candidate
        return
      }
      guard errno == EEXIST else { break }
    }
    throw Spot(path: path).failure(
      zh: "无法在文件夹“\(folder.isEmpty ? "." : folder)”中写文件",
      en: "cannot write a file in the folder \"\(folder.isEmpty ? "." : folder)\"")
  }

  /// Writes bytes behind those that were written before.
  func write(_ bytes: [UInt8]) throws(WriteError) {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw Spot(path: path).failure(zh: "文件没有写完整", en: "the file was not written in full")
      }
      start += count
    }
  }

  /// Puts the file in the target's place.
  consuming func replace() throws(WriteError) {
    guard unsafe rename(temporary, path) == 0 else {
      throw Spot(path: path).failure(
        zh: "无法换上新写好的文件", en: "cannot put the new file in its place")
    }
  }

  // After `replace()` there is nothing left to remove.
  deinit {
    _ = Glibc.close(descriptor)
    _ = unsafe unlink(temporary)
  }
}

extension Spot {
  /// A refusal with the system's reason for the call that failed last.
  fileprivate func failure(zh: String, en: String) -> WriteError {
    let reason = unsafe String(cString: strerror(errno))
    return refusal(
      zh: "\(zh)（\(reason)）：请检查路径、权限和磁盘空间",
      en: "\(en) (\(reason)): check the path, the permissions and the free space")
  }
}
