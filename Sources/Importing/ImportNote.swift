public import Budget
public import Localization
public import Sheets

/// What the importer has to tell about a line, a cell or a whole sheet; the list is closed.
public enum ImportNoteKind: String, Sendable, CaseIterable {
  /// No row of the sheet looks like the header of this input.
  case headerNotFound = "header-not-found"
  /// A column that every line needs is not in the header.
  case missingColumn = "missing-column"
  /// Several columns could be meant by one field, or one column by several fields.
  case ambiguousColumn = "ambiguous-column"
  /// A heading that says less than the field is called, and that no other field is left for.
  case guessedColumn = "guessed-column"
  /// Tables side by side under one header, of which this is one.
  case sideBySide = "side-by-side"
  /// Columns of amounts, one for each value of a field that has no column of its own.
  case spreadColumns = "spread-columns"
  /// A title that names another budget year.
  case otherYear = "other-year"
  /// A line above a later part of the sheet that names another unit of government or year.
  case otherContext = "other-context"
  /// Lines, or a line above the header, of another unit of government, year or draft than the
  /// input's.
  case otherScope = "other-scope"
  /// Fields that lines may have and this sheet has no column for.
  case absentColumns = "absent-columns"
  /// Columns that no field asks for.
  case unusedColumns = "unused-columns"
  /// Nothing says in which unit the amounts of a column are.
  case unitUnknown = "unit-unknown"
  /// Two statements about the unit of an amount contradict each other.
  case unitConflict = "unit-conflict"
  /// An amount that is no number: the line is rejected.
  case textAmount = "text-amount"
  /// A formula without a stored result, or with a stored 0 that nothing confirms.
  case formulaValue = "formula-value"
  /// A formula whose stored result differs from the computed one, which is taken.
  case formulaDiffers = "formula-differs"
  /// Formulas that could not be computed here, whose stored results were taken.
  case formulaUnverified = "formula-unverified"
  /// An amount in a cell that is merged over several lines.
  case mergedAmount = "merged-amount"
  /// An amount beyond what can be computed.
  case amountTooLarge = "amount-too-large"
  /// A number that is stored as text, or written with signs that had to be taken away.
  case repairedNumber = "repaired-number"
  /// An amount finer than 1 分, rounded half up.
  case roundedToFen = "rounded-to-fen"
  /// A line without a field that every line needs.
  case missingField = "missing-field"
  /// An amount that every line needs is blank: it counts as 0.
  case blankAmount = "blank-amount"
  /// A code that is no code.
  case malformedCode = "malformed-code"
  /// A code brought to its proper form, such as one that had lost its leading zeros.
  case repairedCode = "repaired-code"
  /// A code that the list does not have in the year.
  case unknownCode = "unknown-code"
  /// A code above the level at which lines are expected.
  case shallowCode = "shallow-code"
  /// A name that belongs to the code in another year.
  case oldName = "old-name"
  /// A name that never belonged to the code.
  case nameMismatch = "name-mismatch"
  /// A value outside a closed list.
  case unknownChoice = "unknown-choice"
  /// A cell that should hold a date and does not.
  case badDate = "bad-date"
  /// A cell with an error such as `#REF!`.
  case errorCell = "error-cell"
  /// A total or subtotal that differs from the lines it sums.
  case statedTotal = "stated-total"
  /// A total that could not be compared with its lines.
  case uncheckedTotal = "unchecked-total"
  /// A line that is named like a total and taken as data.
  case resemblesTotal = "resembles-total"
  /// A row of text without figures, taken as a remark.
  case remark
  /// Rows or columns that are hidden and were read all the same.
  case hidden
  /// Something that the file's format does not allow: a stray quote, a value that is not what its
  /// cell's type says.
  case fileFlaw = "file-flaw"
  /// A cell whose content `gouji.yaml` settles.
  case settledCell = "settled-cell"
  /// The sheet declares that it has no lines.
  case declaredEmpty = "declared-empty"
}

/// One thing the importer has to tell, with its place.
public struct ImportNote: Sendable, Hashable {
  /// What it is about.
  public var kind: ImportNoteKind
  /// How serious it is: an error means that something was not taken or not understood.
  public var severity: Severity
  /// The cell, or the sheet as a whole; to be printed in front of the message.
  public var place: Place
  /// What was found, what was expected, what to do; without the place.
  public var message: Message
  /// The text in the cell; empty where the note is not about one cell.
  public var raw: String

  /// A note made of its parts.
  public init(
    kind: ImportNoteKind, severity: Severity, place: Place, message: Message, raw: String = ""
  ) {
    self.kind = kind
    self.severity = severity
    self.place = place
    self.message = message
    self.raw = raw
  }
}

extension ImportNote {
  fileprivate var address: CellAddress? {
    if case .cell(let address) = place.spot { return address }
    return nil
  }
}

/// A note in the making: the place is added where it is known.
struct Remark {
  var kind: ImportNoteKind
  var severity: Severity
  var message: Message

  init(_ kind: ImportNoteKind, _ severity: Severity, _ message: Message) {
    self.kind = kind
    self.severity = severity
    self.message = message
  }
}

/// The notes of one sheet: a bounded number of each kind, the rest only counted.
struct NoteLog {
  /// How many notes of one kind are kept with their places.
  static let limit = 200

  private var notes: [ImportNote] = []
  private(set) var counts: [ImportNoteKind: Int] = [:]

  mutating func add(_ note: ImportNote) {
    let count = counts[note.kind, default: 0]
    counts[note.kind] = count + 1
    if count < Self.limit { notes.append(note.withChoices) }
  }

  /// The notes in the order of the sheet, those about the sheet as a whole first.
  var inOrder: [ImportNote] {
    notes.enumerated().sorted { left, right in
      (left.element.address ?? Self.top, left.offset) < (
        right.element.address ?? Self.top, right.offset
      )
    }.map(\.element)
  }

  private static let top = CellAddress(row: -1, column: 0)
}
