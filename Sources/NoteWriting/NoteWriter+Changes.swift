import Budget
import Localization
import Profiles

extension NoteWriter {
  /// The words for a change against last year: both sides as the tables print them, so that the
  /// sentence foots.
  mutating func change(
    _ slot: NoteTemplate.ChangeSlot, row: RowContext?, phrase: NoteTemplate.ChangePhrase?
  ) -> [Note.Span] {
    do throws(Lacking) {
      let current = try terms.sum(slot.figure.expression, row: row?.row)
      let prior = try terms.sum(slot.figure.expression, row: row?.row, period: .prior)
      let change = Change(current: current, prior: prior)
      var result: [Note.Span] = []
      for piece in phrase?.wordings[change.wording] ?? [] {
        result.append(contentsOf: span(piece, change, slot))
      }
      if let item = slot.reason, change.atoms != 0 {
        for piece in phrase?.wordings[.reason] ?? [] {
          if case .reason = piece {
            result.append(reason(item, change))
          } else {
            result.append(contentsOf: span(piece, change, slot))
          }
        }
      }
      return result
    } catch {
      return [span(error.gap)]
    }
  }

  private func span(
    _ piece: NoteTemplate.Piece, _ change: Change, _ slot: NoteTemplate.ChangeSlot
  ) -> [Note.Span] {
    switch piece {
    case .text(let text): return [Note.Span(text: text, origin: .wording)]
    case .name(let name): return [Note.Span(text: facts.text(of: name), origin: .wording)]
    case .amount:
      return [
        figureSpan(
          change.form, atoms: Int64(change.atoms.magnitude), slot: slot.figure,
          format: change.current.format ?? change.prior.format)
      ]
    case .rate:
      guard let rate = change.rate, let percent = MeasureUnit(named: "%") else { return [] }
      let stated = StatedAmount(amount: rate, unit: percent, decimals: Change.rateDecimals)
      return [
        Note.Span(
          text: "\(stated.number)%",
          origin: .rate(change.form, by: change.prior.form, stated))
      ]
    case .reason: return []
    }
  }

  private mutating func reason(_ item: String, _ change: Change) -> Note.Span {
    if let text = facts.reasons[item] {
      return Note.Span(text: text.asReason, origin: .wording)
    }
    let direction = change.atoms > 0 ? "增加" : "减少"
    return span(
      Note.Gap(
        what: "\(item)\(direction)的原因",
        message: Message(
          zh: "没有写明\(item)\(direction)的原因；请在 gouji.yaml 的 reasons 中加一条 item: \(item)",
          en:
            "no reason is given why \(item) changed; add one with item: \(item) to reasons in gouji.yaml"
        )))
  }
}

/// What changed against last year, in printed figures.
struct Change {
  var current: FigureSum
  var prior: FigureSum

  /// 增减额, in atoms.
  var atoms: Int64 { current.atoms - prior.atoms }

  /// This year's figures less last year's.
  var form: LinearForm {
    LinearForm(
      current.form.terms
        + prior.form.terms.map { LinearForm.Term(factor: -$0.factor, key: $0.key) })
  }

  /// How many places a rate has.
  static let rateDecimals = 2

  /// 增减幅度 on last year's figure as a magnitude, half up to 0.01 %; nil where last year's figure
  /// gives no base, or next to none.
  var rate: Amount? {
    guard prior.atoms > 0 else { return nil }
    let numerator = Int128(atoms.magnitude) * 10_000
    let base = Int128(prior.atoms)
    let steps = (2 * numerator + base) / (2 * base)
    return try? Amount(atoms: Int64(clamping: steps * 100), dimension: .ratio)
  }

  /// Which wording fits.
  var wording: NoteTemplate.ChangePhrase.Case {
    if atoms == 0 { return .same }
    if prior.atoms == 0, current.atoms > 0 { return .new }
    // A rate that rounds to nothing would say that nothing changed.
    guard let rate, rate.atoms > 0 else { return atoms > 0 ? .more : .less }
    return atoms > 0 ? .increase : .decrease
  }
}

extension String {
  /// The text as it stands behind 主要原因是: without these words and without a full stop.
  fileprivate var asReason: String {
    var text = strippedOfSpaces
    for lead in ["主要原因是", "主要是", "原因是"] where text.hasPrefix(lead) {
      text = String(text.dropFirst(lead.count)).strippedOfSpaces
    }
    return text.withoutClosingMark
  }
}
