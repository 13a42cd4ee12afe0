import Budget

/// Tells what was done to the cells of an explanation, from the digits and from the cells around.
struct ContextualCauses {
  let system: IdentitySystem
  let context: [CellContext]
  let failed: [Int]
  let changes: StepCases

  /// The doubt that leaves everything open, in millionths.
  static let nothing = 1_000_000

  /// Gives the explanation the kind that is least likely to be an accident.
  func refine(_ explanation: inout Explanation) {
    if explanation.cells.count == 1 {
      refineSingle(&explanation)
    } else {
      refineSeveral(&explanation)
    }
    if explanation.kind != .duplicateRow, let twin = twinRow(of: explanation) {
      explanation.kind = .duplicateRow
      explanation.doubt = twin
      explanation.repairs = explanation.cells.map { _ in 0 }
    }
  }

  private struct Match {
    var kind: Cause.Kind
    var original: Int64
    /// How many amounts the kind could have made of one: the kinds of one cell are ranked by it.
    var hypotheses: Int
    /// See `Explanation.doubt`: cells are ranked by it.
    var doubt: Int
    var accident: Int?

    /// Kinds that anything fits come after those that something speaks for.
    var rank: (Int, Int) { (doubt < nothing / 2 ? 0 : 1, hypotheses) }
  }

  // MARK: One cell

  private func refineSingle(_ explanation: inout Explanation) {
    let cell = explanation.cells[0]
    let range = explanation.ranges[0]
    let value = system.cells[cell].value
    let repair = explanation.repairs[0]
    var matches: [Match] = []
    if value != 0 {
      matches = slips(of: cell, in: range) + partMatches(of: cell, in: range)
    } else if let doubt = blankDoubt(cell, repair) {
      // A nothing has no digits to tell from, and lacks whatever its parts are.
      matches.append(
        Match(kind: .textNumber, original: repair, hypotheses: 100_000, doubt: doubt))
    }
    if isTotal(cell) {
      matches.append(
        Match(
          kind: .staleTotal, original: repair, hypotheses: 1_000_000, doubt: Self.nothing / 2))
    }
    if let best = matches.min(by: { $0.rank < $1.rank }) {
      explanation.kind = best.kind
      explanation.repairs = [best.original]
      explanation.doubt = best.doubt
      explanation.accident = best.accident
    } else {
      // Budgets have few negative amounts.
      let turnsNegative = range.upperBound < 0 && value >= 0
      explanation.doubt = turnsNegative ? 2 * Self.nothing : Self.nothing
    }
    explanation.doubt = weighed(explanation.doubt, by: cell, explanation.repairs[0])
  }

  /// The doubt after a look at the other year: an amount that is unlike it and would be like it when
  /// repaired is suspect, and the reverse speaks for it.
  private func weighed(_ doubt: Int, by cell: Int, _ repair: Int64) -> Int {
    guard context.indices.contains(cell), let other = context[cell].otherYear, other != 0 else {
      return doubt
    }
    func isLike(_ amount: Int64) -> Bool {
      amount.signum() == other.signum() && Self.isNear(Int128(amount), Int128(other))
    }
    return switch (isLike(system.cells[cell].value), isLike(repair)) {
    case (false, true): max(doubt / 20, 1)
    case (true, false): min(20 * doubt, 4 * Self.nothing)
    default: doubt
    }
  }

  private func slips(of cell: Int, in range: ClosedRange<Int128>) -> [Match] {
    let state = system.cells[cell]
    var matches = Slip.slips(to: state.value, step: state.step, from: range).map {
      Match(
        kind: $0.kind, original: $0.original, hypotheses: $0.hypotheses,
        doubt: doubt($0.hypotheses, of: cell, in: range))
    }
    // Last year's amount in this year's cell; equal zeros say nothing.
    if let prior = prior(of: cell), prior == state.value, prior != 0 {
      let middle = nearest(Int128(prior), range)
      let best = middle == Int128(prior) ? range.lowerBound : preferred(cell, in: range)
      // Amounts that stay the same are not rare.
      matches.append(
        Match(
          kind: .priorYearValue, original: Int64(clamping: best), hypotheses: 2, doubt: 20_000))
    }
    return matches
  }

  /// How likely a nothing is where nothing is wrong; nil where a nothing is no slip.
  private func blankDoubt(_ cell: Int, _ repair: Int64) -> Int? {
    guard let prior = prior(of: cell) else { return repair > 0 ? 200_000 : nil }
    if prior == 0 { return repair > 0 ? 450_000 : nil }
    return prior.signum() == repair.signum() ? 100_000 : nil
  }

  private static func isNear(_ one: Int128, _ other: Int128) -> Bool {
    one.magnitude < 10 * other.magnitude && other.magnitude < 10 * one.magnitude
  }

  private func prior(of cell: Int) -> Int64? {
    context.indices.contains(cell) ? context[cell].prior : nil
  }

  private func preferred(_ cell: Int, in range: ClosedRange<Int128>) -> Int128 {
    let step = Int128(system.cells[cell].step)
    let middle = (range.upperBound - range.lowerBound) / step / 2
    return range.lowerBound + middle * step
  }

  /// The doubt of a match by one of `hypotheses`: how many of them fall by chance into the room that
  /// rounding leaves, among all changes as large as the one that is needed.
  private func doubt(_ hypotheses: Int, of cell: Int, in range: ClosedRange<Int128>) -> Int {
    let (value, step) = (Int128(system.cells[cell].value), Int128(system.cells[cell].step))
    let room = (range.upperBound - range.lowerBound) / step + 1
    let change = min(abs(range.lowerBound - value), abs(range.upperBound - value)) / step
    let hits = Int128(hypotheses).multipliedReportingOverflow(by: room * Int128(Self.nothing))
    guard !hits.overflow else { return Self.nothing }
    return Int(min(max(hits.partialValue / max(change, 1), 1), Int128(Self.nothing)))
  }

  // MARK: A total and its parts

  /// The terms of those sums among `identities` in which `cell` alone stands against at least two
  /// others.
  private func sums(of cell: Int, among identities: [Int]) -> [[IdentitySystem.Term]] {
    identities.compactMap { row in
      let terms = system.identities[row].terms
      guard let own = terms.first(where: { $0.cell == cell }), terms.count > 2 else { return nil }
      let parts = terms.filter { $0.cell != cell }
      guard parts.allSatisfy({ $0.factor == -own.factor }) else { return nil }
      return parts
    }
  }

  private func isTotal(_ cell: Int) -> Bool { !sums(of: cell, among: failed).isEmpty }

  /// A total that lacks the rows at an end of its range, lacks a row, counts one twice, or has the
  /// amount of last year for one.
  private func partMatches(of cell: Int, in range: ClosedRange<Int128>) -> [Match] {
    sums(of: cell, among: failed).flatMap { rangeMatches(of: cell, in: range, $0) }
      // A total that is off by little may agree with its parts within rounding.
      + sums(of: cell, among: system.rows[cell].map(\.identity)).flatMap { parts in
        parts.compactMap { part in
          guard let old = prior(of: part.cell) else { return nil }
          return match(
            .staleTotal, Int128(system.cells[part.cell].value) - Int128(old),
            tries: parts.count, of: cell, in: range, parts)
        }
      }
  }

  private func rangeMatches(
    of cell: Int, in range: ClosedRange<Int128>, _ parts: [IdentitySystem.Term]
  ) -> [Match] {
    let values = parts.map { Int128(system.cells[$0.cell].value) }
    func match(_ kind: Cause.Kind, _ part: Int128, tries: Int) -> Match? {
      self.match(kind, part, tries: tries, of: cell, in: range, parts)
    }
    var matches: [Match?] = []
    for length in 1...3 where length < values.count {
      let ends = [values.suffix(length).reduce(0, +), values.prefix(length).reduce(0, +)]
      matches += ends.map { match(.shortRange, $0, tries: 2 * length) }
    }
    for value in values {
      matches += [
        match(.missingRow, value, tries: values.count + 6),
        match(.duplicateRow, -value, tries: values.count),
      ]
    }
    let pairs = values.count * (values.count - 1) / 2
    if pairs <= 500 {
      for (index, first) in values.enumerated() {
        for second in values[(index + 1)...] where first != 0 && second != 0 {
          matches.append(match(.missingRow, first + second, tries: pairs + values.count))
        }
      }
    }
    return matches.compactMap(\.self)
  }

  /// The match of a total that lacks `part`, where it is one and hardly an accident.
  private func match(
    _ kind: Cause.Kind, _ part: Int128, tries: Int, of cell: Int, in range: ClosedRange<Int128>,
    _ parts: [IdentitySystem.Term]
  ) -> Match? {
    let repaired = Int128(system.cells[cell].value) + part
    guard part != 0, range.contains(repaired) else { return nil }
    let values = parts.map { Int128(system.cells[$0.cell].value) }
    let chance = accident(tries: tries, values: values, range: range, cell: cell)
    guard chance <= IdentitySystem.accidentLimit else { return nil }
    return Match(
      kind: kind, original: Int64(clamping: repaired), hypotheses: 2 * tries,
      doubt: max(1_000 * chance, 1), accident: chance)
  }

  /// The expected number of accidental matches in thousandths, rounded up.
  ///
  /// Tries times the room in the range, over the number of different amounts there could be: round
  /// amounts have few.
  private func accident(
    tries: Int, values: [Int128], range: ClosedRange<Int128>, cell: Int
  ) -> Int {
    let unit = values.reduce(Int128(0)) { commonDivisor($0, $1) }
    let largest = values.map { abs($0) }.max() ?? 0
    guard unit > 0, largest > 0 else { return 1000 }
    let room = (range.upperBound - range.lowerBound) / unit + 1
    let amounts = max(largest / unit, 1)
    return Int(clamping: (1000 * Int128(tries) * room + amounts - 1) / amounts)
  }

  // MARK: Several cells

  private func refineSeveral(_ explanation: inout Explanation) {
    if explanation.cells.count == 2, let swapped = interchange(explanation.cells) {
      explanation.kind = .interchange
      explanation.repairs = swapped
      explanation.doubt = 10
      return
    }
    var fixed = changes
    var kinds: [Cause.Kind] = []
    var repairs: [Int64] = []
    var doubts = Int128(Self.nothing)
    for (position, cell) in explanation.cells.enumerated() {
      guard let steps = fixed.range(of: position) else { return }
      let (value, step) = (Int128(system.cells[cell].value), Int128(system.cells[cell].step))
      let range = (value + steps.lowerBound * step)...(value + steps.upperBound * step)
      let repair = Int128(explanation.repairs[position])
      let slip = slips(of: cell, in: range).min { $0.rank < $1.rank }
      let original = slip.map { Int128($0.original) } ?? nearest(repair, range)
      let next = fixed.fixing(position, at: (original - value) / step)
      guard next.isSolvable else { return }
      fixed = next
      kinds.append(slip?.kind ?? .unknown)
      repairs.append(Int64(clamping: original))
      doubts = max(doubts * Int128(slip?.doubt ?? Self.nothing) / Int128(Self.nothing), 1)
    }
    explanation.repairs = repairs
    explanation.doubt = Int(doubts)
    if Set(kinds).count == 1 { explanation.kind = kinds[0] }
  }

  private func interchange(_ pair: [Int]) -> [Int64]? {
    let (first, second) = (system.cells[pair[0]], system.cells[pair[1]])
    let change = Int128(second.value) - Int128(first.value)
    guard change != 0, first.step == second.step, change % Int128(first.step) == 0 else {
      return nil
    }
    let steps = change / Int128(first.step)
    return changes.fixing(0, at: steps).fixing(1, at: -steps).isSolvable
      ? [second.value, first.value] : nil
  }

  // MARK: Rows that stand there twice

  /// Where every cell of the explanation could be nothing and the same amounts stand in another
  /// row of the same sums: how many rows there are to choose from.
  private func twinRow(of explanation: Explanation) -> Int? {
    guard !context.isEmpty,
      zip(explanation.cells, explanation.ranges).allSatisfy({ cell, range in
        range.contains(0) && system.cells[cell].value != 0 && context[cell].row != nil
      })
    else { return nil }
    let rows = Set(explanation.cells.compactMap { context[$0].row })
    guard rows.count == 1,
      explanation.cells.count > 1 || system.rows[explanation.cells[0]].count == 1
    else { return nil }
    var twins: Set<Int>?
    for cell in explanation.cells {
      var found: Set<Int> = []
      for row in system.rows[cell] where failed.contains(row.identity) {
        for term in system.identities[row.identity].terms
        where term.cell != cell && term.factor == row.factor
          && system.cells[term.cell].value == system.cells[cell].value
        {
          if let other = context[term.cell].row { found.insert(other) }
        }
      }
      // The row total of the very row stands in no failed sum of its own.
      twins = twins.map { $0.intersection(found) } ?? found
    }
    guard let twins, !twins.isEmpty else { return nil }
    return 4
  }
}
