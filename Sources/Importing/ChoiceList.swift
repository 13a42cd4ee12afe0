import Profiles

/// The canonical names of a closed list by everything they are called.
struct ChoiceList {
  /// The canonical names in their order.
  let names: [String]
  private var byName: [String: String] = [:]

  init(_ choices: [InputField.Choice]) {
    names = choices.map(\.name)
    for choice in choices {
      for name in [choice.name] + choice.synonyms { byName[folded(name)] = choice.name }
    }
  }

  /// The canonical name of `text`; nil where it is none of the list.
  func name(_ text: String) -> String? {
    if let name = byName[text] { return name }
    var plain = folded(text)
    if let name = byName[plain] { return name }
    // 其中：公务用车购置费, 1、因公出国（境）费
    for prefix in ["其中:", "其中"] where plain.hasPrefix(prefix) {
      plain = String(plain.dropFirst(prefix.count))
    }
    if let name = byName[plain] { return name }
    return byName[Self.withoutNumber(plain)]
  }

  /// The text behind a number or code: 1、…, （二）…, 11-….
  private static func withoutNumber(_ text: String) -> String {
    // The rest counts only if it is in the list, so nothing else has to be ruled out here.
    String(text.drop { "0123456789一二三四五六七八九十()、.-_".contains($0) })
  }
}
