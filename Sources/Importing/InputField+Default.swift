import Budget
import Profiles
import Sheets

extension InputField {
  /// The value of a line at `place` where the input has no column for the field; nil where the
  /// field then stays absent.
  func value(byDefaultAt place: Place) -> FactValue? {
    guard let text = defaultValue else { return nil }
    guard let dimension = kind.dimension else { return .text(text) }
    let units: [Dimension: String] = [.money: "元", .area: "平方米", .count: "个"]
    guard let number = NumberText(text),
      let unit = (number.unit ?? units[dimension]).flatMap({ MeasureUnit(named: $0) }),
      let (amount, _) = try? unit.amount(number.value)
    else { return .empty }
    return .amount(Reading(amount: amount, quantum: 0, unit: unit, raw: text, place: place))
  }
}

extension InputField.Kind {
  /// What amounts of the field measure; nil for fields without amounts.
  var dimension: Dimension? {
    switch self {
    case .money: .money
    case .area: .area
    case .count: .count
    case .text, .code, .choice, .date: nil
    }
  }
}
