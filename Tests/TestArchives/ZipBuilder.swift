/// Makes small archives in memory: stored entries with right checksums.
public struct ZipBuilder {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An empty archive.
  public init() {}

  /// Adds the part `name`.
  public mutating func add(_ name: String, _ content: [UInt8]) {
    let offset = body.count
    let checksum = crc32(content)
    let size = UInt32(content.count)
    let fields =
      bytes16(20) + bytes16(0) + bytes16(0) + bytes32(0) + bytes32(checksum) + bytes32(size)
      + bytes32(size) + bytes16(UInt16(name.utf8.count)) + bytes16(0)
    body += bytes32(0x0403_4b50) + fields + Array(name.utf8) + content
    directory +=
      bytes32(0x0201_4b50) + bytes16(20) + fields + bytes16(0) + bytes16(0) + bytes16(0)
      + bytes32(0) + bytes32(UInt32(offset)) + Array(name.utf8)
    count += 1
  }

  /// Adds the part `name` with a text.
  public mutating func add(_ name: String, _ content: String) {
    add(name, Array(content.utf8))
  }

  /// The archive.
  public var archive: [UInt8] {
    body + directory + bytes32(0x0605_4b50) + bytes16(0) + bytes16(0) + bytes16(UInt16(count))
      + bytes16(UInt16(count)) + bytes32(UInt32(directory.count)) + bytes32(UInt32(body.count))
      + bytes16(0)
  }

  private func bytes16(_ value: UInt16) -> [UInt8] {
    [UInt8(value & 0xff), UInt8(value >> 8)]
  }

  private func bytes32(_ value: UInt32) -> [UInt8] {
    bytes16(UInt16(value & 0xffff)) + bytes16(UInt16(value >> 16))
  }

  private func crc32(_ content: [UInt8]) -> UInt32 {
    var checksum = ~UInt32(0)
    for byte in content {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 0 ? 0 : 0xedb8_8320) }
    }
    return ~checksum
  }
}

/// A workbook in memory with one sheet called 明细.
///
/// `rows` is what stands inside `sheetData`; `formats` are the number format codes of the styles 1
/// and up; `after` stands behind `sheetData`.
public func workbook(
  rows: String, strings: [String] = [], formats: [String] = [], uses1904: Bool = false,
  after: String = "", sheet: [UInt8]? = nil
) -> [UInt8] {
  let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  let package = "http://schemas.openxmlformats.org/package/2006/relationships"
  var zip = ZipBuilder()
  zip.add(
    "_rels/.rels",
    "<Relationships xmlns=\"\(package)\"><Relationship Id=\"r1\" Type=\"\(office)/officeDocument\""
      + " Target=\"xl/workbook.xml\"/></Relationships>")
  zip.add(
    "xl/workbook.xml",
    "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><workbookPr date1904=\"\(uses1904 ? 1 : 0)\"/>"
      + "<sheets><sheet name=\"明细\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>")
  zip.add(
    "xl/_rels/workbook.xml.rels",
    "<Relationships xmlns=\"\(package)\">"
      + "<Relationship Id=\"r1\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
      + "<Relationship Id=\"r2\" Type=\"\(office)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
      + "<Relationship Id=\"r3\" Type=\"\(office)/styles\" Target=\"styles.xml\"/></Relationships>")
  let items = strings.map { "<si>\($0)</si>" }.joined()
  zip.add("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(items)</sst>")
  func escaped(_ text: String) -> String {
    text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "&quot;")
  }
  let numFmts = formats.enumerated().map {
    "<numFmt numFmtId=\"\(200 + $0.offset)\" formatCode=\"\(escaped($0.element))\"/>"
  }
  let xfs = formats.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
  zip.add(
    "xl/styles.xml",
    "<styleSheet xmlns=\"\(main)\"><numFmts>\(numFmts.joined())</numFmts><cellXfs>"
      + "<xf numFmtId=\"0\"/>\(xfs.joined())</cellXfs></styleSheet>")
  zip.add(
    "xl/worksheets/sheet1.xml",
    sheet
      ?? Array(
        "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData>\(after)</worksheet>".utf8))
  return zip.archive
}
