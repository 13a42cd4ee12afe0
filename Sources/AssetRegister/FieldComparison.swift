import Importing
import Sheets

/// One field of two registers, made comparable: equal texts have equal numbers on both sides.
struct FieldComparison {
  let prior: CardStore.Column
  let current: CardStore.Column
  /// The earlier register's number of each of the later one's texts, −1 where it has none; nil where
  /// texts may have several.
  private let numbers: [Int32]?

  init(prior: CardStore.Column, current: CardStore.Column) {
    self.prior = prior
    self.current = current
    let isSearched = current.holdsAmounts || prior.pool.mayRepeat || current.pool.mayRepeat
    numbers = isSearched ? nil : prior.pool.numbers(of: current.pool)
  }

  /// Whether both cards have the same content, in whatever width and spacing it is written.
  @inline(__always)
  func isEqual(_ priorCard: Int, _ currentCard: Int) -> Bool {
    if current.holdsAmounts { return prior.amounts[priorCard] == current.amounts[currentCard] }
    let (left, right) = (prior.texts[priorCard], current.texts[currentCard])
    let isSame =
      numbers.map { $0[Int(right)] == left } ?? prior.pool.isText(left, right, of: current.pool)
    return isSame || reads(left, right)
  }

  /// Whether either card has nothing in the field.
  func isBlank(_ priorCard: Int, _ currentCard: Int) -> Bool {
    current.holdsAmounts
      ? prior.amounts[priorCard] == CardStore.blank
        || current.amounts[currentCard] == CardStore.blank
      : prior.texts[priorCard] == 0 || current.texts[currentCard] == 0
  }

  private func reads(_ left: Int32, _ right: Int32) -> Bool {
    if prior.kind == .date {
      guard let before = DateText.date(prior.pool.text(left)) else { return false }
      return before == DateText.date(current.pool.text(right))
    }
    if prior.pool.isPlain(left), current.pool.isPlain(right) { return false }
    return folded(prior.pool.text(left)) == folded(current.pool.text(right))
  }
}

/// A field of two registers as a key: the same content gives the same number on both sides.
struct FieldKeys {
  /// The keys of the cards of the earlier register that were asked for; 0 where one has nothing.
  let prior: [Int64]
  /// The keys of those of the later register.
  let current: [Int64]

  /// The keys of some cards of both registers.
  init(_ field: FieldComparison, prior: [Int], current: [Int]) {
    guard !field.prior.holdsAmounts else {
      self.prior = prior.map { field.prior.amounts[$0] }
      self.current = current.map { field.current.amounts[$0] }
      return
    }
    var keys = TextPool(limit: .max)
    self.prior = Self.keys(of: prior, field.prior, in: &keys)
    self.current = Self.keys(of: current, field.current, in: &keys)
  }

  private static func keys(
    of cards: [Int], _ column: CardStore.Column, in keys: inout TextPool
  ) -> [Int64] {
    // What is known of the column's texts, where those are few; 0 for none yet.
    var known = [Int64](repeating: 0, count: column.pool.mayRepeat ? 0 : column.pool.count)
    return cards.map { card in
      let number = column.texts[card]
      if number == 0 { return 0 }
      if Int(number) < known.count, known[Int(number)] != 0 { return known[Int(number)] }
      let key =
        column.foldedText(number).map { Int64(keys.number(of: $0)) }
        ?? Int64(keys.number(of: column.pool, number))
      if Int(number) < known.count { known[Int(number)] = key }
      return key
    }
  }
}

/// Cards that agree in all keys, by one number for those of both registers.
struct BlockNumbers {
  /// The block of each card of the earlier register; −1 where the later one has none such.
  private(set) var prior: [Int]
  /// That of each card of the later one; −1 where its first key, by which the step is named, is blank.
  private(set) var current: [Int]
  /// How many blocks the later register's cards make; they are numbered in its order.
  private(set) var count = 0

  private struct Part: Hashable {
    var block: Int
    var key: Int64
  }

  /// The blocks of the cards that `keys` are of, of which there is at least one.
  init(_ keys: [FieldKeys]) {
    func starts(_ keys: [Int64]) -> [Int] {
      keys.map { $0 == 0 || $0 == CardStore.blank ? -1 : 0 }
    }
    (prior, current) = (starts(keys[0].prior), starts(keys[0].current))
    // Key by key, the cards of a block that have the same one make a block of the next step.
    for key in keys {
      var numbers: [Part: Int] = [:]
      numbers.reserveCapacity(current.count)
      for (index, block) in current.enumerated() where block >= 0 {
        let part = Part(block: block, key: key.current[index])
        current[index] = numbers[part] ?? numbers.count
        numbers[part] = current[index]
      }
      for (index, block) in prior.enumerated() where block >= 0 {
        prior[index] = numbers[Part(block: block, key: key.prior[index])] ?? -1
      }
      count = numbers.count
    }
  }
}

extension CardStore.Column {
  /// The text under `number` as all that means the same is written; nil where it is written so.
  func foldedText(_ number: Int32) -> String? {
    if kind == .date {
      let text = pool.text(number)
      return DateText.date(text)?.description ?? folded(text)
    }
    return pool.isPlain(number) ? nil : folded(pool.text(number))
  }
}
