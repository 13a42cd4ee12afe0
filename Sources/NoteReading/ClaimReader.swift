import Budget
import Decimals
import Profiles

/// Binds the numbers of a paragraph to the subjects of their clauses.
///
/// One amount belongs to the nearest preceding subject in its own clause; clauses end at 。；，：、 and
/// 其中. A clause without a subject takes that of the clause before only where it goes on about it:
/// 比上年增加…, 与上年持平, 下降….
struct ClaimReader {
  let vocabulary: NoteVocabulary
  let lexicon: Lexicon
  /// The budget year; nil where it is not known.
  let year: Int?
  /// The unit's name, folded.
  let unitName: [Unicode.Scalar]

  /// Reads one paragraph.
  func read(_ text: FoldedText, _ tokens: [Token]) -> ParagraphReading {
    var pass = ClaimPass(reader: self, text: text, tokens: tokens)
    pass.run()
    return pass.reading
  }
}

/// One walk over the tokens of a paragraph.
struct ClaimPass {
  let reader: ClaimReader
  let text: FoldedText
  let tokens: [Token]
  var reading = ParagraphReading()

  /// A subject that later clauses may go on about.
  private struct Topic {
    var name: Claim.Name
    var isStrict: Bool
    var isPrior: Bool
    /// What its number measures, where it has one.
    var dimension: Dimension?
    /// Whether it was named for what follows: 支出预算：2020年100万元.
    var isHeading = false
  }

  private var topic: Topic?
  /// Where the clause began.
  private var clauseStart = 0
  /// The last number or subject used in this clause, behind which the next search stops.
  private var comparing = false
  /// 与上年相比， holds for the whole sentence.
  private var sentenceCompares = false
  /// The brackets that are open: where they begin, and the clause and topic around them.
  private var outer: [(open: Int, clauseStart: Int, topic: Topic?)] = []
  private var lists: [List] = []
  /// The tokens of brackets that say nothing of their own.
  private var remarks: Set<Int> = []
  private var depth = 0
  /// A name in the sentence before this clause that no number has taken: 办公费、邮电费共….
  private var pendingNames = 0

  /// A list of parts that is open.
  private struct List {
    /// Its place in the reading's lists.
    var index: Int
    var depth: Int
    /// Whether only the end of the sentence ends it.
    var isLong: Bool
    var takesKnownPartsOnly = false
    var isBehindStop = false
  }

  init(reader: ClaimReader, text: FoldedText, tokens: [Token]) {
    self.reader = reader
    self.text = text
    self.tokens = tokens
  }

  mutating func run() {
    for index in tokens.indices {
      let token = tokens[index]
      switch token.kind {
      case .mark(let mark): meet(mark, at: index)
      case .number(let number): meet(number, at: index)
      case .year(let year, let isDate): meet(year: year, isDate: isDate, at: index)
      case .entry(let entry):
        if entry.words.contains(.compare) { comparing = true }
        if entry.words.contains(.parts) || entry.words.contains(.allParts) {
          openList(at: index, all: entry.words.contains(.allParts))
        }
        if entry.words.contains(.flat) { meetFlat(at: index) }
        if entry.words.contains(.none) { meetNone(at: index) }
      case .date: break
      case .unknown:
        if text.scalars[token.range].first == "%" { reading.bareSigns.append(token.range) }
      }
    }
  }

  // MARK: Marks

  private mutating func meet(_ mark: Unicode.Scalar, at index: Int) {
    switch mark {
    case "。", "!", "?":
      endSentence()
      startClause(index + 1)
    case ";":
      // A list goes on behind a semicolon: one that a colon opened with anything, others with
      // known parts of their head only.
      for list in lists.indices where lists[list].depth >= depth {
        lists[list].isBehindStop = true
        if !lists[list].isLong { lists[list].takesKnownPartsOnly = true }
      }
      startClause(index + 1)
      comparing = sentenceCompares
      topic = nil
      pendingNames = 0
    case ",":
      keepTopicOfClause(upTo: index)
      if comparing, isOnlyComparison(clauseStart..<index) { sentenceCompares = true }
      comparing = sentenceCompares
      startClause(index + 1)
    case "、":
      if isFollowedByNumber(clauseStart..<index) {
        startClause(index + 1)
      } else {
        if tokens[clauseStart..<index].contains(where: \.isName) { pendingNames += 1 }
        startClause(index + 1)
      }
    case ":":
      keepTopicOfClause(upTo: index)
      markLongList()
      startClause(index + 1)
    case "(":
      if let end = remark(from: index) {
        // （类）, （境）, （含）: part of the words around it.
        remarks.formUnion(index...end)
        return
      }
      depth += 1
      outer.append((index, clauseStart, topic))
      startClause(index + 1)
    case ")" where remarks.contains(index): return
    case ")":
      if let (open, start, topic) = outer.popLast() {
        // The clause around the bracket goes on.
        remarks.formUnion(open...index)
        clauseStart = start
        self.topic = topic ?? self.topic
      }
      lists.removeAll { $0.depth >= depth && depth > 0 }
      depth = max(0, depth - 1)
    // What stood in brackets inside a name parts nothing: 出国（境）费.
    default: break
    }
  }

  /// The end of a bracket that holds neither number nor name; nil where it holds one.
  private func remark(from start: Int) -> Int? {
    var index = start + 1
    while index < tokens.count, index - start < 6 {
      let token = tokens[index]
      if token.mark == ")" { return index }
      guard token.mark == nil, token.number == nil, !token.isName, !token.is(.parts),
        !token.is(.compare)
      else { return nil }
      index += 1
    }
    return nil
  }

  private mutating func endSentence() {
    topic = nil
    comparing = false
    sentenceCompares = false
    lists = []
    depth = 0
    outer = []
    pendingNames = 0
  }

  private mutating func startClause(_ index: Int) {
    clauseStart = index
  }

  private func isFollowedByNumber(_ range: Range<Int>) -> Bool {
    tokens[range].contains { $0.number != nil }
  }

  /// A clause that names a figure without a number hands it on: 收入预算，2020年为….
  private mutating func keepTopicOfClause(upTo end: Int) {
    guard !tokens[clauseStart..<end].contains(where: { $0.number != nil }),
      let index = tokens[clauseStart..<end].lastIndex(where: \.isName)
    else { return }
    // 财政拨款支出预算中， and 比上年… name what the next clause is about only in part.
    let rest = tokens[(index + 1)..<end]
    let isPlain = rest.allSatisfy { isFiller($0) }
    topic =
      isPlain
      ? Topic(
        name: name(at: index), isStrict: isCleanBefore(index, from: clauseStart), isPrior: false,
        isHeading: true) : nil
  }

  private func isOnlyComparison(_ range: Range<Int>) -> Bool {
    !tokens[range].contains { $0.number != nil || $0.isName }
  }

  // MARK: Lists

  private mutating func openList(at index: Int, all: Bool) {
    guard let head = reading.claims.indices.last, reading.claims[head].number != nil,
      isWithinSentence(reading.claims[head].range, index)
    else { return }
    lists.removeAll { $0.depth > depth || $0.depth == depth && !$0.isLong }
    // Behind a semicolon a new whole ends the list before.
    for open in lists where open.depth == depth && open.isBehindStop {
      if case .claim(let last)? = reading.lists[open.index].items.last, last == head {
        reading.lists[open.index].items.removeLast()
      }
    }
    lists.removeAll { $0.depth == depth && $0.isBehindStop }
    // One list may not tell where another one in the same sentence ends.
    for open in lists where open.depth == depth { reading.lists[open.index].isAmbiguous = true }
    reading.lists.append(
      PartList(
        head: head, listsAll: all, isAmbiguous: lists.contains { $0.depth == depth }))
    lists.append(List(index: reading.lists.count - 1, depth: depth, isLong: false))
  }

  private func isWithinSentence(_ range: Range<Int>, _ index: Int) -> Bool {
    let end = tokens[index].range.lowerBound
    guard range.upperBound <= end else { return false }
    return !text.scalars[range.upperBound..<end].contains { $0 == "。" || $0 == ";" }
  }

  private mutating func markLongList() {
    guard let last = lists.indices.last,
      tokens[clauseStart...].first(where: { $0.is(.parts) || $0.is(.allParts) }) != nil
    else { return }
    lists[last].isLong = true
  }

  // MARK: Numbers

  private mutating func meet(_ number: NoteNumber, at index: Int) {
    let clause = clauseStart..<index
    if isOutside(number, clause, index) {
      reading.outside.append(number)
      return
    }
    if number.kind == .bare {
      meetBare(number, clause, at: index)
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
        claim.scope = head.name.id
        if claim.name.subject != nil, head.name.subject == nil {
          claim.name.owner = head.name.codes
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

  private mutating func addToList(_ item: PartList.Item) {
    guard let list = lists.last else { return }
    let head = reading.claims[reading.lists[list.index].head]
    if case .claim(let index) = item {
      let claim = reading.claims[index]
      guard index != reading.lists[list.index].head, head.aspect.isComparable(with: claim.aspect),
        claim.number == nil || head.number?.unit?.dimension == claim.number?.unit?.dimension,
        !head.name.isSame(as: claim.name)
      else { return }
    } else if head.aspect != .level || head.number?.isMoney != true {
      return
    }
    if list.takesKnownPartsOnly {
      guard case .claim(let index) = item, let key = reading.claims[index].name.subject,
        let subject = head.name.subject.flatMap({ reader.vocabulary.subject($0) }),
        subject.parts.contains(where: { $0.contains(key) })
      else {
        lists.removeLast()
        return
      }
    }
    reading.lists[list.index].items.append(item)
  }

  /// A number that is a limit, a target or the like.
  private func isOutside(_ number: NoteNumber, _ clause: Range<Int>, _ index: Int) -> Bool {
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

  private mutating func meetBare(_ number: NoteNumber, _ clause: Range<Int>, at index: Int) {
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

  /// The subject that a number at `index` belongs to.
  struct Found {
    var name: Claim.Name
    var whole: Claim.Name?
    var isStrict: Bool
    var isPrior: Bool
    /// The tokens between subject and number.
    var between: Range<Int>
    /// The tokens of the clause since the number before.
    var clause: Range<Int>
  }

  private func subject(before index: Int) -> Found? {
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
      let isStrict = isClean && isCleanBefore(place, from: clause.lowerBound) && pendingNames == 0
      return Found(
        name: name(at: place), whole: whole, isStrict: isStrict,
        isPrior: speaksOfPrior(sinceNumber(clause.lowerBound, index)), between: (place + 1)..<index,
        clause: sinceNumber(clause.lowerBound, index))
    }
    // The clause goes on about the topic only where nothing else stands in it.
    guard isClean, let topic else { return nil }
    let goesOn = tokens[clause].contains {
      $0.is(.compare) || $0.is(.increase) || $0.is(.decrease) || $0.is(.share) || $0.is(.after)
        || $0.is(.flat)
        || $0.is(.prior)
    }
    let isTotal = tokens[clause].allSatisfy { isFiller($0) } && !clause.isEmpty
    guard
      goesOn || isTotal || clause.isEmpty && clauseStart > 0 && tokens[clauseStart - 1].mark == ":"
    else { return nil }
    // 房屋2474平方米，价值150万元: another measure of the same.
    let isOtherMeasure =
      tokens[index].number?.unit?.dimension != topic.dimension && topic.dimension != nil
    return Found(
      name: topic.name, whole: whole,
      isStrict: topic.isStrict && (goesOn || isOtherMeasure || topic.isHeading),
      isPrior: speaksOfPrior(clause), between: clause,
      clause: sinceNumber(clause.lowerBound, index))
  }

  private func isYear(_ token: Token) -> Bool {
    if case .year = token.kind { true } else { false }
  }

  /// A number between a subject and another one: 收入100万元比上年增加10万元.
  private func isNumberInPassing(_ place: Int, _ index: Int) -> Bool {
    guard tokens[place].number != nil else { return false }
    return tokens[place..<index].contains {
      $0.is(.compare) || $0.is(.increase) || $0.is(.decrease) || $0.is(.share) || $0.is(.after)
    }
  }

  /// A word that says nothing about which figure is meant.
  private func isFiller(_ token: Token) -> Bool {
    switch token.kind {
    case .year, .date: return true
    case .entry(let entry): return !entry.words.isEmpty && !entry.isName
    case .mark(let mark): return mark == "(" || mark == ")"
    case .unknown: return isBody(token)
    case .number: return false
    }
  }

  /// Whether unknown text is the name of a body: the unit's, or one that ends like one.
  private func isBody(_ token: Token) -> Bool {
    isOwnName(text.scalars[token.range])
  }

  /// Whether `scalars` are the unit's name or its end; any body's where the unit is not known.
  private func isOwnName(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
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
  private func isCleanBefore(_ place: Int, from start: Int) -> Bool {
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
        // 类、款、项 name one code together.
        guard isCode, token.entry?.codes.isEmpty == false else { return false }
      } else if !isFiller(token), !remarks.contains(index) {
        // A list number in front: 1. 收入….
        guard index == start,
          text.scalars[token.range].allSatisfy({ ".．)）-".unicodeScalars.contains($0) })
        else { return isNamedBody(start...index) }
      }
      index -= 1
    }
    return true
  }

  /// Whether the tokens from the clause's start are the unit's name, which the lexicon cut up.
  private func isNamedBody(_ range: ClosedRange<Int>) -> Bool {
    let first = tokens[range.lowerBound].range.lowerBound
    let last = tokens[range.upperBound].range.upperBound
    return isOwnName(text.scalars[first..<last])
  }

  /// The tokens since the number before, or the clause's start.
  private func sinceNumber(_ start: Int, _ index: Int) -> Range<Int> {
    let last = tokens[start..<index].lastIndex { $0.number != nil }
    return (last.map { $0 + 1 } ?? start)..<index
  }

  /// Whether the words speak of last year itself: 上年预算为…, 2019年…, not 比上年….
  private func speaksOfPrior(_ range: Range<Int>, comparing: Bool = false) -> Bool {
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
  private func printed(_ range: Range<Int>) -> String {
    let words = text.text(range)
    return words.contains("(") && !words.contains(")") ? words + ")" : words
  }

  private mutating func claim(_ number: NoteNumber, _ found: Found, at index: Int) -> Claim? {
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
        guard let list = lists.last else { return nil }
        return Claim(
          name: found.name, whole: reading.claims[reading.lists[list.index].head].name,
          aspect: .share, number: number, isPrior: false, isStrict: found.isStrict,
          range: number.range)
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
    return Claim(
      name: found.name, whole: nil, aspect: aspect, number: number, isPrior: isPrior,
      isStrict: isStrict, range: number.range)
  }

  /// 1 for more, −1 for less, nil where no direction stands in the words.
  private func direction(_ words: ArraySlice<Token>) -> Int? {
    guard let last = words.last(where: { $0.is(.increase) || $0.is(.decrease) || $0.is(.after) })
    else { return nil }
    return last.is(.increase) ? 1 : last.is(.decrease) ? -1 : 1
  }

  // MARK: Statements without numbers

  private mutating func meetFlat(at index: Int) {
    guard let found = subject(before: index) else { return }
    guard
      comparing || sentenceCompares
        || tokens[clauseStart...index].contains(where: { $0.is(.prior) })
        || tokens[clauseStart...index].contains(where: isYear) || found.between.isEmpty == false
    else { return }
    reading.claims.append(
      Claim(
        name: found.name, whole: nil, aspect: .flat, number: nil, isPrior: false,
        isStrict: found.isStrict, range: tokens[index].range))
    if tokens[clauseStart..<index].contains(where: \.isName) {
      addToList(.claim(reading.claims.count - 1))
    }
  }

  private mutating func meetNone(at index: Int) {
    // 无 + subject, close behind it, and no number in the clause.
    var end = index + 1
    var name: Int?
    while end < tokens.count,
      tokens[end].mark == nil || tokens[end].mark == "(" || tokens[end].mark == ")"
    {
      if tokens[end].number != nil { return }
      if tokens[end].isName { name = end }
      if tokens[end].is(.increase) || tokens[end].is(.decrease) || tokens[end].is(.flat) { return }
      end += 1
    }
    guard let name else { return }
    let isClean =
      tokens[(index + 1)..<name].allSatisfy { isFiller($0) }
      && tokens[(name + 1)..<end].allSatisfy { isFiller($0) }
      && tokens[clauseStart..<index].allSatisfy { isFiller($0) }
    reading.claims.append(
      Claim(
        name: self.name(at: name), whole: nil, aspect: .nothing, number: nil, isPrior: false,
        isStrict: isClean, range: tokens[index].range.lowerBound..<tokens[name].range.upperBound))
  }

  // MARK: Years

  private mutating func meet(year: Int, isDate: Bool, at index: Int) {
    if isDate {
      // 截至2018年12月31日: assets are those at the end of last year.
      if index > 0, text.text(tokens[index - 1].range).hasSuffix("截至"), let current = reader.year,
        year < current - 1
      {
        reading.budgetYears.append((year, tokens[index].range))
      }
      return
    }
    if isInBookMarks(index) { return }
    if index > 0, tokens[index - 1].is(.compare) {
      comparing = true
      reading.comparedYears.append((year, tokens[index].range))
      return
    }
    // A year of a budget: 2020年部门预算, 2020年收入….
    var next = index + 1
    while next < tokens.count, tokens[next].is(.link), !tokens[next].isName, next < index + 3 {
      next += 1
    }
    let following = next < tokens.count ? tokens[next] : nil
    let word = text.scalars[tokens[index].range.upperBound...].prefix(6)
    let isBudget =
      following?.isName == true || following?.is(.none) == true
      || following?.mark == "," && isSaidOfFigure(next)
      || ["部门预算", "单位预算", "年度部门", "度单位预", "度部门预", "财政拨款", "收支预算", "度预算", "预算"].contains {
        word.starts(with: $0.unicodeScalars)
      }
    if isBudget || year < 1000 || year > 9999 {
      reading.budgetYears.append((year, tokens[index].range))
    }
  }

  /// Whether figures follow in the sentence behind a comma: 2018年，支出预算100万元.
  private func isSaidOfFigure(_ comma: Int) -> Bool {
    var index = comma + 1
    while index < tokens.count, index < comma + 5, tokens[index].mark == nil {
      if tokens[index].isName { return true }
      guard isFiller(tokens[index]) else { return false }
      index += 1
    }
    return false
  }

  private func isInBookMarks(_ index: Int) -> Bool {
    for token in tokens[..<index].reversed() {
      if token.mark == "》" { return false }
      if token.mark == "《" { return true }
      if token.mark == "。" { return false }
    }
    return false
  }
}

extension Claim.Aspect {
  /// Whether it speaks of a change in money.
  var isChange: Bool { if case .change = self { true } else { false } }

  /// Whether claims of these aspects can be whole and part of one sum.
  func isComparable(with other: Claim.Aspect) -> Bool {
    switch (self, other) {
    case (.level, .level): true
    case (.change, .change), (.change, .flat): true
    default: false
    }
  }
}
