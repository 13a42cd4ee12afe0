import Importing
import Sheets

/// How the names of tables, columns and rows are compared across places.
enum Names {
  /// A table's name without what differs from place to place and from year to year: year, table
  /// number, 部门, 单位, 预算, 情况 and brackets.
  static func title(_ text: String) -> String {
    var name = folded(text)
    name = withoutYears(withoutTableNumber(name))
    while name.hasSuffix(")"), let open = name.lastIndex(of: "(") { name = String(name[..<open]) }
    for word in ["预算单位", "部门", "单位", "预算", "情况", "区级", "市级", "县级", "本级"] {
      name = removing(word, from: name)
    }
    return replacing("总体表", by: "总表", in: name)
  }

  /// A column's name without 预算, 拨款, 资金 and the like.
  static func column(_ folded: String) -> String {
    let same = replacing("费用", by: "费", in: folded)
    var name = Array(same.utf8)
    for word in columnWords {
      let shorter = replacing(word, by: [], in: name)
      if !shorter.isEmpty { name = shorter }
    }
    return name.count == folded.utf8.count ? folded : String(decoding: name, as: UTF8.self)
  }

  private static let columnWords = ["财政拨款", "拨款", "预算", "资金", "收入", "数", "安排"].map {
    Array($0.utf8)
  }

  /// A row's label without the number in front of it, 其中 and a unit in brackets.
  static func row(_ text: String) -> String {
    var rest = folded(text)[...]
    var changed = true
    while changed {
      changed = false
      for word in ["其中:", "其中", "加:", "减:"] where rest.hasPrefix(word) && rest != word {
        rest = rest.dropFirst(word.count)
        changed = true
      }
      if let stripped = withoutNumber(rest) {
        rest = stripped
        changed = true
      }
    }
    return UnitWords.split(String(rest)).label
  }

  /// A row's label without what differs from place to place: 拨款, 预算, 资金, and the marks of
  /// 上年结转、结余 and 上年结转（结余）.
  static func rowCore(_ text: String) -> String {
    let name = row(text).filter { !"、和()".contains($0) }
    return column(name.isEmpty ? row(text) : name)
  }

  private static let digits: Set<Character> = Set("0123456789一二三四五六七八九十百")

  /// `一、…`, `（一）…`, `1.…` without the number; nil where there is none.
  private static func withoutNumber(_ text: Substring) -> Substring? {
    var rest = text
    let isBracketed = rest.first == "("
    if isBracketed { rest = rest.dropFirst() }
    let count = rest.prefix { digits.contains($0) }.count
    guard count > 0 else { return nil }
    rest = rest.dropFirst(count)
    guard let mark = rest.first else { return nil }
    if isBracketed {
      guard mark == ")" else { return nil }
    } else {
      guard "、.．,".contains(mark) else { return nil }
    }
    rest = rest.dropFirst()
    while let mark = rest.first, "、.．".contains(mark) { rest = rest.dropFirst() }
    return rest.isEmpty ? nil : rest
  }

  /// `表1-1`, `附件2:`, `部门预算01表` at the beginning left out.
  private static func withoutTableNumber(_ folded: String) -> String {
    for prefix in ["附表", "附件", "部门预算", "公开", "表"] where folded.hasPrefix(prefix) {
      var rest = folded.dropFirst(prefix.count)
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "-") }
      guard !number.isEmpty else { continue }
      rest = rest.dropFirst(number.count)
      if rest.hasPrefix("表"), rest.count > 1 { rest = rest.dropFirst() }
      while let mark = rest.first, ":、.".contains(mark) { rest = rest.dropFirst() }
      if !rest.isEmpty { return String(rest) }
    }
    return folded
  }

  /// The years that a text names as `2020年`.
  static func years(in folded: String) -> [Int] {
    guard folded.contains("年") else { return [] }
    var years: [Int] = []
    let scalars = Array(folded.unicodeScalars)
    guard scalars.count >= 5 else { return [] }
    for end in 4..<scalars.count where scalars[end] == "年" {
      let number = String(String.UnicodeScalarView(scalars[(end - 4)..<end]))
      let follows = end >= 5 && ("0"..."9").contains(scalars[end - 5])
      if !follows, let year = Int(number), (2000...2100).contains(year) { years.append(year) }
    }
    return years
  }

  /// `text` without every `2020年` and `2020年度`.
  static func withoutYears(_ folded: String) -> String {
    guard folded.contains("年") else { return folded }
    var name = folded
    for year in years(in: folded) {
      name = removing("\(year)年度", from: name)
      name = removing("\(year)年", from: name)
    }
    return name
  }

  static func removing(_ word: String, from text: String) -> String {
    replacing(word, by: "", in: text)
  }

  static func replacing(_ word: String, by other: String, in text: String) -> String {
    let old = Array(text.utf8)
    let new = replacing(Array(word.utf8), by: Array(other.utf8), in: old)
    return new == old ? text : String(decoding: new, as: UTF8.self)
  }

  /// The same on UTF-8, where no character begins inside another one.
  private static func replacing(
    _ word: [UInt8], by other: [UInt8], in text: [UInt8]
  ) -> [UInt8] {
    guard let first = word.first, text.count >= word.count else { return text }
    var result: [UInt8]?
    var index = 0
    while index < text.count {
      let isFound =
        text[index] == first && index + word.count <= text.count
        && word.indices.allSatisfy { text[index + $0] == word[$0] }
      if isFound {
        result = (result ?? Array(text[..<index])) + other
        index += word.count
      } else {
        result?.append(text[index])
        index += 1
      }
    }
    return result ?? text
  }
}
