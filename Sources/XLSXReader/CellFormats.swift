import Bytes
package import NumberFormats
import Sheets
import XMLScan

/// The number formats and indents of a workbook's cells, by the index that cells carry.
package struct CellFormats: Sendable {
  // Many styles share few formats: each style has the index of its format.
  private var formatOfStyle: [Int32] = []
  private var indentOfStyle: [Int] = []
  private var codes: [String?] = [nil]
  private var formats: [NumberFormat] = [.general]

  /// Only General.
  init() {}

  /// Reads the part of styles.
  init(_ source: any ByteSource, place: Place, limits: ReadLimits) throws(ReadError) {
    var scanner = try XMLScanner(source, place: place, limits: limits)
    var custom: [Int: String] = [:]
    var indexOfID: [Int: Int32] = [0: 0]
    var inCellFormats = false
    while true {
      switch try scanner.next() {
      case .start where scanner.isNamed("numFmt") && scanner.depth == 3:
        if let id = Int(try scanner.attribute("numFmtId") ?? ""),
          let code = try scanner.attribute("formatCode")
        {
          custom[id] = code
        }
      case .start where scanner.isNamed("cellXfs"): inCellFormats = true
      case .end where scanner.isNamed("cellXfs"): inCellFormats = false
      case .start where inCellFormats && scanner.isNamed("xf"):
        let id = Int(try scanner.attribute("numFmtId") ?? "") ?? 0
        if indexOfID[id] == nil {
          indexOfID[id] = add(code: custom[id] ?? BuiltInFormats.code(id))
        }
        formatOfStyle.append(indexOfID[id] ?? 0)
        indentOfStyle.append(0)
      case .start where inCellFormats && scanner.isNamed("alignment"):
        if let indent = Int(try scanner.attribute("indent") ?? ""), !indentOfStyle.isEmpty {
          indentOfStyle[indentOfStyle.count - 1] = indent
        }
      case .finished:
        return
      default: break
      }
    }
  }

  private mutating func add(code: String?) -> Int32 {
    guard let code, code.lowercased() != "general" else { return 0 }
    codes.append(code)
    formats.append(NumberFormat(code: code))
    return Int32(formats.count - 1)
  }

  /// The code of `style`'s format; nil for General.
  package func code(_ style: Int) -> String? { codes[index(style)] }

  /// The format of `style`.
  package func format(_ style: Int) -> NumberFormat { formats[index(style)] }

  /// How many steps `style` indents its cells.
  package func indent(_ style: Int) -> Int {
    indentOfStyle.indices.contains(style) ? indentOfStyle[style] : 0
  }

  /// For each style whether its numbers are dates or times.
  var dateStyles: [Bool] {
    formatOfStyle.map { formats[Int($0)].meaning != .number }
  }

  private func index(_ style: Int) -> Int {
    formatOfStyle.indices.contains(style) ? Int(formatOfStyle[style]) : 0
  }
}
