import Decimals

extension NumberText {
  /// The numbers that `text`, which is none as it stands, may have been meant for; at most four.
  ///
  /// They are named in the message that refuses it, and never taken.
  static func choices(_ text: String) -> [ExactDecimal] {
    let plain = folded(text)
    var candidates: [String] = []
    let signless = plain.filter { !"()+-".contains($0) }
    if signless != plain { candidates += [signless, "-" + signless] }
    candidates.append(
      String(
        plain.map { ["O": "0", "o": "0", "l": "1", "I": "1"][$0, default: $0] }))
    if signless.contains(",") {
      candidates.append(signless.filter { $0 != "," })
      if !signless.contains(".") { candidates.append(signless.replacing(",", with: ".")) }
    }
    let points = signless.indices.filter { signless[$0] == "." }
    if points.count > 1 {
      // Any one of the points may be the one that counts.
      for kept in points {
        candidates.append(
          String(signless.indices.filter { signless[$0] != "." || $0 == kept }.map { signless[$0] })
        )
      }
    }
    // 1、856、432.00 has 、 for commas, if these stand between groups of three.
    let joined = plain.replacing("、", with: ",")
    if joined != plain, NumberText(joined) != nil {
      candidates.append(joined)
    } else {
      candidates += plain.split { "或至~、/".contains($0) }.map(String.init)
    }
    candidates.append(String(plain.drop { !$0.isNumber }))
    if plain.contains("E") || plain.contains("e"), let number = ExactDecimal(plain) {
      candidates.append(number.description)
    }
    var found: [ExactDecimal] = []
    for candidate in candidates {
      guard let number = NumberText(candidate)?.value, !found.contains(number) else { continue }
      found.append(number)
    }
    return Array(found.prefix(4))
  }
}
