public import Budget
public import Localization
public import Sheets

/// Why statements cannot be made from the facts.
public enum TabulationError: LocalizedFailure, Hashable {
  /// A code has amounts of its own, in the line at the first place, and a code below it has amounts
  /// too, in the line at the second.
  case mixedLevels(code: String, at: Place?, below: String, belowAt: Place?)
  /// Definitions of a profile need each other in a circle.
  case circle(FigureKey)
  /// A sum went beyond the limit.
  case amount(AmountError, FigureKey)

  /// What is wrong and what to do.
  public var message: Message {
    switch self {
    case .mixedLevels(let code, let place, let below, let belowPlace):
      Message(
        zh:
          "\(lead(place, "："))科目 \(code) 直接列有金额，又有下级科目 \(below)\(aside(belowPlace, "（", "）"))；请把金额列到最末级科目，或标明该行为小计",
        en:
          "\(lead(place, ": "))code \(code) has amounts of its own and a code below it, \(below)\(aside(belowPlace, " (", ")")); move the amounts to the lowest code, or mark the line as a subtotal"
      )
    case .circle(let key):
      Message(
        zh: "规范中 \(key) 的定义互相引用，成了循环", en: "the profile defines \(key) in a circle")
    case .amount(let error, let key):
      Message(zh: "\(key)：\(error.message.chinese)", en: "\(key): \(error.message.english)")
    }
  }

  private func lead(_ place: Place?, _ colon: String) -> String {
    place.map { "\($0)\(colon)" } ?? ""
  }

  private func aside(_ place: Place?, _ opening: String, _ closing: String) -> String {
    place.map { "\(opening)\($0)\(closing)" } ?? ""
  }
}
