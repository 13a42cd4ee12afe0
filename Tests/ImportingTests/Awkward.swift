import Budget
import Importing
import Profiles
import Sheets
import Testing

/// A sheet with one awkward trait, what must come of it, and where it makes sense a twin in which
/// the trait is truly ambiguous.
struct Awkward: Sendable, CustomTestStringConvertible {
  /// The trait, in a few words.
  var trait: String
  var schema = Schemas.income
  var sheet: Sheet
  /// The facts in short, see `ImportedSheet.short`.
  var facts: [String]
  /// The notes as `kind@cell`, those about unused and absent columns left out.
  var notes: [String] = []
  /// A sheet that must not be guessed at, and the notes that say so.
  var twin: (sheet: Sheet, notes: [String])?

  var testDescription: String { trait }

  init(
    _ trait: String, schema: InputSchema = Schemas.income, _ drawing: String,
    merges: [String] = [], csv: Bool = false, facts: [String], notes: [String] = [],
    twin: String? = nil, twinMerges: [String]? = nil, twinNotes: [String] = []
  ) {
    self.trait = trait
    self.schema = schema
    let sheet = Sheet(drawing, merges: merges)
    self.sheet = csv ? sheet.asText : sheet
    self.facts = facts
    self.notes = notes
    if let twin {
      let sheet = Sheet(twin, merges: twinMerges ?? merges)
      self.twin = (csv ? sheet.asText : sheet, twinNotes)
    }
  }

  /// Imports both sheets and compares.
  func check(sourceLocation: SourceLocation = #_sourceLocation) {
    let result = sheet.imported(schema)
    #expect(result.short(schema) == facts, "\(trait)", sourceLocation: sourceLocation)
    #expect(told(result) == notes, "\(trait)", sourceLocation: sourceLocation)
    let isIncomplete = result.notes.contains { $0.severity == .error && $0.kind != .statedTotal }
    #expect(result.isIncomplete == isIncomplete, "\(trait)", sourceLocation: sourceLocation)
    checkRows(result, of: sheet, sourceLocation: sourceLocation)
    guard let twin else { return }
    let other = twin.sheet.imported(schema)
    #expect(told(other) == twin.notes, "twin: \(trait)", sourceLocation: sourceLocation)
    #expect(
      other.notes.contains { $0.severity == .error }, "twin: \(trait)",
      sourceLocation: sourceLocation)
    checkRows(other, of: twin.sheet, sourceLocation: sourceLocation)
  }

  private func told(_ result: ImportedSheet) -> [String] {
    result.notes.filter { $0.kind != .unusedColumns && $0.kind != .absentColumns }.map {
      "\($0.kind.rawValue)@\($0.place.cellName)"
    }
  }

  /// Every row from the first with a cell to the last is counted once, for each table.
  private func checkRows(
    _ result: ImportedSheet, of sheet: Sheet, sourceLocation: SourceLocation
  ) {
    guard let first = sheet.cells.first, let last = sheet.cells.last else { return }
    let tables = max(1, result.noteCounts[.sideBySide] ?? 0)
    #expect(
      result.counts.read == (last.address.row - first.address.row + 1) * tables, "\(trait)",
      sourceLocation: sourceLocation)
    // A row gives several facts where each fund has its column.
    let isSpread = result.noteCounts[.spreadColumns] != nil
    let taken = isSpread ? Set(result.facts.map(\.place.row)).count : result.facts.count
    #expect(result.counts.taken == taken, "\(trait)", sourceLocation: sourceLocation)
  }
}
