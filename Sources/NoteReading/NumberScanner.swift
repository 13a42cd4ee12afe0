import Budget
import Decimals

/// Finds the numbers, years and dates of a folded text.
struct NumberScanner {
  /// What begins at a place of the text.
  enum Item {
    /// A number.
    case number(NoteNumber)
    /// A year, written with 年 or as part of a date.
    case year(Int, range: Range<Int>, isDate: Bool)
    /// A date, time, document number or ordinal: no figure.
    case other(Range<Int>)

    var range: Range<Int> {
      switch self {
      case .number(let number): number.range
      case .year(_, let range, _), .other(let range): range
      }
    }
  }

  private let text: [Unicode.Scalar]
  private let counters: Set<String>
  private static let longestCounter = 3

  init(_ text: [Unicode.Scalar], counters: Set<String>) {
    self.text = text
    self.counters = counters
  }

  private func at(_ index: Int) -> Unicode.Scalar? {
    text.indices.contains(index) ? text[index] : nil
  }

  private func has(_ words: String, at index: Int) -> Bool {
    var place = index
    for scalar in words.unicodeScalars {
      guard place < text.count, text[place] == scalar else { return false }
      place += 1
    }
    return true
  }

  /// The item that begins at `index`; nil where none does.
  func item(at index: Int) -> Item? {
    let first = text[index]
    if FoldedText.isDigit(first) { return digits(from: index, negative: false) }
    if first == "-", let next = at(index + 1), FoldedText.isDigit(next),
      at(index - 1).map({ !FoldedText.isDigit($0) && !Self.isLetter($0) }) ?? true
    {
      return digits(from: index + 1, negative: true)
    }
    if Self.chineseDigits.contains(first) { return chinese(from: index) }
    return nil
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (0x41...0x5a).contains(scalar.value) || (0x61...0x7a).contains(scalar.value)
  }

  // MARK: Arabic digits

  private func digits(from start: Int, negative: Bool) -> Item? {
    var digits = String.UnicodeScalarView()
    var index = start
    var run = 0
    while let scalar = at(index) {
      if FoldedText.isDigit(scalar) {
        digits.append(scalar)
        run += 1
        index += 1
      } else if scalar == "," || scalar == " ", (1...3).contains(run), isGroup(at: index + 1) {
        index += 1
        run = 0
        while let next = at(index), FoldedText.isDigit(next) {
          digits.append(next)
          run += 1
          index += 1
        }
      } else {
        break
      }
    }
    let wholeCount = digits.count
    var decimals = 0
    if at(index) == ".", let next = at(index + 1), FoldedText.isDigit(next) {
      digits.append(".")
      index += 1
      while let next = at(index), FoldedText.isDigit(next) {
        digits.append(next)
        decimals += 1
        index += 1
      }
      // 1.2.3 and 2080505.1 are numbers of chapters.
      if at(index) == ".", let next = at(index + 1), FoldedText.isDigit(next) {
        while let next = at(index), FoldedText.isDigit(next) || next == "." { index += 1 }
        return .other(start..<index)
      }
    }
    let begin = negative ? start - 1 : start
    guard var value = ExactDecimal(String(digits)) else { return .other(begin..<index) }
    if negative { value = -value }
    if decimals == 0, !negative, let date = dateOrOrdinal(value, digits: wholeCount, start, index) {
      return date
    }
    return .number(number(value, decimals: decimals, begin..<index))
  }

  /// Whether three digits and no fourth stand at `index`.
  private func isGroup(at index: Int) -> Bool {
    for offset in 0..<3 {
      guard let scalar = at(index + offset), FoldedText.isDigit(scalar) else { return false }
    }
    return at(index + 3).map { !FoldedText.isDigit($0) } ?? true
  }

  private func dateOrOrdinal(
    _ value: ExactDecimal, digits: Int, _ start: Int, _ end: Int
  ) -> Item? {
    let next = at(end)
    // 〔2016〕143号 became (2016)143号.
    if at(start - 1) == "(", next == ")", digits == 4 { return .other(start..<end) }
    if next == "号" || at(start - 1) == "第" || has("季度", at: end) || has("世纪", at: end)
      || has("届", at: end) || has("时", at: end) || has("年级", at: end) || has("期", at: end)
    {
      return .other(start..<end + 1)
    }
    let number = Int(value.description) ?? 0
    if digits == 4, (1949...2100).contains(number) {
      if next == "年" {
        return .year(number, range: start..<end + 1, isDate: isDatePart(end + 1))
      }
      if next == "-" || next == "/" || next == "." || next == "至" || next == "~" || next == "—",
        let digit = at(end + 1), FoldedText.isDigit(digit)
      {
        return .year(number, range: start..<end, isDate: true)
      }
    }
    // 202 年度: a year that lost a digit.
    if next == "年", digits == 3, (190...210).contains(number),
      at(end + 1) == "度" || at(end + 1) == "部" || at(end + 1) == "预" || at(end + 1) == "单"
    {
      return .year(number, range: start..<end + 1, isDate: false)
    }
    if next == "年", digits == 5 { return .year(number, range: start..<end + 1, isDate: false) }
    if next == "年" || next == "月" || next == "日" || next == "周" || next == "天" || has("小时", at: end)
      || has("分钟", at: end) || has("个月", at: end) || has("个工作日", at: end) || has("个年度", at: end)
    {
      return .other(start..<end + 1)
    }
    return nil
  }

  /// Whether a month, an end or a beginning of the year follows 年.
  private func isDatePart(_ index: Int) -> Bool {
    guard let next = at(index) else { return false }
    if FoldedText.isDigit(next) {
      var end = index
      while let digit = at(end), FoldedText.isDigit(digit) { end += 1 }
      return at(end) == "月"
    }
    return next == "末" || next == "底" || has("初", at: index) && !has("初预算", at: index)
      || has("以来", at: index) || has("起", at: index) || has("至", at: index)
  }

  // MARK: Units

  private func number(
    _ value: ExactDecimal, decimals: Int, _ digits: Range<Int>
  ) -> NoteNumber {
    var index = digits.upperBound
    var isLoose = false
    for word in ["余", "多", "来"] where has(word, at: index) {
      isLoose = true
      index += 1
    }
    if let previous = at(digits.lowerBound - 1),
      "≥≤<>＜＞≧≦~".unicodeScalars.contains(previous)
    {
      isLoose = true
    }
    var kind = NoteNumber.Kind.bare
    var factor = 0
    let money: [(String, MeasureUnit?)] = [
      ("亿元", MeasureUnit(named: "亿元")), ("百万元", MeasureUnit(named: "百万元")),
      ("万元", .wanYuan), ("千元", MeasureUnit(named: "千元")), ("元", .yuan),
      ("万", nil), ("亿", nil),
    ]
    if let match = money.first(where: { has($0.0, at: index) }) {
      let end = index + match.0.unicodeScalars.count
      if let unit = match.1 {
        kind = .money(unit)
        index = end
      } else if let counter = counter(at: end) {
        factor = match.0 == "万" ? 4 : 8
        index = end + counter.unicodeScalars.count
        kind = .count(Self.unit(counter), word: counter)
      } else {
        // 20万 without 元 is money in speech.
        kind = .money(match.0 == "万" ? .wanYuan : MeasureUnit(named: "亿元") ?? .wanYuan)
        index = end
      }
    } else if has("%", at: index) {
      kind = .percent
      index += 1
    } else if has("个百分点", at: index) {
      kind = .points
      index += 4
    } else if has("百分点", at: index) {
      kind = .points
      index += 3
    } else if let counter = counter(at: index) {
      kind = .count(Self.unit(counter), word: counter)
      index += counter.unicodeScalars.count
    }
    let scaled =
      factor == 0
      ? value : ExactDecimal(significand: value.significand, exponent: Int(value.exponent) + factor)
    // 10-20万元, 10至20万元, 10~20%.
    if let mark = at(index), "-~—至到".unicodeScalars.contains(mark), let next = at(index + 1),
      FoldedText.isDigit(next)
    {
      isLoose = true
    }
    if let mark = at(digits.lowerBound - 1), "~—至".unicodeScalars.contains(mark),
      let before = at(digits.lowerBound - 2),
      FoldedText.isDigit(before) || before == "元" || before == "%"
    {
      isLoose = true
    }
    return NoteNumber(
      value: scaled, decimals: max(0, decimals - factor), kind: kind, isLoose: isLoose,
      range: digits.lowerBound..<index)
  }

  private func counter(at index: Int) -> String? {
    for length in (1...Self.longestCounter).reversed() where index + length <= text.count {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text[index..<index + length])
      let word = String(view)
      if counters.contains(word) { return word }
    }
    return nil
  }

  private static func unit(_ counter: String) -> MeasureUnit {
    if ["平方米", "㎡", "平米", "方米"].contains(counter) {
      return MeasureUnit(named: "平方米") ?? .wanYuan
    }
    return MeasureUnit(named: counter) ?? MeasureUnit(named: "个") ?? .wanYuan
  }

  // MARK: Chinese numerals

  private static let chineseDigits: Set<Unicode.Scalar> = [
    "零", "〇", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "壹", "贰", "叁", "肆",
    "伍", "陆", "柒", "捌", "玖", "拾", "佰", "仟",
  ]

  private func chinese(from start: Int) -> Item? {
    let isPercent = has("百分之", at: start)
    var index = isPercent ? start + 3 : start
    let first = index
    var hasPoint = false
    while let scalar = at(index) {
      if Self.chineseDigits.contains(scalar) {
        index += 1
      } else if scalar == "点", index > first, at(index + 1).map(Self.chineseDigits.contains) == true
      {
        hasPoint = true
        index += 1
      } else if scalar == "万" || scalar == "亿", index > first,
        at(index + 1).map(Self.chineseDigits.contains) == true
      {
        index += 1
      } else {
        break
      }
    }
    guard index > first, let (value, decimals) = ChineseNumeral.value(of: text[first..<index])
    else { return nil }
    if isPercent {
      return .number(
        NoteNumber(
          value: value, decimals: decimals, kind: .percent, isLoose: false, range: start..<index))
    }
    if at(index) == "年", !hasPoint, index - first == 4, let year = Int(value.description),
      (1949...2100).contains(year)
    {
      return .year(year, range: start..<index + 1, isDate: isDatePart(index + 1))
    }
    // 一般, 一是, 三公, 一个: only money, and what is counted in pieces that have a name.
    for word in ["亿元", "万元", "元", "辆", "台"] where has(word, at: index) {
      return .number(number(value, decimals: decimals, first..<index))
    }
    return nil
  }
}

/// Numbers in Chinese numerals.
enum ChineseNumeral {
  private static let digits: [Unicode.Scalar: Int64] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
  ]
  private static let units: [Unicode.Scalar: Int64] = [
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000,
  ]

  /// The value of a numeral such as 一百二十三点五 or 二〇二〇, and its places after the point.
  static func value(of text: ArraySlice<Unicode.Scalar>) -> (ExactDecimal, Int)? {
    let parts = text.split(separator: "点", maxSplits: 1)
    guard let whole = parts.first, let number = integer(whole) else { return nil }
    guard parts.count == 2 else { return (ExactDecimal(significand: number, exponent: 0), 0) }
    var fraction = number
    for scalar in parts[1] {
      guard let digit = digits[scalar], fraction < Int64.max / 20 else { return nil }
      fraction = fraction * 10 + digit
    }
    return (ExactDecimal(significand: fraction, exponent: -parts[1].count), parts[1].count)
  }

  private static func integer(_ text: ArraySlice<Unicode.Scalar>) -> Int64? {
    guard text.count <= 24 else { return nil }
    if text.allSatisfy({ digits[$0] != nil }) {
      guard text.count <= 15 else { return nil }
      return text.reduce(0) { $0 * 10 + (digits[$1] ?? 0) }
    }
    var total: Int64 = 0
    var section: Int64 = 0
    var digit: Int64 = 0
    for scalar in text {
      if let value = digits[scalar] {
        digit = value
      } else if let unit = units[scalar] {
        section += (digit == 0 ? 1 : digit) * unit
        digit = 0
      } else if scalar == "万" || scalar == "亿" {
        let unit: Int64 = scalar == "万" ? 10_000 : 100_000_000
        total = (total + section + digit) * unit
        section = 0
        digit = 0
      } else {
        return nil
      }
    }
    return total + section + digit
  }
}
