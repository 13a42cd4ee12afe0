import Glibc
import Reading
import Sheets
import TestKit
import Testing

/// A sheet as a CSV file has it: rows of texts, all of one width, and no merged cells.
struct TextTable {
  let name: String
  var rows: [[String]]

  /// The cells of `sheet` as they are shown, or as they are stored.
  init(_ sheet: Sheet, asShown: Bool = true) {
    name = sheet.name
    let width = (sheet.cells.map(\.address.column).max() ?? 0) + 1
    let height = (sheet.cells.map(\.address.row).max() ?? 0) + 1
    rows = Array(repeating: Array(repeating: "", count: width), count: height)
    for cell in sheet.cells {
      rows[cell.address.row][cell.address.column] = asShown ? cell.text : cell.raw
    }
  }

  /// The file's text.
  var text: String {
    rows.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    // A line break alone is no part of the character \r\n.
    guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// The file, written in UTF-8 or GB18030 and read again.
  func read(_ scratch: Scratch, inGB18030: Bool = false) throws -> [Sheet] {
    let path = "\(scratch.path)/\(name).csv"
    try write(inGB18030 ? gb18030(text) : Array(text.utf8), to: path)
    return try SpreadsheetFile(path: path).sheets()
  }
}

/// Writes a file of `bytes`.
func write(_ bytes: [UInt8], to path: String) throws {
  let file = try #require(fopen(path, "w"))
  defer { fclose(file) }
  #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
}

/// `text` in GB18030.
func gb18030(_ text: String) throws -> [UInt8] {
  let converter = try #require(iconv_open("GB18030", "UTF-8"))
  defer { iconv_close(converter) }
  var input = Array(text.utf8).map { CChar(bitPattern: $0) }
  var output = [CChar](repeating: 0, count: input.count * 2 + 16)
  var inLeft = input.count
  var outLeft = output.count
  let status = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      var from = source.baseAddress
      var to = target.baseAddress
      return iconv(converter, &from, &inLeft, &to, &outLeft)
    }
  }
  #expect(status != -1)
  return output.prefix(output.count - outLeft).map { UInt8(bitPattern: $0) }
}
