import Budget

/// The depths of lines that stand in an outline (职责 over 工作活动) without being set in: told by their
/// numbering, or by amounts that are the sums of the lines after them.
struct OutlineLevels {
  /// How a line is numbered.
  private enum Style: Hashable {
    /// 一、 or 第一
    case chinese
    /// （一）
    case bracketedChinese
    /// 1. or 1、
    case arabic
    /// （1）
    case bracketedArabic
    /// ①
    case circled
    case none
  }

  /// The depth of each line from 0; nil where nothing tells one line from another.
  static func levels(labels: [String], amounts: [Int64?]) -> [Int]? {
    let styles = labels.map(style)
    var order: [Style] = []
    // What is deeper cannot come before what it is under.
    for style in styles where !order.contains(style) { order.append(style) }
    if order.count > 1 { return styles.map { order.firstIndex(of: $0) ?? 0 } }
    return sums(amounts)
  }

  private static func style(_ label: String) -> Style {
    let digits: Set<Character> = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    let text = label.drop { $0.isWhitespace }
    guard let first = text.first else { return .none }
    if ("①"..."⑳").contains(first) { return .circled }
    let isBracketed = first == "（" || first == "("
    let rest = isBracketed || first == "第" ? text.dropFirst() : text
    let isChinese = rest.first.map(digits.contains) ?? false
    let number = rest.prefix { isChinese ? digits.contains($0) : $0.isASCII && $0.isNumber }
    guard !number.isEmpty, number.count <= 3, let mark = rest.dropFirst(number.count).first else {
      return .none
    }
    if isBracketed {
      guard mark == "）" || mark == ")" else { return .none }
      return isChinese ? .bracketedChinese : .bracketedArabic
    }
    guard mark == "、" || mark == "." || mark == "．" || mark == "，" else { return .none }
    return isChinese ? .chinese : .arabic
  }

  /// Depths 0 and 1 where the lines fall into groups throughout, the first of each the exact sum of
  /// two or more others.
  private static func sums(_ amounts: [Int64?]) -> [Int]? {
    var levels: [Int] = []
    var rest: Int64?
    var parts = 0
    for amount in amounts {
      guard let amount, amount > 0 else { return nil }
      guard let open = rest else {
        levels.append(0)
        (rest, parts) = (amount, 0)
        continue
      }
      guard amount < open || amount == open && parts > 0 else { return nil }
      levels.append(1)
      parts += 1
      rest = amount == open ? nil : open - amount
    }
    return rest == nil && levels.contains(1) ? levels : nil
  }
}
