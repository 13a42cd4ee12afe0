import Importing
import Sheets

/// The headings over one column of a header, folded, from the group down.
struct Heading {
  var column: Int
  /// Without 其中, and without groups that say no more than the year.
  var path: [String]
  /// All headings as printed, without units.
  var printed: [String]
  /// The unit that the headings state in brackets.
  var unit: String?
  /// The last heading without a year, and without what differs from place to place.
  ///
  /// 小计, 合计 and 金额 under a group of its own say no more than the group: 基本支出 parted into 小计,
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
    printed = entries.map { entry in
      let (label, named) = UnitWords.split(entry.folded)
      if let named { unit = named }
      return label
    }
    let named = printed.filter { !["其中", "其中:"].contains($0) }
    let path = named.enumerated().filter { index, name in
      index == named.count - 1 || !Self.saysBudgetOnly(name)
    }.map(\.element)
    self.column = column
    self.path = path
    self.unit = unit
    let last = path.last ?? ""
    leaf = Names.withoutYears(last)
    core = Names.column(leaf)
    totalOf =
      path.count > 1 && ["合计", "小计", "金额"].contains(leaf)
      ? Names.withoutYears(path[path.count - 2]) : nil
    groupCores = path.dropLast().map { Names.column($0) }
    isCurrent = named.allSatisfy { name in
      Names.years(in: name).allSatisfy { $0 == year || year == nil }
        && (name == last || !Self.isOfLastYear(name))
    }
  }

  /// Whether a group's name is no more than 2024年预算数 or the like.
  private static func saysBudgetOnly(_ name: String) -> Bool {
    ["", "预算", "预算数", "本年预算", "本年预算数", "当年预算", "当年预算数", "年初预算数"]
      .contains(Names.withoutYears(name))
  }

  /// Whether a group is of the year before: 上年预算数, 上年执行数, but not 上年结转.
  private static func isOfLastYear(_ name: String) -> Bool {
    name.hasPrefix("上年") && !name.contains("结转") && !name.contains("结余")
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
