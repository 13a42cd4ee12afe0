import Budget
import Decimals
import Localization
import Sheets

/// The number of an item or heading, as printed.
struct ItemMark {
  /// How a number is written; each is a list of its own.
  enum Style: Hashable {
    /// 一、
    case chinese
    /// （一）
    case chineseBracket
    /// 1.
    case digitDot
    /// 1、
    case digitComma
    /// (1)
    case digitBracket
  }

  var style: Style
  var number: Int
  /// Where it stands in the printed text.
  var range: Range<Int>
  /// Whether the text before it does not end in a stop.
  var lacksStop = false

  /// What is wrong with it behind the number before; nil where it counts on or begins anew.
  func fault(after before: Int?) -> Message? {
    guard let before else {
      guard number > 1, style == .chinese || style == .chineseBracket else { return nil }
      return Message(
        zh: "编号从 \(number) 开始，应从 1 开始", en: "the numbering begins with \(number), expected 1")
    }
    if number == before + 1 || number == 1 { return nil }
    if number == before {
      return Message(zh: "编号 \(number) 重复", en: "the number \(number) is there twice")
    }
    if number > before + 1 {
      return Message(
        zh: "编号从 \(before) 跳到 \(number)，缺 \(before + 1)",
        en: "the numbering skips from \(before) to \(number)")
    }
    return Message(
      zh: "编号在 \(before) 之后又从 \(number) 开始",
      en: "the numbering restarts with \(number) behind \(before)")
  }
}

/// The numbers of the items inside one text.
struct ItemNumbers {
  let printed: [Unicode.Scalar]
  let marks: [ItemMark]

  init(_ printed: [Unicode.Scalar]) {
    self.printed = printed
    marks = Self.marks(in: printed)
  }

  /// The marks that do not count on, with what is wrong.
  func faults() -> [(mark: ItemMark, message: Message)] {
    var faults: [(mark: ItemMark, message: Message)] = []
    var last: [Bool: Int] = [:]
    for mark in marks where mark.style != .chinese && mark.style != .chineseBracket {
      // 1. and 1、 may be mixed in one list.
      let isBracket = mark.style == .digitBracket
      if let before = last[isBracket], let message = mark.fault(after: before) {
        faults.append((mark, message))
      }
      last[isBracket] = mark.number
      if mark.lacksStop {
        faults.append(
          (
            mark,
            Message(
              zh: "编号 \(mark.number) 前没有标点", en: "no stop stands before the number \(mark.number)")
          ))
      }
    }
    return faults + repeated()
  }

  /// Items that say the same as one before.
  private func repeated() -> [(mark: ItemMark, message: Message)] {
    var seen: [String: Int] = [:]
    var faults: [(mark: ItemMark, message: Message)] = []
    for (index, mark) in marks.enumerated() {
      let end = index + 1 < marks.count ? marks[index + 1].range.lowerBound : printed.count
      guard mark.range.upperBound < end else { continue }
      var view = String.UnicodeScalarView()
      view.append(
        contentsOf: printed[mark.range.upperBound..<end].filter {
          !FoldedText.isSpace($0) && !"。；;，".unicodeScalars.contains($0)
        })
      let text = String(view)
      guard text.count >= 6 else { continue }
      if let first = seen[text] {
        faults.append(
          (
            mark,
            Message(
              zh: "第 \(mark.number) 项与第 \(first) 项相同",
              en: "item \(mark.number) says the same as item \(first)")
          ))
      } else {
        seen[text] = mark.number
      }
    }
    return faults
  }

  // MARK: Marks

  private static func marks(in printed: [Unicode.Scalar]) -> [ItemMark] {
    var marks: [ItemMark] = []
    var place = printed.firstIndex { !FoldedText.isSpace($0) } ?? printed.count
    if let mark = chinese(printed, at: place) {
      marks.append(mark)
      place = mark.range.upperBound
    }
    while place < printed.count {
      defer { place += 1 }
      let scalar = printed[place]
      let isBracket = scalar == "(" || scalar == "（"
      let start = isBracket ? place + 1 : place
      guard start < printed.count, FoldedText.isDigit(printed[start]) else { continue }
      var end = start
      while end < printed.count, FoldedText.isDigit(printed[end]), end - start < 3 { end += 1 }
      guard end - start <= 2, end < printed.count, let number = value(printed[start..<end]) else {
        place = max(place, end - 1)
        continue
      }
      let close = printed[end]
      var style: ItemMark.Style?
      if isBracket, close == ")" || close == "）" { style = .digitBracket }
      if !isBracket, close == "、" { style = .digitComma }
      if !isBracket, close == "." || close == "．" { style = .digitDot }
      let last = marks.last { $0.style != .chinese && $0.style != .chineseBracket }
      guard let style,
        let lacksStop = isPlausible(printed, place, end, number, last, isBracket: isBracket)
      else {
        place = max(place, end - 1)
        continue
      }
      marks.append(
        ItemMark(
          style: style, number: number, range: place..<end + 1, lacksStop: lacksStop))
      place = end
    }
    return marks
  }

  /// Whether a number is that of an item, and then whether it lacks a stop in front: it stands at a
  /// beginning or behind a stop, or it is the number that is due; nil where it is none.
  private static func isPlausible(
    _ printed: [Unicode.Scalar], _ start: Int, _ end: Int, _ number: Int, _ last: ItemMark?,
    isBracket: Bool
  ) -> Bool? {
    guard end + 1 < printed.count else { return nil }
    // 12.5 and 1、2、3 are no items.
    if FoldedText.isDigit(printed[end + 1]) { return nil }
    var before = start - 1
    while before >= 0, FoldedText.isSpace(printed[before]) { before -= 1 }
    guard before >= 0 else { return false }
    let previous = printed[before]
    if FoldedText.isDigit(previous) || previous == "第" || previous == "." || previous == "-" {
      return nil
    }
    if "。；;：:！？".unicodeScalars.contains(previous) {
      return !isBracket || number == 1 || last != nil ? false : nil
    }
    guard let last, number == last.number + 1, !isBracket else { return nil }
    // Without a stop in front only where the text since the last item is long enough to be one.
    guard start - last.range.upperBound >= 3 else { return nil }
    return !"）)”、，,".unicodeScalars.contains(previous) || previous == "，"
  }

  private static func value(_ digits: ArraySlice<Unicode.Scalar>) -> Int? {
    digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
  }

  private static func chinese(_ printed: [Unicode.Scalar], at start: Int) -> ItemMark? {
    guard let lead = LeadingNumber(printed[start...]), lead.mark != "，",
      lead.style == .chinese || lead.style == .chineseBracket,
      start < printed.count, printed[start] != "第",
      let (value, _) = ChineseNumeral.value(of: Array(lead.digits.unicodeScalars)[...]),
      let number = Int(value.description)
    else { return nil }
    return ItemMark(
      style: lead.style == .chineseBracket ? .chineseBracket : .chinese, number: number,
      range: start..<start + lead.count)
  }
}
