import Budget
import Importing
import Profiles

/// The labels of rows that a form lists, with the other names that files give them.
struct RowLabels {
  private var exact: [String: [FixedRow]] = [:]
  private var plain: [String: [FixedRow]] = [:]
  /// By what is left of a name without 拨款, 预算 and the like.
  private var core: [String: [FixedRow]] = [:]
  private var codes: [String: String] = [:]

  init(_ rows: [FixedRow], profile: Profile) {
    for row in rows {
      for label in [row.label] + row.labels {
        exact[folded(label), default: []].append(row)
        add(Names.row(label), row)
      }
      add(Names.row(row.key), row)
      if row.code == nil {
        for name in Set(([row.key, row.label] + row.labels).map { Names.rowCore($0) })
        where core[name]?.contains(where: { $0.key == row.key }) != true {
          core[name, default: []].append(row)
        }
      }
      guard let code = row.code else { continue }
      for list in profile.codes.values {
        for name in list.names(of: code) { add(Names.row(name), row) }
      }
    }
  }

  /// The rows that a form lists beside those of codes, and the names of the topmost codes.
  init(_ plan: TreePlan, profile: Profile) {
    self.init(plan.fixedRows, profile: profile)
    guard let list = profile.codes[plan.list], plan.lengths.first == 3 else { return }
    for number in 200...399 {
      for name in list.names(of: "\(number)") where codes[Names.row(name)] == nil {
        codes[Names.row(name)] = "\(number)"
      }
    }
  }

  /// The topmost code that `text` names; nil where it names none.
  func code(named text: String) -> String? { codes[Names.row(text)] }

  private mutating func add(_ name: String, _ row: FixedRow) {
    if plain[name]?.contains(where: { $0.key == row.key }) != true {
      plain[name, default: []].append(row)
    }
  }

  /// The rows that `text` may label.
  func matches(_ text: String) -> [FixedRow] {
    if let rows = exact[folded(text)] { return rows }
    let name = Names.row(text)
    if let rows = plain[name] { return rows }
    // Rows of one name, such as the 拨款 of this year and of the last one, are told apart by place.
    let rows = core[Names.rowCore(text)] ?? []
    return Set(rows.map { Names.row($0.label) }).count == 1 ? rows : []
  }
}
