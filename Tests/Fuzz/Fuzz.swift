import Bytes
import CFuzzing
import CSVReader
import Reading
import Sheets
import TestArchives
import XMLScan
import Zip

#if canImport(Glibc)
  import Glibc
#endif

/// The program of `make fuzz`; `GOUJI_FUZZ` in the environment names the target: zip, xml, xlsx or
/// csv, or a comparison: expat of our XML scanner with expat, inflate of ISA-L with zlib.
@main
enum Fuzz {
  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &arguments) { start, count in read(start, count) })
  }
}

private func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  var limits = ReadLimits()
  limits.partBytes = 4 << 20
  limits.totalBytes = 8 << 20
  limits.fieldBytes = 1 << 20
  limits.cells = 100_000
  do throws(ReadError) {
    switch target {
    case "zip": try readArchive(input, limits)
    case "xml": try readXML(input, limits)
    case "xlsx": try readWorkbook(input, limits)
    case "expat": try compareWithExpat(input, limits)
    case "inflate": compareWithZlib(input)
    default: try readText(input, limits)
    }
  } catch {
    // A refusal must name its file; all else is a bug.
    precondition(error.place.file == "fuzz")
  }
  return 0
}

private let target = getenv("GOUJI_FUZZ").map { String(cString: $0) } ?? "csv"

private func readArchive(_ input: [UInt8], _ limits: ReadLimits) throws(ReadError) {
  let archive = try ZipArchive(FileBytes(input, path: "fuzz"), limits: limits)
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  for name in archive.names.prefix(100) {
    guard let source = try archive.open(name) else { continue }
    while try source.read(into: &buffer, 0..<buffer.count) > 0 {}
  }
}

private func readXML(_ input: [UInt8], _ limits: ReadLimits) throws(ReadError) {
  let place = Place(file: "fuzz", spot: .part("part", byte: nil))
  let whole = outline(try XMLScanner(MemorySource(input), place: place, limits: limits))
  let pieces = outline(try XMLScanner(MemorySource(input, piece: 1), place: place, limits: limits))
  precondition(whole == pieces, "splitting the stream changes the events")
}

/// The events as bytes; nil for a part that is refused, which may show sooner or later.
private func outline(_ scanner: consuming XMLScanner) -> [UInt8]? {
  var result: [UInt8] = []
  do throws(ReadError) {
    while true {
      switch try scanner.next() {
      case .start: result.append(1)
      case .end: result.append(2)
      case .text: try scanner.appendText(to: &result)
      case .finished: return result
      }
    }
  } catch {
    return nil
  }
}

/// The input is a sheet and, behind a NUL byte, its shared strings.
private func readWorkbook(_ input: [UInt8], _ limits: ReadLimits) throws(ReadError) {
  let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
  let text = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "<t>a</t>"
  let file = workbook(
    rows: "", strings: [text, "<t>b</t>"], formats: ["yyyy-mm-dd", "#,##0.00", "# ?/?"],
    sheet: Array(parts[0]))
  let spreadsheet = try SpreadsheetFile(FileBytes(file, path: "fuzz"), limits: limits)
  for sheet in try spreadsheet.sheets() {
    for (left, right) in zip(sheet.cells, sheet.cells.dropFirst()) {
      precondition(left.address < right.address, "cells out of order")
    }
  }
  for name in spreadsheet.sheetNames { _ = try spreadsheet.summary(ofSheet: name) }
}

private func shown(_ summary: SheetSummary) -> String {
  let notes = summary.notes.map { "\($0.place(file: "fuzz", sheet: "fuzz")) \($0.message.english)" }
  return "\(summary.rows) \(summary.columns) \(summary.cells) \(summary.numbers) \(summary.texts) "
    + "\(summary.characters) \(summary.sum.description) \(notes)"
}

private func readText(_ input: [UInt8], _ limits: ReadLimits) throws(ReadError) {
  let spreadsheet = try SpreadsheetFile(FileBytes(input, path: "fuzz"), limits: limits)
  let summaries = try spreadsheet.sheets().map(SheetSummary.init(of:))
  for (name, summary) in zip(spreadsheet.sheetNames, summaries) {
    // In one piece and in a few, whose ends fall anywhere; many would make the runs slow.
    for size in [1 << 20, max(1, input.count / 3)] {
      let streamed = try spreadsheet.summary(ofSheet: name, pieceBytes: size)
      precondition(shown(streamed) == shown(summary), "pieces of \(size) change what is counted")
    }
  }
}
