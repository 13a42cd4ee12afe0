import Importing
import Sheets

/// The body and the year that titles and header lines state.
struct Preamble {
  private(set) var unitName: String?
  private(set) var unitCode: String?
  private(set) var year: Int?

  private static let keys = [
    "编制部门", "编制单位", "部门名称", "单位名称", "预算单位", "预算部门", "填报单位", "填报部门", "公开单位", "公开部门", "部门", "单位",
  ]

  init(_ sheets: [Sheet]) {
    var names: [String: Int] = [:]
    var codes: [String: Int] = [:]
    var years: [Int: Int] = [:]
    for sheet in sheets {
      // What a list repeats line by line, such as the files of last year, says it once.
      var counted: Set<String> = []
      var previous: Cell?
      for cell in sheet.cells {
        guard case .text(let text) = cell.value, text.count <= 120 else { continue }
        let plain = folded(text)
        if counted.insert(plain).inserted { Self.countYears(plain, &years) }
        let label = previous.map { Self.key(folded($0.text)) } ?? nil
        if let label, label.rest.isEmpty, previous?.address.row == cell.address.row,
          Self.key(plain) == nil
        {
          names[Self.name(text), default: 0] += 1
        }
        if let found = Self.key(plain), !found.rest.isEmpty,
          let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" })
        {
          let name = Self.name(String(text[text.index(after: colon)...]))
          if !name.isEmpty, !Self.isMoney(name) { names[name, default: 0] += 1 }
        } else if let (code, name) = Self.codeAndName(text) {
          names[name, default: 0] += 1
          codes[code, default: 0] += 1
        }
        previous = cell
      }
    }
    unitName = Self.most(names)
    unitCode = Self.most(codes)
    year = Self.most(years) ?? Self.later(of: years)
  }

  /// The later of two years in a row that tie: tables print last year beside this one, never the next.
  private static func later(of counts: [Int: Int]) -> Int? {
    let top = counts.filter { $0.value == counts.values.max() }.keys.sorted()
    return top.count == 2 && top[1] == top[0] + 1 ? top[1] : nil
  }

  /// The value that was counted most often; nil where two tie.
  private static func most<Value: Hashable>(_ counts: [Value: Int]) -> Value? {
    guard let top = counts.values.max() else { return nil }
    let all = counts.filter { $0.value == top }
    return all.count == 1 ? all.first?.key : nil
  }

  private static func countYears(_ plain: String, _ years: inout [Int: Int]) {
    guard plain.count <= 60, !plain.contains("截止"), !plain.contains("截至"), !plain.contains("上年")
    else { return }
    for mark in ["预算年度:", "年度:", "预算年度"] where plain.hasPrefix(mark) {
      if let year = Int(plain.dropFirst(mark.count).prefix(4)), (2000...2100).contains(year) {
        years[year, default: 0] += 5
        return
      }
    }
    // Titles say it more surely than headings, some of which are of last year.
    let weight = plain.hasSuffix("表") ? 3 : plain.contains("表") || plain.contains("预算") ? 2 : 1
    for year in Names.years(in: plain) { years[year, default: 0] += weight }
  }

  private static func key(_ plain: String) -> (key: String, rest: Substring)? {
    guard let colon = plain.firstIndex(of: ":") else { return nil }
    let key = String(plain[..<colon])
    guard keys.contains(key) else { return nil }
    return (key, plain[plain.index(after: colon)...])
  }

  /// Whether a folded text is a label such as `编制单位:`, with or without the name behind it.
  static func isLabelled(_ folded: String) -> Bool { key(folded) != nil }

  private static func isMoney(_ name: String) -> Bool {
    UnitWords.statedMoney(in: "单位:" + folded(name)) != nil
  }

  /// `361003魏县社会保障中心`: a code of three to twelve digits and a name.
  private static func codeAndName(_ text: String) -> (code: String, name: String)? {
    let plain = trimmed(text)
    let code = plain.prefix { $0.isASCII && $0.isNumber }
    guard (3...12).contains(code.count) else { return nil }
    let rest = name(String(plain.dropFirst(code.count)))
    let endings = [
      "局", "中心", "所", "院", "校", "办公室", "委员会", "委", "厅", "部", "站", "队", "会", "府", "处", "馆",
    ]
    guard rest.count >= 3, endings.contains(where: { rest.hasSuffix($0) }) else { return nil }
    return (String(code), rest)
  }

  // Draft marks and what follows a wide gap are no part of the name.
  private static func name(_ text: String) -> String {
    let head = text.prefix { $0 != "【" && $0 != "\u{3000}" && $0 != "|" }
    return trimmed(String(head.isEmpty ? text[...] : head))
  }
}
