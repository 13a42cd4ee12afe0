import Profiles

/// Works out a `RegisterMatch`, step by step.
struct Matcher {
  private let prior: CardStore
  private let current: CardStore
  private let plan: RegisterPlan
  private let comparisons: [FieldComparison]
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
    match = RegisterMatch(prior: prior.count, current: current.count, fields: fields)
  }

  mutating func run() -> RegisterMatch {
    leaveOutGone()
    pairNumbers()
    if let keys = keys(plan.voucherKey) { pairBlocks(keys, step: .voucher) }
    if let keys = keys(plan.descriptionKey, optional: plan.model) {
      pairBlocks(keys, step: .description)
    }
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
    guard let field = match.fields.firstIndex(where: { $0.key == plan.number }) else { return }
    let keys = FieldKeys(comparisons[field], match)
    let size = Int(max(keys.prior.max() ?? 0, keys.current.max() ?? 0)) + 1
    // For each number the card that has it; −2 where several have.
    func holders(_ keys: [Int64], _ side: RegisterMatch.Side) -> [Int32] {
      var holders = [Int32](repeating: -1, count: size)
      for (card, key) in keys.enumerated() where key > 0 && side.standing[card] != .gone {
        holders[Int(key)] = holders[Int(key)] == -1 ? Int32(card) : -2
      }
      return holders
    }
    let before = holders(keys.prior, match.prior)
    let after = holders(keys.current, match.current)
    let marks = [plan.field(.name), plan.field(.acquired), plan.field(.cost)].compactMap { key in
      match.fields.firstIndex { $0.key == key }
    }
    for number in 1..<max(size, 1) where before[number] >= 0 && after[number] >= 0 {
      let (old, new) = (Int(before[number]), Int(after[number]))
      // A card of another name, date and cost is another asset under a number that was free.
      if marks.count == 3, marks.allSatisfy({ !comparisons[$0].isEqual(old, new) }) {
        match.reused.append(RegisterMatch.Group(prior: [old], current: [new]))
      } else {
        pair(old, new, step: .number)
      }
    }
    var groups: [Int64: RegisterMatch.Group] = [:]
    for (card, key) in keys.prior.enumerated()
    where key > 0 && (before[Int(key)] == -2 || after[Int(key)] == -2) {
      guard match.prior.standing[card] != .gone else { continue }
      match.prior.standing[card] = .duplicate
      groups[key, default: RegisterMatch.Group(prior: [], current: [])].prior.append(card)
    }
    for (card, key) in keys.current.enumerated()
    where key > 0 && (before[Int(key)] == -2 || after[Int(key)] == -2) {
      guard match.current.standing[card] != .gone else { continue }
      match.current.standing[card] = .duplicate
      groups[key, default: RegisterMatch.Group(prior: [], current: [])].current.append(card)
    }
    match.duplicates = groups.sorted { $0.key < $1.key }.map(\.value)
  }

  private mutating func pair(_ before: Int, _ after: Int, step: RegisterMatch.Step) {
    match.prior.partner[before] = Int32(after)
    match.current.partner[after] = Int32(before)
    match.prior.standing[before] = .unchanged
    match.current.standing[after] = .unchanged
    match.step[after] = step
  }

  // MARK: Blocks

  /// The keys of some fields; nil where a register lacks one of them that is not `optional`.
  private func keys(_ names: [String], optional: String? = nil) -> [FieldKeys]? {
    var keys: [FieldKeys] = []
    for name in names {
      guard let field = match.fields.firstIndex(where: { $0.key == name }) else {
        if name == optional { continue }
        return nil
      }
      keys.append(FieldKeys(comparisons[field], match))
    }
    return keys.isEmpty ? nil : keys
  }

  /// Pairs cards that are left and agree in all keys; a block is what agrees.
  private mutating func pairBlocks(_ keys: [FieldKeys], step: RegisterMatch.Step) {
    var blocks: [[Int64]: RegisterMatch.Group] = [:]
    for card in 0..<current.count where match.current.standing[card] == .single {
      guard let key = key(keys.map(\.current), card) else { continue }
      blocks[key, default: RegisterMatch.Group(prior: [], current: [])].current.append(card)
    }
    for card in 0..<prior.count where match.prior.standing[card] == .single {
      guard let key = key(keys.map(\.prior), card) else { continue }
      blocks[key]?.prior.append(card)
    }
    for block in blocks.values.filter({ !$0.prior.isEmpty })
      .sorted(by: { $0.current[0] < $1.current[0] })
    {
      pair(block, step: step)
    }
  }

  // The first key, by which the step is named, must be there.
  private func key(_ keys: [[Int64]], _ card: Int) -> [Int64]? {
    let parts = keys.map { $0[card] }
    return parts.first.map { $0 == 0 || $0 == CardStore.blank } ?? true ? nil : parts
  }

  /// Blocks beyond this size are paired only where nothing needs to be decided.
  private static let largestBlock = 200

  private mutating func pair(_ block: RegisterMatch.Group, step: RegisterMatch.Step) {
    if block.prior.count == 1, block.current.count == 1 {
      if weight(block.prior[0], block.current[0]) > 0 {
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
        group.current.contains { weight(before, $0) > 0 }
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

  /// How much speaks for two cards of a block being one: for each field more where both have the
  /// same content than where one has none.
  ///
  /// 0 where neither date nor cost agrees: one voucher and name alone make no card the other.
  private func weight(_ before: Int, _ after: Int) -> Int {
    let marks = [plan.field(.acquired), plan.field(.cost)]
    let known = match.fields.indices.filter { marks.contains(match.fields[$0].key) }
    guard known.isEmpty || known.contains(where: { comparisons[$0].isEqual(before, after) }) else {
      return 0
    }
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
    let partners = match.current.partner
    for (index, field) in match.fields.enumerated() {
      let comparison = comparisons[index]
      let bit = UInt64(1) << UInt64(index)
      for (card, partner) in partners.enumerated() where partner >= 0 {
        let before = Int(partner)
        if comparison.isEqual(before, card) { continue }
        match.changes[card] |= bit
        guard !field.movesWithTime else { continue }
        match.current.standing[card] = .changed
        match.prior.standing[before] = .changed
      }
    }
  }
}
