import Budget
import Localization
import Profiles
import Sheets

/// What is said of rows that the form does not have.
extension TableReader {
  /// A note for each; one for all of a block that does not print the rows of its classification, as a
  /// 支出 by 基本支出 and 项目支出 does.
  func strangerNotes(
    _ block: BlockDefinition, _ body: BodyReader.Body, _ columns: BlockBinding
  ) -> [PublishedNote] {
    let others = body.strangers.filter { $0.kind == .leftOut && !$0.text.isEmpty }
    guard case .tree = block.rows, others.count > 1, let first = others.first,
      !body.rows.contains(where: { $0.row.code != nil && $0.line != nil })
    else { return body.strangers.map { note($0, columns) } }
    let names = others.prefix(3).map { "“\($0.text)”" }
    let name = block.key.map { "的“\($0)”部分" } ?? ""
    let address = CellAddress(row: first.line, column: columns.label ?? 0)
    return body.strangers.filter { $0.kind != .leftOut || $0.text.isEmpty }.map {
      note($0, columns)
    }
      + [
        note(
          "rows-by-other", .warning, .notChecked, address,
          Message(
            zh: "《\(table.title)》\(name)不是按科目列示的，\(others.count) 行没有计入："
              + names.joined(separator: "、") + (others.count > 3 ? "等" : ""),
            en: "“\(table.title)”\(block.key.map { ", \($0)," } ?? "") is no list of the "
              + "classification, \(others.count) rows are not counted: "
              + names.joined(separator: ", ") + (others.count > 3 ? " …" : "")))
      ]
  }

  private func note(_ stranger: BodyReader.Stranger, _ columns: BlockBinding) -> PublishedNote {
    let address = CellAddress(row: stranger.line, column: columns.label ?? columns.codes.first ?? 0)
    let message =
      switch stranger.kind {
      case .unknownLabel:
        Message(
          zh: "《\(table.title)》中的“\(stranger.text)”不是规范所列的行；已按其自身名称计入",
          en:
            "“\(stranger.text)” is no row of “\(table.title)” in the profile; counted under its own name"
        )
      case .duplicate:
        Message(
          zh: "《\(table.title)》中“\(stranger.text)”出现不止一次；两行都已计入，请核对",
          en: "“\(stranger.text)” stands more than once in “\(table.title)”; both are counted")
      case .ofWhich:
        Message(
          zh: "《\(table.title)》中“\(stranger.text)”是上一项的其中数，规范没有这一行，没有计入",
          en:
            "“\(stranger.text)” of “\(table.title)” is part of the row above and not in the form; "
            + "it is not counted")
      case .leftOut:
        Message(
          zh: "《\(table.title)》中有金额的一行“\(stranger.text)”未能识别，没有计入；请核对编码和名称",
          en:
            "a row with amounts in “\(table.title)”, “\(stranger.text)”, was not understood and is not counted"
        )
      }
    let isKnown =
      stranger.kind == .ofWhich || stranger.kind == .unknownLabel && isBeside(stranger.text)
    return note(
      "row-" + stranger.kind.id, isKnown ? .info : .warning,
      stranger.kind == .duplicate ? .mismatch : .notChecked, address, message, raw: stranger.text)
  }
}

extension BodyReader.Stranger.Kind {
  fileprivate var id: String {
    switch self {
    case .unknownLabel: "unknown"
    case .duplicate: "duplicate"
    case .ofWhich: "of-which"
    case .leftOut: "left-out"
    }
  }
}
