public import Budget

/// A linear expression as an accountant writes it: cells, sums of cells and sums of input lines,
/// added and subtracted.
public struct Expression: Hashable, Sendable {
  /// One addend with its weight.
  public struct Term: Hashable, Sendable {
    /// The weight, with its sign.
    public var factor: Int64
    /// What is added.
    public var operand: Operand
  }

  /// What can be added.
  public enum Operand: Hashable, Sendable {
    /// One cell, or with `sum(…)` all cells that the selector names.
    case cells(CellSelector, isSum: Bool)
    /// The sum of a field over input lines.
    case facts(FactQuery)
    /// The amount that the row's own input line states, if the line meets the conditions; the row
    /// must come from input lines.
    case field(String, conditions: [FactQuery.Condition])
    /// Nothing: the number 0.
    case zero
  }

  /// The addends in the order they were written.
  public var terms: [Term]
}

/// Which cells of which table an expression means.
public struct CellSelector: Hashable, Sendable {
  /// Which rows.
  public enum Rows: Hashable, Sendable {
    /// The row with this key, label or code.
    case key(String)
    /// The row that `for:` or the table's own definition stands at.
    case current
    /// The rows right under that row.
    case children
    /// The rows of one level, counted from 0 under the total.
    case level(Int)
    /// The rows of level 0 that are neither total nor foot.
    case items
    /// The rows without rows under them that are neither total nor foot.
    case leaves
  }

  /// Which column.
  public enum Column: Hashable, Sendable {
    /// The column with this key.
    case key(String)
    /// The column that `for:` or the table's own definition stands at.
    case current
  }

  /// The table and block; nil means the one that the expression belongs to.
  public var block: BlockKey?
  /// The year; nil means that of the statement which the expression belongs to.
  public var period: Period?
  /// Whether the tables of all the department's units are meant (各单位), their figures added up,
  /// instead of its own.
  public var isOfUnits = false
  /// Which rows.
  public var rows: Rows
  /// Which column.
  public var column: Column
}

/// The name of a block of a table in a profile.
public struct BlockKey: Hashable, Sendable {
  /// The table's short key.
  public var table: String
  /// The block's key; nil where the table has one block.
  public var block: String?

  /// A name made of its parts.
  public init(table: String, block: String?) {
    self.table = table
    self.block = block
  }

  /// The name as rules write it.
  public var text: String { block.map { "\(table).\($0)" } ?? table }
}

/// A sum over the lines of an input.
public struct FactQuery: Hashable, Sendable {
  /// A condition on a line.
  public enum Condition: Hashable, Sendable {
    /// The field is one of the values.
    case isOneOf(field: String, values: [String])
    /// The field is none of the values.
    case isNoneOf(field: String, values: [String])
    /// The field is the code of the row at hand.
    case isRowCode(field: String)
    /// The code in the field is that of the row at hand, or one below it.
    case isUnderRowCode(field: String)
    /// The category that the code list gives the field's code is the row's key.
    case bucketIsRow(field: String)
    /// The code in the field begins with one of the values.
    case isUnder(field: String, values: [String])
    /// The category that the code list gives the field's code is one of the values.
    case bucketIsOneOf(field: String, values: [String])
    /// The category is none of the values.
    case bucketIsNoneOf(field: String, values: [String])
    /// The quotient of two fields (单价 = 原值/数量) is at least `atoms` of the first field's
    /// dimension for one piece.
    case quotientAtLeast(field: String, by: String, atoms: Int64)
    /// The quotient is below `atoms`.
    case quotientBelow(field: String, by: String, atoms: Int64)
  }

  /// The input role.
  public var dataset: String
  /// The year of the lines; nil means that of the statement which the expression belongs to.
  public var period: Period?
  /// The field that is added up.
  public var measure: String
  /// The conditions; all must hold.
  public var conditions: [Condition]
}

/// How the two sides of a rule must stand to each other.
public enum Relation: String, Sendable, Hashable {
  /// Both sides are equal.
  case equal = "="
  /// The left side is at most the right one.
  case atMost = "<="
  /// The left side is at least the right one.
  case atLeast = ">="
  /// The left side is below the right one; only in conditions.
  case below = "<"
  /// The left side is above the right one; only in conditions.
  case above = ">"
  /// The sides differ; only in conditions.
  case differ = "<>"

  /// Whether `left` and `right` stand so.
  public func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .atMost: left <= right
    case .atLeast: left >= right
    case .below: left < right
    case .above: left > right
    case .differ: left != right
    }
  }
}

/// Two expressions and how they must stand to each other.
public struct Comparison: Hashable, Sendable {
  /// The left side.
  public var left: Expression
  /// How they must stand.
  public var relation: Relation
  /// The right side.
  public var right: Expression

  /// The cells of both sides.
  public var selectors: [CellSelector] {
    (left.terms + right.terms).compactMap { term in
      if case .cells(let selector, _) = term.operand { selector } else { nil }
    }
  }
}
