import Budget
import Localization
import Profiles
import Sheets

extension TableReader {
  /// That some figures of a block are kept as text among numbers, which sums in the workbook leave
  /// out; nil where none is, or all are, as systems export them.
  func textNumbers(_ statements: [CellStatement]) -> PublishedNote? {
    let cells = statements.compactMap { statement -> Cell? in
      if case .amount(let stated) = statement { stated.cell } else { nil }
    }
    let texts = cells.filter { if case .text = $0.value { true } else { false } }
      .sorted { $0.address < $1.address }
    // In CSV files 1,234.00 is a text by nature; only cells of a workbook have formulas and formats.
    let hasNumbers = cells.contains { cell in
      if case .number = cell.value { cell.formula != nil || cell.format != nil } else { false }
    }
    guard let first = texts.first, hasNumbers else { return nil }
    let others =
      texts.count > 1
      ? (zh: " 等 \(texts.count) 格", en: " and \(texts.count - 1) more") : (zh: "", en: "")
    return note(
      "text-number", .warning, .mismatch, first.address,
      Message(
        zh:
          "《\(table.title)》有数字存成了文本（\(first.address)\(others.0)），已按其数读取；SUM 等公式不会把它们计入，请改为数字格式并重算合计",
        en:
          "“\(table.title)” keeps numbers as text (\(first.address)\(others.1)), which were read as what they say; SUM and the like leave them out: make them numbers and recalculate the totals"
      ), raw: first.raw)
  }
}
