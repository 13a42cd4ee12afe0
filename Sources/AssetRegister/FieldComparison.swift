import Importing
import Sheets

/// One field of two registers, made comparable: equal texts have equal numbers on both sides.
struct FieldComparison {
  fileprivate let prior: CardStore.Column
  fileprivate let current: CardStore.Column
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
  /// Each card's key in the earlier register; 0 where it has nothing or is not asked for.
  private(set) var prior: [Int64]
  /// Each card's key in the later register.
  private(set) var current: [Int64]

  /// The keys of the cards that are single so far.
  init(_ field: FieldComparison, _ match: RegisterMatch) {
    let (prior, current) = (field.prior, field.current)
    guard !prior.holdsAmounts else {
      self.prior = prior.amounts
      self.current = current.amounts
      return
    }
    var keys = TextPool(limit: .max)
    self.prior = Self.keys(prior, match.prior, in: &keys)
    self.current = Self.keys(current, match.current, in: &keys)
  }

  private static func keys(
    _ column: CardStore.Column, _ side: RegisterMatch.Side, in keys: inout TextPool
  ) -> [Int64] {
    var known = [Int64](repeating: -1, count: column.pool.count)
    known[0] = 0
    return column.texts.enumerated().map { card, number in
      guard side.standing[card] == .single else { return 0 }
      if known[Int(number)] < 0 { known[Int(number)] = key(number, of: column, in: &keys) }
      return known[Int(number)]
    }
  }

  private static func key(
    _ number: Int32, of column: CardStore.Column, in keys: inout TextPool
  ) -> Int64 {
    if column.kind == .date {
      let text = column.pool.text(number)
      return Int64(keys.number(of: DateText.date(text)?.description ?? folded(text)))
    }
    if column.pool.isPlain(number) { return Int64(keys.number(of: column.pool, number)) }
    return Int64(keys.number(of: folded(column.pool.text(number))))
  }
}
