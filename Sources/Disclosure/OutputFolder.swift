import CFileExchange
public import Localization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#endif

/// Why the output could not be put in place; the old files are as they were.
public struct OutputError: LocalizedFailure, Hashable {
  /// The folder.
  public var folder: String
  /// What went wrong.
  public var detail: Message

  /// The folder and what went wrong.
  public var message: Message {
    Message(zh: "\(folder)：\(detail.chinese)", en: "\(folder): \(detail.english)")
  }
}

/// A folder of output files that appears whole or not at all.
///
/// Everything is written to a hidden folder beside the target, which then takes the target's place
/// in one step; other files that lie in the target are kept.
public struct OutputFolder: ~Copyable {
  /// The folder to write into, until `commit()`.
  public let workPath: String
  private let target: String
  private var isCommitted = false
  // Open and locked as long as this value lives: a folder without a lock is left over.
  private let descriptor: Int32

  private init(workPath: String, target: String) {
    self.workPath = workPath
    self.target = target
    descriptor = open(workPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor >= 0 { flock(descriptor, LOCK_EX | LOCK_NB) }
  }

  /// Makes the hidden folder beside `target`.
  public static func beside(_ target: String) throws(OutputError) -> OutputFolder {
    var path = target
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if path.isEmpty || path == "." || path.hasSuffix("/.") || path.hasSuffix("..") {
      // A folder cannot be swapped under its own name `.`.
      guard let real = realpath(path.isEmpty ? "." : path, nil) else {
        throw OutputError(folder: path, detail: systemMessage())
      }
      path = String(cString: real)
      free(real)
    }
    let (parent, name) = split(path)
    do {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw OutputError(
        folder: parent, detail: Message(zh: "不能建立文件夹", en: "the folder cannot be made"))
    }
    var template = Array("\(parent)/.\(name).XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw OutputError(folder: parent, detail: systemMessage())
    }
    let work = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    _ = chmod(work, 0o755)
    return OutputFolder(workPath: work, target: path)
  }

  /// Writes a file into the hidden folder.
  public func write(_ bytes: [UInt8], as name: String) throws(OutputError) {
    guard let file = fopen("\(workPath)/\(name)", "w") else {
      throw OutputError(folder: target, detail: Self.systemMessage())
    }
    let isWhole = fwrite(bytes, 1, bytes.count, file) == bytes.count && fflush(file) == 0
    let reason = Self.systemMessage()
    guard fclose(file) == 0, isWhole else { throw OutputError(folder: target, detail: reason) }
  }

  /// Puts the written files in the target's place.
  public consuming func commit() throws(OutputError) {
    let files = FileManager.default
    let written = Set((try? files.contentsOfDirectory(atPath: workPath)) ?? [])
    guard files.fileExists(atPath: target) else {
      guard rename(workPath, target) == 0 else {
        throw OutputError(folder: target, detail: Self.systemMessage())
      }
      isCommitted = true
      removeLeftovers(written: written)
      return
    }
    var info = stat()
    guard stat(target, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
      throw OutputError(
        folder: target,
        detail: Message(
          zh: "已有同名文件，不能作为输出文件夹；请另选 -o", en: "a file of that name is in the way; choose another -o")
      )
    }
    let foreign = ((try? files.contentsOfDirectory(atPath: target)) ?? [])
      .filter { !written.contains($0) }
    // Links first: whatever happens next, a foreign file is under its old name in one of the two.
    for name in foreign {
      guard link("\(target)/\(name)", "\(workPath)/\(name)") == 0 || errno == EPERM else {
        throw OutputError(folder: target, detail: Self.systemMessage())
      }
    }
    guard gouji_exchange(workPath, target) == 0 else {
      throw OutputError(folder: target, detail: Self.systemMessage())
    }
    // Folders cannot be linked; they move over. The old folder then goes, with the old files.
    for name in foreign where !files.fileExists(atPath: "\(target)/\(name)") {
      guard rename("\(workPath)/\(name)", "\(target)/\(name)") == 0 else {
        throw OutputError(folder: workPath, detail: Self.systemMessage())
      }
    }
    removeLeftovers(written: written)
  }

  // The hidden folders of processes that were killed. One that was killed right after the exchange
  // may hold foreign folders, which belong into the target.
  private func removeLeftovers(written: Set<String>) {
    let files = FileManager.default
    let (parent, name) = Self.split(target)
    for sibling in (try? files.contentsOfDirectory(atPath: parent)) ?? [] {
      let path = "\(parent)/\(sibling)"
      guard sibling.hasPrefix(".\(name)."), sibling.utf8.count == name.utf8.count + 8,
        path != workPath
      else { continue }
      let other = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard other >= 0 else { continue }
      defer { close(other) }
      guard flock(other, LOCK_EX | LOCK_NB) == 0 else { continue }
      let entries = (try? files.contentsOfDirectory(atPath: path)) ?? []
      let isSaved = entries.allSatisfy { entry in
        var info = stat()
        let isFolder =
          lstat("\(path)/\(entry)", &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
        // A hidden file is one that was never finished.
        let isOurs = written.contains(entry) || entry.hasPrefix(".") && !isFolder
        return isOurs || files.fileExists(atPath: "\(target)/\(entry)")
          || rename("\(path)/\(entry)", "\(target)/\(entry)") == 0
      }
      if isSaved { try? files.removeItem(atPath: path) }
    }
  }

  private static func split(_ path: String) -> (parent: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let parent = path[..<slash]
    return (parent.isEmpty ? "/" : String(parent), String(path[path.index(after: slash)...]))
  }

  deinit {
    // After a swap this is the old folder, before it the unfinished one.
    if !isCommitted { try? FileManager.default.removeItem(atPath: workPath) }
    if descriptor >= 0 { close(descriptor) }
  }

  private static func systemMessage() -> Message {
    let text = String(cString: strerror(errno))
    return Message(
      zh: "不能写入（\(text)）；原有文件未改动，请检查权限和磁盘空间",
      en:
        "cannot be written (\(text)); the old files are unchanged: check permissions and disk space"
    )
  }
}
