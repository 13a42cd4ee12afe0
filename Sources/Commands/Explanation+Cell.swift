import Budget
import Decimals
import Disclosure
import Formulas
import Localization
import Sheets
import XLSXWriter

extension Explanation {
  /// Where the content of any cell comes from: a figure's chain, a formula with the chains of the
  /// figures it refers to, or what a text or an empty cell is.
  func text(of named: NamedCell) -> String {
    let figure = disclosure.figureKey(sheet: named.sheet.name, named.address)
    var lines: [String] = []
    if let merge = named.merge {
      lines.append(
        say(
          "合并区域 \(merge)，内容在 \(named.address)", "merged range \(merge), content in \(named.address)"
        ))
    }
    if let figure {
      if case .formula(let formula, _) = named.cell?.content {
        lines.append(say("公式 =\(formula)", "formula =\(formula)"))
      }
      return lines.map { $0 + "\n" }.joined() + text(of: figure)
    }
    switch named.cell?.content {
    case .blank, nil:
      lines.append(
        say(
          "\(named.name)：空白单元格，此处没有数字\(figuresRange(named.sheet.name, zh: true))",
          "\(named.name): an empty cell without a figure\(figuresRange(named.sheet.name, zh: false))"
        ))
    case .text(let text):
      lines.append(
        say(
          "\(named.name) = “\(text)”：文字，来自规范的版式或输入中的名称",
          "\(named.name) = '\(text)': a text of the standard's layout, or a name from the inputs"))
    case .link(let text, let target):
      lines.append(
        say(
          "\(named.name) = “\(text)”：链接到 \(target)", "\(named.name) = '\(text)': leads to \(target)"
        ))
    case .number(let number):
      lines.append(
        say(
          "\(named.name) = \(number)：版式中的编号或底稿列出的常数",
          "\(named.name) = \(number): a running number, or a constant that the working paper lists")
      )
    case .formula(let formula, let cached):
      lines.append(
        say(
          "\(named.name) = \(Self.shown(cached))  公式 =\(formula)",
          "\(named.name) = \(Self.shown(cached))  formula =\(formula)"))
      return lines.map { $0 + "\n" }.joined() + chains(of: formula, on: named.sheet.name)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  // The chains of the figures that a formula refers to; ranges cell by cell.
  private func chains(of formula: String, on sheet: String) -> String {
    guard let parsed = try? Formula(parsing: formula) else { return "" }
    var seen: Set<FigureKey> = []
    var text = ""
    for reference in parsed.references {
      for address in reference.addresses {
        guard
          let key = disclosure.figureKey(sheet: reference.sheet ?? sheet, address),
          seen.insert(key).inserted
        else { continue }
        let chain = self.text(of: key)
        text += chain.split(separator: "\n").map { "  \($0)\n" }.joined()
      }
    }
    return text
  }

  private func figuresRange(_ sheet: String, zh: Bool) -> String {
    guard let range = disclosure.figuresRange(sheet: sheet) else { return "" }
    return zh ? "；本表的数字在 \(range) 之内" : "; the figures of this sheet lie in \(range)"
  }

  private func say(_ chinese: String, _ english: String) -> String {
    Message(zh: chinese, en: english).text(in: language)
  }

  private static func shown(_ value: CachedValue) -> String {
    switch value {
    case .number(let number): number.description
    case .text(let text): "“\(text)”"
    }
  }
}

extension Reference {
  /// The cells of a cell or a rectangle; nothing for whole columns and rows.
  fileprivate var addresses: [CellAddress] {
    switch area {
    case .cell(let anchor): return [anchor.address]
    case .cells(let first, let last):
      let range = CellRange(first.address, last.address)
      return (range.first.row...range.last.row).flatMap { row in
        (range.first.column...range.last.column).map { CellAddress(row: row, column: $0) }
      }
    case .columns, .rows: return []
    }
  }
}
