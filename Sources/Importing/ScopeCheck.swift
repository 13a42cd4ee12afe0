import Budget
import Profiles
import Sheets

/// Counts what the columns of a table say of whose its lines are, and leaves out those that the user
/// has not chosen.
struct ScopeCheck {
  /// What a column says in its lines: each different value with how often and where first.
  struct Value {
    /// The text as printed.
    var printed: String
    /// The text as compared; of a year the number.
    var compared: String
    /// How many lines say it.
    var lines: Int
    /// The first cell that says it.
    var first: CellAddress
  }

  /// One thing that columns say; the first of them that says it in a line counts.
  struct Subject {
    var scope: InputScope
    var headings: [ColumnHeading]
    fileprivate(set) var values: [Value] = []
    /// How many lines say something beyond the values that are kept.
    fileprivate(set) var more = 0
    fileprivate var last = 0
    fileprivate var index: [String: Int] = [:]
    fileprivate let positions: [Int]
  }

  /// A column whose lines the user has chosen among.
  struct Choice {
    /// The column as `gouji.yaml` names it.
    var name: String
    var heading: ColumnHeading
    /// The values that are taken, as written.
    var wanted: [String]
    /// Those of them that no line has.
    fileprivate(set) var unseen: [String]
    /// The values of the lines that are left out.
    fileprivate(set) var others: Subject
    fileprivate let position: Int
    fileprivate var verdicts: [String: Bool] = [:]
  }

  /// How many different values are told apart.
  fileprivate static let limit = 200

  /// The columns that are looked at, 0-based.
  let columns: [Int]
  private(set) var subjects: [Subject] = []
  private(set) var choices: [Choice] = []
  /// The columns that the user has named and the header does not have, or has more than once.
  private(set) var unknown: [String] = []

  init(_ header: Header, schema: InputSchema, context: ImportContext) {
    let used = Set(header.map.columns.values.joined()).union(header.map.names.values)
      .union(header.map.conflicts.flatMap(\.columns))
    let free = header.headings.filter { !used.contains($0.column) }
    var columns: [Int] = []
    func position(of heading: ColumnHeading) -> Int {
      if let known = columns.firstIndex(of: heading.column) { return known }
      columns.append(heading.column)
      return columns.count - 1
    }
    func subject(_ scope: InputScope, _ headings: [ColumnHeading]) -> Subject {
      Subject(scope: scope, headings: headings, positions: headings.map { position(of: $0) })
    }
    for (name, wanted) in context.rows.sorted(by: { $0.key < $1.key }) {
      let fitting = header.headings.filter { $0.isNamed(name) }
      guard fitting.count == 1 else {
        unknown.append(name)
        continue
      }
      choices.append(
        Choice(
          name: name, heading: fitting[0], wanted: wanted, unseen: wanted,
          others: subject(InputScope(kind: .single, labels: []), fitting),
          position: position(of: fitting[0])))
    }
    let settled = Set(choices.map(\.heading.column))
    var units: [(scope: InputScope, heading: ColumnHeading)] = []
    for scope in schema.scope {
      let labels = Set(scope.labels.map { folded($0) })
      for heading in free
      where heading.names(year: context.year).contains(where: { labels.contains($0.name) }) {
        switch scope.kind {
        case .unitCode, .unitName: units.append((scope, heading))
        case .year, .single:
          if !settled.contains(heading.column) { subjects.append(subject(scope, [heading])) }
        }
      }
    }
    // The code before the name: names are written in many ways.
    units =
      units.filter { $0.scope.kind == .unitCode } + units.filter { $0.scope.kind != .unitCode }
    if let first = units.first, !units.contains(where: { settled.contains($0.heading.column) }) {
      var scope = first.scope
      scope.orMeasure = units.contains { $0.scope.orMeasure }
      subjects.insert(subject(scope, units.map(\.heading)), at: 0)
    }
    self.columns = columns
  }

  /// Whether a line is one of those that the user has not chosen.
  mutating func leavesOut(_ cells: RowCells) -> Bool {
    for index in choices.indices {
      guard let cell = cells.scope[choices[index].position], !RowClassifier.isBlank(cell),
        !choices[index].takes(cell)
      else { continue }
      choices[index].others.count(cell)
      return true
    }
    return false
  }

  /// The first column by which lines are chosen and that is blank in a line.
  func blankChoice(_ cells: RowCells) -> ColumnHeading? {
    choices.first { choice in
      cells.scope[choice.position].map { RowClassifier.isBlank($0) } ?? true
    }?.heading
  }

  /// Takes note of what a line says.
  mutating func observe(_ cells: RowCells) {
    for index in subjects.indices {
      for position in subjects[index].positions {
        guard let cell = cells.scope[position], !RowClassifier.isBlank(cell),
          subjects[index].count(cell)
        else { continue }
        break
      }
    }
  }
}

extension ScopeCheck.Subject {
  /// Counts what a cell says; false where it says nothing about the subject.
  @discardableResult
  fileprivate mutating func count(_ cell: Cell) -> Bool {
    // Most lines say what the line before says.
    if last < values.count, values[last].printed == cell.text {
      values[last].lines += 1
      return true
    }
    let text = cell.plainText
    let plain = folded(text)
    if declaresNothing(plain) || (scope.orMeasure && UnitWords.isMeasure(plain)) { return false }
    let compared = scope.kind == .year ? ScopeCheck.year(plain).map(String.init) ?? plain : plain
    if let known = index[compared] {
      last = known
      values[known].lines += 1
    } else if values.count < ScopeCheck.limit {
      last = values.count
      index[compared] = last
      values.append(
        ScopeCheck.Value(
          printed: cell.text, compared: compared, lines: 1, first: cell.address))
    } else {
      more += 1
    }
    return true
  }
}

extension ScopeCheck.Choice {
  fileprivate mutating func takes(_ cell: Cell) -> Bool {
    if let known = verdicts[cell.text] { return known }
    let text = UnitNames.plain(folded(cell.plainText))
    let fitting = wanted.filter { UnitNames.plain(folded($0)) == text }
    unseen.removeAll { fitting.contains($0) }
    if verdicts.count < 1000 { verdicts[cell.text] = !fitting.isEmpty }
    return !fitting.isEmpty
  }
}

extension ScopeCheck {
  /// The year that the folded text of a cell or line says: 2021, 2021年, 2021年度, 2021-01-01.
  static func year(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    return digits.count == 4 ? Int(digits) : nil
  }
}
