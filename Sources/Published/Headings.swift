import Importing
import Sheets

/// The headings over one column of a header, folded, from the group down.
struct Heading {
  var column: Int
  var path: [String]
  /// The unit that the headings state in brackets.
  var unit: String?
  /// The last heading without a year, and without what differs from place to place.
  ///
  /// 小计 and 合计 under a group of its own say no more than the group: 基本支出 parted into 小计,
  /// 人员经费 and 公用经费 has its figures under 小计.
  var leaf: String
  var core: String
  /// The name of the group whose total the column is; nil where it is no group's total.
  var totalOf: String?
  var groupCores: [String]
  /// Whether it names no other year than the workbook's.
  var isCurrent: Bool

  init(column: Int, entries: [HeaderGrid.Entry], year: Int?) {
    var unit: String?
    // 其中： over columns is no group of its own.
    let path = entries.map { entry in
      let (label, named) = UnitWords.split(entry.folded)
      if let named { unit = named }
      return label
    }.filter { !["其中", "其中:"].contains($0) }
    self.column = column
    self.path = path
    self.unit = unit
    let last = path.last ?? ""
    leaf = Names.withoutYears(last)
    core = Names.column(leaf)
    totalOf =
      path.count > 1 && ["合计", "小计"].contains(leaf)
      ? Names.withoutYears(path[path.count - 2]) : nil
    groupCores = path.dropLast().map { Names.column($0) }
    isCurrent = Names.years(in: last).allSatisfy { $0 == year || year == nil }
  }

  /// Whether the column stands under 上年结转 or the like.
  var isOfCarryOver: Bool {
    path.dropLast().contains { $0.contains("结转") || $0.contains("结余") }
  }

  /// Whether the column cannot be a figure of the budget year that the row's total has in it: it
  /// names bodies or codes, another year, a change, a percentage, or what is part of another column.
  var isBesideTheSum: Bool {
    let last = path.last ?? ""
    return CodeHeadings.isCode(last) || CodeHeadings.isOfBody(last) || last.hasSuffix("名称")
      || !isCurrent || last.hasPrefix("其中")
      || ["上年", "增减", "增长", "比重", "占比", "%"].contains { last.contains($0) }
        && !last.contains("结转") && !last.contains("结余")
  }
}

/// A name of a column as a path from the group down, folded.
struct ColumnName {
  var path: [String]
  var core: String
  var groupCores: [String]

  init(_ path: [String]) {
    self.path = path
    core = Names.column(path.last ?? "")
    groupCores = path.dropLast().map { Names.column($0) }
  }
}

/// The headings of columns that hold codes of a classification.
enum CodeHeadings {
  /// The columns of a code in several, from the first on.
  static let parts = ["类", "款", "项"]

  /// Whether a folded heading is that of a column of codes; codes of bodies are none.
  static func isCode(_ name: String) -> Bool {
    (name.hasSuffix("编码") || name.hasSuffix("代码") || name == "科目编号") && !isOfBody(name)
  }

  /// Whether a folded heading is that of the codes of departments or units.
  static func isOfBody(_ name: String) -> Bool {
    (name.contains("单位") || name.contains("部门") && !name.contains("经济"))
      && !name.contains("科目") && !name.contains("分类")
  }
}
