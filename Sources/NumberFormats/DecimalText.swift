import Decimals

/// The digits of a number, for writing it with so many places; rounded half away from zero.
struct DecimalText {
  /// The digits from the first that is not zero, as values 0 to 9.
  private var digits: [UInt8]
  /// The power of ten of the digit behind the last one.
  private var exponent: Int

  /// The magnitude of `value`, with the 15 significant digits that spreadsheets show.
  init(_ value: ExactDecimal) {
    digits = String(value.significand.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
    exponent = Int(value.exponent)
    if value == .zero { digits = [] }
    if digits.count > 15 { self = rounded(toPower: exponent + digits.count - 15) }
  }

  var isZero: Bool { digits.isEmpty }

  /// The power of ten of the first digit: 2 for 123.
  var leadingPower: Int { exponent + digits.count - 1 }

  mutating func multiply(byPowerOfTen power: Int) { exponent += power }

  /// The number rounded to a multiple of 10^power.
  func rounded(toPower power: Int) -> DecimalText {
    var result = self
    let drop = power - exponent
    guard drop > 0 else { return result }
    guard drop <= digits.count else {
      result.digits = []
      return result
    }
    let up = digits[digits.count - drop] >= 5
    result.digits.removeLast(drop)
    result.exponent = power
    guard up else {
      return result
    }
    var index = result.digits.count - 1
    while index >= 0 {
      if result.digits[index] < 9 {
        result.digits[index] += 1
        return result
      }
      result.digits[index] = 0
      index -= 1
    }
    result.digits.insert(1, at: 0)
    return result
  }

  /// The digits before the point, without leading zeros, and exactly `places` behind it.
  func fixed(_ places: Int) -> (whole: [UInt8], fraction: [UInt8]) {
    let number = rounded(toPower: -places)
    var all = number.digits
    let shift = number.exponent + places
    if !all.isEmpty { all.append(contentsOf: repeatElement(0, count: max(0, shift))) }
    if all.count < places {
      all.insert(contentsOf: repeatElement(0, count: places - all.count), at: 0)
    }
    let split = all.count - places
    var whole = Array(all[..<split])
    while whole.first == 0 { whole.removeFirst() }
    return (whole, Array(all[split...]))
  }
}

func digitText(_ digits: some Sequence<UInt8>) -> String {
  String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
}
