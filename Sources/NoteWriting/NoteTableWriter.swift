import Budget
import Localization
import Profiles

/// Makes a table of the note from a statement, laid out as on its sheet.
struct NoteTableWriter {
  let layout: SheetLayout
  let table: TableDefinition
  let statements: StatementSet

  func made() throws(Lacking) -> Note.Table {
    var blocks: [String?: Statement] = [:]
    for block in table.blocks {
      let name = StatementKey(period: .current, table: table.key, block: block.key)
      guard let statement = statements[name], statement.missing == nil else {
        throw Lacking(
          gap: Note.Gap(
            what: table.title,
            message: statements[name]?.missing
              ?? Message(zh: "没有\(table.title)", en: "there is no \(table.title)")))
      }
      for key in statements.keys(of: statement) {
        guard case .missing(let reason) = statements[key]?.state else { continue }
        throw Lacking(gap: Note.Gap(what: table.title, message: reason))
      }
      blocks[block.key] = statement
    }
    let count = blocks.values.map(\.rows.count).max() ?? 0
    return Note.Table(
      widths: layout.columns.map(\.width), headings: layout.columns.map(\.heading),
      rows: (0..<count).map { index in
        layout.columns.map { cell($0, at: index, of: blocks[$0.block]) }
      },
      figureColumns: Set(
        layout.columns.indices.filter { column in
          guard case .column(let key) = layout.columns[column].content else { return false }
          return blocks[layout.columns[column].block]?.columns.contains(key) == true
        }))
  }

  private func cell(_ column: LayoutColumn, at index: Int, of statement: Statement?) -> [Note.Span]
  {
    guard let statement, index < statement.rows.count else { return [] }
    let row = statement.rows[index]
    switch column.content {
    case .sequence: return [Note.Span(text: "\(index + 1)", origin: .wording)]
    case .label:
      let indent = String(repeating: "\u{3000}\u{3000}", count: row.level)
      return [Note.Span(text: indent + row.label, origin: .wording)]
    case .code: return [Note.Span(text: row.code ?? "", origin: .wording)]
    case .codePart(let part): return [Note.Span(text: row.codePart(part) ?? "", origin: .wording)]
    case .column(let key):
      if let text = row.texts[key] { return [Note.Span(text: text, origin: .wording)] }
      return figure(statement.key(row: row.key, column: key))
    case .cell(let row, let key): return figure(statement.key(row: row, column: key))
    }
  }

  private func figure(_ key: FigureKey) -> [Note.Span] {
    guard let figure = statements[key], figure.state == .value, let amount = figure.amount else {
      return []
    }
    let stated = StatedAmount(amount: amount, unit: figure.unit, decimals: figure.decimals)
    let form = LinearForm([LinearForm.Term(factor: 1, key: key)])
    return [Note.Span(text: stated.number, origin: .figure(form, stated))]
  }
}
