import Budget
import Localization
import Profiles
import Sheets

extension LineTests {
  /// Figures of a table below zero.
  func negativeFigures(_ statement: Statement) -> [TestOutcome] {
    statements.keys(of: statement).compactMap { key in
      guard let figure = statements[key], figure.state == .value, figure.shown.atoms < 0,
        figure.unit.dimension != .ratio, let amount = figure.amount
      else { return nil }
      let stated = StatedAmount(amount: amount, unit: figure.unit, decimals: figure.decimals)
      return TestOutcome(
        scope: statement.scope, row: key.row, column: key.column,
        message: Message(
          zh: "\(key) 是 \(stated.number) \(stated.unit.name)，预算数应不小于 0；请核对正负号",
          en: "\(key) is \(stated.number) \(stated.unit.name), expected 0 or more; check its sign"),
        operands: operands(of: key))
    }
  }

  /// Lines that state an amount below zero.
  func negativeLines(_ table: FactTable, field: String) -> [TestOutcome] {
    table.facts.compactMap { fact in
      guard let reading = fact.reading(field), reading.amount.atoms < 0 else { return nil }
      let stated = StatedAmount(amount: reading.amount, unit: reading.unit, decimals: 2)
      return TestOutcome(
        scope: table.dataset, row: identity(of: fact), column: field,
        message: Message(
          zh: "金额是 \(stated.number) \(stated.unit.name)，应不小于 0；请核对正负号，冲减请并入原行",
          en:
            "the amount is \(stated.number) \(stated.unit.name), expected 0 or more; check its sign, and net reductions against their line"
        ), operands: [operand(reading)])
    }
  }

  /// Lines that state the same in all `fields`.
  func uniqueLines(_ table: FactTable, by fields: [String]) -> [TestOutcome] {
    var lines: [[String]: [Fact]] = [:]
    var order: [[String]] = []
    for fact in table.facts {
      let values = fields.map { text(of: fact, $0) }
      guard values.contains(where: { !$0.isEmpty }) else { continue }
      if lines[values] == nil { order.append(values) }
      lines[values, default: []].append(fact)
    }
    return order.compactMap { values in
      guard let same = lines[values], same.count > 1 else { return nil }
      let operands = same.map { fact in
        fields.lazy.compactMap { fact.reading($0) }.first.map(operand)
          ?? Operand(key: nil, place: fact.place, raw: values.joined(separator: " "), value: nil)
      }
      let places = operands.dropFirst().map(\.place.description)
      return TestOutcome(
        scope: table.dataset, row: values.joined(separator: "+"),
        message: Message(
          zh:
            "有 \(same.count) 行完全相同（\(values.filter { !$0.isEmpty }.joined(separator: "，"))），另见 \(places.joined(separator: "、"))；若是重复录入请删去，若是两笔请用摘要区分",
          en:
            "\(same.count) lines are alike (\(values.filter { !$0.isEmpty }.joined(separator: ", "))), see also \(places.joined(separator: ", ")); remove what was entered twice, or tell them apart by their description"
        ), operands: operands,
        causes: [
          Cause(
            kind: .duplicateRow, cells: operands.map { .place($0.place) },
            explanation: Message(zh: "重行", en: "the line is there twice"))
        ])
    }
  }

  /// Lines whose part is more than the whole.
  func partsBeyondWhole(_ table: FactTable, part: String, whole: String) -> [TestOutcome] {
    table.facts.compactMap { fact in
      guard let small = fact.reading(part) else { return nil }
      let large = fact.reading(whole)
      let limit = large?.amount.atoms ?? 0
      guard small.amount.atoms > limit,
        let difference = try? Amount(
          atoms: small.amount.atoms - limit, dimension: small.amount.dimension)
      else { return nil }
      let sides = TestOutcome.Sides(
        left: StatedAmount(amount: small.amount, unit: small.unit, decimals: 2),
        right: StatedAmount(
          amount: large?.amount ?? .zero(small.amount.dimension), unit: small.unit, decimals: 2),
        difference: StatedAmount(amount: difference, unit: small.unit, decimals: 2))
      return TestOutcome(
        scope: table.dataset, row: identity(of: fact), column: part,
        message: Message(
          zh:
            "部分 \(sides.left.number) 大于全部 \(sides.right.number)，超出 \(sides.difference.number) \(small.unit.name)；请改正其中一个",
          en:
            "the part \(sides.left.number) is more than the whole \(sides.right.number), by \(sides.difference.number) \(small.unit.name); correct one of them"
        ), operands: [operand(small)] + [large].compactMap(\.self).map(operand), sides: sides)
    }
  }

  /// Figures that are printed more finely than the form has them.
  func finerFigures(_ statement: Statement) -> [TestOutcome] {
    guard let block = profile.table(statement.table)?.block(statement.block) else { return [] }
    return statements.keys(of: statement).compactMap { key in
      guard let figure = statements[key], figure.state == .value,
        let format = format(of: key, in: block), let amount = figure.amount
      else { return nil }
      let step = format.unit.quantum(decimals: format.decimals)
      guard step > 1, amount.atoms % step != 0 else { return nil }
      let stated = StatedAmount(amount: amount, unit: format.unit, decimals: format.decimals)
      return TestOutcome(
        scope: statement.scope, row: key.row, column: key.column,
        message: Message(
          zh:
            "\(key) 是 \(stated.number) \(format.unit.name)，本表应保留 \(format.decimals) 位小数；请按统一的位数公开",
          en:
            "\(key) is \(stated.number) \(format.unit.name), the form has \(format.decimals) decimals; print all figures alike"
        ), operands: operands(of: key))
    }
  }

  private func format(of key: FigureKey, in block: BlockDefinition) -> FigureFormat? {
    if case .fixed(let rows) = block.rows,
      let own = rows.first(where: { $0.key == key.row })?.units[key.column]
    {
      return own
    }
    return block.column(key.column)?.figures?.format
  }

  func operand(_ reading: Reading) -> Operand {
    Operand(
      key: nil, place: reading.place, raw: reading.raw,
      value: StatedAmount(amount: reading.amount, unit: reading.unit, decimals: 2))
  }

  /// The input cells of a figure, a bounded number of them.
  func operands(of key: FigureKey) -> [Operand] {
    statements.contributions(of: key).prefix(Finding.operandLimit).map { contribution in
      var operand = operand(contribution.reading)
      operand.key = key
      return operand
    }
  }

  /// What tells a line from others wherever it stands: its texts, in the order of their fields.
  func identity(of fact: Fact) -> String {
    fact.values.sorted { $0.key < $1.key }.compactMap { field, value in
      if !InputSchema.UnitField.contains(field), case .text(let text) = value { text } else { nil }
    }.joined(separator: "+")
  }

  private func text(of fact: Fact, _ field: String) -> String {
    switch fact[field] {
    case .text(let text): text
    case .amount(let reading):
      StatedAmount(amount: reading.amount, unit: reading.unit, decimals: 2).number
    case .date(let date): "\(date)"
    case .empty, nil: ""
    }
  }
}
