import Budget
import Decimals
import Localization
import Profiles
import Sheets

/// The facts of one year, and sums over them by row code, each query made in one pass.
struct FactIndex {
  let profile: Profile
  let period: Period
  let tables: [String: FactTable]
  private var byCode: [FactQuery: [String: QueryResult]] = [:]

  init(profile: Profile, period: Period, tables: [String: FactTable]) {
    self.profile = profile
    self.period = period
    self.tables = tables
  }

  /// The lines that meet a query.
  struct QueryResult {
    var contributions: [Contribution] = []
    /// A line that meets the query but has no such field.
    var lacking: Place?
  }

  /// Why sums over an input are not known, or nil.
  func missing(_ dataset: String) -> Message? {
    let title = (period == .prior ? "上年" : "") + (profile.input(dataset)?.title ?? dataset)
    let key = period == .prior ? "prior-\(dataset)" : dataset
    guard let table = tables[dataset] else {
      return profile.input(dataset)?.notGiven(in: period)
        ?? Message(
          zh: "规范中没有输入“\(dataset)”", en: "the standard has no input '\(dataset)'")
    }
    if let reason = table.missing { return reason }
    guard !table.isIncomplete else {
      return Message(
        zh: "输入“\(title)”中有未能采用的行",
        en: "some lines of the input '\(key)' (\(title)) could not be taken")
    }
    return nil
  }

  /// The lines that meet `query` for the row with `code`.
  mutating func result(_ query: FactQuery, code: String) -> QueryResult {
    let key = query.rowCondition == nil ? "" : code
    if let known = byCode[query] { return known[key] ?? QueryResult() }
    let results = evaluate(query)
    byCode[query] = results
    return results[key] ?? QueryResult()
  }

  /// The codes of a code list that occur in the lines which meet `query`, and the names that the
  /// input gives them.
  func codes(_ query: FactQuery, list: String) -> [String: String] {
    var names: [String: String] = [:]
    for (fact, field) in lines(query, list: list) {
      guard let code = fact.text(field) else { continue }
      names[code] = fact.text(field + "-name") ?? names[code] ?? ""
    }
    return names
  }

  /// The lines that meet the query and have a code of `list`, with the field that holds it.
  func lines(_ query: FactQuery, list: String) -> [(fact: Fact, field: String)] {
    guard let field = codeField(query, list: list), let table = tables[query.dataset] else {
      return []
    }
    return table.facts.filter { meets(query.conditions, $0) }.map { ($0, field) }
  }

  private func codeField(_ query: FactQuery, list: String) -> String? {
    profile.input(query.dataset)?.fields.first {
      if case .code(list, _) = $0.kind { true } else { false }
    }?.key
  }

  /// Whether `fact` meets all conditions; the row's code is not one of them here.
  func meets(_ conditions: [FactQuery.Condition], _ fact: Fact) -> Bool {
    conditions.allSatisfy { condition in
      switch condition {
      case .isRowCode, .isUnderRowCode, .bucketIsRow: true
      case .isOneOf(let field, let values): fact.text(field).map(values.contains) ?? false
      case .isNoneOf(let field, let values): !(fact.text(field).map(values.contains) ?? false)
      case .isUnder(let field, let values):
        fact.text(field).map { code in values.contains { code.hasPrefix($0) } } ?? false
      case .bucketIsOneOf(let field, let values): bucket(field, fact).map(values.contains) ?? false
      case .bucketIsNoneOf(let field, let values):
        !(bucket(field, fact).map(values.contains) ?? false)
      case .quotientAtLeast(let field, let by, let atoms): quotient(field, by, fact, atLeast: atoms)
      case .quotientBelow(let field, let by, let atoms): !quotient(field, by, fact, atLeast: atoms)
      }
    }
  }

  private func bucket(_ field: String, _ fact: Fact) -> String? {
    guard let code = fact.text(field) else { return nil }
    for categories in profile.categories.values {
      if let bucket = categories.category(of: code) { return bucket }
    }
    return nil
  }

  // 单价 = 原值 / 数量, compared as 原值 ≥ 单价 × 数量 so that nothing is divided.
  private func quotient(_ field: String, _ by: String, _ fact: Fact, atLeast atoms: Int64) -> Bool {
    guard let whole = fact.reading(field) else { return false }
    let pieces = fact.reading(by)?.amount.atoms ?? 10_000
    return Int128(whole.amount.atoms) * 10_000 >= Int128(atoms) * Int128(max(pieces, 1))
  }

  private func evaluate(_ query: FactQuery) -> [String: QueryResult] {
    var results: [String: QueryResult] = [:]
    let hasDefault = profile.input(query.dataset)?.field(query.measure)?.defaultValue != nil
    for fact in tables[query.dataset]?.facts ?? [] where meets(query.conditions, fact) {
      var codes = [""]
      switch query.rowCondition {
      case .isRowCode(let field):
        guard let code = fact.text(field) else { continue }
        codes = [code]
      case .isUnderRowCode(let field):
        guard let code = fact.text(field) else { continue }
        codes = code.indices.map { String(code[...$0]) }
      case .bucketIsRow(let field): codes = [bucket(field, fact) ?? CategoryList.unlisted]
      default: break
      }
      for code in codes {
        switch fact[query.measure] {
        case .amount(let reading):
          results[code, default: QueryResult()].contributions.append(
            Contribution(factor: 1, reading: reading))
        case nil where !hasDefault: results[code, default: QueryResult()].lacking = fact.place
        default: break
        }
      }
    }
    return results
  }
}

extension FactQuery {
  /// The condition that compares a line with the row, or nil.
  fileprivate var rowCondition: Condition? {
    conditions.first { condition in
      switch condition {
      case .isRowCode, .isUnderRowCode, .bucketIsRow: true
      default: false
      }
    }
  }
}
