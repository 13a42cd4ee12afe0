import Budget

/// Tells what was done to the cells of an explanation, from the digits and from the cells around.
struct ContextualCauses {
  let system: IdentitySystem
  let context: [CellContext]
  let failed: [Int]
  let bounds: StepBounds

  /// Gives the explanation the kind with the fewest hypotheses.
  func refine(_ explanation: inout Explanation) {
    if explanation.cells.count == 1 {
      refineSingle(&explanation)
    } else {
      refineSeveral(&explanation)
    }
    if explanation.kind != .duplicateRow, let twin = twinRow(of: explanation) {
      explanation.kind = .duplicateRow
      explanation.hypotheses = twin
      explanation.repairs = explanation.cells.map { _ in 0 }
    }
  }

  private struct Match {
    var kind: Cause.Kind
    var original: Int64
    var hypotheses: Int
    var accident: Int?
  }

  // MARK: One cell

  private func refineSingle(_ explanation: inout Explanation) {
    let cell = explanation.cells[0]
    let range = explanation.ranges[0]
    var matches: [Match] = []
    if system.cells[cell].value != 0 {
      matches = slips(of: cell, in: range) + partMatches(of: cell, in: range)
    } else if range.upperBound > 0 {
      // A nothing has no digits to tell from, and lacks whatever its parts are.
      matches.append(
        Match(kind: .textNumber, original: explanation.repairs[0], hypotheses: 100_000))
    }
    if isTotal(cell) {
      matches.append(
        Match(kind: .staleTotal, original: explanation.repairs[0], hypotheses: 1_000_000))
    }
    guard let best = matches.min(by: { $0.hypotheses < $1.hypotheses }) else {
      // Budgets have few negative amounts.
      let turnsNegative = range.upperBound < 0 && system.cells[cell].value >= 0
      explanation.hypotheses = weighed(turnsNegative ? 8_000_000 : 4_000_000, over: range, of: cell)
      return
    }
    explanation.kind = best.kind
    explanation.repairs = [best.original]
    explanation.hypotheses = weighed(best.hypotheses, over: range, of: cell)
    explanation.accident = best.accident
  }

  private func slips(of cell: Int, in range: ClosedRange<Int128>) -> [Match] {
    let state = system.cells[cell]
    var matches = Slip.slips(to: state.value, step: state.step, from: range).map {
      Match(kind: $0.kind, original: $0.original, hypotheses: $0.hypotheses)
    }
    // Last year's amount in this year's cell; equal zeros say nothing.
    if context.indices.contains(cell), let prior = context[cell].prior, prior == state.value,
      prior != 0
    {
      let middle = nearest(Int128(prior), range)
      let best = middle == Int128(prior) ? range.lowerBound : preferred(cell, in: range)
      matches.append(
        Match(kind: .priorYearValue, original: Int64(clamping: best), hypotheses: 2))
    }
    return matches
  }

  private func preferred(_ cell: Int, in range: ClosedRange<Int128>) -> Int128 {
    let step = Int128(system.cells[cell].step)
    let middle = (range.upperBound - range.lowerBound) / step / 2
    return range.lowerBound + middle * step
  }

  private func weighed(_ hypotheses: Int, over range: ClosedRange<Int128>, of cell: Int) -> Int {
    let room = (range.upperBound - range.lowerBound) / Int128(system.cells[cell].step) + 1
    let (product, overflow) = Int128(hypotheses).multipliedReportingOverflow(by: room)
    return overflow ? .max : Int(clamping: product)
  }

  // MARK: A total and its parts

  /// The terms of the failed sums in which `cell` alone stands against at least two others.
  private func sums(of cell: Int) -> [[IdentitySystem.Term]] {
    failed.compactMap { row in
      let terms = system.identities[row].terms
      guard let own = terms.first(where: { $0.cell == cell }), terms.count > 2 else { return nil }
      let parts = terms.filter { $0.cell != cell }
      guard parts.allSatisfy({ $0.factor == -own.factor }) else { return nil }
      return parts
    }
  }

  private func isTotal(_ cell: Int) -> Bool { !sums(of: cell).isEmpty }

  /// A total that lacks the rows at an end of its range, lacks a row, or counts one twice.
  private func partMatches(of cell: Int, in range: ClosedRange<Int128>) -> [Match] {
    let total = Int128(system.cells[cell].value)
    return sums(of: cell).flatMap { parts -> [Match] in
      let values = parts.map { Int128(system.cells[$0.cell].value) }
      func match(_ kind: Cause.Kind, _ part: Int128, tries: Int) -> Match? {
        guard part != 0, range.contains(total + part) else { return nil }
        let chance = accident(tries: tries, values: values, range: range, cell: cell)
        guard chance <= IdentitySystem.accidentLimit else { return nil }
        return Match(
          kind: kind, original: Int64(clamping: total + part), hypotheses: 2 * tries,
          accident: chance)
      }
      var matches: [Match] = []
      for length in 1...3 where length < values.count {
        let ends = [values.suffix(length).reduce(0, +), values.prefix(length).reduce(0, +)]
        matches += ends.compactMap { match(.shortRange, $0, tries: 2 * length) }
      }
      // A part that changed after the total was made: the total has its amount of last year.
      for (part, value) in zip(parts, values) {
        guard context.indices.contains(part.cell), let prior = context[part.cell].prior else {
          continue
        }
        matches += [match(.staleTotal, value - Int128(prior), tries: values.count)]
          .compactMap(\.self)
      }
      for value in values {
        matches += [
          match(.missingRow, value, tries: values.count + 6),
          match(.duplicateRow, -value, tries: values.count),
        ].compactMap(\.self)
      }
      let pairs = values.count * (values.count - 1) / 2
      if pairs <= 500 {
        for (index, first) in values.enumerated() {
          for second in values[(index + 1)...] where first != 0 && second != 0 {
            matches += [match(.missingRow, first + second, tries: pairs + values.count)]
              .compactMap(\.self)
          }
        }
      }
      return matches
    }
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
      explanation.hypotheses = 10
      return
    }
    var fixed = bounds
    var kinds: [Cause.Kind] = []
    var repairs: [Int64] = []
    var hypotheses = 1
    for (position, cell) in explanation.cells.enumerated() {
      guard let steps = fixed.range(of: position) else { return }
      let (value, step) = (Int128(system.cells[cell].value), Int128(system.cells[cell].step))
      let range = (value + steps.lowerBound * step)...(value + steps.upperBound * step)
      let repair = Int128(explanation.repairs[position])
      let slip = slips(of: cell, in: range).min { $0.hypotheses < $1.hypotheses }
      let original = slip.map { Int128($0.original) } ?? nearest(repair, range)
      let next = fixed.fixing(position, at: (original - value) / step)
      guard next.isSolvable else { return }
      fixed = next
      kinds.append(slip?.kind ?? .unknown)
      repairs.append(Int64(clamping: original))
      let weight = weighed(slip?.hypotheses ?? 4_000_000, over: range, of: cell)
      hypotheses =
        hypotheses.multipliedReportingOverflow(by: weight).overflow
        ? .max : hypotheses * weight
    }
    explanation.repairs = repairs
    explanation.hypotheses = hypotheses
    if Set(kinds).count == 1 { explanation.kind = kinds[0] }
  }

  private func interchange(_ pair: [Int]) -> [Int64]? {
    let (first, second) = (system.cells[pair[0]], system.cells[pair[1]])
    let change = Int128(second.value) - Int128(first.value)
    guard change != 0, first.step == second.step, change % Int128(first.step) == 0 else {
      return nil
    }
    let steps = change / Int128(first.step)
    return bounds.fixing(0, at: steps).fixing(1, at: -steps).isSolvable
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
