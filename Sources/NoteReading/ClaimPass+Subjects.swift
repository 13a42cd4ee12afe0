import Budget
import Profiles

/// Which figure a number belongs to.
extension ClaimPass {
  /// The subject that a number belongs to.
  struct Found {
    var name: Claim.Name
    /// Other figures that the words may go on about.
    var others: [Claim.Name] = []
    /// What the number is a share of: 占…的.
    var whole: Claim.Name?
    /// Whether the words leave no doubt that this is the subject.
    var isStrict: Bool
    /// Whether they speak of last year.
    var isPrior: Bool
    /// The tokens between subject and number.
    var between: Range<Int>
    /// The tokens of the clause since the number before.
    var clause: Range<Int>
  }

  /// The subject of the number at `index`, in its clause or before it; nil where there is none.
  func subject(before index: Int) -> Found? {
    let clause = clauseStart..<index
    // 占…的: the whole stands behind it, the part before it.
    let share = tokens[clause].lastIndex { $0.is(.share) }
    let end = share ?? index
    var whole: Claim.Name?
    if let share, let place = tokens[share..<index].lastIndex(where: \.isName) {
      whole = name(at: place)
    }
    var isClean = true
    var place = end - 1
    while place >= clause.lowerBound {
      let token = tokens[place]
      if token.isName, !remarks.contains(place) { break }
      if !isFiller(token), !remarks.contains(place), !isNumberInPassing(place, index) {
        isClean = false
      }
      place -= 1
    }
    if place >= clause.lowerBound {
      place = owner(of: place, from: clause.lowerBound)
      let isStrict = isClean && isCleanBefore(place, from: clause.lowerBound) && pendingNames == 0
      return Found(
        name: name(at: place), others: longForms(of: place), whole: whole, isStrict: isStrict,
        isPrior: speaksOfPrior(sinceNumber(clause.lowerBound, index)), between: (place + 1)..<index,
        clause: sinceNumber(clause.lowerBound, index))
    }
    // The clause goes on about the topic only where nothing else stands in it.
    let isFirst = reading.claims.count == sentences.current
    guard isClean, let topic = topic ?? (isFirst ? before : nil) else {
      return freeSubject(before: index, whole: whole)
    }
    let goesOn = tokens[clause].contains {
      $0.is(.compare) || $0.is(.increase) || $0.is(.decrease) || $0.is(.share) || $0.is(.after)
        || $0.is(.flat)
        || $0.is(.prior)
    }
    let isTotal = tokens[clause].allSatisfy { isFiller($0) } && !clause.isEmpty
    // 房屋2474平方米，价值150万元: another measure of the same.
    let isOtherMeasure =
      tokens[index].number?.unit?.dimension != topic.dimension && topic.dimension != nil
    let isBehind = clauseStart > 0 && clause.isEmpty
    guard
      goesOn || isTotal || isBehind && tokens[clauseStart - 1].mark == ":"
        || isBehind && isOtherMeasure && tokens[clauseStart - 1].mark == ","
    else { return nil }
    let others = goesOn ? [lead, before].compactMap(\.self) : []
    return Found(
      name: topic.name,
      others: others.map(\.name).filter { !$0.isSame(as: topic.name) && !$0.isFree }, whole: whole,
      isStrict: topic.isStrict && (goesOn || isOtherMeasure || topic.isHeading),
      isPrior: speaksOfPrior(clause), between: clause,
      clause: sinceNumber(clause.lowerBound, index))
  }

  /// The name that a source of money behind it belongs to: 机关运行经费财政拨款预算.
  private func owner(of place: Int, from start: Int) -> Int {
    guard isSource(place) else { return place }
    var index = place - 1
    while index >= start, tokens[index].range.count <= 2, isFiller(tokens[index]) { index -= 1 }
    guard index >= start, let entry = tokens[index].entry, entry.isName, !isSource(index),
      entry.subject.map({
        // 收入预算财政拨款: a part of it. “三公”经费 has parts of its own kind only.
        let subject = reader.vocabulary.subjects[$0]
        return subject.parts.isEmpty || subject.isComplete || !entry.codes.isEmpty
      }) ?? true
    else { return place }
    return index
  }

  private func isSource(_ place: Int) -> Bool {
    tokens[place].entry?.subject.map { reader.vocabulary.subjects[$0].isSource } ?? false
  }

  /// The figures named before in the sentence for which the name at `place` is short: 收支 for
  /// 财政拨款收支.
  private func longForms(of place: Int) -> [Claim.Name] {
    let short = text.text(tokens[place].range)
    return reading.claims[sentences.current...].map(\.name).filter {
      $0.printed.count > short.count && $0.printed.hasSuffix(short)
    }
  }

  /// The words right before the number at `index`, which the vocabulary does not have, as its
  /// subject: 防汛经费120万元.
  private func freeSubject(before index: Int, whole: Claim.Name?) -> Found? {
    guard tokens[index].number?.isMoney == true, whole == nil else { return nil }
    var place = index - 1
    while place >= clauseStart, tokens[place].mark == nil, isFiller(tokens[place]),
      !tokens[place].is(.compare), !tokens[place].is(.increase), !tokens[place].is(.decrease)
    {
      place -= 1
    }
    guard place >= clauseStart, case .unknown = tokens[place].kind else { return nil }
    var end = place
    while end + 1 < index, tokens[end + 1].is(.money) { end += 1 }
    let range = tokens[place].range.lowerBound..<tokens[end].range.upperBound
    guard range.count >= 3 else { return nil }
    return Found(
      name: Claim.Name(printed: printed(range)), isStrict: false, isPrior: false,
      between: (place + 1)..<index, clause: sinceNumber(clauseStart, index))
  }

  func isYear(_ token: Token) -> Bool {
    if case .year = token.kind { true } else { false }
  }

  /// A number between a subject and another one: 收入100万元比上年增加10万元.
  func isNumberInPassing(_ place: Int, _ index: Int) -> Bool {
    guard tokens[place].number != nil else { return false }
    return tokens[place..<index].contains {
      $0.is(.compare) || $0.is(.increase) || $0.is(.decrease) || $0.is(.share) || $0.is(.after)
    }
  }

  /// A word that says nothing about which figure is meant.
  func isFiller(_ token: Token) -> Bool {
    switch token.kind {
    case .year, .date: return true
    case .entry(let entry): return !entry.words.isEmpty && !entry.isName
    case .mark(let mark): return mark == "(" || mark == ")"
    case .unknown: return isBody(token)
    case .number: return false
    }
  }

  /// Whether unknown text is the name of a body: the unit's, or one that ends like one.
  func isBody(_ token: Token) -> Bool {
    isOwnName(text.scalars[token.range])
  }

  /// Whether `scalars` are the unit's name or its end; any body's where the unit is not known.
  func isOwnName(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let name = reader.unitName
    if name.isEmpty {
      return reader.lexicon.bodies.contains {
        scalars.count > $0.count && scalars.suffix($0.count).elementsEqual($0)
      }
    }
    let end = scalars.suffix(min(3, name.count))
    return end.count >= min(3, name.count) && name.suffix(end.count).elementsEqual(end)
  }

  /// Whether nothing before the subject at `place` makes it another one, as in 养老系统项目支出.
  func isCleanBefore(_ place: Int, from start: Int) -> Bool {
    var index = place - 1
    let isCode = tokens[place].entry.map { $0.subject == nil && !$0.codes.isEmpty } ?? false
    while index >= start {
      let token = tokens[index]
      if remarks.contains(index) {
        index -= 1
        continue
      }
      if token.number != nil { return true }
      if token.isName {
        // 支出预算支出 says it twice.
        if let subject = token.entry?.subject, subject == tokens[place].entry?.subject {
          index -= 1
          continue
        }
        // 类、款、项 name one code together.
        guard isCode, token.entry?.codes.isEmpty == false else { return false }
      } else if isCode, isClassMark(behind: index) {
        // 农林水（类）水利（款）….
      } else if !isFiller(token), !remarks.contains(index) {
        // A list number in front: 1. 收入….
        guard index == start || index == start + 1 && tokens[start].number != nil,
          text.scalars[token.range].allSatisfy({ ".．)）-".unicodeScalars.contains($0) })
        else { return isNamedBody(start...index) }
      }
      index -= 1
    }
    return true
  }

  /// Whether （类） or （款） stands behind the token: it is the short name of a class.
  private func isClassMark(behind index: Int) -> Bool {
    let rest = text.scalars[tokens[index].range.upperBound...].prefix(3)
    return rest.elementsEqual("(类)".unicodeScalars) || rest.elementsEqual("(款)".unicodeScalars)
  }

  /// Whether the tokens from the clause's start are the unit's name, which the lexicon cut up.
  func isNamedBody(_ range: ClosedRange<Int>) -> Bool {
    let first = tokens[range.lowerBound].range.lowerBound
    let last = tokens[range.upperBound].range.upperBound
    return isOwnName(text.scalars[first..<last])
  }

  /// The tokens since the number before, or the clause's start.
  func sinceNumber(_ start: Int, _ index: Int) -> Range<Int> {
    let last = tokens[start..<index].lastIndex { $0.number != nil }
    return (last.map { $0 + 1 } ?? start)..<index
  }

  /// Whether the words speak of last year itself: 上年预算为…, 2019年…, not 比上年….
  func speaksOfPrior(_ range: Range<Int>, comparing: Bool = false) -> Bool {
    for index in range {
      let token = tokens[index]
      var isPrior = token.is(.prior)
      if case .year(let year, let isDate) = token.kind, !isDate, let current = reader.year {
        isPrior = year == current - 1
      }
      guard isPrior else { continue }
      if comparing || index == 0 || !tokens[index - 1].is(.compare) { return true }
    }
    return false
  }

  func name(at index: Int) -> Claim.Name {
    let entry = tokens[index].entry ?? Lexicon.Entry()
    var codes = entry.codes
    // A code in brackets or before the name, and the classes named before it, tell which is meant.
    for (list, candidates) in codes where candidates.count > 1 {
      var kept = candidates
      var place = index - 1
      var above: [String]?
      while place >= clauseStart, above == nil {
        if let found = tokens[place].entry?.codes[list], !found.isEmpty { above = found }
        place -= 1
      }
      if let above {
        let under = kept.filter { code in above.contains { code.hasPrefix($0) && code != $0 } }
        if !under.isEmpty { kept = under }
      }
      codes[list] = kept
    }
    // In one clause with the codes above it: only the lists that both are in.
    return Claim.Name(
      subject: entry.subject.map { reader.vocabulary.subjects[$0].key }, codes: codes,
      rows: entry.rows,
      printed: printed(tokens[index].range))
  }

  /// The words as they are read, with the bracket that a name ends in.
  func printed(_ range: Range<Int>) -> String {
    let words = text.text(range)
    return words.contains("(") && !words.contains(")") ? words + ")" : words
  }
}
