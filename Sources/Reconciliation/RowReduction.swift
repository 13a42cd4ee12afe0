/// A row of a sparse system modulo the prime 2⁶¹ − 1.
struct SparseRow {
  /// A value that is not 0, and its column.
  struct Entry {
    var column: Int
    var value: UInt64
  }

  /// The entries, in the order of their columns.
  private(set) var entries: [Entry]

  /// The row with one entry.
  init(_ value: UInt64, at column: Int) { entries = [Entry(column: column, value: value)] }

  /// The row in which the values of each column of `parts` are added up.
  init(adding parts: [Entry]) {
    entries = []
    for part in parts.sorted(by: { $0.column < $1.column }) where part.value != 0 {
      if let last = entries.last, last.column == part.column {
        entries.removeLast()
        let sum = PrimeField.sum(last.value, part.value)
        if sum != 0 { entries.append(Entry(column: part.column, value: sum)) }
      } else {
        entries.append(part)
      }
    }
  }

  /// Multiplies every value by `factor`, which is not 0.
  mutating func scale(by factor: UInt64) {
    for index in entries.indices {
      entries[index].value = PrimeField.product(entries[index].value, factor)
    }
  }

  /// Adds `factor` times another row; `space` is what the sum is built in.
  mutating func add(_ other: SparseRow, times factor: UInt64, space: inout [Entry]) {
    space.removeAll(keepingCapacity: true)
    var own = 0
    var others = 0
    while own < entries.count, others < other.entries.count {
      let left = entries[own]
      let right = other.entries[others]
      if left.column < right.column {
        space.append(left)
        own += 1
      } else {
        others += 1
        let product = PrimeField.product(right.value, factor)
        if left.column > right.column {
          space.append(Entry(column: right.column, value: product))
        } else {
          own += 1
          let sum = PrimeField.sum(left.value, product)
          if sum != 0 { space.append(Entry(column: left.column, value: sum)) }
        }
      }
    }
    space += entries[own...]
    for right in other.entries[others...] {
      space.append(
        Entry(column: right.column, value: PrimeField.product(right.value, factor)))
    }
    swap(&entries, &space)
  }
}

/// Rows brought to echelon form, with what each came from.
struct RowReduction {
  /// A reduced row, whose first value is 1, with the combination of the given rows that it is.
  private struct Pivot {
    var row: SparseRow
    var parts: SparseRow
  }

  /// How many of the rows are independent.
  private(set) var rank = 0
  /// The combinations of the given rows that vanish.
  private(set) var dependencies: [SparseRow] = []
  // By the column of their first value.
  private var pivots: [Pivot?]

  /// Reduces `rows`, whose columns are below `columns`.
  init(_ rows: [SparseRow], columns: Int) {
    pivots = Array(repeating: nil, count: columns)
    var space: [SparseRow.Entry] = []
    for (index, given) in rows.enumerated() {
      var row = given
      var parts = SparseRow(1, at: index)
      while let first = row.entries.first {
        guard let pivot = pivots[first.column] else {
          let inverse = PrimeField.inverse(first.value)
          row.scale(by: inverse)
          parts.scale(by: inverse)
          pivots[first.column] = Pivot(row: row, parts: parts)
          rank += 1
          break
        }
        let factor = PrimeField.negative(first.value)
        row.add(pivot.row, times: factor, space: &space)
        parts.add(pivot.parts, times: factor, space: &space)
      }
      if row.entries.isEmpty { dependencies.append(parts) }
    }
  }

  /// The columns that stand alone in a fully reduced row, with the given rows that show it.
  var forced: [(column: Int, parts: [Int])] {
    var reduced = pivots
    var space: [SparseRow.Entry] = []
    for column in pivots.indices.reversed() {
      guard var pivot = pivots[column] else { continue }
      for entry in pivot.row.entries.dropFirst() {
        guard let other = reduced[entry.column] else { continue }
        let factor = PrimeField.negative(entry.value)
        pivot.row.add(other.row, times: factor, space: &space)
        pivot.parts.add(other.parts, times: factor, space: &space)
      }
      reduced[column] = pivot
    }
    return reduced.indices.compactMap { column in
      guard let pivot = reduced[column], pivot.row.entries.count == 1 else { return nil }
      return (column, pivot.parts.entries.map(\.column))
    }
  }
}

/// Arithmetic modulo the prime 2⁶¹ − 1.
enum PrimeField {
  static let prime: UInt64 = (1 << 61) - 1

  static func element(_ value: Int64) -> UInt64 {
    let magnitude = value.magnitude % prime
    return value < 0 ? negative(magnitude) : magnitude
  }

  static func negative(_ value: UInt64) -> UInt64 { value == 0 ? 0 : prime - value }

  static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let sum = left + right
    return sum >= prime ? sum - prime : sum
  }

  static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    // 2⁶¹ is 1 here: the bits from the 61st up are added to those below.
    return sum(low & prime, high << 3 | low >> 61)
  }

  /// The inverse, by Fermat: value to the power of prime − 2.
  static func inverse(_ value: UInt64) -> UInt64 {
    // Most coefficients are 1 or −1, which are their own inverses.
    if value == 1 || value == prime - 1 { return value }
    var result: UInt64 = 1
    var base = value
    var exponent = prime - 2
    while exponent > 0 {
      if exponent & 1 == 1 { result = product(result, base) }
      base = product(base, base)
      exponent >>= 1
    }
    return result
  }
}
