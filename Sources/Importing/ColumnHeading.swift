import Sheets

/// A column of a sheet as its header names it.
struct ColumnHeading {
  /// The column, 0-based.
  var column: Int
  /// The headings from the group down to the column itself, folded, without their units.
  var path: [String]
  /// The unit in the headings, the lowest one; nil where there is none.
  var unit: String?
  /// The cell of the lowest heading.
  var address: CellAddress
  private let texts: [String]

  init(column: Int, entries: [HeaderGrid.Entry], unitBelow: String?) {
    self.column = column
    path = entries.map(\.label)
    unit = unitBelow ?? entries.last { $0.unit != nil }?.unit
    address = entries.last?.origin ?? CellAddress(row: 0, column: column)
    texts = entries.map(\.text)
  }

  /// The headings as printed, joined by `/`.
  var printed: String { texts.joined(separator: "/") }

  /// The names by which the column may be asked for, the most specific first.
  ///
  /// They are the whole path, the path with groups left out, and the lowest heading alone; a path
  /// also in one word, as 功能科目/编码 is 功能科目编码. A heading that names `year` is also known
  /// without it. Of paths only those are made whose length in bytes is one of `lengths`,
  /// where that is given.
  func names(year: Int, ofLengths lengths: Set<Int>? = nil) -> [(name: String, specificity: Int)] {
    guard let last = path.last else { return [] }
    let leaves = Self.variants(last, year: year)
    let groups = min(path.count - 1, 4)
    guard groups > 0 else { return leaves.map { ($0, 1) } }
    var result: [(String, Int)] = []
    let sizes = path.map(\.utf8.count)
    for count in (0...groups).reversed() {
      for choice in 0..<(1 << groups) where choice.nonzeroBitCount == count {
        var size = 0
        for group in 0..<groups where choice & (1 << group) != 0 { size += sizes[group] }
        for leaf in leaves {
          let word = size + leaf.utf8.count
          for (separator, length) in [("/", word + count), ("", word)]
          where (lengths?.contains(length) ?? true) && (count > 0 || separator == "/") {
            let kept = (0..<groups).filter { choice & (1 << $0) != 0 }.map { path[$0] }
            result.append(((kept + [leaf]).joined(separator: separator), count + 1))
          }
        }
      }
    }
    return result
  }

  /// A heading without the marks that forms put on it: `*科目编码(必填)` is 科目编码.
  static func withoutMarks(_ folded: String) -> String {
    guard mayHaveMarks(folded) else { return folded }
    var text = folded[...]
    while let first = text.first, "*★※".contains(first) { text = text.dropFirst() }
    while let last = text.last, "*★※:".contains(last) { text = text.dropLast() }
    for mark in ["(必填)", "(选填)", "(必录)", "(可选)"] where text.hasSuffix(mark) {
      text = text.dropLast(mark.count)
    }
    return String(text)
  }

  // Most headings have none: the outermost bytes tell. ★ and ※ begin with E2 and end with 85 or BB.
  private static func mayHaveMarks(_ folded: String) -> Bool {
    guard let first = folded.utf8.first, let last = folded.utf8.last else { return false }
    switch (first, last) {
    case (UInt8(ascii: "*"), _), (0xE2, _), (_, UInt8(ascii: "*")), (_, UInt8(ascii: ":")),
      (_, UInt8(ascii: ")")), (_, 0x85), (_, 0xBB):
      return true
    default: return false
    }
  }

  /// Whether a user who writes `name` means this column: by its headings or by its letters.
  func isNamed(_ name: String) -> Bool {
    name == CellAddress.letters(ofColumn: column)
      || folded(name) == folded(printed) || folded(name) == path.joined(separator: "/")
  }

  private static func variants(_ leaf: String, year: Int) -> [String] {
    guard leaf.utf8.starts(with: String(year).utf8) else { return [leaf] }
    for prefix in ["\(year)年度", "\(year)年"] where leaf.hasPrefix(prefix) {
      let rest = String(leaf.dropFirst(prefix.count))
      return rest.isEmpty ? [leaf] : [leaf, rest]
    }
    return [leaf]
  }

  /// The level of a code that the column holds where a code stands in several columns: 0 for 类,
  /// 1 for 款, 2 for 项; nil for other columns.
  var codePart: Int? {
    guard let leaf = path.last?.unicodeScalars, let first = leaf.first,
      let part = ["类", "款", "项"].firstIndex(of: first),
      ["", "级", "编码", "代码"].contains(String(leaf.dropFirst()))
    else { return nil }
    return part
  }
}
