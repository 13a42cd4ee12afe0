/// What the words of a row say about the row.
package enum RowWords {
  /// The kinds of row that sum other rows.
  package enum Total: Equatable {
    /// 合计, 总计.
    case total
    /// 小计, 本页小计.
    case subtotal
    /// 其中: a part that is counted elsewhere.
    case ofWhich
    /// A name that ends like a total, such as 人员经费小计: only one if the row says no more.
    case named
  }

  private static let endings = ["合计", "总计", "小计", "共计", "累计"]
  private static let stems: Set<String> = [
    "", "本页", "本年", "本单位", "本部门", "部门", "单位", "收入", "支出", "本年收入", "本年支出", "全年",
    "金额", "预算", "以上", "本表",
  ]

  /// Whether `text` labels a total.
  package static func total(_ text: String) -> Total? {
    // Most texts are names: they are let go before anything is folded.
    guard mayLabelTotal(text) else { return nil }
    var plain = UnitWords.split(folded(text)).label
    while plain.hasSuffix(":") { plain.removeLast() }
    if plain.hasPrefix("("), plain.hasSuffix(")") { plain = String(plain.dropFirst().dropLast()) }
    if plain.hasPrefix("其中") { return .ofWhich }
    guard let ending = endings.first(where: { plain.hasSuffix($0) }) else { return nil }
    guard stems.contains(String(plain.dropLast(ending.count))) else { return .named }
    return ending == "小计" || plain.hasPrefix("本页") ? .subtotal : .total
  }

  /// Whether `text` has 其, or 计 at the end of a word: 合计, 合计（元）, but not 计算机.
  private static func mayLabelTotal(_ text: String) -> Bool {
    var before: UInt8 = 0
    var last: UInt8 = 0
    var endsHere = false
    for byte in text.utf8 {
      // ASCII, full-width forms, U+3000 and U+00A0 end a word.
      if endsHere, byte < 0x80 || byte == 0xEF || byte == 0xE3 || byte == 0xC2 { return true }
      if (before, last, byte) == (0xE5, 0x85, 0xB6) { return true }
      endsHere = (before, last, byte) == (0xE8, 0xAE, 0xA1)
      before = last
      last = byte
    }
    return endsHere
  }

  private static let signatures: Set<String> = [
    "注", "备注", "说明", "附注", "填表说明", "编制说明", "制表", "制表人", "填表", "填表人", "审核", "审核人",
    "复核", "复核人", "编制人", "负责人", "单位负责人", "财务负责人", "部门负责人", "经办人", "填报人", "填报日期",
    "打印日期", "打印时间", "制表日期", "日期", "联系人", "联系电话", "电话", "制单", "制单人", "盖章", "单位盖章",
    "编制单位", "编制部门", "编报单位", "填报单位", "填报部门", "单位", "单位名称", "部门名称", "金额单位",
    "预算年度", "年度", "数据来源", "第", "截止日期", "截至日期",
  ]

  /// Whether `text` begins a footnote, a line for signatures, or a title line repeated.
  package static func isRemark(_ text: String) -> Bool {
    let plain = folded(text)
    if let colon = plain.firstIndex(of: ":") {
      var key = plain[..<colon]
      key = key.drop { $0 == "(" }
      while let last = key.last, last.isNumber { key = key.dropLast() }
      if signatures.contains(String(key)) { return true }
    }
    if plain.hasPrefix("注"), let next = plain.dropFirst().first, next.isNumber {
      return plain.dropFirst(2).first.map { "、.:".contains($0) } ?? false
    }
    return plain.hasPrefix("第") && plain.hasSuffix("页")
      || plain.hasPrefix("共") && plain.hasSuffix("页")
  }

  /// Whether `text` stands for rows left out, as in a form.
  package static func isPlaceholder(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { $0 == "…" || $0 == "." || $0 == "⋯" || isSpace($0) }
  }

  /// Whether `text` stands in a row that numbers the columns: 栏次, 甲, 乙.
  static func isColumnLetter(_ text: String) -> Bool {
    ["栏次", "栏号", "行次", "甲", "乙", "丙", "丁", "戊"].contains(text)
  }

  /// Whether a column of this heading only counts rows.
  static func isSerial(_ heading: ColumnHeading) -> Bool {
    ["序号", "行次", "栏次", "编号", "行号", "序"].contains(heading.path.last ?? "")
  }
}
