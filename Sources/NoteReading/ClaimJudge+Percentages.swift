import Budget
import Localization
import Profiles
import Reconciliation

/// Rates of change and shares.
extension ClaimJudge {
  mutating func judgeRate(_ claim: Claim, _ sign: Int, _ index: Int) {
    guard let number = claim.number, let observation = number.observation else { return }
    let printed = Int64(sign) * observation.atoms
    var (pairs, areAll) = pairs(of: claim, .money)
    // The change beside the rate tells last year's figure where no table does.
    if self.pairs(claim.name, .money).isEmpty || claim.isActual,
      let derived = derivedPair(claim, index)
    {
      pairs = [derived] + pairs
      areAll = true
    }
    if claim.isActual, let change = change(before: claim, index), change.aspect.sign == -sign {
      // Against what was spent only the two directions can be held against each other.
      return add(
        .noteDirections, index, claim.range, row: claim.name.id, column: "rate",
        Message(
          zh: "“\(claim.name.printed)”的增减额和增减幅度方向相反；请核对",
          en: "amount and rate of the change of '\(claim.name.printed)' go opposite ways"),
        kind: .direction)
    }
    guard let first = pairs.first else {
      return uncertain(.noteRates, claim, index, noPrior(claim))
    }
    for pair in pairs {
      let change = pair.current.atoms - pair.prior.atoms
      let shownChange = pair.current.shown - pair.prior.shown
      let exact = Comparison.percent(change, of: pair.prior.atoms, decimals: number.decimals)
      let shown = Comparison.percent(shownChange, of: pair.prior.shown, decimals: number.decimals)
      if exact == printed || shown == printed {
        return addRate(claim, index, pair, .agree, expected: exact)
      }
    }
    for pair in pairs where pair.current.spread + pair.prior.spread > 0 {
      if Comparison.percentIsPossible(
        printed, quantum: observation.spread, part: pair.current.atoms - pair.prior.atoms,
        partSpread: pair.current.spread + pair.prior.spread, base: pair.prior.atoms,
        baseSpread: pair.prior.spread)
      {
        return addRate(claim, index, pair, .rounding, expected: nil)
      }
    }
    guard claim.isStrict, areAll else {
      return uncertain(
        .noteRates, claim, index,
        Message(
          zh: "“\(claim.name.printed)”在句中另有限定，不能断定是同一指标",
          en: "'\(claim.name.printed)' is qualified in the sentence and need not be the same figure"
        ))
    }
    wrongSubjects.insert(claim.name.id)
    let change = first.current.atoms - first.prior.atoms
    guard
      let expected = Comparison.percent(change, of: first.prior.atoms, decimals: number.decimals)
    else {
      return add(
        .noteRates, index, claim.range, row: claim.name.id, column: "rate",
        Message(
          zh: "“\(claim.name.printed)”上年为 0，增减幅度不可比；应写明“上年无此项预算”，不写百分比",
          en:
            "'\(claim.name.printed)' was 0 last year, so there is no rate: say so and write no percentage"
        ),
        kind: .percentBase)
    }
    var kind = Comparison.slip(
      observation.atoms / max(observation.spread, 1), abs(expected) / max(observation.spread, 1))
    if expected == -printed, printed != 0 {
      return addRate(
        claim, index, first, .mismatch, expected: expected, test: .noteDirections, kind: .direction)
    }
    let onCurrent = Comparison.percent(change, of: first.current.atoms, decimals: number.decimals)
    if onCurrent == printed || onCurrent == -printed { kind = .percentBase }
    let ofLast = Comparison.percent(
      first.current.atoms, of: first.prior.atoms, decimals: number.decimals)
    if ofLast == printed { kind = .percentBase }
    addRate(claim, index, first, .mismatch, expected: expected, kind: kind)
  }

  /// The change of the same figure that the paragraph tells right before a rate.
  private func change(before claim: Claim, _ index: Int) -> Claim? {
    note.parts[index].reading.claims.last {
      $0.name.isSame(as: claim.name) && $0.aspect.isChange
        && $0.range.upperBound <= claim.range.lowerBound
    }
  }

  /// This year's figure and last year's, as the change beside the rate tells it.
  func derivedPair(
    _ claim: Claim, _ index: Int
  ) -> FigurePair? {
    // With a figure of its own for what was spent, that is the base.
    let spent = Key(name: claim.name.id, period: .prior, dimension: .money, isActual: true)
    guard stated[spent] == nil, let change = change(before: claim, index),
      case .change(let sign) = change.aspect, let number = change.number, number.isMoney,
      let moved = number.observation, let unit = number.unit,
      let current = figure(claim.name, .current, .money).first
    else { return nil }
    var prior = current
    prior.atoms -= Int64(sign) * moved.atoms
    prior.shown -= Int64(sign) * moved.atoms
    prior.spread += moved.spread
    prior.unit = unit
    prior.label = "\(current.label) - (\(note.operand(index, change.range).raw))"
    return FigurePair(current: current, prior: prior)
  }

  mutating func judgeShare(_ claim: Claim, _ index: Int) {
    // Without a whole it is judged with the others of its paragraph.
    guard let number = claim.number, let observation = number.observation,
      let wholeName = claim.whole
    else { return }
    let parts = figure(claim.name, .current, .money)
    let wholes = figure(wholeName, .current, .money)
    guard let part = parts.first, let whole = wholes.first else {
      return uncertain(
        .noteShares, claim, index,
        Message(
          zh: "“\(parts.isEmpty ? claim.name.printed : wholeName.printed)”的数额未知",
          en:
            "the amount of '\(parts.isEmpty ? claim.name.printed : wholeName.printed)' is not known"
        ))
    }
    for part in parts {
      for whole in wholes {
        let exact = Comparison.percent(part.atoms, of: whole.atoms, decimals: number.decimals)
        let shown = Comparison.percent(part.shown, of: whole.shown, decimals: number.decimals)
        if exact == observation.atoms || shown == observation.atoms {
          return addShare(claim, index, part, whole, .agree, expected: exact)
        }
      }
    }
    if part.spread + whole.spread > 0,
      Comparison.percentIsPossible(
        observation.atoms, quantum: observation.spread, part: part.atoms, partSpread: part.spread,
        base: whole.atoms, baseSpread: whole.spread)
    {
      return addShare(claim, index, part, whole, .rounding, expected: nil)
    }
    guard claim.isStrict else {
      return uncertain(
        .noteShares, claim, index,
        Message(zh: "不能断定占比的部分和总体", en: "part and whole of the share are not certain"))
    }
    wrongSubjects.insert(claim.name.id)
    let expected = Comparison.percent(part.atoms, of: whole.atoms, decimals: number.decimals)
    addShare(claim, index, part, whole, .mismatch, expected: expected)
  }
}
