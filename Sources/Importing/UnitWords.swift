package import Budget

extension MeasureUnit {
  /// The names of the units of money, the longest first.
  static let moneyNames = ["百万元", "万元", "千元", "亿元", "元"]

  /// The unit whose name ends the folded `text`.
  init?(suffixOf text: String) {
    let names = Self.moneyNames + ["平方米", "㎡"]
    guard let name = names.first(where: { text.hasSuffix($0) }) else { return nil }
    self.init(named: name)
  }
}

/// The units that headings and lines above a table name.
package enum UnitWords {
  /// A heading's text without a unit in brackets at its end, and that unit.
  ///
  /// `金额(元)` is 金额 in 元; a bracket that holds anything else stays.
  package static func split(_ folded: String) -> (label: String, unit: String?) {
    guard folded.utf8.last == UInt8(ascii: ")"), let open = folded.lastIndex(of: "(") else {
      return (folded, nil)
    }
    let label = String(folded[..<open])
    guard !label.isEmpty, let unit = unitName(folded[folded.index(after: open)...].dropLast())
    else { return (folded, nil) }
    return (label, unit)
  }

  /// The unit named by all of the folded `text`, such as `万元`, `单位:元` or `人民币万元`.
  package static func unitName(_ text: some StringProtocol) -> String? {
    var rest = Substring(text)
    while let prefix = ["金额单位", "计量单位", "单位", ":", "人民币"].first(where: { rest.hasPrefix($0) }) {
      rest = rest.dropFirst(prefix.count)
    }
    if rest.hasPrefix("("), rest.hasSuffix(")") { rest = rest.dropFirst().dropLast() }
    let name = rest == "m2" || rest == "m²" || rest == "平米" ? "平方米" : String(rest)
    if name == "月" { return name }
    let parts = name.split { "、,/".contains($0) }.map(String.init)
    return !parts.isEmpty && parts.allSatisfy { MeasureUnit(named: $0) != nil } ? parts[0] : nil
  }

  /// Whether the folded `text` is about measures, as 元, 台、辆 or 平方米 are: each part is short or
  /// ends with 元.
  static func isMeasure(_ text: String) -> Bool {
    text.split { "、,/;()和".contains($0) }.allSatisfy {
      $0.count <= 3 && !$0.contains { $0.isNumber } || $0.hasSuffix("元")
    }
  }

  /// The unit of money that a line above or below a table states: `单位:万元`, `金额单位:元`,
  /// `…表(万元)`; nil where it states none.
  package static func statedMoney(in folded: String) -> MeasureUnit? {
    var rest = folded[...]
    while let found = rest.firstRange(of: "单位") {
      rest = rest[found.upperBound...]
      var tail = rest
      while let prefix = [":", "(", "为", "人民币"].first(where: { tail.hasPrefix($0) }) {
        tail = tail.dropFirst(prefix.count)
      }
      guard let name = MeasureUnit.moneyNames.first(where: { tail.hasPrefix($0) }) else { continue }
      let next = tail.dropFirst(name.count)
      if next.first.map({ !$0.isLetter }) ?? true || next.hasPrefix("人民币") {
        return MeasureUnit(named: name)
      }
    }
    if let name = MeasureUnit.moneyNames.first(where: { folded.contains("以\($0)为单位") }) {
      return MeasureUnit(named: name)
    }
    guard let unit = split(folded).unit.flatMap({ MeasureUnit(named: $0) }) else { return nil }
    return unit.dimension == .money ? unit : nil
  }
}

extension StringProtocol {
  /// The first place where `text` stands.
  func firstRange(of text: String) -> Range<Index>? {
    guard !text.isEmpty else { return nil }
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
