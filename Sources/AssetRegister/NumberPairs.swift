import Bytes

/// The asset numbers (资产编号) of one register's cards, hashed.
struct NumberTexts: Sendable {
  private let column: CardStore.Column
  /// The texts that are not in the column as all that mean the same are written.
  private var folded = TextPool(limit: .max)
  /// For each card the number of its text in the column's pool, or less than 0 in `folded`.
  private var numbers: [Int32]
  /// For each card the hash of its number; 0 where it has none.
  private(set) var hashes: [UInt64]

  /// The numbers of the cards that are single.
  init(_ column: CardStore.Column, _ side: RegisterMatch.Side) {
    self.column = column
    numbers = column.texts
    hashes = [UInt64](inHugePages: 0, count: column.texts.count)
    for card in numbers.indices where numbers[card] != 0 && side.standing[card] == .single {
      if let text = column.foldedText(numbers[card]) {
        let number = folded.number(of: text)
        numbers[card] = -number
        hashes[card] = number == 0 ? 0 : folded.hash(of: number)
      } else {
        hashes[card] = column.pool.hash(of: numbers[card])
      }
    }
  }

  /// Whether a card has the number of another register's card, or of this one's.
  func isSame(_ card: Int, _ otherCard: Int, of other: NumberTexts) -> Bool {
    let (number, otherNumber) = (numbers[card], other.numbers[otherCard])
    return (number < 0 ? folded : column.pool).isText(
      abs(number), abs(otherNumber),
      of: otherNumber < 0 ? other.folded : other.column.pool)
  }
}

/// The cards of two registers joined by their numbers: those of one part of all hashes, so that
/// several threads share the work.
struct NumberPairs: Sendable {
  /// One number and the first card of each register that has it; −1 where none has.
  private struct Holder {
    var prior: Int32 = -1
    var current: Int32 = -1
    var isRepeated = false
  }

  private let prior: NumberTexts
  private let current: NumberTexts
  private let bit: UInt64
  private var holders: [Holder] = []
  /// The holders by hash, with open addressing: the hash's upper half, and the holder from 1 in the
  /// lower; 0 is free.
  private var table: [UInt64]
  /// What was seen in slots that were looked at ahead; it keeps those looks from being left out.
  private var lookedAt: UInt64 = 0

  /// The cards whose number another of their register has, and those with that number in the other.
  private(set) var repeated: [RegisterMatch.Group] = []

  /// Joins the cards whose hashes have `bit` as their lowest bit.
  init(prior: NumberTexts, current: NumberTexts, bit: UInt64) {
    (self.prior, self.current, self.bit) = (prior, current, bit)
    let count = [prior, current].map { side in
      side.hashes.count { $0 != 0 && $0 & 1 == bit }
    }
    var size = 16
    while size * 2 < (count[0] + count[1]) * 3 { size *= 2 }
    table = [UInt64](inHugePages: 0, count: size)
    holders.reserveInHugePages(count[0] + count[1])
    forEachCard(of: prior) { pairs, card, hash in
      let slot = pairs.slot(of: card, prior, hash)
      if pairs.table[slot] != 0 {
        pairs.holders[pairs.holder(at: slot)].isRepeated = true
      } else {
        pairs.add(Holder(prior: Int32(card)), hash, at: slot)
      }
    }
    forEachCard(of: current) { pairs, card, hash in
      let slot = pairs.slot(of: card, current, hash)
      if pairs.table[slot] == 0 {
        pairs.add(Holder(current: Int32(card)), hash, at: slot)
      } else if pairs.holders[pairs.holder(at: slot)].current < 0 {
        pairs.holders[pairs.holder(at: slot)].current = Int32(card)
      } else {
        pairs.holders[pairs.holder(at: slot)].isRepeated = true
      }
    }
    if holders.contains(where: \.isRepeated) { gatherRepeated() }
    table = []
  }

  /// Calls `body` for the cards that alone have a number in their registers, and have one number.
  func forEachPair(_ body: (_ prior: Int, _ current: Int) -> Void) {
    for holder in holders where !holder.isRepeated && holder.prior >= 0 && holder.current >= 0 {
      body(Int(holder.prior), Int(holder.current))
    }
  }

  /// Calls `body` for the cards of a register that are in this part, in their order.
  private mutating func forEachCard(
    of side: NumberTexts, _ body: (_ pairs: inout NumberPairs, _ card: Int, _ hash: UInt64) -> Void
  ) {
    var block: [(card: Int, hash: UInt64)] = []
    let hashes = side.hashes
    for start in stride(from: 0, to: hashes.count, by: 128) {
      block.removeAll(keepingCapacity: true)
      // The table is far larger than a processor's caches. All slots of a block are looked at first,
      // so that the waits for memory overlap.
      var seen: UInt64 = 0
      for card in start..<min(start + 128, hashes.count) {
        let hash = hashes[card]
        guard hash != 0, hash & 1 == bit else { continue }
        seen |= table[firstSlot(hash)]
        block.append((card, hash))
      }
      lookedAt |= seen
      for (card, hash) in block { body(&self, card, hash) }
    }
  }

  private func firstSlot(_ hash: UInt64) -> Int { Int(hash >> 1 & UInt64(table.count - 1)) }

  private func holder(at slot: Int) -> Int { Int(UInt32(truncatingIfNeeded: table[slot])) - 1 }

  private mutating func add(_ holder: Holder, _ hash: UInt64, at slot: Int) {
    holders.append(holder)
    table[slot] = (hash >> 32) << 32 | UInt64(holders.count)
  }

  /// The slot of a card's number, or the free one where it belongs; the table is never full.
  private func slot(of card: Int, _ side: NumberTexts, _ hash: UInt64) -> Int {
    var slot = firstSlot(hash)
    while table[slot] != 0 {
      if table[slot] >> 32 == hash >> 32 {
        let holder = holders[holder(at: slot)]
        let isSame =
          holder.prior >= 0
          ? side.isSame(card, Int(holder.prior), of: prior)
          : side.isSame(card, Int(holder.current), of: current)
        if isSame { break }
      }
      slot = (slot + 1) & (table.count - 1)
    }
    return slot
  }

  private mutating func gatherRepeated() {
    var groups: [Int: RegisterMatch.Group] = [:]
    let empty = RegisterMatch.Group(prior: [], current: [])
    for (card, hash) in prior.hashes.enumerated() where hash != 0 && hash & 1 == bit {
      let holder = holder(at: slot(of: card, prior, hash))
      if holders[holder].isRepeated { groups[holder, default: empty].prior.append(card) }
    }
    for (card, hash) in current.hashes.enumerated() where hash != 0 && hash & 1 == bit {
      let holder = holder(at: slot(of: card, current, hash))
      if holders[holder].isRepeated { groups[holder, default: empty].current.append(card) }
    }
    repeated = Array(groups.values)
  }
}
