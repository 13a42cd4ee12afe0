import Documents
import Localization
import Sheets
import XMLScan
import Zip

/// The list numbering of a document: what stands before the paragraphs of a list.
struct NumberingPart {
  /// One level of a list.
  struct Level {
    var format = "decimal"
    var text = ""
    var start = 1
  }

  /// The levels by the number of the list and the depth in it.
  private var levels: [String: [Int: Level]] = [:]
  /// How far each list has counted, by level.
  private var counts: [String: [Int: Int]] = [:]

  /// Reads the part; a document without one has no numbered lists.
  init(_ archive: ZipArchive, part: String, path: String, limits: ReadLimits) throws(ReadError) {
    guard let source = try archive.open(part) else { return }
    let place = Place(file: path, spot: .part(part, byte: nil))
    var scanner = try XMLScanner(source, place: place, limits: limits)
    var abstract: [String: [Int: Level]] = [:]
    var list: String?
    var owner: String?
    var level = 0
    while true {
      switch try scanner.next() {
      case .start where scanner.isNamed("abstractNum"):
        owner = try scanner.attribute("abstractNumId")
      case .start where scanner.isNamed("lvl"):
        level = Int(try scanner.attribute("ilvl") ?? "") ?? 0
        if let owner { abstract[owner, default: [:]][level] = Level() }
      case .start where scanner.isNamed("start"):
        if let owner, let start = Int(try scanner.attribute("val") ?? "") {
          abstract[owner]?[level]?.start = start
        }
      case .start where scanner.isNamed("numFmt"):
        if let owner { abstract[owner]?[level]?.format = try scanner.attribute("val") ?? "decimal" }
      case .start where scanner.isNamed("lvlText"):
        if let owner { abstract[owner]?[level]?.text = try scanner.attribute("val") ?? "" }
      case .start where scanner.isNamed("num"):
        list = try scanner.attribute("numId")
        owner = nil
      case .start where scanner.isNamed("abstractNumId"):
        if let list, let id = try scanner.attribute("val") { levels[list] = abstract[id] }
      case .finished: return
      default: break
      }
    }
  }

  /// The number of the next paragraph of `list` at `depth`, such as `（一）`; empty for bullets.
  mutating func next(list: String, depth: Int) -> String {
    guard let level = levels[list]?[depth] else { return "" }
    let count = (counts[list]?[depth] ?? level.start - 1) + 1
    counts[list, default: [:]][depth] = count
    // Deeper levels begin anew.
    for deeper in depth + 1..<10 { counts[list]?[deeper] = nil }
    guard level.format != "bullet", level.format != "none" else { return "" }
    var text = level.text
    for other in 0...max(0, depth) {
      let number = counts[list]?[other] ?? levels[list]?[other]?.start ?? 1
      let format = levels[list]?[other]?.format ?? "decimal"
      text = text.replacing("%\(other + 1)", with: Self.numeral(number, format: format))
    }
    return text
  }

  private static func numeral(_ number: Int, format: String) -> String {
    switch format {
    case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
      "ideographDigital", "chineseLegalSimplified":
      chinese(number)
    case "lowerLetter":
      (1...26).contains(number) ? String(UnicodeScalar(UInt8(96 + number))) : "\(number)"
    case "upperLetter":
      (1...26).contains(number) ? String(UnicodeScalar(UInt8(64 + number))) : "\(number)"
    default: "\(number)"
    }
  }

  private static func chinese(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    switch number {
    case 1...9: return digits[number]
    case 10...19: return "十" + digits[number - 10]
    case 20...99: return digits[number / 10] + "十" + digits[number % 10]
    default: return "\(number)"
    }
  }
}
