public import Budget
public import Profiles
import Sheets

extension CardStore {
  /// The cards among the facts of an input.
  public init(facts: [Fact], schema: InputSchema, without excluded: Set<String> = []) {
    var columns: [Column] = []
    for field in schema.fields where !excluded.contains(field.key) {
      guard let value = facts.lazy.compactMap({ $0.values[field.key] }).first else { continue }
      let kind: Kind
      switch field.kind {
      case .text, .code, .choice: kind = .text
      case .date: kind = .date
      case .money, .area, .count:
        let reading = facts.lazy.compactMap { $0.reading(field.key) }.first
        guard let unit = reading?.unit else {
          // A column of blanks, in whatever unit.
          if case .empty = value, let unit = field.kind.ownUnit {
            columns.append(
              Column(key: field.key, label: field.labels.first ?? field.key, kind: .amount(unit)))
          }
          continue
        }
        kind = .amount(unit)
      }
      var position: Int?
      if case .cell(let address) = facts.lazy.compactMap({ $0.reading(field.key) }).first?.place
        .spot
      {
        position = address.column
      }
      columns.append(
        Column(
          key: field.key, label: field.labels.first ?? field.key, kind: kind, position: position))
    }
    self.init(columns: columns)
    var last: (file: String, sheet: String?)?
    for fact in facts {
      if last?.file != fact.place.file || last?.sheet != fact.place.sheet {
        begin(file: fact.place.file, sheet: fact.place.sheet)
        last = (fact.place.file, fact.place.sheet)
      }
      var row = 0
      if case .cell(let address) = fact.place.spot { row = address.row }
      addCard(row: row)
      for (index, column) in columns.enumerated() {
        switch fact.values[column.key] {
        case .text(let text):
          let bytes = Array(text.utf8)
          set(index, text: bytes.span)
        case .date(let date):
          let bytes = Array(date.description.utf8)
          set(index, text: bytes.span)
        case .amount(let reading): set(index, atoms: reading.amount.atoms)
        case .empty, nil: break
        }
      }
    }
  }
}

extension InputField.Kind {
  /// The unit in which amounts of the kind are kept where no card says one.
  fileprivate var ownUnit: MeasureUnit? {
    switch self {
    case .money: .yuan
    case .area: MeasureUnit(named: "平方米")
    case .count: MeasureUnit(named: "个")
    default: nil
    }
  }
}

extension RegisterMatch.Standing {
  /// The printed name; a card that stands alone is 减少 in the earlier register, 新增 in the later.
  public func name(inPrior: Bool) -> String {
    switch self {
    case .gone: "不在账"
    case .unchanged: "未变"
    case .changed: "变动"
    case .single: inPrior ? "减少" : "新增"
    case .undecided: "待定"
    case .duplicate: "重号"
    }
  }
}
