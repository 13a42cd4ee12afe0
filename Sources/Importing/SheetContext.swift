/// What the lines above a header say about whose figures and which year's they are.
enum SheetContext {
  private static let keys: Set<String> = [
    "编制单位", "编制部门", "编报单位", "填报单位", "填报部门", "单位名称", "部门名称", "预算年度",
  ]

  /// The statements among the folded `texts` of a row, such as 编制单位 → 社保中心.
  static func stated(in texts: [String]) -> [String: String] {
    var stated: [String: String] = [:]
    for text in texts {
      guard let colon = text.firstIndex(of: ":") else { continue }
      let key = String(text[..<colon])
      let value = String(text[text.index(after: colon)...])
      if keys.contains(key), !value.isEmpty { stated[key] = value }
    }
    return stated
  }

  /// The budget years that a folded title names: 2020 in 2020年部门预算收入表.
  static func budgetYears(in title: String) -> Set<Int> {
    guard title.contains("预算") else { return [] }
    var years: Set<Int> = []
    var digits = ""
    for character in title {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        if character == "年", digits.count == 4, let year = Int(digits) { years.insert(year) }
        digits = ""
      }
    }
    return years
  }
}
