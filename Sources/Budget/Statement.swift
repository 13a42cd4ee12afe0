public import Localization

/// A row of a statement.
public struct StatementRow: Hashable, Sendable {
  /// The key that rules and findings use; unique in its block.
  public var key: String
  /// The printed label.
  public var label: String
  /// The classification code, where the row stands for one.
  public var code: String?
  /// The depth in the outline, 0 for the rows right under the total.
  public var level: Int
  /// The key of the row above it in the outline.
  public var parent: String?
  /// Whether the row is the table's total, or one of its closing rows.
  public var isTotal: Bool
  /// Whether the row is printed at the foot, aligned with the foot of the block beside it.
  public var isFoot: Bool
  /// The texts of the row's text columns by column key.
  public var texts: [String: String]

  /// A row made of its parts.
  public init(
    key: String, label: String, code: String? = nil, level: Int = 0, parent: String? = nil,
    isTotal: Bool = false, isFoot: Bool = false, texts: [String: String] = [:]
  ) {
    self.key = key
    self.label = label
    self.code = code
    self.level = level
    self.parent = parent
    self.isTotal = isTotal
    self.isFoot = isFoot
    self.texts = texts
  }
}

extension StatementRow {
  /// The digits that one level adds to the row's code, counted from 0 for 类: 208, 01 and 09 of
  /// 2080109; nil where the code does not reach so deep.
  public func codePart(_ part: Int) -> String? {
    guard let code else { return nil }
    let start = part == 0 ? 0 : 3 + (part - 1) * 2
    let length = part == 0 ? 3 : 2
    guard code.utf8.count >= start + length else { return nil }
    return String(code.dropFirst(start).prefix(length))
  }
}

/// One block of a table, filled in (报表): its rows and columns; figures are kept in the set.
public struct Statement: Sendable {
  /// The year.
  public var period: Period
  /// The table's short key in the profile.
  public var table: String
  /// The block's key; nil where the table has one block.
  public var block: String?
  /// The rows in print order.
  public var rows: [StatementRow]
  /// The keys of the figure columns in print order.
  public var columns: [String]
  /// The keys of the columns that the heading of a published table does not have, as a whole.
  ///
  /// Their figures are missing, or sums of the columns beside them where the form says so. A column
  /// that is there and was not understood is none of them.
  public var absentColumns: Set<String> = []
  /// The keys of the rows of the form that a published table does not have, where every row that it
  /// has was understood; what is said of the columns holds for them.
  public var absentRows: Set<String> = []
  /// The names of the columns of figures that a published table has beside those of the form; their
  /// figures stand under these names.
  public var strangerColumns: [String] = []
  /// Why rows with amounts of the published table were not understood: a row that was not found may
  /// be one of them, and is not known to be absent; nil where all were.
  public var unreadRows: Message?
  /// The keys of the rows of the published table that the form does not have, below the sum of its
  /// items.
  public var strangerRows: [String] = []
  /// Why the rows are not known; nil where they are.
  ///
  /// Sums over the rows are missing then.
  public var missing: Message?
  private var rowIndex: [String: Int]
  private var codeIndex: [String: Int]
  private var children: [String: [String]]

  /// A statement made of its parts.
  public init(
    period: Period, table: String, block: String?, rows: [StatementRow], columns: [String],
    missing: Message? = nil
  ) {
    self.period = period
    self.table = table
    self.block = block
    self.rows = rows
    self.columns = columns
    self.missing = missing
    rowIndex = [:]
    codeIndex = [:]
    children = [:]
    for (index, row) in rows.enumerated() {
      rowIndex[row.key] = index
      if let code = row.code { codeIndex[code] = index }
      if let parent = row.parent { children[parent, default: []].append(row.key) }
    }
  }

  /// The row with `key`, or nil.
  public func row(_ key: String) -> StatementRow? {
    rowIndex[key].map { rows[$0] }
  }

  /// The row that stands for the same thing as a row of another table: by its code, else its key.
  public func row(like other: StatementRow) -> StatementRow? {
    let index = other.code.flatMap { codeIndex[$0] } ?? rowIndex[other.key]
    return index.map { rows[$0] }
  }

  /// The row with the key or code `name`, or nil.
  public func row(named name: String) -> StatementRow? {
    (rowIndex[name] ?? codeIndex[name]).map { rows[$0] }
  }

  /// The keys of the rows right under `key` in the outline, in print order.
  public func children(of key: String) -> [String] {
    children[key] ?? []
  }

  /// Whether the table that was published has no place for a figure.
  public func isAbsent(_ key: FigureKey) -> Bool {
    absentColumns.contains(key.column) || absentRows.contains(key.row)
  }

  /// The key of a figure of this statement.
  public func key(row: String, column: String) -> FigureKey {
    FigureKey(period: period, table: table, block: block, row: row, column: column)
  }
}

/// The name of a block of a table in a year.
public struct StatementKey: Hashable, Sendable {
  /// The year.
  public var period: Period
  /// The table's short key.
  public var table: String
  /// The block's key, or nil.
  public var block: String?

  /// A key made of its parts.
  public init(period: Period, table: String, block: String?) {
    self.period = period
    self.table = table
    self.block = block
  }
}

/// All statements of one unit for the budget year and the year before, with their figures.
public struct StatementSet: Sendable {
  /// The statements in the order of the profile, this year's first.
  public private(set) var statements: [Statement] = []
  private var index: [StatementKey: Int] = [:]
  private var figures: [FigureKey: Figure] = [:]

  /// An empty set.
  public init() {}

  /// Adds a statement without figures.
  public mutating func add(_ statement: Statement) {
    let key = StatementKey(
      period: statement.period, table: statement.table, block: statement.block)
    index[key] = statements.count
    statements.append(statement)
  }

  /// Adds a statement of another set with its figures.
  public mutating func add(_ statement: Statement, from other: StatementSet) {
    add(statement)
    for key in other.keys(of: statement) { self[key] = other[key] }
  }

  /// The set together with the statements of another one, which are of other years or sources.
  public func joined(with other: StatementSet?) -> StatementSet {
    var joined = self
    guard let other else { return joined }
    for statement in other.statements { joined.add(statement, from: other) }
    return joined
  }

  /// The statement of a block, or nil.
  public subscript(key: StatementKey) -> Statement? {
    index[key].map { statements[$0] }
  }

  /// The figure under `key`; nil where the cell does not exist or is blank by the form.
  public subscript(key: FigureKey) -> Figure? {
    get { figures[key] }
    set { figures[key] = newValue }
  }

  /// The statements of a block in the tables of the department's units, in the units' order.
  public func ofUnits(_ table: String, _ block: String?) -> [Statement] {
    var found: [Statement] = []
    while let statement = self[
      StatementKey(period: .unit(found.count + 1), table: table, block: block)]
    {
      found.append(statement)
    }
    return found
  }

  /// The keys of all figures of `statement`, row by row.
  public func keys(of statement: Statement) -> [FigureKey] {
    statement.rows.flatMap { row in
      (statement.columns + statement.strangerColumns).compactMap { column in
        let key = statement.key(row: row.key, column: column)
        return figures[key] == nil ? nil : key
      }
    }
  }
}
