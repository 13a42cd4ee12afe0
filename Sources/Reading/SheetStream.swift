import CSVReader
public import Sheets
import XLSXReader

/// A sheet's cells in batches: memory stays the same however large the sheet is.
public struct SheetStream: ~Copyable {
  // One of the two.
  private var csv: CSVScanner?
  private var xlsx: WorksheetScanner?
  private let workbook: XLSXFile?

  init(csv scanner: consuming CSVScanner) {
    csv = consume scanner
    xlsx = nil
    workbook = nil
  }

  init(xlsx scanner: consuming WorksheetScanner, of workbook: XLSXFile) {
    csv = nil
    xlsx = consume scanner
    self.workbook = workbook
  }

  /// Fills `batch` with the next cells; false at the end of the sheet, with `batch` empty.
  public mutating func next(into batch: inout CellBatch) throws(ReadError) -> Bool {
    if let more = try xlsx?.next(into: &batch) { return more }
    return try csv?.next(into: &batch) ?? false
  }

  /// The cell that was scanned, with its texts made.
  public func cell(_ scanned: ScannedCell, in batch: CellBatch) -> Cell {
    if let workbook { return workbook.cell(scanned, batch) }
    return CSVFile.cell(scanned, batch)
  }

  /// How many Unicode scalars the text of `scanned` has; 0 for what is no text.
  func characterCount(_ scanned: ScannedCell, in batch: CellBatch) -> Int {
    switch scanned.kind {
    case .sharedText: workbook?.strings.scalarCount(Int(scanned.index)) ?? 0
    case .text: batch.scalarCount(scanned.text)
    default: 0
    }
  }

  /// What a user should know about the cells that were read so far.
  public var notes: [SheetNote] {
    switch xlsx {
    case .some(let scanner): return scanner.flaws.map(\.note)
    case nil: break
    }
    switch csv {
    case .some(let scanner): return scanner.flaws.map(\.note)
    case nil: return []
    }
  }

  /// The merged ranges; complete at the end of the sheet.
  public var merges: [CellRange] {
    switch xlsx {
    case .some(let scanner): scanner.merges
    case nil: []
    }
  }

  /// The hidden rows, 0-based; complete at the end of the sheet.
  public var hiddenRows: Set<Int> {
    switch xlsx {
    case .some(let scanner): scanner.hiddenRows
    case nil: []
    }
  }

  /// The hidden columns, 0-based.
  public var hiddenColumns: Set<Int> {
    switch xlsx {
    case .some(let scanner): scanner.hiddenColumns
    case nil: []
    }
  }

  /// Whether cells came out of reading order or twice, so far.
  public var isDisordered: Bool {
    switch xlsx {
    case .some(let scanner): scanner.isDisordered
    case nil: false
    }
  }
}

extension SpreadsheetFile {
  /// The cells of the sheet called `name` as a stream, in the order of the file; formulas and the
  /// values as the file has them come only where `keepsDetail` asks for them.
  ///
  /// Where other files are read at the same time, `isAlone` is false: a text file then takes no second
  /// thread, which would only hand its bytes on.
  public func stream(
    named name: String, keepsDetail: Bool = true, isAlone: Bool = true
  ) throws(ReadError) -> SheetStream {
    switch content {
    case .csv(let file):
      guard name == file.sheetName else { throw noSheet(name) }
      return SheetStream(csv: try file.scanner(usesThread: isAlone ? nil : false))
    case .xlsx(let file):
      guard let entry = file.sheets.first(where: { $0.name == name }) else { throw noSheet(name) }
      return SheetStream(
        xlsx: try file.scanner(of: entry, keepsDetail: keepsDetail), of: file)
    }
  }
}
