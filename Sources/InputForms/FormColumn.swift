import Profiles
import XLSXWriter

/// A column of a form.
struct FormColumn {
  /// The field it is for.
  let field: InputField

  /// The heading: the first of the field's labels that needs no merged heading above it.
  var heading: String {
    field.labels.first { !$0.contains("/") } ?? field.labels.first ?? field.key
  }

  /// Whether its cells hold codes.
  var isCode: Bool {
    if case .code = field.kind { true } else { false }
  }

  /// The width in characters.
  var width: Double {
    let label = Double(heading.count) * 2 + 4
    return switch field.kind {
    case .text: max(label, field.labels.contains { $0.contains("名称") } ? 30 : 16)
    case .money: max(label, 18)
    default: max(label, 14)
    }
  }

  /// The look of its cells.
  ///
  /// Codes and texts have the text format, so that no zero is lost and no
  /// number becomes a date.
  var style: CellStyle {
    var style = FormStyles.text
    switch field.kind {
    case .text, .code, .choice: style.numberFormat = "@"
    case .money, .area:
      style.numberFormat = "#,##0.00"
      style.horizontal = .right
    case .count:
      style.numberFormat = "0"
      style.horizontal = .right
    case .date: style.numberFormat = "yyyy-mm-dd"
    }
    return style
  }

  /// What to fill in.
  var explanation: String {
    var text: String
    switch field.kind {
    case .text: text = "文字。"
    case .money: text = "金额，只填数字，可以有两位小数。"
    case .area: text = "面积（平方米），只填数字。"
    case .count: text = "整数。"
    case .date: text = "日期，如 2019-12-31。"
    case .choice(let choices): text = "从下拉列表选择：\(choices.map(\.name).joined(separator: "、"))。"
    case .code(_, let lengths):
      text =
        lengths.last.map { "科目编码，填到最末级（\($0) 位数字），可从下拉列表选择。" }
        ?? "分类代码，文本格式。"
    }
    if let value = field.defaultValue { text += "没有这一列时按“\(value)”。" }
    return text
  }
}

extension InputField {
  /// Whether a line without it is not taken.
  var isNeeded: Bool { isRequired && defaultValue == nil }
}

/// The looks of forms.
enum FormStyles {
  static let title = CellStyle(fontName: "黑体", fontSize: 16, bold: true, horizontal: .center)
  static let unitLine = CellStyle(horizontal: .right)
  static let heading = CellStyle(
    bold: true, fill: 0xE7E6E6, horizontal: .center, wrap: true, border: .thin)
  /// A column that every line needs.
  static let neededHeading = CellStyle(
    bold: true, fill: 0xFCE4D6, horizontal: .center, wrap: true, border: .thin)
  static let text = CellStyle(horizontal: .left, border: .thin)
  static let remark = CellStyle(horizontal: .left)
}
