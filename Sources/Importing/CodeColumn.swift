package import Budget
package import Localization
package import Profiles

/// The codes of one field: brought to their proper form, checked against the list of the year.
package struct CodeColumn {
  /// A code as it was understood.
  package struct Code {
    /// The digits.
    package var code: String
    /// The name that stands behind the code in the same cell; nil where there is none.
    package var name: String?
    /// What has to be told about it.
    var remarks: [Remark] = []
    /// Whether the sheet has the code of another classification in its place, with that one's name.
    var isTranslated = false

    /// Whether the list of the year has it.
    package var isListed: Bool { !remarks.contains { $0.kind == .unknownCode } }
  }

  /// What came of a cell or of the cells of a split code.
  package enum Outcome {
    case empty
    case code(Code)
    case refused(Message)
  }

  let list: CodeList?
  let categories: CategoryList?
  let lengths: [Int]
  let year: Int
  private var known: [String: Outcome] = [:]
  private var checkedNames: [String: Remark?] = [:]
  private var byName: [String: [String]]?

  package init(
    list: CodeList?, categories: CategoryList? = nil, lengths: [Int], year: Int
  ) {
    self.list = list
    self.categories = categories
    self.lengths = lengths
    self.year = year
  }

  /// The code in the cells `parts`: one cell, or one for each level (类, 款, 项).
  package mutating func read(_ parts: [String]) -> Outcome {
    let key = parts.count == 1 ? parts[0] : parts.joined(separator: "|")
    if let outcome = known[key] { return outcome }
    let outcome = parts.count == 1 ? single(parts[0]) : joined(parts.map { folded($0) })
    known[key] = outcome
    return outcome
  }

  private func single(_ text: String) -> Outcome {
    let plain = folded(text)
    if declaresNothing(plain) { return .empty }
    var rest = plain.unicodeScalars[...]
    if rest.first == "(" { rest = rest.dropFirst() }
    var letter = ""
    if let first = rest.first, ("A"..."Z").contains(first) {
      letter = String(first)
      rest = rest.dropFirst()
    }
    var digits = ""
    while let next = rest.first {
      if ("0"..."9").contains(next) {
        digits.unicodeScalars.append(next)
      } else if !(next == "-" || next == ".") || digits.isEmpty {
        break
      }
      rest = rest.dropFirst()
    }
    while let next = rest.first, next == ")" || next == ":" || next == "-" || next == "—" {
      rest = rest.dropFirst()
    }
    let name = String(rest)
    guard !digits.isEmpty,
      name.unicodeScalars.first.map({ (0x3400...0x9FFF).contains($0.value) }) ?? true,
      !hasCode(name)
    else {
      return .refused(malformed(text, choices: codes(in: plain)))
    }
    if !letter.isEmpty {
      // GB/T 14885-2022 codes begin with a letter; elsewhere a letter is a slip of the hand.
      guard lengths.isEmpty || list?.names(of: letter + digits).isEmpty == false else {
        return .refused(malformed(text))
      }
      digits = letter + digits
    }
    return checked(digits, printed: text, name: name.isEmpty ? nil : name)
  }

  /// The listed codes that a refused text may have been meant for; the letter O counts as 0.
  private func codes(in text: String) -> [String] {
    text.filter { !"-.".contains($0) }.replacing("O", with: "0")
      .split { !("0"..."9").contains($0) }.map(String.init)
      .filter { !(list?.names(of: $0) ?? []).isEmpty }
  }

  /// Whether a name has another code of the list in it, so that the cell names two.
  private func hasCode(_ name: String) -> Bool {
    !codes(in: name).isEmpty
  }

  /// The codes of the year that are called `name`; the first five.
  mutating func codes(named name: String) -> [String] {
    guard let list else { return [] }
    if byName == nil {
      byName = Dictionary(grouping: list.codes(in: year)) {
        folded(list.name(of: $0, year: year) ?? "")
      }
    }
    return Array((byName?[folded(name)] ?? []).prefix(5))
  }

  private func joined(_ parts: [String]) -> Outcome {
    var code = ""
    var isRepaired = false
    var ended = false
    for (level, part) in parts.enumerated() {
      if declaresNothing(part) {
        ended = true
        continue
      }
      let printed = parts.joined(separator: "|")
      guard !ended, level < lengths.count, part.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else { return .refused(malformed(printed)) }
      let width = lengths[level] - (level == 0 ? 0 : lengths[level - 1])
      if part.utf8.count == width {
        code += part
      } else if part.utf8.count == lengths[level], part.hasPrefix(code) {
        code = part
      } else if level > 0, part.utf8.count < width {
        code += String(repeating: "0", count: width - part.utf8.count) + part
        isRepaired = true
      } else {
        return .refused(malformed(printed))
      }
    }
    if code.isEmpty { return .empty }
    let printed = parts.joined(separator: "|")
    guard case .code(var result) = checked(code, printed: printed, name: nil) else {
      return .refused(malformed(printed))
    }
    if isRepaired { result.remarks.append(Self.repaired(printed, as: code)) }
    return .code(result)
  }

  private func checked(_ digits: String, printed: String, name: String?) -> Outcome {
    guard let list else {
      guard lengths.isEmpty || lengths.contains(digits.utf8.count) else {
        return .refused(malformed(printed))
      }
      var code = Code(code: digits, name: name)
      if let categories, categories.category(of: digits) == nil {
        code.remarks.append(Self.withoutCategory(digits))
      }
      return .code(code)
    }
    if lengths.isEmpty || isListed(digits, list) {
      return .code(described(digits, name: name, list: list))
    }
    let equivalents = list.codes(equivalentTo: digits)
    if !equivalents.isEmpty, list.names(of: digits).isEmpty {
      return translated(printed, into: equivalents, list: list)
    }
    let repairs = repairs(of: digits, list: list)
    if repairs.count == 1 {
      var code = described(repairs[0], name: name, list: list)
      code.remarks.append(Self.repaired(printed, as: repairs[0]))
      return .code(code)
    }
    guard lengths.contains(digits.utf8.count) else {
      return .refused(malformed(printed, choices: repairs))
    }
    return .code(described(digits, name: name, list: list))
  }

  /// The code of another classification: read as its equivalent where it has one only.
  private func translated(
    _ printed: String, into codes: [String], list: CodeList
  ) -> Outcome {
    let names = codes.map { code in
      "\(code)（\(list.name(of: code, year: year) ?? list.names(of: code).first ?? "")）"
    }
    guard codes.count == 1 else {
      return .refused(
        Message(
          zh: "“\(printed)”是另一种分类的编码，对应 \(names.joined(separator: "、"))；请改用其中一个，整行未导入",
          en: "“\(printed)” is a code of another classification and may be "
            + "\(names.joined(separator: ", ")); write one of them, the row was not taken"))
    }
    var code = described(codes[0], name: nil, list: list)
    code.isTranslated = true
    code.remarks.append(
      Remark(
        .repairedCode, .info,
        Message(
          zh: "“\(printed)”是另一种分类的编码，按对应的 \(names[0]) 读取",
          en: "“\(printed)” is a code of another classification, read as its equivalent \(names[0])"
        )))
    return .code(code)
  }

  private func isListed(_ code: String, _ list: CodeList) -> Bool {
    lengths.contains(code.utf8.count) && list.name(of: code, year: year) != nil
  }

  /// Whether a list without fixed levels, as that of asset categories, has a part of `code` from
  /// its beginning.
  private func isUnderPrefix(_ code: String, _ list: CodeList) -> Bool {
    lengths.isEmpty
      && (1...code.count).contains { list.name(of: String(code.prefix($0)), year: year) != nil }
  }

  private func described(_ code: String, name: String?, list: CodeList) -> Code {
    var result = Code(code: code, name: name)
    if list.name(of: code, year: year) == nil, !isUnderPrefix(code, list) {
      let others = list.names(of: code)
      result.remarks.append(
        Remark(
          .unknownCode, .warning,
          others.isEmpty
            ? Message(
              zh: "科目表没有编码 \(code)；已按原编码保留，请核对编码，或在自有科目表中补充",
              en:
                "the list has no code \(code); kept as it is: check it, or add it to your own list")
            : Message(
              zh: "编码 \(code)（\(others[0])）在 \(year) 年的科目表中不使用；已按原编码保留，请核对年度",
              en: "the code \(code) (\(others[0])) is not in use in \(year); kept, check the year")
        ))
    }
    if let deepest = lengths.last, code.utf8.count < deepest {
      result.remarks.append(
        Remark(
          .shallowCode, .info,
          Message(
            zh: "编码 \(code) 不是末级（\(deepest) 位），按本级金额导入",
            en:
              "the code \(code) is above the last level of \(deepest) digits; taken at its own level"
          )
        ))
    }
    return result
  }

  /// The listed codes that `digits` can have been before zeros were lost, or before zeros were
  /// appended to fill up a higher level.
  private func repairs(of digits: String, list: CodeList) -> [String] {
    var candidates: Set<String> = []
    let count = digits.utf8.count
    for length in lengths where length > count {
      candidates.insert(String(repeating: "0", count: length - count) + digits)
      guard length == count + 1 else { continue }
      // One zero lost where a level begins: 301|2 for 301|02.
      for start in lengths where start < length {
        candidates.insert(digits.prefix(start) + "0" + digits.dropFirst(start))
      }
    }
    // Zeros fill a code up to the digits of a lower level or beyond the last.
    let isFilled = lengths.contains(count) || count > lengths.last ?? 0
    for length in lengths where length < count && isFilled {
      if digits.dropFirst(length).allSatisfy({ $0 == "0" }) {
        candidates.insert(String(digits.prefix(length)))
      }
    }
    return candidates.filter { isListed($0, list) }.sorted()
  }

  private func malformed(_ text: String, choices: [String] = []) -> Message {
    let chinese = lengths.map(String.init).joined(separator: "、")
    let english = lengths.map(String.init).joined(separator: ", ")
    var message =
      lengths.isEmpty
      ? Message(
        zh: "“\(text)”不是分类编码，应为数字，或一个字母和数字；请更正，整行未导入",
        en: "“\(text)” is no code, expected digits, or a letter and digits; correct it, "
          + "the row was not taken")
      : Message(
        zh: "“\(text)”不是科目编码，应为 \(chinese) 位数字；请更正，整行未导入",
        en: "“\(text)” is no code, expected \(english) digits; correct it, the row was not taken")
    var choices = choices
    if choices.isEmpty, let list {
      let parts = text.split(separator: "|", omittingEmptySubsequences: false).map { folded($0) }
      choices = CodeChoices(list: list, lengths: lengths, year: year).codes(for: parts)
    }
    if choices.isEmpty, lengths.isEmpty { choices = Self.plainCodes(in: folded(text)) }
    if !choices.isEmpty {
      message.chinese += "；可能是 \(choices.joined(separator: " 或 "))"
      message.english += "; it may be \(choices.joined(separator: " or "))"
    }
    return message
  }

  /// The codes of a letter and digits that a text may have been meant for; the letter O among digits
  /// counts as 0.
  private static func plainCodes(in text: String) -> [String] {
    text.split { !($0.isASCII && ($0.isNumber || $0.isLetter)) }.compactMap { part in
      var code = String(part.prefix(1))
      for character in part.dropFirst() { code.append("Oo".contains(character) ? "0" : character) }
      return code.count > 2 && code.dropFirst().allSatisfy(\.isNumber) ? code : nil
    }
  }

  private static func withoutCategory(_ code: String) -> Remark {
    Remark(
      .unknownCode, .warning,
      Message(
        zh: "分类表没有以 \(code) 的前几位开头的类别；已按原编码保留，但不能归入任何大类；请核对编码是否缺位、是否用了另一套分类",
        en: "no category of the list begins \(code); kept under its own code, but it belongs to no "
          + "category: check whether digits are missing or another classification was used"))
  }

  private static func repaired(
    _ text: String, as code: String
  ) -> Remark {
    Remark(
      .repairedCode, .info,
      Message(zh: "编码“\(text)”按 \(code) 读取", en: "the code “\(text)” was read as \(code)")
    )
  }

  /// What has to be told about `name` standing beside `code`; nil where they belong together.
  mutating func remark(name: String, of code: String) -> Remark? {
    let key = "\(code)|\(name)"
    if let known = checkedNames[key] { return known }
    let remark = checkedRemark(name: name, of: code)
    checkedNames[key] = .some(remark)
    return remark
  }

  private func checkedRemark(
    name: String, of code: String
  ) -> Remark? {
    guard let list, let current = list.name(of: code, year: year) else { return nil }
    let wanted = folded(name)
    if declaresNothing(wanted) || wanted == folded(current) { return nil }
    if list.names(of: code).contains(where: { folded($0) == wanted }) {
      return Remark(
        .oldName, .info,
        Message(
          zh: "\(code) 在 \(year) 年的名称是“\(current)”，表中用的是其他年度的名称“\(name)”",
          en: "\(code) is named “\(current)” in \(year); “\(name)” is its name of other years")
      )
    }
    return Remark(
      .nameMismatch, .warning,
      Message(
        zh: "\(code) 的名称是“\(current)”，表中写的是“\(name)”；已按编码导入，请核对编码与名称",
        en: "\(code) is named “\(current)”, the sheet says “\(name)”; taken by its code, check both"
      )
    )
  }
}
