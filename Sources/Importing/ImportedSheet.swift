public import Budget
public import Localization
public import Sheets

/// What one sheet gave: its facts, and everything that has to be told about it.
public struct ImportedSheet: Sendable {
  /// The lines in the order of the sheet.
  public var facts: [Fact]
  /// Where every row of the sheet went.
  public var counts: RowCounts
  /// How many rows were read, counted apart from where they went: once for each table that stands
  /// side by side with others.
  public var rowsRead = 0
  /// How many rows were rejected for which reason; together `counts.rejected`.
  public var rejections: [ImportNoteKind: Int] = [:]
  /// What has to be told; of each kind the first 200, `noteCounts` has them all.
  public var notes: [ImportNote]
  /// How many notes of each kind there were, those beyond the limit included.
  public var noteCounts: [ImportNoteKind: Int]
  /// Whether a row was rejected, or the header or a column that every line needs is missing, so
  /// that sums over the facts are not known.
  public var isIncomplete: Bool
  /// The totals that the sheet states, in the order of the sheet.
  public var statedTotals: [StatedTotal]
  /// Where the unit of the amounts of money is stated: in the heading of the first such column, else
  /// above the header; nil where it is not stated there.
  public var unitLine: Place?

  /// The notes that ask the user for a decision: what the columns or their unit are, or which
  /// lines are meant.
  ///
  /// Until it is made no figure of the sheet can be used, and no run goes on.
  public var questions: [ImportNote] {
    notes.filter { $0.kind.isQuestion && $0.severity == .error }
  }
}

extension ImportedSheet {
  /// Adds what came of another table on the same sheet.
  mutating func add(_ other: ImportedSheet) {
    facts += other.facts
    counts.add(other.counts)
    rejections.merge(other.rejections, uniquingKeysWith: +)
    notes += other.notes
    noteCounts.merge(other.noteCounts, uniquingKeysWith: +)
    isIncomplete = isIncomplete || other.isIncomplete
    statedTotals += other.statedTotals
  }

  /// Whether every row that was read is accounted for.
  public var isBalanced: Bool {
    counts.read == rowsRead && rejections.values.reduce(0, +) == counts.rejected
  }

  /// Whether nothing says in which unit amounts of the sheet are.
  public var lacksUnit: Bool { noteCounts[.unitUnknown] != nil }
}

extension ImportNoteKind {
  /// Whether a note of this kind tells how the content of a cell was read.
  public var isRepair: Bool {
    switch self {
    case .repairedNumber, .repairedCode, .roundedToFen, .formulaDiffers: true
    default: false
    }
  }

  /// Whether the user has to choose before anything can be made of the sheet.
  public var isQuestion: Bool {
    switch self {
    case .unitUnknown, .ambiguousColumn, .otherScope: true
    default: false
    }
  }
}

/// How many rows of a sheet went where; each row from the first with a cell to the last with one
/// is in exactly one of them.
public struct RowCounts: Sendable, Hashable {
  /// Rows of a header, repeated ones included.
  public var header = 0
  /// Rows that became facts.
  public var taken = 0
  /// Totals, subtotals and 其中 rows.
  public var subtotals = 0
  /// Rows that should have become facts and could not.
  public var rejected = 0
  /// Blank rows and unfilled rows of a form.
  public var blank = 0
  /// Lines that `rows:` of the project file leaves out.
  public var leftOut = 0
  /// Titles, unit lines, footnotes and other remarks.
  public var notes = 0

  /// No rows at all.
  public init() {}

  /// Adds the rows of another table.
  public mutating func add(_ other: RowCounts) {
    header += other.header
    taken += other.taken
    subtotals += other.subtotals
    rejected += other.rejected
    blank += other.blank
    notes += other.notes
    leftOut += other.leftOut
  }

  /// All rows of the sheet's used range, once for each table that stands side by side with others.
  public var read: Int { header + taken + subtotals + rejected + blank + notes + leftOut }
}

/// A total that a sheet states, beside the sum of the lines it covers.
public struct StatedTotal: Sendable, Hashable {
  /// How the stated amount relates to its lines.
  public enum Status: String, Sendable {
    /// Equal.
    case agree
    /// Apart by no more than the rounding of the lines explains.
    case rounding
    /// Different.
    case differs
    /// Not comparable: a line of it was rejected, or it is an 其中 row.
    case unchecked
  }

  /// The row's label, such as 合计, or its code.
  public var label: String
  /// The field whose column is summed.
  public var field: String
  /// The stated amount.
  public var stated: Reading
  /// The sum of the lines that it covers; nil where it is unchecked.
  public var recomputed: Amount?
  /// How the two relate.
  public var status: Status
}

extension StatedTotal {
  /// A total beside the sum of what it covers.
  ///
  /// - Parameters:
  ///   - sum: the sum, in atoms.
  ///   - spread: the quanta of the readings of that sum and of the total together.
  ///   - isComparable: whether all that it covers is known.
  init(
    label: String, field: String, stated: Reading, sum: Int128, spread: Int128,
    isComparable: Bool = true
  ) {
    let amount = Int64(exactly: sum).flatMap {
      try? Amount(atoms: $0, dimension: stated.amount.dimension)
    }
    let difference = Int128(stated.amount.atoms) - sum
    status =
      if !isComparable || amount == nil {
        .unchecked
      } else if difference == 0 {
        .agree
      } else if difference.magnitude * 2 < spread.magnitude {
        .rounding
      } else {
        .differs
      }
    self.label = label
    self.field = field
    self.stated = stated
    recomputed = status == .unchecked ? nil : amount
  }
}

/// How surely a sheet is an input of a schema, and why.
public struct Recognition: Sendable {
  /// From 0, certainly not, to 1, certainly.
  public var confidence: Double
  /// What speaks for it and against it.
  public var evidence: [Message]
  /// The columns, 0-based, of the tables that were recognised: all, unless tables stand side by
  /// side.
  public var columns: [ClosedRange<Int>] = []
  /// The columns, 0-based, that the input's fields were found in.
  public var used: Set<Int> = []

  /// The rows of the header, 0-based; nil where none was found.
  public var header: ClosedRange<Int>?
  /// Whether the tab, or a line above the header, has the input's title.
  public var hasTitle = false

  /// Whether both recognitions mean the same part of their sheet.
  public func overlaps(_ other: Recognition) -> Bool {
    columns.contains { range in other.columns.contains { range.overlaps($0) } }
  }
}
