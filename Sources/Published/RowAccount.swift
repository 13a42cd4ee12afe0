import Budget
public import Importing
import Profiles
import Sheets

/// Why a row with figures of a published table could not be taken; a closed list.
public enum RowRefusal: String, Sendable, CaseIterable {
  /// Neither its label nor its code is one that the table may have, or it is a subtotal of its own.
  case leftOut = "row-left-out"
  /// It stands below the last row of the form.
  case belowForm = "row-below-form"
  /// It breaks down the row above it, and the form does not.
  case ofWhich = "row-of-which"
  /// Its code stands in columns that do not make a whole one.
  case codesUnclear = "codes-unclear"
  /// Nothing tells on which level it stands.
  case levelsLost = "levels-lost"
  /// None of its figures could be read.
  case unreadable = "unreadable-figure"
}

/// Where every row of a published table went, counted once for each block of those side by side.
public struct RowAccount: Sendable {
  /// How many rows went where.
  public private(set) var counts = RowCounts()
  /// How many rows were read, counted apart from where they went.
  public private(set) var rowsRead = 0
  /// How many rows were rejected for which reason.
  public private(set) var refusals: [RowRefusal: Int] = [:]

  /// No rows at all.
  init() {}

  /// Whether every row that was read is accounted for.
  public var isBalanced: Bool {
    counts.read == rowsRead && refusals.values.reduce(0, +) == counts.rejected
  }

  /// Adds the rows of another block.
  mutating func add(_ other: RowAccount) {
    counts.add(other.counts)
    rowsRead += other.rowsRead
    refusals.merge(other.refusals, uniquingKeysWith: +)
  }

  /// Adds the rows of a block that was read; `unreadable` has the lines without a figure that could
  /// be read.
  mutating func add(
    _ body: BodyReader.Body, of reader: BodyReader, statement: Statement, unreadable: Set<Int>
  ) {
    var leaves: Set<Int> = []
    var sums: Set<Int> = []
    for row in body.rows {
      guard let line = row.line else { continue }
      if row.row.isTotal || !statement.children(of: row.row.key).isEmpty {
        sums.insert(line)
      } else {
        leaves.insert(line)
      }
    }
    let leftOut = Set(body.strangers.filter { $0.kind == .leftOut }.map(\.line))
    let parts = Set(body.strangers.filter { $0.kind == .ofWhich }.map(\.line))
    add(reader) { line in
      if parts.contains(line) { return .refused(.ofWhich) }
      if unreadable.contains(line) { return .refused(.unreadable) }
      if leaves.contains(line) { return .taken }
      if sums.contains(line) { return .subtotal }
      if leftOut.contains(line) { return .refused(.leftOut) }
      return reader.hasFigure(line) && reader.hasNumber(line) ? .refused(.belowForm) : .note
    }
  }

  /// Adds the lines of a list of totals, some of which were taken.
  mutating func add(_ reader: BodyReader, taking lines: Set<Int>) {
    add(reader) { line in
      if lines.contains(line) { return .taken }
      return reader.hasFigure(line) && reader.hasNumber(line) ? .refused(.leftOut) : .note
    }
  }

  /// Adds the rows of a block that could not be read for one reason.
  mutating func add(_ body: BodyReader.Body, of reader: BodyReader, refusing reason: RowRefusal) {
    add(reader) { reader.hasFigure($0) ? .refused(reason) : .note }
  }

  /// Where a row below the header went.
  private enum Fate {
    case taken
    case subtotal
    case note
    case refused(RowRefusal)
  }

  private mutating func add(_ reader: BodyReader, fate: (Int) -> Fate) {
    guard let first = reader.region.rowNumbers.first, let last = reader.region.rowNumbers.last
    else { return }
    rowsRead += last - first + 1
    for line in first...last {
      let cells = (reader.region.cells[line] ?? [:]).filter {
        reader.binding.segment.contains($0.key) && !folded($0.value.text).isEmpty
      }
      if cells.isEmpty {
        counts.blank += 1
      } else if line < reader.table.rows.lowerBound {
        counts.notes += 1
      } else if line <= reader.table.rows.upperBound {
        counts.header += 1
      } else {
        switch reader.furniture(line) {
        case .header: counts.header += 1
        case .note: counts.notes += 1
        case .blank: counts.blank += 1
        case nil: count(fate(line))
        }
      }
    }
  }

  private mutating func count(_ fate: Fate) {
    switch fate {
    case .taken: counts.taken += 1
    case .subtotal: counts.subtotals += 1
    case .note: counts.notes += 1
    case .refused(let reason):
      counts.rejected += 1
      refusals[reason, default: 0] += 1
    }
  }
}
