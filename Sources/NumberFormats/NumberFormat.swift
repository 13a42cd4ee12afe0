public import Decimals

/// A number format: whether it makes a number a date, and the text that a cell shows under it.
public struct NumberFormat: Sendable {
  /// What kind of value a number is under a format.
  public enum Meaning: Sendable {
    /// A number.
    case number
    /// A day.
    case date
    /// A day with a time of it.
    case dateTime
    /// A time of day.
    case time
    /// An elapsed time, which may pass 24 hours.
    case elapsed
  }

  let sections: [FormatSection]
  /// What a number is under this format.
  public let meaning: Meaning

  /// The format that shows numbers as they come.
  public static let general = NumberFormat(code: "General")

  /// The format with the given code.
  public init(code: String) {
    var parser = FormatParser(code)
    sections = parser.parse()
    let first = sections[0]
    meaning =
      !first.isDate
      ? .number
      : first.isElapsed ? .elapsed : first.isTimeOnly ? .time : first.hasTime ? .dateTime : .date
  }

  /// The text that a cell with the text `text` shows.
  public func display(text: String) -> String {
    let section = sections.count > 3 ? sections[3] : sections[0]
    guard section.tokens.contains(.text) else {
      return sections.count > 3 ? literals(section) : text
    }
    return section.tokens.map { token in
      switch token {
      case .text: text
      case .literal(let literal): literal
      default: ""
      }
    }.joined()
  }

  /// The text that a cell with the number `value` shows; `uses1904` says that its dates count from
  /// 1904 on.
  public func display(_ value: ExactDecimal, uses1904: Bool = false) -> String {
    guard let (section, showsSign) = section(for: value) else {
      return String(repeating: "#", count: 8)
    }
    if section.tokens.isEmpty {
      // An empty section hides the number; an empty code is General.
      return sections.count > 1 ? "" : GeneralFormat.text(value)
    }
    if section.isDate {
      return DateRenderer(section: section, uses1904: uses1904).text(value)
        ?? String(repeating: "#", count: 8)
    }
    return NumberRenderer(section: section).text(value, showsSign: showsSign)
  }

  /// The section that shows `value`, and whether it has to add a minus of its own.
  private func section(for value: ExactDecimal) -> (FormatSection, Bool)? {
    let numeric = sections.prefix(3)
    let isNegative = value < .zero
    if numeric.contains(where: { $0.condition != nil }) {
      for (index, section) in numeric.enumerated() {
        if let condition = section.condition {
          guard condition.holds(value) else { continue }
          // A section that only takes negative numbers has its own way to show that.
          let onlyNegative = condition.operand <= .zero && condition.comparison.hasPrefix("<")
          return (section, isNegative && !(onlyNegative && condition.comparison != "<>"))
        }
        if index == 0 && sections.count > 1 && !(value > .zero) { continue }
        if index == 1 && numeric.count == 3 && !isNegative { continue }
        return (section, isNegative && !(index == 1 && numeric.count == 3))
      }
      return nil
    }
    switch numeric.count {
    case 1: return (numeric[0], isNegative)
    case 2: return (numeric[isNegative ? 1 : 0], false)
    default: return (numeric[isNegative ? 1 : value == .zero ? 2 : 0], false)
    }
  }

  private func literals(_ section: FormatSection) -> String {
    section.tokens.map { if case .literal(let text) = $0 { text } else { "" } }.joined()
  }
}
