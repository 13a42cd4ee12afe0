import Budget
import Importing
import Profiles
import Sheets

/// What a row of the sheet has in it, and rows that are no lines.
extension BodyReader {
  /// Whether another block stands beside this one.
  var isBeside: Bool { table.blocks.count > 1 }

  /// The texts of a row outside the figure columns, or in the column of labels.
  func words(_ line: Int) -> [String] {
    if isBeside, let label = binding.label {
      return [region.cells[line]?[label]].compactMap { $0.map { trimmed($0.text) } }
        .filter { !$0.isEmpty }
    }
    let figures = Set(binding.columns.values)
    return (region.cells[line] ?? [:]).filter { !figures.contains($0.key) }
      .sorted { $0.key < $1.key }.map { trimmed($0.value.text) }.filter { !$0.isEmpty }
  }

  /// Whether a note below the header says that the table has no data.
  var saysEmpty: Bool {
    region.sheet.cells.contains { cell in
      guard case .text(let text) = cell.value, cell.address.row > table.rows.upperBound else {
        return false
      }
      let plain = folded(text)
      return profile.saysEmpty(text)
        || ["注", "说明:"].contains(where: plain.hasPrefix) && plain.contains("没有")
    }
  }

  /// How far a label is set in, by spaces and by the cell's alignment: a step counts as U+3000.
  func depth(_ cell: Cell) -> Int {
    guard case .text(let text) = cell.value else { return 2 * cell.indent }
    return 2 * cell.indent
      + text.unicodeScalars.prefix { isSpace($0) }.reduce(0) { $0 + ($1.value == 0x3000 ? 2 : 1) }
  }

  func hasNumber(_ line: Int) -> Bool {
    (Array(binding.columns.values) + binding.cells.values.flatMap(\.values)).contains { column in
      guard let cell = region.cells[line]?[column] else { return false }
      return cell.value != nil && NumberText(cell.text) != nil
    }
  }

  func hasFigure(_ line: Int) -> Bool {
    binding.columns.contains { key, column in
      guard block.column(key)?.figures != nil, let cell = region.cells[line]?[column] else {
        return false
      }
      return !declaresNothing(folded(cell.text)) && !RowWords.isPlaceholder(cell.text)
    }
  }

  /// What a row is that has no line of the table.
  enum Furniture {
    /// A header repeated, or column numbers.
    case header
    /// A title, a footnote, or a line with the unit.
    case note
    /// Nothing, or placeholders of a form.
    case blank
  }

  /// Whether a row is no line of the table.
  func isFurniture(_ line: Int) -> Bool { furniture(line) != nil }

  /// What a row is that has no line of the table; nil for one that may have.
  func furniture(_ line: Int) -> Furniture? {
    let cells = (region.cells[line] ?? [:]).sorted { $0.key < $1.key }
    let texts = cells.map { folded($0.value.text) }.filter { !$0.isEmpty }
    guard let first = texts.first else { return .blank }
    let repeated = texts.count { table.texts.contains(UnitWords.split($0).label) }
    if repeated > 1, repeated * 2 >= texts.count || !texts.contains(where: { Double($0) != nil }) {
      return .header
    }
    if isColumnNumbers(texts) { return .header }
    if RowWords.isRemark(cells.first { !folded($0.value.text).isEmpty }?.value.text ?? "") {
      return .note
    }
    if texts.contains(where: { UnitWords.statedMoney(in: $0) != nil && $0.contains("单位") }) {
      return .note
    }
    if texts.count == 1, titles.contains(Names.title(first)) { return .note }
    return texts.allSatisfy { RowWords.isPlaceholder($0) } ? .blank : nil
  }

  // 栏次 | 1 | 2 | 3, or 甲 | 乙 | 1 | 2=3+4.
  private func isColumnNumbers(_ texts: [String]) -> Bool {
    let rest = texts.filter { !["栏次", "行次", "序号", "甲", "乙", "丙", "丁"].contains($0) }
    guard texts.count > 1 else { return false }
    let numbers = rest.compactMap { text in Int(text.prefix { $0.isNumber }) }
    guard numbers.count == rest.count, let first = numbers.first else { return false }
    guard rest.count < texts.count || first == 1 else { return false }
    return numbers.enumerated().allSatisfy { $0.element == first + $0.offset } && first <= 2
  }
}
