import Profiles
import Sheets

/// The columns of amounts whose headings are the values of a choice field that has no column of its
/// own, as in 合计 | 一般公共预算 | 政府性基金预算 | 单位资金.
struct SpreadColumns {
  /// A column of amounts of one choice.
  struct Part {
    var column: Int
    /// The canonical name of the choice.
    var choice: String
    /// Whether it may stand beside others of the same choice: it is only a part of it.
    var isPartial: Bool
    /// Whether its group, such as 上年结转, stands beside the year's for the same choices.
    fileprivate var isBeside: Bool
    fileprivate var path: [String]
  }

  /// A column that sums others.
  struct Total {
    var column: Int
    /// The parts, as positions in `parts`, that it may sum, the likeliest first.
    var candidates: [[Int]]
    /// Whether it must be one of these; else it may sum what is not known.
    var isCertain: Bool
    fileprivate var group: [String]
  }

  /// Columns of which it cannot be told which one is the choice's.
  struct Clash {
    var choice: String
    var columns: [Int]
  }

  /// The choice field and the field with the amount, as positions in the schema.
  let choiceField: Int
  let amountField: Int
  private(set) var parts: [Part] = []
  private(set) var totals: [Total] = []
  /// The columns right of the first of these that have no meaning here; one that holds amounts may
  /// be a choice that is not known.
  private(set) var others: [Int] = []
  private(set) var clashes: [Clash] = []

  /// Finds such columns among those of `headings` that no other field has; nil where fewer than two
  /// headings name a choice.
  init?(
    headings: [ColumnHeading], map: ColumnMap, schema: InputSchema, labels: FieldLabels, year: Int
  ) {
    let blocked = Set(map.conflicts.map(\.field))
    let fields = schema.fields.indices.filter {
      schema.fields[$0].spread != nil && map.columns[$0] == nil && !blocked.contains($0)
    }
    let money = schema.fields.indices.filter { schema.fields[$0].kind == .money }
    guard fields.count == 1, money.count == 1, let spread = schema.fields[fields[0]].spread,
      case .choice(let choices) = schema.fields[fields[0]].kind
    else { return nil }
    choiceField = fields[0]
    amountField = money[0]
    var used = Set(map.names.values)
    for (field, columns) in map.columns where field != amountField { used.formUnion(columns) }
    for conflict in map.conflicts where conflict.field != amountField {
      used.formUnion(conflict.columns)
    }
    // Two rows of which one is data are no header: a line has its code and its amount as numbers.
    guard !headings.contains(where: { Self.isFigure($0.path.last ?? "") }) else { return nil }
    let words = SpreadWords(spread, ChoiceList(choices), year: year)
    var sums: [(heading: ColumnHeading, kind: RowWords.Total)] = []
    for heading in headings where !used.contains(heading.column) && !RowWords.isSerial(heading) {
      if words.isOfOtherYear(heading) || words.isNoAmount(heading) { continue }
      if let kind = RowWords.total(heading.path.last ?? ""), kind != .ofWhich {
        sums.append((heading, kind))
      } else if let (choice, isPartial) = words.choice(of: heading) {
        parts.append(
          Part(
            column: heading.column, choice: choice, isPartial: isPartial,
            isBeside: words.isBeside(heading), path: heading.path))
      } else if heading.names(year: year, ofLengths: labels.lengths).contains(where: {
        labels.fields(named: $0.name).contains(money[0])
      }) {
        sums.append((heading, .total))
      } else {
        others.append(heading.column)
      }
    }
    guard parts.count > 1 else { return nil }
    totals = sums.map { total($0.heading, $0.kind) }
    let first = (parts.map(\.column) + totals.map(\.column)).min() ?? 0
    others.removeAll { $0 < first }
    for choice in choices.map(\.name) {
      let all = parts.filter { $0.choice == choice }
      for own in [all.filter { !$0.isBeside }, all.filter(\.isBeside)] where own.count > 1 {
        if Set(own.map(\.path)).count < own.count || !own.allSatisfy(\.isPartial) {
          clashes.append(Clash(choice: choice, columns: own.map(\.column)))
        }
      }
    }
  }

  /// Whether a heading is a number, but no year.
  private static func isFigure(_ leaf: String) -> Bool {
    guard NumberText(leaf) != nil else { return false }
    return !(Int(leaf).map { (1900..<2200).contains($0) } ?? false)
  }

  private func total(_ heading: ColumnHeading, _ kind: RowWords.Total) -> Total {
    let group = Array(heading.path.dropLast())
    let all = Array(parts.indices)
    let members = all.filter { parts[$0].path.starts(with: group) }
    // 本年收入合计 leaves out what was carried over, under no heading that says so.
    let isOfYear = ["本年", "当年"].contains { (heading.path.last ?? "").contains($0) }
    if kind == .total, !(group.isEmpty && isOfYear) {
      let candidates = members.isEmpty || members == all ? [all] : [members, all]
      return Total(
        column: heading.column, candidates: candidates, isCertain: true, group: group)
    }
    if !group.isEmpty, !members.isEmpty {
      return Total(
        column: heading.column, candidates: [members], isCertain: true, group: group)
    }
    // 财政拨款合计 without a group: the columns beside it, as many as come to it.
    let right = all.filter { parts[$0].column > heading.column }
    let left = all.filter { parts[$0].column < heading.column }
    let candidates =
      right.indices.map { Array(right[...$0]) } + left.indices.reversed().map { Array(left[$0...]) }
    return Total(
      column: heading.column, candidates: candidates, isCertain: false, group: group)
  }

  /// Whether `total`, where it comes to parts of its own, shows that the column of `heading` is
  /// none of them: what stands outside its group it says nothing about.
  func excludes(_ heading: ColumnHeading, by total: Total) -> Bool {
    total.isCertain && heading.path.starts(with: total.group)
  }
}

/// What headings say as values of a choice field.
private struct SpreadWords {
  private let list: ChoiceList
  private let parts: Set<String>
  private let apart: [String]
  private let beside: [String]
  private let otherYears: [String]
  private let notAmounts: [String]
  private let year: Int

  init(_ spread: InputField.Spread, _ list: ChoiceList, year: Int) {
    self.list = list
    self.year = year
    parts = Set(spread.parts.map { folded($0) })
    apart = spread.apart.map { folded($0) }
    beside = spread.beside.map { folded($0) }
    otherYears = spread.otherYears.map { folded($0) }
    notAmounts = spread.notAmounts.map { folded($0) }
  }

  /// Whether a heading says that its column has no amounts: 备注.
  func isNoAmount(_ heading: ColumnHeading) -> Bool {
    heading.path.last.map { leaf in notAmounts.contains { leaf.contains($0) } } ?? false
  }

  /// Whether a heading or one of its groups says another year: 上年预算数, 2019年预算数.
  func isOfOtherYear(_ heading: ColumnHeading) -> Bool {
    heading.path.contains { text in
      if otherYears.contains(where: { text.hasPrefix($0) }) { return true }
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      return digits.count == 4 && text.dropFirst(4).first == "年" && Int(digits) != year
        && !isApart(text)
    }
  }

  /// The choice that a column's headings name, and whether they name only a part of it.
  func choice(of heading: ColumnHeading) -> (name: String, isPartial: Bool)? {
    guard let leaf = heading.path.last else { return nil }
    let changing = heading.path.filter { isApart($0) }
    let groups = heading.path.dropLast().reversed()
    for (name, _) in heading.names(year: year) {
      guard let choice = list.name(name), changing.allSatisfy({ name.contains($0) }) else {
        continue
      }
      let isUnderOwn = groups.contains { list.name($0) == choice }
      return (choice, isUnderOwn || parts.contains(leaf))
    }
    // Under the heading of a choice everything is a part of it, but what is named as counted already.
    guard !leaf.hasPrefix("其中"), changing.isEmpty else { return nil }
    return groups.lazy.compactMap { list.name($0) }.first.map { ($0, true) }
  }

  /// Whether a heading's groups stand beside those of the year.
  func isBeside(_ heading: ColumnHeading) -> Bool {
    heading.path.contains { text in beside.contains { text.contains($0) } }
  }

  private func isApart(_ text: String) -> Bool { apart.contains { text.contains($0) } }
}
