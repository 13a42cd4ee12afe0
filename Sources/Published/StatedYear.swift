import Importing
public import Localization
public import Sheets

/// The budget year that a sheet states about itself, and by which words.
public struct StatedYear: Sendable, Hashable {
  /// The budget year.
  public var year: Int
  /// The words.
  public var words: String
  /// Where they stand.
  public var place: Place

  /// The same as evidence.
  public var evidence: Message {
    Message(
      zh: "\(place) 写有“\(trimmed(words))”，是 \(year) 年度的",
      en: "\(place) says “\(trimmed(words))”: of \(year)")
  }

  /// What `sheet` states above and in its header; nil where it states no year, or several alike.
  ///
  /// - Parameters:
  ///   - header: the rows of the header; without one the first rows are looked at.
  ///   - title: the printed title, whose year goes before all others.
  public init?(_ sheet: Sheet, header: ClosedRange<Int>?, title: String? = nil) {
    let first = sheet.cells.first?.address.row ?? 0
    let last = header?.upperBound ?? first + Self.front
    let cells = sheet.cells.prefix { $0.address.row <= last }
    var found: [(year: Int, weight: Int, cell: Cell)] = []
    for cell in cells {
      guard case .text(let text) = cell.value, text.count <= 60 else { continue }
      let plain = folded(text)
      let isHeading = header?.contains(cell.address.row) ?? false
      for year in Self.years(in: plain) {
        let weight = text == title ? 4 : isHeading ? 1 : 2
        found.append((year, weight, cell))
      }
    }
    // Headings name the year before beside the year itself.
    let top = found.map(\.weight).max()
    let best = found.filter { $0.weight == top }
    guard let year = best.map(\.year).max(),
      let cell = best.first(where: { $0.year == year })?.cell,
      top == 1 || Set(best.map(\.year)).count == 1
    else { return nil }
    self.init(year: year, words: cell.text, place: sheet.place(cell.address))
  }

  private init(year: Int, words: String, place: Place) {
    self.year = year
    self.words = words
    self.place = place
  }

  private static let front = 6

  /// The budget years that any text names.
  public static func years(named text: String) -> [Int] { years(in: folded(text)) }

  /// The budget years that a folded text names; what is as of a day, such as a register of the end of
  /// 2019, is of the budget of the year after.
  private static func years(in plain: String) -> [Int] {
    let isAsOf = ["年末", "年底", "截至", "截止"].contains(where: plain.contains)
    var years = Names.years(in: plain)
    if let colon = plain.firstIndex(of: ":"), plain[..<colon].hasSuffix("年度"),
      let year = Int(plain[plain.index(after: colon)...].prefix(4)), (2000...2100).contains(year),
      !years.contains(year)
    {
      years.append(year)
    }
    return years.map { isAsOf ? $0 + 1 : $0 }
  }
}
