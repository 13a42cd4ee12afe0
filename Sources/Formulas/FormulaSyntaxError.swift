public import Localization

/// A formula that cannot be read, with the place in it and the way out.
public struct FormulaSyntaxError: LocalizedFailure, Hashable, CustomStringConvertible {
  /// The formula as it was given.
  public var formula: String
  /// Where the fault is, in Unicode scalars of `formula`, from 1.
  public var position: Int
  /// What was found and what was expected, without the place.
  public var detail: Message

  /// The formula, the place in it and the detail.
  public var message: Message {
    let shown = formula.unicodeScalars.count > 80 ? "\(formula.prefix(80))…" : formula
    return Message(
      zh: "公式“\(shown)”第 \(position) 个字符：\(detail.chinese)",
      en: "formula \"\(shown)\", character \(position): \(detail.english)")
  }

  /// The English message.
  public var description: String { message.english }
}
