import CSVReader
public import Decimals
public import Sheets

/// What is in a sheet, counted: the figures that prove that every cell was read.
public struct SheetSummary: Sendable {
  /// The number of the last row that has a cell.
  public var rows = 0
  /// The number of the last column that has a cell.
  public var columns = 0
  /// The cells that hold something.
  public var cells = 0
  /// The cells that hold numbers; dates do not count.
  public var numbers = 0
  /// The cells that hold texts.
  public var texts = 0
  /// The Unicode scalars of all texts.
  public var characters = 0
  /// The exact sum of all numbers.
  public var sum = ExactSum()
  /// What a user should know about the cells.
  public var notes: [SheetNote] = []
}

extension SpreadsheetFile {
  /// Reads every cell of the sheet called `name` and counts what it holds.
  public func summary(ofSheet name: String) throws(ReadError) -> SheetSummary {
    try summary(ofSheet: name, pieceBytes: 512 << 10)
  }

  /// The same, where a CSV file is shared out in pieces of `pieceBytes`; a size is for tests, it never
  /// changes what is counted.
  package func summary(
    ofSheet name: String, pieceBytes: Int
  ) throws(ReadError) -> SheetSummary {
    // What is wrong with a file is told by the way through the whole of it.
    if case .csv(let file) = content, name == file.sheetName,
      let summary = SheetSummary(of: file, pieceBytes: pieceBytes)
    {
      return summary
    }
    var stream = try stream(named: name, keepsDetail: false)
    var batch = CellBatch()
    var summary = SheetSummary()
    while try stream.next(into: &batch) {
      summary.add(batch.cells) { stream.characterCount($0, in: batch) }
    }
    summary.notes = stream.notes
    // A cell that stands twice counts once; that takes the whole sheet.
    return stream.isDisordered ? SheetSummary(of: try sheet(named: name)) : summary
  }
}

extension SheetSummary {
  /// Counts a sheet that is in memory.
  public init(of sheet: Sheet) {
    notes = sheet.notes
    for cell in sheet.cells {
      cover(row: cell.address.row, column: cell.address.column)
      switch cell.value {
      case .number(let number):
        numbers += 1
        sum.add(number)
      case .text(let text):
        texts += 1
        characters += text.unicodeScalars.count
      default: break
      }
    }
  }

  /// Counts some cells; `characters` says how many a text has.
  @inline(__always)
  mutating func add(_ scanned: [ScannedCell], characters: (ScannedCell) -> Int) {
    // Counts of their own stay in registers, whatever the sum writes to.
    var (row, column): (Int32, Int32) = (-1, -1)
    var (numbers, texts, count) = (0, 0, 0)
    for cell in scanned {
      (row, column) = (max(row, cell.row), max(column, cell.column))
      switch cell.kind {
      case .number:
        numbers += 1
        sum.add(cell.number)
      case .text, .sharedText:
        texts += 1
        count += characters(cell)
      default: break
      }
    }
    cells += scanned.count
    rows = max(rows, Int(row) + 1)
    columns = max(columns, Int(column) + 1)
    self.numbers += numbers
    self.texts += texts
    self.characters += count
  }

  private mutating func cover(row: Int, column: Int) {
    cells += 1
    rows = max(rows, row + 1)
    columns = max(columns, column + 1)
  }
}
