import Importing
import Sheets

/// One field of two registers, made comparable: equal texts have equal numbers on both sides.
struct FieldComparison {
  private let prior: CardStore.Column
  private let current: CardStore.Column
  /// The earlier register's number of each of the later one's texts; −1 where it has none.
  private let numbers: [Int32]

  init(prior: CardStore.Column, current: CardStore.Column) {
    self.prior = prior
    self.current = current
    numbers = current.holdsAmounts ? [] : prior.pool.numbers(of: current.pool)
  }

  /// Whether both cards have the same content, in whatever width and spacing it is written.
  @inline(__always)
  func isEqual(_ priorCard: Int, _ currentCard: Int) -> Bool {
    if current.holdsAmounts { return prior.amounts[priorCard] == current.amounts[currentCard] }
    let (left, right) = (prior.texts[priorCard], current.texts[currentCard])
    return numbers[Int(right)] == left || reads(left, right)
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
  /// Each card's key in the earlier register; 0 where it has nothing.
  private(set) var prior: [Int64]
  /// Each card's key in the later register.
  private(set) var current: [Int64]

  init(prior: CardStore.Column, current: CardStore.Column) {
    guard !prior.holdsAmounts else {
      self.prior = prior.amounts
      self.current = current.amounts
      return
    }
    var pool = prior.pool
    let left = Self.canonical(prior, in: &pool)
    // The later register's texts come into the same pool.
    let right = Self.canonical(current, in: &pool)
    self.prior = prior.texts.map { left[Int($0)] }
    self.current = current.texts.map { right[Int($0)] }
  }

  private static func canonical(_ column: CardStore.Column, in pool: inout TextPool) -> [Int64] {
    (0..<Int32(column.pool.count)).map { number in
      if column.kind == .date {
        guard number > 0 else { return 0 }
        let text = column.pool.text(number)
        let date = DateText.date(text)
        return Int64(pool.number(of: date?.description ?? folded(text)))
      }
      if column.pool.isPlain(number) { return Int64(pool.number(of: column.pool, number)) }
      return Int64(pool.number(of: folded(column.pool.text(number))))
    }
  }
}
