internal import Decimals

/// The bytes of a part of a workbook, as they are put together.
struct Markup {
  private(set) var bytes: [UInt8] = []

  /// The line that begins every part.
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  /// No bytes.
  init() {}

  /// A part that begins with its declaration and `start`.
  init(part start: String) {
    add(Self.declaration)
    add(start)
  }

  /// Forgets the bytes, for the next piece of the same part.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Adds markup as it stands.
  mutating func add(_ markup: String) { append(markup) }

  /// Adds markup that never changes, as it stands.
  mutating func tag(_ markup: StaticString) {
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  private mutating func append(_ text: String) {
    let source = text.utf8.span
    unsafe source.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Adds bytes of markup as they stand.
  mutating func add(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }

  /// Adds the content of an element.
  mutating func add(text: String) {
    add(
      text,
      escaping: {
        $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
      })
  }

  /// Adds the value of an attribute in double quotes.
  mutating func add(value: String) {
    add(
      value,
      escaping: {
        $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
          || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
      })
  }

  @inline(__always)
  private mutating func add(_ text: String, escaping isSpecial: (UInt8) -> Bool) {
    let source = text.utf8.span
    var isPlain = true
    for index in source.indices where isSpecial(source[index]) {
      isPlain = false
      break
    }
    guard !isPlain else {
      append(text)
      return
    }
    for index in source.indices {
      let byte = source[index]
      guard isSpecial(byte) else {
        bytes.append(byte)
        continue
      }
      switch byte {
      case UInt8(ascii: "&"): add("&amp;")
      case UInt8(ascii: "<"): add("&lt;")
      case UInt8(ascii: ">"): add("&gt;")
      case UInt8(ascii: "\""): add("&quot;")
      default: add("&#xA;")
      }
    }
  }

  /// Adds a whole number that is not negative.
  mutating func add(_ number: Int) {
    guard number > 9 else {
      bytes.append(UInt8(ascii: "0") + UInt8(number))
      return
    }
    var divisor = 10
    while number / divisor > 9 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// Adds a number in the shortest way, which spreadsheet programs read back as the same number.
  mutating func add(_ number: ExactDecimal) {
    if number.significand < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = number.significand.magnitude
    let digits = decimalDigits(magnitude)
    // Where the point stands, counted from the first digit.
    let point = digits + Int(number.exponent)
    // As `%G` of 16 digits has it: beyond them, and below 0.0001, with a power of ten.
    guard (-3...16).contains(point) else {
      add(digits: magnitude, count: digits, point: 1)
      let power = point - 1
      add(power < 0 ? "E-" : "E+")
      if abs(power) < 10 { bytes.append(UInt8(ascii: "0")) }
      add(abs(power))
      return
    }
    if point <= 0 {
      add("0.")
      for _ in point..<0 { bytes.append(UInt8(ascii: "0")) }
      add(digits: magnitude, count: digits, point: digits)
    } else {
      add(digits: magnitude, count: digits, point: point)
    }
  }

  private func decimalDigits(_ magnitude: UInt64) -> Int {
    var (count, limit): (Int, UInt64) = (1, 10)
    while count < 19, magnitude >= limit {
      count += 1
      limit *= 10
    }
    return count
  }

  // Writes the digits with a point after the first `point` of them, zeros where there are none.
  private mutating func add(digits magnitude: UInt64, count: Int, point: Int) {
    var divisor: UInt64 = 1
    for _ in 1..<count { divisor *= 10 }
    for index in 0..<count {
      if index == point { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(magnitude / divisor % 10))
      divisor /= 10
    }
    for _ in count..<max(count, point) { bytes.append(UInt8(ascii: "0")) }
  }

  /// Adds a width, a height or a margin, to nine places.
  mutating func add(_ measure: Double) {
    add(ExactDecimal(significand: Int64((measure * 1e9).rounded()), exponent: -9))
  }
}
