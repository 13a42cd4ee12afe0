public import Bytes
import Localization
public import Sheets

/// A ZIP archive that is read part by part; nothing in it is trusted or unpacked to disk.
public final class ZipArchive: Sendable {
  /// One part of the archive, as its directory lists it.
  struct Entry: Sendable {
    var name: String
    var flags: Int
    var method: Int
    var checksum: UInt32
    var compressedCount: Int
    var count: Int
    var headerOffset: Int
  }

  private let file: FileBytes
  private let limits: ReadLimits
  private let budget: TotalBudget
  private let entries: [String: Entry]
  /// The parts' names as the directory has them, `\` turned into `/`, in its order.
  public let names: [String]

  /// Reads the directory of the archive `file`.
  public init(_ file: FileBytes, limits: ReadLimits) throws(ReadError) {
    self.file = file
    self.limits = limits
    budget = TotalBudget(limits)
    let list = try ZipDirectory(file, limits: limits).entries()
    var entries: [String: Entry] = [:]
    var names: [String] = []
    for entry in list {
      // Part names are equivalent regardless of ASCII case (ECMA-376 part 2, 6.2.2.3); of several
      // entries with one name the last is the newest, as other programs read it.
      entries[entry.name.lowercased()] = entry
      names.append(entry.name)
    }
    self.entries = entries
    self.names = names
  }

  /// Whether there is a part called `name`, in any case.
  public func contains(_ name: String) -> Bool { entries[name.lowercased()] != nil }

  /// The inflated size that the directory claims for `name`; a hint and never a promise.
  public func claimedCount(of name: String) -> Int { entries[name.lowercased()]?.count ?? 0 }

  /// The inflated bytes of the part `name` as a stream; nil where there is no such part.
  public func open(_ name: String) throws(ReadError) -> (any ByteSource)? {
    guard let entry = entries[name.lowercased()] else { return nil }
    let place = Place(file: file.path, spot: .part(entry.name, byte: nil))
    guard entry.flags & 1 == 0 else {
      throw ReadError(
        .unsupportedFormat, at: place,
        Message(
          zh: "压缩包内容已加密；请用 Excel/WPS 打开，去掉密码后另存为 .xlsx",
          en: "the archive's content is encrypted; open it in a spreadsheet program and save it as "
            + ".xlsx without a password"))
    }
    let header = try file.bytes(entry.headerOffset..<entry.headerOffset + 30)
    guard header.count == 30 else { throw Self.truncated(at: place) }
    let fields = header.span
    guard fields.littleEndian32(0) == 0x0403_4b50 else {
      throw ReadError(
        .malformed, at: place,
        Message(
          zh: "压缩包目录指向的位置不是部件开头；文件已损坏，请重新取得",
          en: "the archive's directory points to a place where no part begins; the file is "
            + "damaged, get it again"))
    }
    let start =
      entry.headerOffset + 30 + fields.littleEndian16(26) + fields.littleEndian16(28)
    guard start <= file.count, entry.compressedCount <= file.count - start else {
      throw Self.truncated(at: place)
    }
    let input = FileSource(file, range: start..<start + entry.compressedCount)
    switch entry.method {
    case 0:
      return StoredSource(
        input, count: entry.compressedCount, place: place, checksum: entry.checksum,
        budget: budget)
    case 8:
      return try InflateSource(
        input, count: entry.compressedCount, place: place, checksum: entry.checksum,
        budget: budget)
    default:
      throw ReadError(
        .unsupportedFormat, at: place,
        Message(
          zh: "部件使用了不支持的压缩方法 \(entry.method)；请用 Excel/WPS 打开后另存为 .xlsx",
          en: "the part is compressed with method \(entry.method), which gouji does not read; open "
            + "it in a spreadsheet program and save it as .xlsx"))
    }
  }

  static func truncated(at place: Place) -> ReadError {
    ReadError(
      .truncated, at: place,
      Message(
        zh: "文件在部件结束前中断；文件不完整，请重新取得",
        en: "the file stops before the part ends; it is incomplete, get it again"))
  }
}

extension Span where Element == UInt8 {
  func littleEndian16(_ offset: Int) -> Int {
    Int(self[offset]) | Int(self[offset + 1]) << 8
  }

  func littleEndian32(_ offset: Int) -> Int {
    littleEndian16(offset) | littleEndian16(offset + 2) << 16
  }

  /// Eight bytes; sizes beyond `Int.max` become negative and are refused by their range checks.
  func littleEndian64(_ offset: Int) -> Int {
    littleEndian32(offset) | littleEndian32(offset + 4) << 32
  }
}
