/// The number that a heading or an item of a list begins with, such as 一、 or （二）.
public struct LeadingNumber: Hashable, Sendable {
  /// How it is written; each is a list of its own.
  public enum Style: Hashable, Sendable {
    /// 一、 or 第一，
    case chinese
    /// （一）
    case chineseBracket
    /// 1. or 1、
    case arabic
    /// （1）
    case arabicBracket
    /// ①
    case circled
  }

  /// How it is written.
  public let style: Style
  /// Its digits, Chinese or Arabic, without brackets and mark.
  public let digits: String
  /// What stands behind the digits: a bracket, 、 or a point; ① itself where it is circled.
  public let mark: Unicode.Scalar
  /// How many scalars it has with its marks, from the text's first one that is no space.
  public let count: Int

  private static let chineseDigits = "一二三四五六七八九十".unicodeScalars
  private static let mostDigits = 3

  /// The number that `text` begins with, behind spaces; nil where it begins with none.
  ///
  /// 12.5 is a number and no item.
  public init?(_ text: some Collection<Unicode.Scalar>) {
    let text = text.drop { $0.properties.isWhitespace }
    guard let first = text.first else { return nil }
    if ("①"..."⑳").contains(first) {
      (style, digits, mark, count) = (.circled, String(first), first, 1)
      return
    }
    let isBracketed = first == "（" || first == "("
    let rest = isBracketed || first == "第" ? text.dropFirst() : text
    let isChinese = rest.first.map(Self.chineseDigits.contains) ?? false
    let number = rest.prefix {
      isChinese ? Self.chineseDigits.contains($0) : ("0"..."9").contains($0)
    }
    let behind = rest.dropFirst(number.count)
    guard !number.isEmpty, number.count <= Self.mostDigits, let mark = behind.first else {
      return nil
    }
    if isBracketed {
      guard mark == "）" || mark == ")" else { return nil }
      style = isChinese ? .chineseBracket : .arabicBracket
    } else {
      guard "、.．，".unicodeScalars.contains(mark), mark != "，" || first == "第" else { return nil }
      if !isChinese, let next = behind.dropFirst().first, ("0"..."9").contains(next) { return nil }
      style = isChinese ? .chinese : .arabic
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: number)
    digits = String(view)
    self.mark = mark
    count = number.count + (isBracketed || first == "第" ? 2 : 1)
  }
}
