/// A running total of decimals that loses nothing, whatever their exponents.
public struct ExactSum: Sendable {
  // One total per exponent: adding never has to line up digits, and nothing can be rounded away.
  @usableFromInline var totals: [Int16: Int128] = [:]
  // Amounts share a few exponents, from 10^-16 to 10^15; those are kept out of the dictionary.
  @usableFromInline var near: [32 of Int128] = .init(repeating: 0)

  /// Nothing added yet: zero.
  public init() {}

  /// Adds one number.
  @inlinable
  public mutating func add(_ number: ExactDecimal) {
    let slot = Int(number.exponent) + 16
    if slot >= 0 && slot < 32 {
      near[slot] += Int128(number.significand)
    } else {
      totals[number.exponent, default: 0] += Int128(number.significand)
    }
  }

  /// Adds what another total holds.
  public mutating func add(_ other: ExactSum) {
    for (exponent, total) in other.totals { totals[exponent, default: 0] += total }
    for slot in 0..<32 { near[slot] += other.near[slot] }
  }

  /// The total in plain digits, without needless zeros.
  public var description: String {
    var parts = totals
    for slot in 0..<32 { parts[Int16(slot - 16)] = near[slot] }
    guard let lowest = parts.filter({ $0.value != 0 }).keys.min() else { return "0" }
    var digits = SignedDigits()
    for (exponent, total) in parts where total != 0 {
      digits.add(total, places: Int(exponent) - Int(lowest))
    }
    return digits.text(exponent: Int(lowest))
  }
}

/// A whole number of any length in base 10^9, least significant limb first; limbs carry their own
/// signs until the text is made.
private struct SignedDigits {
  private static let base: Int128 = 1_000_000_000
  private var limbs: [Int128] = []

  mutating func add(_ value: Int128, places: Int) {
    var shift: Int128 = 1
    for _ in 0..<(places % 9) { shift *= 10 }
    var position = places / 9
    var carry = value
    while carry != 0 {
      while limbs.count <= position { limbs.append(0) }
      limbs[position] += (carry % Self.base) * shift
      carry /= Self.base
      position += 1
    }
  }

  func text(exponent: Int) -> String {
    var normal: [Int128] = []
    var carry: Int128 = 0
    var rest = limbs[...]
    while !rest.isEmpty || (carry != 0 && carry != -1) {
      let value = (rest.popFirst() ?? 0) + carry
      var limb = value % Self.base
      carry = value / Self.base
      if limb < 0 {
        limb += Self.base
        carry -= 1
      }
      normal.append(limb)
    }
    let negative = carry == -1
    if negative {
      // The limbs hold base^n − |value|.
      var borrow: Int128 = 1
      for index in normal.indices {
        let value = Self.base - 1 - normal[index] + borrow
        normal[index] = value % Self.base
        borrow = value / Self.base
      }
      if borrow != 0 { normal.append(borrow) }
    }
    var digits = ""
    for limb in normal.reversed() {
      let piece = String(limb)
      digits += digits.isEmpty ? piece : String(repeating: "0", count: 9 - piece.utf8.count) + piece
    }
    digits = String(digits.drop { $0 == "0" })
    guard !digits.isEmpty else { return "0" }
    return (negative ? "-" : "") + placed(digits, exponent: exponent)
  }

  private func placed(_ digits: String, exponent: Int) -> String {
    if exponent >= 0 { return digits + String(repeating: "0", count: exponent) }
    let whole = digits.utf8.count + exponent
    let (left, right) =
      whole > 0
      ? (String(digits.prefix(whole)), String(digits.dropFirst(whole)))
      : ("0", String(repeating: "0", count: -whole) + digits)
    var fraction = right
    while fraction.last == "0" { fraction.removeLast() }
    return fraction.isEmpty ? left : left + "." + fraction
  }
}
