import Budget
import Importing
import Localization
import Reading
import Sheets

/// The sheets of one input file, ready to be imported: held in memory with their formulas computed
/// where they are small, read in a stream where they are not.
struct InputSheets {
  /// How many cells a sheet may have to be held in memory.
  static let cellsInMemory = 400_000
  /// How many rows of a streamed sheet are looked at together.
  private static let window = 256

  /// One sheet.
  struct Entry {
    var frame: SheetFrame
    /// The sheet, or its first rows where it is streamed.
    var head: Sheet
    var isStreamed: Bool
  }

  let spreadsheet: SpreadsheetFile
  let entries: [Entry]
  private let formulas: FormulaCells
  private let settled: SettledCells

  /// Reads the file at `path`, which messages call `name`, with the cells that the user has settled.
  init(
    path: String, name: String, settled: SettledCells = SettledCells()
  ) throws(ReadError) {
    spreadsheet = try SpreadsheetFile(path: path)
    self.settled = settled
    var read: [Entry] = []
    for sheet in spreadsheet.sheetNames {
      var entry = try Self.entry(sheet, of: spreadsheet, file: name)
      let last = entry.head.cells.last?.address.row ?? 0
      settled.apply(
        to: &entry.head.cells, of: sheet, rows: 0..<(entry.isStreamed ? last + 1 : .max))
      read.append(entry)
    }
    formulas = FormulaCells(read.filter { !$0.isStreamed }.map(\.head))
    var computed = formulas.sheets.makeIterator()
    entries = read.map { entry in
      var entry = entry
      if !entry.isStreamed, let sheet = computed.next() { entry.head = sheet }
      return entry
    }
  }

  private static func entry(
    _ name: String, of file: SpreadsheetFile, file title: String
  ) throws(ReadError) -> Entry {
    // One pass: a small sheet is kept, a large one only looked at, since its merges come last.
    var stream = try file.stream(named: name)
    var batch = CellBatch()
    var cells: [Cell] = []
    var isStreamed = false
    while try stream.next(into: &batch) {
      if isStreamed {
        // Text files have no merged ranges at their end.
        if file.kind == .csv { break }
        continue
      }
      for scanned in batch.cells { cells.append(stream.cell(scanned, in: batch)) }
      isStreamed = cells.count > cellsInMemory
    }
    var sheet: Sheet
    if stream.isDisordered {
      sheet = try file.sheet(named: name)
      sheet.file = title
      isStreamed = false
    } else {
      sheet = Sheet(
        file: title, name: name, cells: cells, merges: stream.merges,
        hiddenRows: stream.hiddenRows, hiddenColumns: stream.hiddenColumns, notes: stream.notes)
    }
    if isStreamed, let first = sheet.cells.first?.address.row {
      // Header and the rows under it that recognition looks at.
      let end = first + 2 * SheetImport.headRows
      sheet.cells = Array(sheet.cells.prefix { $0.address.row < end })
    }
    return Entry(frame: SheetFrame(sheet), head: sheet, isStreamed: isStreamed)
  }

  /// What `importer` makes of a sheet.
  func imported(_ entry: Entry, by importer: SheetImporter) throws(ReadError) -> ImportedSheet {
    try imported(entry, begun: importer.begin(entry.head))
  }

  /// What an import makes of a sheet that it was begun for.
  func imported(_ entry: Entry, begun: SheetImport) throws(ReadError) -> ImportedSheet {
    var work = begun
    guard entry.isStreamed else {
      work.take(entry.head.cells)
      var imported = work.finish()
      imported.add(formulas.notes(on: entry.frame.name))
      imported.add(Self.flaws(entry.head.notes, in: entry.frame))
      imported.add(settled.notes(on: entry.frame))
      return imported
    }
    var rowFormulas = RowFormulas(entry.frame)
    var stream = try spreadsheet.stream(named: entry.frame.name)
    var batch = CellBatch()
    var cells: [Cell] = []
    var start = 0
    var end = 0
    while try stream.next(into: &batch) {
      for scanned in batch.cells {
        let row = Int(scanned.row)
        if row >= end {
          settled.apply(to: &cells, of: entry.frame.name, rows: start..<row)
          if !cells.isEmpty { Self.take(&cells, &work, &rowFormulas) }
          start = row
          end = row + Self.window
        }
        cells.append(stream.cell(scanned, in: batch))
      }
    }
    settled.apply(to: &cells, of: entry.frame.name, rows: start..<Int.max)
    Self.take(&cells, &work, &rowFormulas)
    var imported = work.finish()
    let told = rowFormulas.notes
    imported.add(told.all, counts: told.counts)
    imported.add(Self.flaws(stream.notes, in: entry.frame))
    imported.add(settled.notes(on: entry.frame))
    return imported
  }

  private static func flaws(_ notes: [SheetNote], in frame: SheetFrame) -> [ImportNote] {
    notes.map { note in
      ImportNote(
        kind: .fileFlaw, severity: .warning, place: note.place(file: frame.file, sheet: frame.name),
        message: note.message, raw: note.raw)
    }
  }

  private static func take(
    _ cells: inout [Cell], _ work: inout SheetImport, _ formulas: inout RowFormulas
  ) {
    formulas.compute(&cells)
    work.take(cells)
    cells.removeAll(keepingCapacity: true)
  }

  /// A sheet's facts read as 元, to compare magnitudes, where nothing says their unit.
  func readAsYuan(
    _ entry: Entry, _ imported: ImportedSheet, by importer: SheetImporter
  ) throws(ReadError) -> [Fact]? {
    guard imported.lacksUnit else { return nil }
    return try self.imported(entry, by: importer.settling(unit: .yuan)).facts
  }
}

extension ImportedSheet {
  /// Adds notes that were made before the import; `counts` has them all where not all were kept.
  mutating func add(_ notes: [ImportNote], counts: [ImportNoteKind: Int]? = nil) {
    self.notes += notes
    let counts = counts ?? notes.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
    noteCounts.merge(counts, uniquingKeysWith: +)
  }
}
