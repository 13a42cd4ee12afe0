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
    // A number or code in front, as in 1、… or 11-…, is taken off piece by piece: 一 also begins
    // 一般公共预算.
    var rest = plain[...]
    while let first = rest.first, "0123456789一二三四五六七八九十()、.-_".contains(first) {
      rest = rest.dropFirst()
      if let name = byName[String(rest)] { return name }
    }
    return nil
  }
}
