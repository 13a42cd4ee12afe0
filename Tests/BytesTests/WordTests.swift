import Bytes
import TestKit
import Testing

@Suite struct WordTests {
  @Test func `eight bytes give their leading digits, whatever follows`() {
    // Every byte behind every number of digits, and digits of every value.
    for count in 0...8 {
      let text = Array("90817263".utf8.prefix(count))
      let value = text.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - 0x30) }
      for byte in UInt8.min...UInt8.max where count == 8 || !(0x30...0x39).contains(byte) {
        let bytes = text + Array(repeating: byte, count: 16)
        let found = bytes.span.digits(at: 0)
        #expect(found == (count, value), "\(count) digits before \(byte)")
      }
    }
    #expect(Array("x12345678".utf8).span.digits(at: 1) == (8, 12_345_678))
  }

  @Test func `up to seven bytes make one word, and no two texts of a length the same`() {
    for count in 0..<8 {
      let zeros = [UInt8](repeating: 0, count: count)
      var seen: Set = [zeros.span.shortWord]
      for index in 0..<count {
        for byte in 1...UInt8.max {
          var bytes = zeros
          bytes[index] = byte
          let isNew = seen.insert(bytes.span.shortWord).inserted
          #expect(isNew, "\(bytes)")
        }
      }
    }
  }

  @Test func `room in huge pages keeps what an array has`() {
    var numbers = Array(0..<1000)
    numbers.reserveInHugePages(1_000_000)
    #expect(numbers.capacity >= 1_000_000)
    numbers.append(contentsOf: 1000..<1_000_000)
    #expect(numbers.elementsEqual(0..<1_000_000))
    #expect([UInt8](inHugePages: 7, count: 5 << 20).allSatisfy { $0 == 7 })
    #expect([UInt8](inHugePages: 7, count: 0).isEmpty)
  }

  @Test func `a run of ASCII ends at the first byte beyond it, wherever that stands`() {
    for count in 0..<80 {
      for length in count..<80 {
        var bytes = [UInt8](repeating: 0x61, count: 80)
        bytes[length] = 0xe4
        let end = bytes.span.asciiEnd(count, 80)
        #expect(end == length)
      }
      let plain = [UInt8](repeating: 0x7f, count: 80)
      let end = plain.span.asciiEnd(count, 79)
      #expect(end == 79)
    }
  }

  @Test func `the first of three bytes is found, whatever stands around it`() {
    for byte in UInt8.min...UInt8.max where ![0x3c, 0x26, 0x0d].contains(byte) {
      for mark in [0x3c, 0x26, 0x0d] as [UInt8] {
        for place in 0..<20 {
          var bytes = [UInt8](repeating: byte, count: 20)
          bytes[place] = mark
          let found = bytes.span.index(of: 0x3c, 0x26, 0x0d, from: 0)
          #expect(found == place)
        }
      }
      let none = [byte, byte]
      let found = none.span.index(of: 0x3c, 0x26, 0x0d, from: 1)
      #expect(found == 2)
    }
  }

  @Test(
    arguments: [
      ("0", false, 0, 1, 0, 1), ("-12.50x", true, 1250, 2, 2, 6),
      ("1234567890123456.789", false, 1_234_567_890_123_456_789, 16, 3, 20),
      ("12345678901234567", false, 1_234_567_890_123_456, 16, 0, 16),
      ("1.1234567890123456", false, 11_234_567_890_123_456, 1, 16, 18), ("007", false, 7, 3, 0, 3),
    ] as [(String, Bool, UInt64, Int, Int, Int)])
  func `a plain number gives its digits, its places and its end`(
    text: String, isNegative: Bool, magnitude: UInt64, whole: Int, places: Int, end: Int
  ) throws {
    let bytes = Array((text + String(repeating: "<", count: PlainNumber.room)).utf8)
    let found = bytes.span.plainNumber(at: 0)
    let number = try #require(found)
    #expect(number.isNegative == isNegative)
    #expect(number.magnitude == magnitude)
    #expect((number.wholeDigits, number.places, number.end) == (whole, places, end))
  }

  @Test(arguments: ["x", "-", ".5", "5.", "1234567890123456.1234", "+1", ""])
  func `what is no plain number of nineteen digits is none`(text: String) {
    let bytes = Array((text + String(repeating: ",", count: PlainNumber.room)).utf8)
    let number = bytes.span.plainNumber(at: 0)
    #expect(number == nil)
  }

  @Test func `a number whose end is known gives its value without the zeros at its end`() {
    var random = SeededRandom(seed: 12)
    let signs = Array("0123456789.-x".utf8)
    for _ in 0..<20_000 {
      let likely = Int.random(in: 0..<20, using: &random) == 0 ? signs : Array(signs.prefix(10))
      var text = (0..<Int.random(in: 1...18, using: &random)).map { _ in
        likely.randomElement(using: &random) ?? 0
      }
      if Bool.random(using: &random) { text.insert(0x2e, at: text.count / 2) }
      if Bool.random(using: &random) { text.insert(0x2d, at: 0) }
      let zeros = Int.random(in: 0...5, using: &random)
      text.replaceSubrange(
        max(0, text.count - zeros)..., with: repeatElement(0x30, count: min(zeros, text.count)))
      let before = [UInt8](repeating: 0x39, count: Int.random(in: 0...20, using: &random))
      let bytes = before + text + Array("9.".utf8)
      let result = bytes.span.shortenedNumber(in: before.count..<before.count + text.count)
      let expected = Self.number(text)
      let shown = String(decoding: text, as: UTF8.self)
      guard case .number(let found) = result else {
        if case .other = result {
          #expect(expected == nil, "\(shown)")
          continue
        }
        let isLeft =
          text.drop { $0 == 0x2d }.count > 16 || before.count + text.count < 8
          || text.filter { $0 != 0x2e }.suffix(8).elementsEqual(repeatElement(0x30, count: 8))
        #expect(expected == nil || isLeft, "\(shown)")
        continue
      }
      let shape = (found.isNegative, found.magnitude, found.wholeDigits, found.places)
      #expect(expected.map { $0 == shape } ?? false, "\(shown)")
      #expect(found.end == before.count + text.count)
    }
  }

  /// What `text` is, read digit by digit.
  private static func number(
    _ text: [UInt8]
  ) -> (isNegative: Bool, magnitude: UInt64, wholeDigits: Int, places: Int)? {
    let isNegative = text.first == 0x2d
    let parts = text.dropFirst(isNegative ? 1 : 0).split(
      separator: 0x2e, omittingEmptySubsequences: false)
    guard parts.count <= 2,
      parts.allSatisfy({ part in
        !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) }
      })
    else { return nil }
    var magnitude = parts.joined().reduce(UInt64(0)) { $0 &* 10 &+ UInt64($1 - 0x30) }
    var places = parts.count == 2 ? parts[1].count : 0
    if magnitude == 0 { places = 0 }
    while magnitude != 0, magnitude % 10 == 0 { (magnitude, places) = (magnitude / 10, places - 1) }
    return (isNegative, magnitude, parts[0].count, places)
  }

  @Test func `marked bytes are found one after the other, wherever they stand`() {
    var random = SeededRandom(seed: 13)
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in
        Bool.random(using: &random) ? UInt8.random(in: 0...255, using: &random) : 0xe4
      }
      let isMarked = bytes.map { $0 < 0x20 || [0x2c, 0x22, 0xff].contains($0) }
      var marks = MarkedBytes(controlsOr: 0x2c, 0x22, 0xff, in: bytes.span)
      var index = 0
      while index < count {
        let expected = isMarked[index...].firstIndex(of: true) ?? count
        let found = marks.next(from: index, in: bytes.span)
        #expect(found == expected)
        index = found + (Int.random(in: 0...9, using: &random) == 0 ? 70 : 1)
      }
    }
  }

  @Test func `UTF-8 is told from what is not as Swift's own decoder does`() {
    var random = SeededRandom(seed: 11)
    let words = "甲乙丙丁,12345678.90,中a文b。社会保障\u{800}\u{ffff}é\u{10348}和就业支出\n"
    let text = Array((words + String(repeating: "（项目）1234,", count: 12) + words).utf8)
    for _ in 0..<20_000 {
      var bytes = Array(text.dropFirst(Int.random(in: 0...80, using: &random)))
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 1...40, using: &random)) }
      var validator = UTF8Validator()
      let bad = validator.firstInvalid(in: bytes.span, 0..<bytes.count)
      let isValid = bad == nil && validator.isComplete
      #expect(isValid == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
      // In two pieces it is the same.
      let cut = Int.random(in: 0...bytes.count, using: &random)
      var halves = UTF8Validator()
      let first = halves.firstInvalid(in: bytes.span, 0..<cut)
      #expect(first ?? halves.firstInvalid(in: bytes.span, cut..<bytes.count) == bad)
      if isValid {
        #expect(halves.multibyteSequences == validator.multibyteSequences)
        let sequences = String(decoding: bytes, as: UTF8.self).unicodeScalars
          .filter { !$0.isASCII }.count
        #expect(validator.multibyteSequences == sequences)
      }
    }
  }
}
