import Budget
import Decimals
import Profiles

/// Numbers: each becomes a claim about its subject, or is kept as one that is none.
extension ClaimPass {
  mutating func meet(_ number: NoteNumber, at index: Int) {
    let clause = clauseStart..<index
    if isOutside(number, clause, index) {
      reading.outside.append(number)
      return
    }
    if number.kind == .bare {
      meetBare(number, clause, at: index)
      return
    }
    if let rate = bracketedRate(number, at: index) {
      reading.claims.append(rate)
      return
    }
    guard let found = subject(before: index) else {
      reading.unbound.append((number, .noSubject))
      if number.isMoney { addToList(.number(number)) }
      return
    }
    guard var claim = claim(number, found, at: index) else {
      reading.unbound.append((number, .noAspect))
      return
    }
    if let list = lists.last {
      let head = reading.claims[reading.lists[list.index].head]
      if !head.name.isSame(as: claim.name) {
        claim.name.scope = head.name.id
        if claim.name.subject != nil, head.name.subject == nil {
          claim.name.owner = head.name.codes
        }
        if !claim.name.codes.isEmpty, claim.name.subject == nil,
          !claim.name.codes.keys.contains(where: {
            reader.vocabulary.codes[$0].covers(head.name.subject)
          })
        {
          claim.isStrict = false
        }
      }
    }
    reading.claims.append(claim)
    addToList(.claim(reading.claims.count - 1))
    // A change is said of a topic, a level makes one.
    topic = Topic(
      name: claim.name, isStrict: claim.isStrict, isPrior: found.isPrior && claim.aspect == .level,
      dimension: number.unit?.dimension)
    pendingNames = 0
  }

  /// A number that is a limit, a target or the like.
  func isOutside(_ number: NoteNumber, _ clause: Range<Int>, _ index: Int) -> Bool {
    if number.isLoose { return true }
    if case .number = tokens[index].kind, index + 1 < tokens.count {
      let next = tokens[index + 1]
      if next.is(.limit) { return true }
      // 100万元（含）以上.
      if next.mark == "(", index + 4 < tokens.count,
        tokens[index + 4].is(.limit) || tokens[index + 3].is(.limit)
      {
        return true
      }
    }
    if index > 0, tokens[index - 1].is(.limit) { return true }
    return tokens[clause].contains { $0.is(.outside) }
      && !tokens[clause].contains { $0.entry?.subject != nil && number.isMoney }
  }

  mutating func meetBare(_ number: NoteNumber, _ clause: Range<Int>, at index: Int) {
    guard index > 0 else { return }
    let before = tokens[index - 1]
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    let ends =
      next.map { $0.mark.map { $0 != "、" && $0 != "(" && $0 != "/" && $0 != ")" } ?? false } ?? true
    guard ends else { return }
    if number.value == .zero, number.decimals == 0, let found = subject(before: index),
      found.isStrict
    {
      // 政府性基金支出预算为0.
      var zero = number
      zero.kind = .money(.wanYuan)
      if let claim = claim(zero, found, at: index), claim.aspect == .level {
        reading.claims.append(claim)
        topic = Topic(name: claim.name, isStrict: claim.isStrict, isPrior: false)
      }
      return
    }
    guard number.decimals > 0 || number.value >= ExactDecimal(100) else {
      if before.is(.share) || before.is(.increase) || before.is(.decrease) {
        reading.unitless.append(number)
      }
      return
    }
    let isSaid =
      before.is(.share) || before.is(.increase) || before.is(.decrease) || before.isName
      || before.is(.link) && subject(before: index) != nil
    if isSaid { reading.unitless.append(number) }
  }

  mutating func claim(_ number: NoteNumber, _ found: Found, at index: Int) -> Claim? {
    let between = tokens[found.between]
    let sign = direction(between)
    let isAfter =
      between.last { $0.is(.after) || $0.is(.increase) || $0.is(.decrease) }?.is(.after) ?? false
    var aspect = Claim.Aspect.level
    let isStrict = found.isStrict
    switch number.kind {
    case .percent:
      if let whole = found.whole, !isAfter {
        return Claim(
          name: found.name, whole: whole, aspect: .share, number: number, isPrior: false,
          isStrict: isStrict, range: number.range)
      }
      if between.contains(where: { $0.is(.share) }) {
        // 占比12 %: of the head of the list, if there is one.
        let head = lists.last.map { reading.claims[reading.lists[$0.index].head].name }
        return Claim(
          name: found.name, whole: head, aspect: .share, number: number, isPrior: false,
          isStrict: found.isStrict, range: number.range)
      }
      guard let sign else { return nil }
      aspect = .rate(sign)
    case .points: return nil
    default:
      if let sign, !isAfter { aspect = .change(sign) }
    }
    // 比2019年预算数100万元，增加…: without a direction the number is last year's itself.
    let isPrior =
      aspect == .level && !isAfter
      && (found.isPrior || speaksOfPrior(found.clause, comparing: true))
    let isPlanned = tokens[clauseStart..<index].contains { $0.is(.plan) }
    return Claim(
      name: found.name, others: aspect == .level ? [] : found.others, whole: nil, aspect: aspect,
      number: number, isPrior: isPrior, isActual: comparesActual && (aspect != .level || isPrior),
      isPlanned: isPlanned, isStrict: isStrict && !(isPlanned && number.unit?.dimension == .count),
      range: number.range)
  }

  /// 减少2万元（6.67%）: the rate in the bracket behind a change.
  private func bracketedRate(_ number: NoteNumber, at index: Int) -> Claim? {
    guard number.kind == .percent, index == clauseStart, let open = outer.last?.open,
      open == index - 1, index + 1 < tokens.count, tokens[index + 1].mark == ")",
      let change = reading.claims.last, case .change(let sign) = change.aspect,
      change.range.upperBound == tokens[open].range.lowerBound
    else { return nil }
    var rate = change
    rate.aspect = .rate(sign)
    rate.number = number
    rate.range = number.range
    return rate
  }

  /// 1 for more, −1 for less, nil where no direction stands in the words.
  func direction(_ words: ArraySlice<Token>) -> Int? {
    guard let last = words.last(where: { $0.is(.increase) || $0.is(.decrease) || $0.is(.after) })
    else { return nil }
    return last.is(.increase) ? 1 : last.is(.decrease) ? -1 : 1
  }
}
