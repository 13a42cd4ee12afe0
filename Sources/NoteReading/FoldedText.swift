/// A paragraph as it is read: without spaces and quotes, full-width forms narrowed, with the way
/// back to the text as printed.
struct FoldedText: Sendable {
  /// The scalars.
  private(set) var scalars: [Unicode.Scalar] = []
  /// For each scalar its offset in the printed text, in Unicode scalars.
  private(set) var offsets: [Int] = []
  /// How many scalars the printed text has.
  private(set) var printedCount = 0

  init(_ text: String) {
    scalars.reserveCapacity(text.utf8.count / 3)
    offsets.reserveCapacity(text.utf8.count / 3)
    var isSpaced = false
    var offset = 0
    for scalar in text.unicodeScalars {
      defer { offset += 1 }
      if Self.isSpace(scalar) {
        isSpaced = true
        continue
      }
      if Self.isQuote(scalar) { continue }
      let next = Self.narrow(scalar)
      // A space between two numbers keeps them apart.
      if isSpaced, let last = scalars.last, Self.isDigit(last), Self.isDigit(next) {
        scalars.append(" ")
        offsets.append(offset)
      }
      isSpaced = false
      scalars.append(next)
      offsets.append(offset)
    }
    printedCount = offset
  }

  var count: Int { scalars.count }

  /// The range of printed text that a range of scalars stands for.
  func printed(_ range: Range<Int>) -> Range<Int> {
    guard range.lowerBound < count else { return printedCount..<printedCount }
    let end =
      range.upperBound > range.lowerBound
      ? offsets[range.upperBound - 1] + 1 : offsets[range.lowerBound]
    return offsets[range.lowerBound]..<end
  }

  /// Whether `word` stands somewhere in the text.
  ///
  /// The library's search prepares a table for each call, which takes longer than a paragraph does.
  func contains(_ word: [Unicode.Scalar]) -> Bool {
    guard let first = word.first, scalars.count >= word.count else { return word.isEmpty }
    return (0...scalars.count - word.count).contains { start in
      scalars[start] == first && scalars[start..<start + word.count].elementsEqual(word)
    }
  }

  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0d, 0x20, 0xa0, 0xad, 0x2000...0x200f, 0x2028...0x202f, 0x2060, 0x3000, 0xfeff:
      true
    default: false
    }
  }

  private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x22, 0x27, 0x2018...0x201f, 0x300c...0x300f: true
    default: false
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xff01...0xff5e: return Unicode.Scalar(scalar.value - 0xfee0) ?? scalar
    case 0x3010, 0x3014, 0x3016: return "("
    case 0x3011, 0x3015, 0x3017: return ")"
    case 0x2010...0x2012, 0x2212, 0xfe63: return "-"
    case 0x2236, 0xfe55: return ":"
    case 0xfe6a: return "%"
    default: return scalar
    }
  }
}
