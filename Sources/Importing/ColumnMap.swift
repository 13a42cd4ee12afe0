import Profiles

/// Which columns of a header hold which fields.
struct ColumnMap {
  /// The columns of each field by the field's index: one, or several where a code is split.
  var columns: [Int: [Int]] = [:]
  /// The column with the names of a code field's codes, by the field's index.
  var names: [Int: Int] = [:]
  /// The fields whose column only has the heading of the group that it could stand under.
  var guesses: Set<Int> = []
  /// The fields whose column has a heading that any code's could have, and no other field is left.
  private(set) var lookalikes: Set<Int> = []
  /// The columns of amounts that stand for the values of a choice field; nil where there are none.
  private(set) var spread: SpreadColumns?
  /// What could not be decided.
  var conflicts: [Conflict] = []

  /// A field and the columns that may be meant.
  struct Conflict {
    var field: Int
    var columns: [Int]
  }

  /// Assigns the columns of `headings` to the fields of `schema`.
  ///
  /// A longer path wins over a shorter one. Where a name fits several, a choice is made only if
  /// there is just one way to serve them all.
  init(
    headings: [ColumnHeading], schema: InputSchema, labels: FieldLabels, context: ImportContext
  ) {
    var free = Set(headings.indices)
    for (field, name) in labels.settled.sorted(by: { $0.key < $1.key }) {
      let fitting = headings.indices.filter { headings[$0].isNamed(name) }
      free.subtract(fitting)
      if fitting.count == 1 {
        columns[field] = [headings[fitting[0]].column]
      } else {
        conflicts.append(Conflict(field: field, columns: fitting.map { headings[$0].column }))
      }
    }
    assignSplitCodes(headings, schema: schema, labels: labels, free: &free)
    var candidates: [Int: [(field: Int, index: Int)]] = [:]
    for index in headings.indices
    where free.contains(index) && labels.mayName(headings[index].path.last ?? "") {
      var seen: Set<Int> = []
      for (name, specificity) in headings[index].names(
        year: context.year, ofLengths: labels.lengths)
      {
        for field in labels.fields(named: name) where seen.insert(field).inserted {
          candidates[specificity, default: []].append((field, index))
        }
      }
      // A group's heading without columns under it: the code and its name in one cell.
      for field in labels.groups[headings[index].path.last ?? ""] ?? []
      where seen.insert(field).inserted {
        candidates[0, default: []].append((field, index))
      }
    }
    var blocked = Set(conflicts.map(\.field))
    for specificity in candidates.keys.sorted(by: >) {
      let open = (candidates[specificity] ?? []).filter {
        columns[$0.field] == nil && !blocked.contains($0.field) && free.contains($0.index)
      }
      let known = Set(columns.keys)
      settle(open, headings: headings, free: &free, blocked: &blocked)
      if specificity == 0 { guesses = Set(columns.keys).subtracting(known) }
    }
    settleLookalike(headings, schema: schema, free: &free)
    for (field, own) in columns {
      guard case .code = schema.fields[field].kind, let first = own.first,
        let code = headings.first(where: { $0.column == first })
      else { continue }
      names[field] = Self.nameColumn(of: code, isSplit: own.count > 1, in: headings)
    }
    spread = SpreadColumns(
      headings: headings, map: self, schema: schema, labels: labels, year: context.year)
    if let spread {
      columns[spread.amountField] = nil
      conflicts.removeAll { $0.field == spread.amountField }
    }
  }

  /// Whether a field has columns.
  func holds(_ field: Int) -> Bool {
    columns[field] != nil
      || spread.map { $0.choiceField == field || $0.amountField == field } ?? false
  }

  /// Gives a heading such as 科目编码 alone, which every code's column may end with, to the one code
  /// field that has no column.
  private mutating func settleLookalike(
    _ headings: [ColumnHeading], schema: InputSchema, free: inout Set<Int>
  ) {
    let blocked = Set(conflicts.map(\.field))
    var open: [Int: Set<String>] = [:]
    for field in schema.fields.indices where columns[field] == nil && !blocked.contains(field) {
      guard case .code = schema.fields[field].kind else { continue }
      open[field] = schema.fields[field].labelLeaves
    }
    let fitting = headings.indices.filter { index in
      free.contains(index) && headings[index].path.count == 1
        && open.values.contains { $0.contains(headings[index].path[0]) }
    }
    guard open.count == 1, let field = open.keys.first, schema.fields[field].isRequired,
      fitting.count == 1
    else { return }
    columns[field] = [headings[fitting[0]].column]
    guesses.insert(field)
    lookalikes.insert(field)
    free.remove(fitting[0])
  }

  private mutating func settle(
    _ pairs: [(field: Int, index: Int)], headings: [ColumnHeading], free: inout Set<Int>,
    blocked: inout Set<Int>
  ) {
    var columnsOfField: [Int: Set<Int>] = [:]
    var fieldsOfColumn: [Int: Set<Int>] = [:]
    for pair in pairs {
      columnsOfField[pair.field, default: []].insert(pair.index)
      fieldsOfColumn[pair.index, default: []].insert(pair.field)
    }
    // A field with one possible column takes it, if every rival can be served elsewhere.
    while let field = columnsOfField.keys.sorted().first(where: { field in
      guard let own = columnsOfField[field], own.count == 1, let index = own.first else {
        return false
      }
      return fieldsOfColumn[index, default: []].allSatisfy {
        $0 == field || (columnsOfField[$0]?.count ?? 0) > 1
      }
    }), let index = columnsOfField[field]?.first {
      columns[field] = [headings[index].column]
      free.remove(index)
      for rival in fieldsOfColumn[index] ?? [] { columnsOfField[rival]?.remove(index) }
      columnsOfField[field] = nil
    }
    for field in columnsOfField.keys.sorted() {
      blocked.insert(field)
      let indices = columnsOfField[field, default: []].sorted()
      free.subtract(indices)
      conflicts.append(Conflict(field: field, columns: indices.map { headings[$0].column }))
    }
  }

  /// Finds codes that stand in two or three columns 类, 款, 项 beside each other.
  private mutating func assignSplitCodes(
    _ headings: [ColumnHeading], schema: InputSchema, labels: FieldLabels, free: inout Set<Int>
  ) {
    var runs: [[Int]] = []
    for index in headings.indices {
      guard let part = headings[index].codePart else { continue }
      if part == 0 {
        runs.append([index])
      } else if let run = runs.last, run.count == part, run.last == index - 1,
        headings[run[0]].path.dropLast() == headings[index].path.dropLast()
      {
        runs[runs.count - 1].append(index)
      }
    }
    for run in runs where run.count > 1 {
      let parent = headings[run[0]].path.dropLast().last
      let fitting = schema.fields.indices.filter { field in
        guard case .code(_, let lengths) = schema.fields[field].kind else { return false }
        return lengths.count == run.count
          && (parent.map { labels.groups[$0]?.contains(field) ?? false } ?? true)
      }
      let codeColumns = run.map { headings[$0].column }
      if fitting.count == 1, columns[fitting[0]] == nil {
        columns[fitting[0]] = codeColumns
        free.subtract(run)
      } else if !fitting.isEmpty {
        free.subtract(run)
        for field in fitting { conflicts.append(Conflict(field: field, columns: codeColumns)) }
      }
    }
  }

  /// The column that names the codes of the column `code`: 科目名称 beside 科目编码.
  private static func nameColumn(
    of code: ColumnHeading, isSplit: Bool, in headings: [ColumnHeading]
  ) -> Int? {
    guard let leaf = isSplit ? code.path.dropLast().last : code.path.last else { return nil }
    var wanted: Set<String> = ["科目名称", "名称", leaf + "名称"]
    for word in ["编码", "代码", "编号"] {
      if let range = leaf.firstRange(of: word) {
        wanted.insert(leaf.replacingCharacters(in: range, with: "名称"))
        if !isSplit, leaf != "科目\(word)", leaf != word { wanted.subtract(["科目名称", "名称"]) }
      }
    }
    let groups = isSplit ? code.path.dropLast(2) : code.path.dropLast()
    return headings.first {
      $0.column > code.column && $0.path.last.map { wanted.contains($0) } ?? false
        && $0.path.dropLast().elementsEqual(groups)
    }?.column
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}

/// The names of a schema's fields, folded once.
struct FieldLabels {
  /// The fields by each of their labels.
  private var fields: [String: [Int]] = [:]
  /// The code fields by the heading of the group that their columns may stand under.
  var groups: [String: Set<Int>] = [:]
  /// Every text that stands in a label by itself: a heading, or the group above it.
  var parts: Set<String> = []
  /// The columns that the user has settled, by field.
  var settled: [Int: String] = [:]
  /// Which lengths in bytes the labels have; most headings are told apart by theirs.
  private(set) var lengths: Set<Int> = []

  /// Whether a label may end with the heading `leaf`: what stands in the rows of a list does not.
  func mayName(_ leaf: String) -> Bool {
    leaf.utf8.count < Self.endingLength || endings.contains(Self.ending(leaf))
  }

  // A Chinese character has three bytes.
  private static let endingLength = 3
  private var endings: Set<UInt32> = []

  private static func ending(_ text: String) -> UInt32 {
    text.utf8.suffix(endingLength).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The fields that have a label.
  func fields(named name: String) -> [Int] {
    lengths.contains(name.utf8.count) ? fields[name] ?? [] : []
  }

  init(_ schema: InputSchema, settled columns: [String: String]) {
    for (index, field) in schema.fields.enumerated() {
      settled[index] = columns[field.key]
      for part in columns[field.key, default: ""].split(separator: "/") {
        parts.insert(UnitWords.split(folded(part)).label)
      }
      for label in field.labels {
        let parts = label.split(separator: "/").map { UnitWords.split(folded($0)).label }
        let name = parts.joined(separator: "/")
        let word = parts.joined()
        self.parts.formUnion(parts)
        for name in Set([name, word]) where !(fields[name]?.contains(index) ?? false) {
          fields[name, default: []].append(index)
          lengths.insert(name.utf8.count)
        }
        guard case .code = field.kind else { continue }
        for group in parts.dropLast() + [name] { groups[group, default: []].insert(index) }
        for part in parts.dropLast() { groups[part + "编码", default: []].insert(index) }
      }
    }
    endings = Set((Array(fields.keys) + Array(groups.keys)).map(Self.ending))
  }
}
