import Budget
import Importing
import Localization
import Profiles
import Sheets

/// What the texts around one table say, held against the workbook and the table: the year and the
/// body in the lines above it, the note below a table without data.
struct TableTexts {
  let profile: Profile
  let site: TableSite
  let blocks: [TableReader.ReadBlock]
  /// The workbook's year; nil where it states none.
  let year: Int?
  /// The workbook's body; nil where it states none.
  let unitName: String?

  private var sheet: Sheet { site.region.sheet }

  /// What does not agree.
  var notes: [PublishedNote] { years + body + emptiness }

  // MARK: Above the header

  private var preamble: [Cell] {
    sheet.cells.prefix { $0.address.row < site.binding.rows.lowerBound }.filter(\.isText)
  }

  private var years: [PublishedNote] {
    guard let year else { return [] }
    return preamble.compactMap { cell in
      let plain = folded(cell.text)
      let stated = Names.years(in: plain) + Self.labelledYears(plain)
      if let broken = Self.brokenYear(in: plain) {
        return note(
          "broken-year", .error, cell,
          Message(
            zh: "“\(broken)年”不是年度；应为 \(year) 年",
            en: "“\(broken)年” is no year; it should be \(year)"))
      }
      // The day of a register and last year's columns name other years with right.
      guard !stated.isEmpty, !stated.contains(year),
        !["截至", "截止", "上年", "日"].contains(where: plain.contains)
      else { return nil }
      return note(
        "other-year", .error, cell,
        Message(
          zh: "《\(site.table.title)》写的是 \(stated[0]) 年，工作簿是 \(year) 年的；请改正，或检查是否放错了表",
          en:
            "“\(site.table.title)” says \(stated[0]), the workbook is of \(year); correct it, or see whether it is another year's table"
        ))
    }
  }

  private var body: [PublishedNote] {
    guard let unitName else { return [] }
    var above = sheet
    above.cells = preamble
    guard let own = Preamble([above]).unitName else { return [] }
    let (left, right) = (folded(own), folded(unitName))
    // A short name, and one with 本级 behind it, are the same body's.
    guard !left.contains(right), !right.contains(left) else { return [] }
    guard let cell = above.cells.first(where: { folded($0.text).contains(left) }) else { return [] }
    return [
      note(
        "other-body", .warning, cell,
        Message(
          zh: "《\(site.table.title)》写的是“\(own)”，其他各表是“\(unitName)”；请改正，或检查是否放错了表",
          en:
            "“\(site.table.title)” names “\(own)”, the other tables “\(unitName)”; correct it, or see whether it is another body's table"
        ))
    ]
  }

  /// `预算年度：2020`, which has no 年 behind it.
  private static func labelledYears(_ plain: String) -> [Int] {
    guard let colon = plain.firstIndex(of: ":"), plain[..<colon].hasSuffix("年度"),
      let year = Int(plain[plain.index(after: colon)...].prefix(4)), (2000...2100).contains(year)
    else { return [] }
    return [year]
  }

  /// The digits of `202年` or `预算年度：202`, which lost one, or of `20211年`.
  private static func brokenYear(in plain: String) -> Substring? {
    var rest = plain[...]
    if let colon = plain.firstIndex(of: ":"), plain[..<colon].hasSuffix("年度") {
      let digits = plain[plain.index(after: colon)...].prefix { ("0"..."9").contains($0) }
      if digits.hasPrefix("20"), [3, 5].contains(digits.count) { return digits }
    }
    while let mark = rest.firstIndex(of: "年") {
      let before = rest[..<mark]
      let start = before.lastIndex { !("0"..."9").contains($0) }
      let digits = start.map { before[before.index(after: $0)...] } ?? before
      if digits.hasPrefix("20"), [3, 5].contains(digits.count) { return digits }
      rest = rest[rest.index(after: mark)...]
    }
    return nil
  }

  // MARK: Tables without data

  private var emptiness: [PublishedNote] {
    let figures = blocks.flatMap(\.figures)
    // What could not be read is neither data nor none.
    guard !figures.contains(where: { if case .missing = $0.value.state { true } else { false } })
    else { return [] }
    let remarks = remarks
    guard figures.allSatisfy({ $0.value.shown.atoms == 0 }) else {
      return remarks.filter(saysEmpty).map { remark in
        note(
          "note-of-emptiness", .error, remark,
          Message(
            zh: "《\(site.table.title)》有数据，表下却说没有；请删去这句说明，或检查数据",
            en:
              "“\(site.table.title)” has data, but the note below says that it has none; remove the note, or check the data"
          ))
      }
    }
    guard !remarks.isEmpty else {
      // Zeros that are printed row by row are data.
      let printed = figures.filter { $0.value.state == .value && !isTotal($0.key) }
      guard printed.isEmpty else { return [] }
      return [
        PublishedNote(
          kind: "empty-without-note", severity: .warning, verdict: .mismatch,
          place: sheet.place(site.address),
          message: Message(
            zh: "《\(site.table.title)》没有数据，也没有说明；没有数据的表应列出空表并在表下说明",
            en:
              "“\(site.table.title)” has no data and no note; a table without data is published empty, with a note below it"
          ), raw: site.table.key)
      ]
    }
    return remarks.flatMap { wrongFund($0) + wrongYear($0) }
  }

  /// The texts below the header that speak of the table as a whole.
  private var remarks: [Cell] {
    sheet.cells.filter { cell in
      guard cell.isText, cell.address.row > site.binding.rows.upperBound else { return false }
      let plain = folded(cell.text)
      return plain.hasPrefix("注") || plain.hasPrefix("说明:") || saysEmpty(cell)
    }
  }

  private func saysEmpty(_ cell: Cell) -> Bool {
    profile.saysEmpty(cell.text)
  }

  private func wrongFund(_ remark: Cell) -> [PublishedNote] {
    let funds = Set(profile.vocabulary.subjects.compactMap(\.fund)).sorted()
    func named(_ text: String) -> [String] { funds.filter { folded(text).contains(folded($0)) } }
    let wanted = named(site.table.title)
    let stated = named(remark.text)
    guard wanted.count == 1, !stated.isEmpty, !stated.contains(wanted[0]) else { return [] }
    return [
      note(
        "empty-note-fund", .error, remark,
        Message(
          zh: "《\(site.table.title)》的空表说明写的是“\(stated[0])”，应为“\(wanted[0])”",
          en:
            "the note below the empty “\(site.table.title)” names “\(stated[0])”; it should be “\(wanted[0])”"
        ))
    ]
  }

  private func wrongYear(_ remark: Cell) -> [PublishedNote] {
    let stated = Names.years(in: folded(remark.text))
    // 上年末 and the like stand in notes about assets.
    guard let year, let other = stated.first, !stated.contains(year),
      !folded(remark.text).contains("年末")
    else { return [] }
    return [
      note(
        "empty-note-year", .error, remark,
        Message(
          zh: "空表说明写的是 \(other) 年，工作簿是 \(year) 年的；应为 \(year) 年",
          en: "the note says \(other), the workbook is of \(year); it should be \(year)"))
    ]
  }

  private func isTotal(_ key: FigureKey) -> Bool {
    blocks.contains { block in
      block.figures[key] != nil && block.statement.rows.contains { $0.key == key.row && $0.isTotal }
    }
  }

  private func note(
    _ kind: String, _ severity: Severity, _ cell: Cell, _ message: Message
  ) -> PublishedNote {
    PublishedNote(
      kind: kind, severity: severity, verdict: .mismatch, place: sheet.place(cell.address),
      message: message, raw: cell.text)
  }
}

extension Cell {
  fileprivate var isText: Bool {
    if case .text = value { true } else { false }
  }
}
