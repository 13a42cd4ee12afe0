public import Budget
public import Localization
import Profiles
import Sheets

extension Check {
  /// The finding that this check makes; also for checks that agree, which reports leave out.
  public func finding(unit: BudgetUnit, year: Int, statements: StatementSet) -> Finding {
    var finding = Finding(
      id: id(unit: unit, year: year), rule: rule.id,
      severity: Severity(rule: rule.severity, verdict: verdict, isMandatory: rule.isMandatory),
      verdict: verdict, message: message, left: stated(printed(left)),
      right: stated(printed(right)), difference: stated(printedDifference),
      // Most checks agree, and are counted only.
      basis: verdict == .agree
        ? .derived { operands(statements) } : .known(operands(statements)))
    if verdict == .notChecked { finding.lacking = lack }
    return finding
  }

  private var lack: Message { reason ?? Message(zh: "缺少数据", en: "data are missing") }

  private func id(unit: BudgetUnit, year: Int) -> String {
    let selector = rule.selectors.first
    let named = selector?.block.map { $0.text + (selector?.period == .prior ? "@上年" : "") }
    let parts: [String?] = [
      unit.code, String(year), rule.id, rowBlock?.text ?? named, row?.key ?? selector?.rows.name,
      column ?? selector?.column.name,
    ]
    return parts.map { $0 ?? "-" }.joined(separator: "/")
  }

  // Where the printed figures agree but the exact ones do not, only the exact ones show why.
  private var showsExact: Bool {
    verdict == .mismatch && exactDifference != nil
      && comparison.relation.holds(left.shown, right.shown)
  }

  private func printed(_ side: CheckSide) -> Int64 {
    showsExact ? side.exact ?? side.shown : side.shown
  }

  private var printedDifference: Int64 {
    showsExact ? exactDifference ?? shownDifference : shownDifference
  }

  private func stated(_ atoms: Int64) -> StatedAmount? {
    guard verdict != .notChecked, verdict != .notApplicable else { return nil }
    return (try? Amount(atoms: atoms, dimension: unit.dimension)).map {
      StatedAmount(amount: $0, unit: unit, decimals: decimals)
    }
  }

  /// What came out, with the numbers.
  public var message: Message {
    switch verdict {
    case .notChecked:
      return Message(
        zh: "未能核对“\(sentence.chinese)”：\(lack.chinese)",
        en: "could not check '\(sentence.english)': \(lack.english)")
    case .notApplicable:
      return Message(zh: "“\(sentence.chinese)”不适用", en: "'\(sentence.english)' does not apply")
    case .agree, .rounding, .unlikelyRounding, .mismatch:
      return comparisonMessage
    }
  }

  private var comparisonMessage: Message {
    let numbers = [printed(left), printed(right), printedDifference].map { number($0) }
    let sentence = sentence
    var chinese =
      "\(sentence.chinese)：左边 \(numbers[0]) \(unit.name)，右边 \(numbers[1]) \(unit.name)，相差 \(numbers[2]) \(unit.name)"
    var english =
      "\(sentence.english): left \(numbers[0]), right \(numbers[1]), difference \(numbers[2]) (\(unit.name))"
    for supplement in supplements where verdict != .agree {
      chinese += "；\(supplement.says.chinese) \(number(supplement.atoms)) \(unit.name)"
      english += "; \(supplement.says.english) \(number(supplement.atoms))"
    }
    for (names, chineseKind, kind) in [(absentColumns, "列", "column"), (absentRows, "行", "row")]
    where !names.isEmpty && verdict != .agree {
      chinese += "；表中没有“\(names.joined(separator: "”“"))”\(chineseKind)，未计入"
      english += "; the table has no \(kind) “\(names.joined(separator: "”, “"))”"
    }
    if !strangers.isEmpty {
      chinese += "；规范没有的“\(strangers.joined(separator: "”“"))”已计入"
      english += "; with “\(strangers.joined(separator: "”, “"))”, which the form does not have"
    }
    switch verdict {
    case .rounding:
      chinese += "；是四舍五入的尾差"
      english += "; this is rounding"
    case .unlikelyRounding:
      chinese += "；四舍五入可以造成，但很少见，请核对"
      english += "; rounding could cause it but rarely does: please check"
    case .mismatch:
      if let explanation = rule.explanation {
        chinese += "。\(explanation.chinese)"
        english += ". \(explanation.english)"
      }
    default: break
    }
    return Message(zh: chinese, en: english)
  }

  private func number(_ atoms: Int64) -> String {
    (try? Amount(atoms: atoms, dimension: unit.dimension)).map {
      StatedAmount(amount: $0, unit: unit, decimals: decimals).number
    } ?? "\(atoms)"
  }

  private func operands(_ statements: StatementSet) -> [Operand] {
    // A check that was not made rests on nothing.
    guard verdict != .notChecked, verdict != .notApplicable else { return [] }
    var operands: [Operand] = []
    var seen: Set<Place> = []
    for term in left.form.terms + right.form.terms {
      for contribution in statements.contributions(of: term.key) {
        let reading = contribution.reading
        guard operands.count < Finding.operandLimit, seen.insert(reading.place).inserted else {
          continue
        }
        operands.append(
          Operand(
            key: term.key, place: reading.place, raw: reading.raw,
            value: StatedAmount(
              amount: reading.amount, unit: reading.unit,
              decimals: 2)))
      }
    }
    return operands
  }
}

extension StatementSet {
  /// The input readings that a figure comes from, through all formulas, with their weights.
  public func contributions(of key: FigureKey) -> [Contribution] {
    var result: [Contribution] = []
    var open: [(key: FigureKey, factor: Int64)] = [(key, 1)]
    while let (key, factor) = open.popLast() {
      guard let figure = self[key] else { continue }
      let own: [Contribution]
      switch figure.derivation {
      case .constant(let contributions): own = contributions
      case .formula(let form, let contributions):
        own = contributions
        open += form.terms.reversed().map { ($0.key, $0.factor * factor) }
      case .ratio(let of, let by):
        own = []
        open += [(by, factor), (of, factor)]
      }
      result += own.map { Contribution(factor: $0.factor * factor, reading: $0.reading) }
    }
    return result
  }
}

extension CellSelector.Rows {
  /// The name in ids: what the rule says, not which rows that happens to mean.
  fileprivate var name: String? {
    switch self {
    case .key(let key): key
    case .current, .children: nil
    case .level(let level): "level(\(level))"
    case .items: "items"
    case .leaves: "leaves"
    }
  }
}

extension CellSelector.Column {
  var name: String? {
    if case .key(let key) = self { key } else { nil }
  }
}
