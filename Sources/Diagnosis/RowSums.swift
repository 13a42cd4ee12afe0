import Budget
import Profiles
import Reconciliation

/// The sums over rows that the checks make: for one total row, one sum in each column.
///
/// A row that is missing or stands twice leaves its mark in all of them at once, which no single
/// wrong cell does.
struct RowSums {
  /// One column's sum.
  struct Column {
    /// The index of the check.
    var check: Int
    /// What the total has beyond its parts, in atoms.
    var lacking: Int64
    /// What rounding can make of it.
    var bounds: Observation
    /// Whether the check failed.
    var hasFailed: Bool

    /// Whether `amount` is what lacks, within rounding.
    func lacks(_ amount: Int64) -> Bool {
      let rest = Int128(lacking) - Int128(amount)
      return Verdict(residual: rest, bounds: bounds, relation: .equal) != .mismatch
    }
  }

  /// A total row with the rows under it.
  struct Group {
    /// The statement.
    var statement: Statement
    /// The key of the total row.
    var total: String
    /// The keys of the rows that are added.
    var parts: [String]
    /// The sums by column, in the order of the checks.
    var columns: [(key: String, sum: Column)]

    /// Whether a sum failed.
    var hasFailed: Bool { columns.contains { $0.sum.hasFailed } }
  }

  /// The groups in the order of the checks.
  private(set) var groups: [Group] = []

  init(_ checks: [Check], statements: StatementSet) {
    var index: [FigureKey: Int] = [:]
    for (position, check) in checks.enumerated() where check.isEquality && check.isDecided {
      guard let (total, parts, lacking) = Self.sum(check) else { continue }
      let name = FigureKey(
        period: total.period, table: total.table, block: total.block, row: total.row, column: "")
      let column = Column(
        check: position, lacking: lacking,
        bounds: check.exactIsKnown ? Observation(atoms: 0) : check.roundingBounds,
        hasFailed: check.verdict == .mismatch)
      if let known = index[name], groups[known].parts == parts {
        groups[known].columns.append((total.column, column))
      } else if let statement = statements[
        StatementKey(period: total.period, table: total.table, block: total.block)]
      {
        index[name] = groups.count
        groups.append(
          Group(
            statement: statement, total: total.row, parts: parts,
            columns: [(total.column, column)]))
      }
    }
  }

  /// The total, the rows it adds and what they lack, where the check is a total over its rows.
  private static func sum(_ check: Check) -> (total: FigureKey, parts: [String], lacking: Int64)? {
    let (left, right) = (check.left.form.terms, check.right.form.terms)
    let difference = check.exactIsKnown ? check.exactDifference : nil
    for (whole, parts, sign) in [(left, right, Int64(1)), (right, left, -1)] {
      guard whole.count == 1, let total = whole.first?.key, !parts.isEmpty else { continue }
      let isSum = parts.allSatisfy {
        $0.factor == 1 && $0.key.table == total.table && $0.key.block == total.block
          && $0.key.period == total.period && $0.key.column == total.column
          && $0.key.row != total.row
      }
      if isSum, whole[0].factor == 1 {
        return (total, parts.map(\.key.row), sign * (difference ?? check.shownDifference))
      }
    }
    return nil
  }
}
