import Budget
import Documents
import Localization
import Profiles
import Reconciliation
import Sheets

/// Follows the numbers of headings and lists: they count on from one.
struct NumberingJudge {
  let note: Note

  func found() -> [RecordTest.Name: [TestOutcome]] {
    var outcomes: [TestOutcome] = []
    var styles: [ItemMark.Style: Int] = [:]
    var last: [ItemMark.Style: Int] = [:]
    var firstDot: (index: Int, range: Range<Int>)?
    func count(_ mark: ItemMark, _ index: Int) {
      guard mark.style == .digitDot || mark.style == .digitComma else { return }
      styles[mark.style, default: 0] += 1
      if mark.style == .digitDot, firstDot == nil { firstDot = (index, mark.range) }
    }
    for (index, part) in note.parts.enumerated() {
      let items = ItemNumbers(part.printed)
      for mark in items.marks { count(mark, index) }
      if let first = items.marks.first,
        part.printed[..<first.range.lowerBound].allSatisfy({ FoldedText.isSpace($0) })
      {
        if let message = first.fault(after: last[first.style]) {
          outcomes.append(outcome(index, first.range, message))
        }
        // A heading begins the lists under it anew.
        for style in below(first.style) { last[style] = nil }
        last[first.style] = items.marks.last { $0.style == first.style }?.number
      }
      for fault in items.faults() {
        outcomes.append(outcome(index, fault.mark.range, fault.message))
      }
    }
    for cell in note.tables.flatMap(\.sheet.cells) {
      for mark in ItemNumbers(Array(cell.text.unicodeScalars)).marks {
        if mark.style == .digitDot || mark.style == .digitComma {
          styles[mark.style, default: 0] += 1
        }
      }
    }
    var found: [RecordTest.Name: [TestOutcome]] = [.noteNumbering: outcomes]
    if let dots = styles[.digitDot], let commas = styles[.digitComma], let place = firstDot {
      found[.noteNumberingStyle] = [
        TestOutcome(
          scope: "说明", row: "style",
          message: Message(
            zh: "“1.”\(dots) 处，“1、”\(commas) 处；请统一",
            en: "'1.' \(dots) times, '1、' \(commas) times; use one style"),
          operands: [note.operand(place.index, printed: place.range)],
          causes: [
            Cause(
              kind: .numbering, cells: [],
              explanation: Message(zh: "编号写法不一", en: "two styles of numbering"))
          ])
      ]
    }
    return found
  }

  private func below(_ style: ItemMark.Style) -> [ItemMark.Style] {
    switch style {
    case .chinese: [.chineseBracket, .digitDot, .digitComma, .digitBracket]
    case .chineseBracket: [.digitDot, .digitComma, .digitBracket]
    case .digitDot, .digitComma: [.digitBracket]
    case .digitBracket: []
    }
  }

  private func outcome(_ index: Int, _ range: Range<Int>, _ message: Message) -> TestOutcome {
    let operand = note.operand(index, printed: range)
    return TestOutcome(
      scope: "说明", row: operand.raw, column: operand.quotation?.sentence, message: message,
      operands: [operand],
      causes: [
        Cause(
          kind: .numbering, cells: [.place(operand.place)],
          explanation: Message(zh: "编号错", en: "the numbering is wrong"))
      ])
  }
}
