import Parallel
import Profiles

/// Works out a `RegisterMatch`, step by step.
struct Matcher {
  private let prior: CardStore
  private let current: CardStore
  private let plan: RegisterPlan
  private let comparisons: [FieldComparison]
  /// The fields, by index, of which one must agree where two cards are one: 取得日期 and 原值.
  private let decisive: [Int]
  private var match: RegisterMatch

  init(prior: CardStore, current: CardStore, plan: RegisterPlan) {
    self.prior = prior
    self.current = current
    self.plan = plan
    var fields: [RegisterMatch.Field] = []
    for (index, column) in current.columns.enumerated() {
      guard let other = prior.column(column.key), fields.count < UInt64.bitWidth,
        prior.columns[other].holdsAmounts == column.holdsAmounts
      else { continue }
      fields.append(
        RegisterMatch.Field(
          key: column.key, label: column.label, prior: other, current: index,
          movesWithTime: plan.movesWithTime.contains(column.key)))
    }
    comparisons = fields.map {
      FieldComparison(prior: prior.columns[$0.prior], current: current.columns[$0.current])
    }
    let keys = [plan.field(.acquired), plan.field(.cost)]
    decisive = fields.indices.filter { keys.contains(fields[$0].key) }
    match = RegisterMatch(prior: prior.count, current: current.count, fields: fields)
  }

  mutating func run() -> RegisterMatch {
    leaveOutGone()
    pairNumbers()
    pairBlocks(plan.voucherKey, step: .voucher)
    pairBlocks(plan.descriptionKey, optional: plan.model, step: .description)
    compareFields()
    return match
  }

  private mutating func leaveOutGone() {
    func mark(_ store: CardStore, _ side: inout RegisterMatch.Side) {
      guard let column = store.column(plan.status) else { return }
      let pool = store.columns[column].pool
      let isGone = (0..<Int32(pool.count)).map { plan.isGone(pool.text($0)) }
      for card in 0..<store.count where isGone[Int(store.columns[column].texts[card])] {
        side.standing[card] = .gone
      }
    }
    mark(prior, &match.prior)
    mark(current, &match.current)
  }

  // MARK: Numbers

  private mutating func pairNumbers() {
    guard let field = match.fields.firstIndex(where: { $0.key == plan.number }),
      !comparisons[field].prior.holdsAmounts
    else { return }
    let texts = concurrently([
      (comparisons[field].prior, match.prior), (comparisons[field].current, match.current),
    ]) { NumberTexts($0, $1) }
    let parts = concurrently([0, 1]) { bit in
      NumberPairs(prior: texts[0], current: texts[1], bit: bit)
    }
    let marks = [plan.field(.name), plan.field(.acquired), plan.field(.cost)].compactMap { key in
      match.fields.firstIndex { $0.key == key }
    }
    for part in parts {
      part.forEachPair { old, new in
        // A card of another name, date and cost is another asset under a number that was free.
        if marks.count == 3, marks.allSatisfy({ !comparisons[$0].isEqual(old, new) }) {
          match.reused.append(RegisterMatch.Group(prior: [old], current: [new]))
        } else {
          pair(old, new, step: .number)
        }
      }
    }
    match.reused.sort { $0.prior[0] < $1.prior[0] }
    match.duplicates = parts.flatMap(\.repeated).sorted { $0.isEarlier(than: $1) }
    for group in match.duplicates {
      for card in group.prior { match.prior.standing[card] = .duplicate }
      for card in group.current { match.current.standing[card] = .duplicate }
    }
  }

  private mutating func pair(_ before: Int, _ after: Int, step: RegisterMatch.Step) {
    match.prior.partner[before] = Int32(after)
    match.current.partner[after] = Int32(before)
    match.prior.standing[before] = .unchanged
    match.current.standing[after] = .unchanged
    match.step[after] = step
  }

  // MARK: Blocks

  /// Pairs cards that are left and agree in all of some fields; a block is what agrees.
  ///
  /// Does nothing where a register lacks one of the fields that is not `optional`.
  private mutating func pairBlocks(
    _ names: [String], optional: String? = nil, step: RegisterMatch.Step
  ) {
    func left(_ side: RegisterMatch.Side) -> [Int] {
      side.standing.indices.filter { side.standing[$0] == .single }
    }
    let cards = (prior: left(match.prior), current: left(match.current))
    var keys: [FieldKeys] = []
    for name in names {
      guard let field = match.fields.firstIndex(where: { $0.key == name }) else {
        if name == optional { continue }
        return
      }
      keys.append(
        FieldKeys(comparisons[field], prior: cards.prior, current: cards.current))
    }
    guard !keys.isEmpty else { return }
    let numbers = BlockNumbers(keys)
    var blocks = [RegisterMatch.Group](
      repeating: RegisterMatch.Group(prior: [], current: []), count: numbers.count)
    for (card, block) in zip(cards.prior, numbers.prior) where block >= 0 {
      blocks[block].prior.append(card)
    }
    // The blocks are numbered in the order of the later register.
    for (card, block) in zip(cards.current, numbers.current)
    where block >= 0 && !blocks[block].prior.isEmpty {
      blocks[block].current.append(card)
    }
    for block in blocks where !block.prior.isEmpty { pair(block, step: step) }
  }

  /// Blocks beyond this size are paired only where nothing needs to be decided.
  private static let largestBlock = 200

  private mutating func pair(_ block: RegisterMatch.Group, step: RegisterMatch.Step) {
    if block.prior.count == 1, block.current.count == 1 {
      if canBeOne(block.prior[0], block.current[0]) {
        pair(block.prior[0], block.current[0], step: step)
      }
      return
    }
    let size = max(block.prior.count, block.current.count)
    guard size <= Self.largestBlock else { return leaveUndecided(block) }
    // Cards beyond the smaller side's stay alone: their partner is a place without any weight.
    var weights = [[Int]](repeating: [Int](repeating: 0, count: size), count: size)
    for (row, before) in block.prior.enumerated() {
      for (column, after) in block.current.enumerated() {
        weights[row][column] = weight(before, after)
      }
    }
    let best = Assignment(weights: weights)
    var groups: [Int: RegisterMatch.Group] = [:]
    var sizes: [Int: Int] = [:]
    for row in 0..<size {
      let name = best.groups[row]
      sizes[name, default: 0] += 1
      var group = groups[name] ?? RegisterMatch.Group(prior: [], current: [])
      if row < block.prior.count { group.prior.append(block.prior[row]) }
      if best.partners[row] < block.current.count {
        group.current.append(block.current[best.partners[row]])
      }
      groups[name] = group
    }
    for (name, group) in groups.sorted(by: { $0.key < $1.key })
    where !group.prior.isEmpty && !group.current.isEmpty {
      // A group that has one side only could change places with nothing: its cards are alone, and so
      // are cards that cannot be one.
      let isPossible = group.prior.contains { before in
        group.current.contains { canBeOne(before, $0) }
      }
      guard isPossible else { continue }
      if sizes[name] == 1 {
        pair(group.prior[0], group.current[0], step: step)
      } else {
        leaveUndecided(group)
      }
    }
  }

  private mutating func leaveUndecided(_ group: RegisterMatch.Group) {
    for card in group.prior { match.prior.standing[card] = .undecided }
    for card in group.current { match.current.standing[card] = .undecided }
    match.ties.append(group)
  }

  /// Whether two cards of a block can be one: where neither date nor cost agrees, one voucher and name
  /// alone make no card the other.
  private func canBeOne(_ before: Int, _ after: Int) -> Bool {
    decisive.isEmpty || decisive.contains { comparisons[$0].isEqual(before, after) }
  }

  /// How much speaks for two cards of a block being one: for each field more where both have the
  /// same content than where one has none; 0 where they cannot be one.
  private func weight(_ before: Int, _ after: Int) -> Int {
    guard canBeOne(before, after) else { return 0 }
    var weight = 1
    for (field, comparison) in zip(match.fields, comparisons) where !field.movesWithTime {
      if comparison.isBlank(before, after) {
        weight += 1
      } else if comparison.isEqual(before, after) {
        switch field.key {
        case plan.number: weight += 64
        case plan.field(.cost): weight += 16
        default: weight += 4
        }
      }
    }
    return weight
  }

  // MARK: Changes

  private mutating func compareFields() {
    let (partners, comparisons) = (match.current.partner, comparisons)
    let middle = partners.count / 2
    // Each half of the cards by a thread of its own.
    match.changes = concurrently([0..<middle, middle..<partners.count]) { cards in
      var changes = [UInt64](repeating: 0, count: cards.count)
      for (index, comparison) in comparisons.enumerated() {
        for card in cards where partners[card] >= 0 {
          if comparison.isEqual(Int(partners[card]), card) { continue }
          changes[card - cards.lowerBound] |= 1 << UInt64(index)
        }
      }
      return changes
    }.flatMap(\.self)
    var telling: UInt64 = 0
    for (index, field) in match.fields.enumerated() where !field.movesWithTime {
      telling |= 1 << UInt64(index)
    }
    for (card, changes) in match.changes.enumerated() where changes & telling != 0 {
      match.current.standing[card] = .changed
      match.prior.standing[Int(partners[card])] = .changed
    }
  }
}

extension RegisterMatch.Group {
  /// Whether the group comes before another in the order of the earlier register's cards, and behind
  /// them of the later one's.
  fileprivate func isEarlier(than other: RegisterMatch.Group) -> Bool {
    (prior.first ?? .max, current.first ?? .max)
      < (other.prior.first ?? .max, other.current.first ?? .max)
  }
}
