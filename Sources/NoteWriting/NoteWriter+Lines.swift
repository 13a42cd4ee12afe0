import Budget
import Decimals
import Localization
import Profiles

extension NoteWriter {
  /// The pieces of a line.
  mutating func spans(
    _ inlines: [NoteTemplate.Inline], row: RowContext?, phrases: Phrases
  ) -> [Note.Span] {
    var result: [Note.Span] = []
    for inline in inlines {
      var added = spans(inline, row: row, phrases: phrases)
      if case .entry = inline, let before = result.last?.text, !added.isEmpty {
        added[0].text = added[0].text.continuing(before)
      }
      result += added
    }
    return result
  }

  private mutating func spans(
    _ inline: NoteTemplate.Inline, row: RowContext?, phrases: Phrases
  ) -> [Note.Span] {
    switch inline {
    case .text(let text): return [Note.Span(text: text, origin: .wording)]
    case .name(let name): return [Note.Span(text: facts.text(of: name), origin: .wording)]
    case .figure(let slot):
      do throws(Lacking) {
        let sum = try terms.sum(slot.expression, row: row?.row)
        return [figureSpan(sum.form, atoms: sum.atoms, slot: slot, format: sum.format)]
      } catch {
        return [span(error.gap)]
      }
    case .change(let slot): return change(slot, row: row, phrase: phrases[slot.phrase])
    case .count(let loop, let unit):
      switch rows(of: loop) {
      case .failure(let lacking): return [span(lacking.gap)]
      case .success(let rows):
        let name = StatementKey(
          period: loop.period, table: loop.block.table, block: loop.block.block)
        return [
          Note.Span(
            text: "\(rows.count)\(unit.name)",
            origin: .count(name, rows: rows.map(\.row.key)))
        ]
      }
    case .row(let text):
      return [Note.Span(text: row.flatMap { rowText(text, of: $0) } ?? "", origin: .wording)]
    case .entry(let section):
      guard let row, let entry = facts.unitText.entry(section, of: row.names) else { return [] }
      return [
        Note.Span(text: entry.text.withoutClosingMark, origin: .unitText(entry.place))
      ]
    case .choice(let branches):
      switch chosen(branches, row: row) {
      case .success(let content): return spans(content ?? [], row: row, phrases: phrases)
      case .failure(let lacking): return [span(lacking.gap)]
      }
    case .each(let loop, let separator, let content):
      switch self.rows(of: loop) {
      case .failure(let lacking): return [span(lacking.gap)]
      case .success(let rows):
        var result: [Note.Span] = []
        for row in rows {
          if !result.isEmpty { result.append(Note.Span(text: separator, origin: .wording)) }
          result += spans(content, row: row, phrases: phrases)
        }
        return result
      }
    }
  }

  /// A number with its unit, as the tables print it: with as many places as it takes to lose none.
  func figureSpan(
    _ form: LinearForm, atoms: Int64, slot: NoteTemplate.FigureSlot, format: FigureFormat?
  ) -> Note.Span {
    let stated = StatedAmount(
      amount: (try? Amount(atoms: atoms, dimension: slot.unit.dimension))
        ?? .zero(slot.unit.dimension),
      unit: slot.unit, decimals: slot.places(format))
    return Note.Span(text: stated.number + slot.unit.name, origin: .figure(form, stated))
  }

  private func rowText(_ text: NoteTemplate.RowText, of context: RowContext) -> String? {
    let row = context.row
    switch text {
    case .label: return row.label
    case .name(let list):
      return row.code.flatMap { facts.profile.codes[list]?.name(of: $0, year: facts.year) }
        ?? row.label
    case .column(let key): return row.texts[key]
    case .level(let level):
      var current: StatementRow? = row
      while let found = current, found.level > level {
        current = found.parent.flatMap { context.statement.row($0) }
      }
      return current?.level == level ? current?.label : nil
    }
  }

  // MARK: Conditions

  /// The first branch whose conditions hold; nil where there is none.
  func chosen<Content: Sendable>(
    _ branches: [NoteTemplate.Branch<Content>], row: RowContext?
  ) -> Result<Content?, Lacking> {
    for branch in branches {
      do throws(Lacking) {
        var holds = true
        for condition in branch.conditions where holds {
          holds = try self.holds(condition, row: row)
        }
        if holds { return .success(branch.content) }
      } catch {
        return .failure(error)
      }
    }
    return .success(nil)
  }

  private func holds(
    _ condition: NoteTemplate.Condition, row: RowContext?
  ) throws(Lacking) -> Bool {
    switch condition {
    case .hasText(let section): return facts.unitText.has(section)
    case .hasInput(let role): return facts.inputs.contains(role)
    case .isEmpty(let table): return try terms.isEmpty(table)
    case .hasRowText(let text): return row.flatMap { rowText(text, of: $0) }?.isEmpty == false
    case .hasEntry(let section):
      return row.flatMap { facts.unitText.entry(section, of: $0.names) } != nil
    case .rule(.unitType(let types)):
      // The note speaks of what any of a department's bodies has.
      return facts.unit.kinds.contains { types.contains($0.rawValue) }
    case .rule(.consolidates(let expected)): return facts.unit.isDepartment == expected
    case .rule(.comparison(let comparison)):
      let left = try terms.sum(comparison.left, row: row?.row)
      let right = try terms.sum(comparison.right, row: row?.row)
      return comparison.relation.holds(left.atoms, right.atoms)
    }
  }

  /// The rows that a loop runs over.
  func rows(of loop: NoteTemplate.Loop) -> Result<[RowContext], Lacking> {
    do throws(Lacking) {
      let statement = try terms.rows(loop.block, loop.period)
      var result: [RowContext] = []
      for row in statement.rows
      where loop.filters.allSatisfy({ $0.admits(row, of: statement) }) {
        let context = RowContext(row: row, statement: statement)
        var holds = true
        for condition in loop.conditions where holds {
          holds = try self.holds(condition, row: context)
        }
        if holds { result.append(context) }
      }
      return .success(result)
    } catch {
      return .failure(error)
    }
  }
}

extension NoteTemplate.FigureSlot {
  /// The least places to print: as the table does in its own unit, else two of money.
  func places(_ format: FigureFormat?) -> Int {
    if let decimals { return decimals }
    if let format, format.unit == unit { return format.decimals }
    return unit.dimension == .money ? 2 : 0
  }
}

extension RowContext {
  /// The code and the label, by which the unit's own text may speak of the row.
  var names: [String] { [row.code, row.label].compactMap(\.self) }
}

extension String {
  /// A text that goes on within a sentence: without the mark that closes it.
  var withoutClosingMark: String {
    var text = strippedOfSpaces
    while let last = text.last, "。；;.，,".contains(last) { text.removeLast() }
    return text
  }

  /// The text as it stands behind `before`: without the words that both have, as 主要用于 in front of
  /// 主要用于办公.
  fileprivate func continuing(_ before: String) -> String {
    let lengths = stride(from: min(count, 8), through: 2, by: -1)
    guard let shared = lengths.first(where: { before.hasSuffix(prefix($0)) }) else { return self }
    return String(dropFirst(shared))
  }
}
