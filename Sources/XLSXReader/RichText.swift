import Sheets
import XMLScan

/// Reads a text item (`si`, `is`): plain or in runs; phonetic hints are no part of the text.
enum RichText {
  /// Appends the text of the element that `scanner` has just entered, up to its end.
  static func append(
    _ scanner: inout XMLScanner, to output: inout [UInt8]
  ) throws(ReadError) {
    let depth = scanner.depth
    while true {
      switch try scanner.next() {
      case .start where scanner.isNamed("rPh") || scanner.isNamed("phoneticPr"):
        try scanner.skipElement()
      case .start where scanner.isNamed("t"):
        try appendContent(&scanner, to: &output)
      case .end where scanner.depth < depth:
        return
      default:
        break
      }
    }
  }

  /// Appends the text of a `t` element that `scanner` has just entered: spaces kept, `_xHHHH_`
  /// resolved.
  private static func appendContent(
    _ scanner: inout XMLScanner, to output: inout [UInt8]
  ) throws(ReadError) {
    let start = output.count
    try appendPlain(&scanner, to: &output)
    EscapedCharacters.resolve(&output, from: start)
  }

  /// Appends the text inside the element that `scanner` has just entered, as it stands.
  static func appendPlain(
    _ scanner: inout XMLScanner, to output: inout [UInt8]
  ) throws(ReadError) {
    let depth = scanner.depth
    while true {
      switch try scanner.next() {
      case .text: try scanner.appendText(to: &output)
      case .end where scanner.depth < depth: return
      default: break
      }
    }
  }
}
