import Bytes
import Localization
import Sheets
import Zip

/// What a file is, by its content; its ending does not count.
enum FileFormat {
  /// A ZIP archive with a workbook in Office Open XML.
  case xlsx(ZipArchive)
  /// A ZIP archive with a text document in Office Open XML.
  case docx(ZipArchive)
  /// Text that may be CSV.
  case text

  /// Looks at `file` and refuses what is neither by its name.
  init(_ file: FileBytes, limits: ReadLimits) throws(ReadError) {
    let head = try file.bytes(0..<4096)
    if head.starts(with: [0x50, 0x4b, 0x03, 0x04]) || head.starts(with: [0x50, 0x4b, 0x05, 0x06]) {
      let archive = try ZipArchive(file, limits: limits)
      if archive.contains("word/document.xml") {
        self = .docx(archive)
        return
      }
      if let name = try Self.otherArchive(archive) { throw Self.refusal(name, file) }
      self = .xlsx(archive)
      return
    }
    if head.starts(with: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
      throw Self.refusal(try Self.compoundFileKind(file), file)
    }
    if let name = Self.foreignFormat(head) { throw Self.refusal(name, file) }
    self = .text
  }

  /// The endings under which texts come.
  private static let textEndings = [".doc", ".docx", ".wps", ".odt", ".rtf", ".pdf", ".txt"]

  static func refusal(_ name: Message, _ file: FileBytes) -> ReadError {
    if textEndings.contains(where: file.path.lowercased().hasSuffix) {
      return ReadError(
        .unsupportedFormat, at: Place(file: file.path),
        Message(
          zh: "这是\(name.chinese)；gouji 读的表是 .xlsx 和 CSV，说明是 .docx 和 .txt；请用 Word、Excel 或 WPS 打开后另存",
          en:
            "this is \(name.english); gouji reads tables as .xlsx and CSV, notes as .docx and .txt: open it in an office program and save it so"
        ))
    }
    return ReadError(
      .unsupportedFormat, at: Place(file: file.path),
      Message(
        zh: "这是\(name.chinese)，gouji 只读 .xlsx 和 CSV；请用 Excel 或 WPS 打开后另存为 .xlsx",
        en: "this is \(name.english); gouji reads .xlsx and CSV only: open it in a spreadsheet "
          + "program and save it as .xlsx"))
  }

  /// The name of an archive that is no workbook in Office Open XML; nil for one that may be.
  private static func otherArchive(_ archive: ZipArchive) throws(ReadError) -> Message? {
    if archive.contains("mimetype"), let source = try archive.open("mimetype") {
      var bytes = [UInt8](repeating: 0, count: 128)
      let count = try source.read(into: &bytes, 0..<bytes.count)
      let type = String(decoding: bytes[..<count], as: UTF8.self)
      if type.contains("opendocument.spreadsheet") {
        return Message(zh: " OpenDocument 表格（.ods）", en: "an OpenDocument spreadsheet (.ods)")
      }
      if type.contains("opendocument") {
        return Message(zh: " OpenDocument 文档", en: "an OpenDocument file")
      }
    }
    for name in archive.names {
      let lower = name.lowercased()
      if lower.hasSuffix("workbook.bin") {
        return Message(zh: "二进制工作簿（.xlsb）", en: "a binary workbook (.xlsb)")
      }
      if lower == "ppt/presentation.xml" {
        return Message(zh: " PowerPoint 演示文稿（.pptx）", en: "a presentation (.pptx)")
      }
      if lower.hasPrefix("index/") && lower.hasSuffix(".iwa") {
        return Message(zh: " Numbers 表格", en: "a Numbers document")
      }
    }
    return nil
  }

  /// What an OLE compound file holds, by the names of its streams (MS-CFB, 2.6).
  private static func compoundFileKind(_ file: FileBytes) throws(ReadError) -> Message {
    let kinds: [(String, Message)] = [
      (
        "EncryptedPackage",
        Message(zh: "加密的工作簿（请先用密码打开并去掉密码）", en: "an encrypted workbook (remove its password first)")
      ),
      ("ETExtData", Message(zh: " WPS 表格（.et）", en: "a WPS spreadsheet (.et)")),
      ("Workbook", Message(zh: "旧版 Excel 工作簿（.xls）", en: "an old Excel workbook (.xls)")),
      ("Book", Message(zh: "旧版 Excel 工作簿（.xls）", en: "an old Excel workbook (.xls)")),
      ("WordDocument", Message(zh: "旧版 Word 文档（.doc）", en: "an old Word document (.doc)")),
      (
        "PowerPoint Document",
        Message(zh: "旧版 PowerPoint 演示文稿（.ppt）", en: "an old presentation (.ppt)")
      ),
    ]
    let names = try streamNames(file)
    return kinds.first { names.contains($0.0) }?.1
      ?? Message(zh: " OLE 复合文档", en: "an OLE compound file")
  }

  /// The names in a compound file's directory entries: 64 bytes of UTF-16 each, at every 128 bytes.
  private static func streamNames(_ file: FileBytes) throws(ReadError) -> Set<String> {
    var names: Set<String> = []
    let bytes = try file.bytes(0..<min(file.count, 8 << 20))
    var start = 512
    while start + 128 <= bytes.count {
      let length = Int(bytes[start + 64]) | Int(bytes[start + 65]) << 8
      // The entry's type says 1 for a storage, 2 for a stream, 5 for the root.
      if (4...64).contains(length), length % 2 == 0, [1, 2, 5].contains(bytes[start + 66]) {
        let units = stride(from: start, to: start + length - 2, by: 2).map {
          UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
        }
        names.insert(String(decoding: units, as: UTF16.self))
      }
      start += 128
    }
    return names
  }

  /// The name of a format that is known by its first bytes; nil for what may be CSV.
  private static func foreignFormat(_ head: [UInt8]) -> Message? {
    let marks: [([UInt8], Message)] = [
      (Array("%PDF-".utf8), Message(zh: " PDF 文件", en: "a PDF file")),
      ([0x89, 0x50, 0x4e, 0x47], Message(zh: "图片（PNG）", en: "a picture (PNG)")),
      ([0xff, 0xd8, 0xff], Message(zh: "图片（JPEG）", en: "a picture (JPEG)")),
      (Array("GIF8".utf8), Message(zh: "图片（GIF）", en: "a picture (GIF)")),
      (Array("Rar!".utf8), Message(zh: " RAR 压缩包", en: "a RAR archive")),
      ([0x37, 0x7a, 0xbc, 0xaf], Message(zh: " 7z 压缩包", en: "a 7z archive")),
      ([0x1f, 0x8b], Message(zh: " gzip 压缩文件", en: "a gzip file")),
      (Array("{\\rtf".utf8), Message(zh: " RTF 文档", en: "an RTF document")),
      (Array("PAR1".utf8), Message(zh: " Parquet 文件", en: "a Parquet file")),
      (Array("SQLite format 3".utf8), Message(zh: " SQLite 数据库", en: "a SQLite database")),
    ]
    if let mark = marks.first(where: { head.starts(with: $0.0) }) { return mark.1 }
    // BIFF 2 to 5 without a compound file around it: a BOF record.
    if head.count > 4, head[0] == 0x09, [0x00, 0x02, 0x04, 0x08].contains(head[1]),
      head[2] <= 0x10, head[3] == 0
    {
      return Message(zh: "旧版 Excel 工作表（.xls）", en: "an old Excel sheet (.xls)")
    }
    let text = String(decoding: head.prefix(2048), as: UTF8.self)
      .drop { $0.isWhitespace || $0 == "\u{feff}" }.lowercased()
    if text.hasPrefix("<?xml"), text.contains("office:spreadsheet") || text.contains("excel.sheet")
    {
      return Message(
        zh: " Excel 2003 XML 表格（扩展名常为 .xls）", en: "an Excel 2003 XML spreadsheet (often named .xls)"
      )
    }
    if ["<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<style"].contains(
      where: text.hasPrefix)
      || (text.hasPrefix("<?xml") || text.hasPrefix("<!--")) && text.contains("<html")
    {
      return Message(
        zh: "网页（HTML），不是真正的工作簿（扩展名常为 .xls）",
        en: "a web page (HTML), no true workbook (often named .xls)")
    }
    if text.hasPrefix("<?xml") { return Message(zh: " XML 文件", en: "an XML file") }
    // RFC 2557: a web archive begins with the header of a mail, its fields in any order.
    let fields = text.prefix(1024).split(whereSeparator: \.isNewline)
      .prefix { $0.contains(":") || $0.first == " " || $0.first == "\t" }
    if fields.contains(where: { $0.hasPrefix("mime-version:") }) {
      return Message(
        zh: "网页归档（MHTML），不是真正的工作簿（扩展名常为 .xls）",
        en: "a web archive (MHTML), no true workbook (often named .xls)")
    }
    return nil
  }
}
