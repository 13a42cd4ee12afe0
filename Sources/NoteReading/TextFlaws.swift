import Budget
import Documents
import Localization
import Profiles
import Reconciliation
import Sheets

/// Finds what is wrong in a text whatever its figures are: leftovers, wrong characters, doubled
/// words, open brackets, sentences that break off.
struct TextFlaws {
  let note: Note
  let profile: Profile

  func found() -> [RecordTest.Name: [TestOutcome]] {
    var found: [RecordTest.Name: [TestOutcome]] = [:]
    let vocabulary = profile.vocabulary
    let leftovers = vocabulary.leftovers.map { Pattern($0) }
    let typos = vocabulary.typos.map { Pattern($0) }
    let leftoverIndex = PatternIndex(leftovers)
    let typoIndex = PatternIndex(typos)
    let repeated = RepeatedWords(vocabulary)
    for stretch in stretches() {
      let printed = stretch.printed
      let field = Self.fieldCode(printed)
      for (range, pattern) in leftoverIndex.matches(in: printed)
      where field?.overlaps(range) != true {
        found[.noteLeftovers, default: []].append(
          outcome(
            stretch, range, .templateResidue,
            zh: "“\(pattern.flaw.found)”是模板或程序留下的；请填写或删去",
            en: "'\(pattern.flaw.found)' was left by a template or program: fill it in or remove it"
          ))
      }
      if let field {
        found[.noteLeftovers, default: []].append(
          outcome(
            stretch, field, .templateResidue, zh: "Word 域代码留在正文中；请删去",
            en: "the code of a Word field stands in the text; remove it"))
      }
      for (range, pattern) in typoIndex.matches(in: printed) {
        let instead = pattern.flaw.instead ?? ""
        found[.noteWording, default: []].append(
          outcome(
            stretch, range, nil, zh: "“\(pattern.flaw.found)”疑为“\(instead)”",
            en: "'\(pattern.flaw.found)' should perhaps be '\(instead)'"))
      }
      if let range = Self.openBracket(printed) {
        found[.noteBrackets, default: []].append(
          outcome(
            stretch, range, .templateResidue, zh: "“\(text(printed, range))”没有成对",
            en: "'\(text(printed, range))' has no counterpart"))
      }
      for range in repeated.found(in: printed) {
        found[.noteRepeatedWords, default: []].append(
          outcome(
            stretch, range, .templateResidue, zh: "“\(text(printed, range))”重复",
            en: "'\(text(printed, range))' is doubled"))
      }
    }
    return found
  }

  /// A paragraph, or a cell of a table.
  private struct Stretch {
    var printed: [Unicode.Scalar]
    /// The paragraph's index; nil for a cell.
    var part: Int?
    /// The place of the cell.
    var place: Place
  }

  private func stretches() -> [Stretch] {
    var stretches = note.parts.indices.map {
      Stretch(printed: note.parts[$0].printed, part: $0, place: Place(file: note.document.file))
    }
    for table in note.tables {
      for cell in table.sheet.cells where cell.text.unicodeScalars.count > 2 {
        stretches.append(
          Stretch(
            printed: Array(cell.text.unicodeScalars), part: nil,
            place: table.places[cell.address] ?? table.sheet.place(cell.address)))
      }
    }
    return stretches
  }

  private func outcome(
    _ stretch: Stretch, _ range: Range<Int>, _ kind: Cause.Kind?, zh: String, en: String
  ) -> TestOutcome {
    let operand: Operand
    if let part = stretch.part {
      operand = note.operand(part, printed: range)
    } else {
      let (quotation, raw) = Note.quotation(range, in: stretch.printed)
      operand = Operand(
        key: nil, place: stretch.place, raw: raw, value: nil, quotation: quotation)
    }
    let causes = kind.map {
      [Cause(kind: $0, cells: [.place(operand.place)], explanation: ClaimJudge.explanation($0))]
    }
    return TestOutcome(
      scope: "说明", row: operand.raw, column: nil, message: Message(zh: zh, en: en),
      operands: [operand], causes: causes ?? [])
  }

  private func text(_ printed: [Unicode.Scalar], _ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: printed[range])
    return String(view)
  }

  /// ` TC 总体绩效目标 \f A \l 1 `: the instruction of a field.
  private static func fieldCode(_ printed: [Unicode.Scalar]) -> Range<Int>? {
    let names = [
      "TC", "XE", "TOC", "PAGEREF", "HYPERLINK", "REF", "SEQ", "MERGEFIELD", "FORMTEXT", "DATE",
    ].map {
      Array($0.unicodeScalars)
    }
    guard printed.contains("\\") else { return nil }
    for start in printed.indices where (0x41...0x5a).contains(printed[start].value) {
      guard start == 0 || FoldedText.isSpace(printed[start - 1]) || printed[start - 1] == "{" else {
        continue
      }
      guard let name = names.first(where: { printed[start...].starts(with: $0) }) else { continue }
      let rest = printed[(start + name.count)...]
      guard rest.first.map(FoldedText.isSpace) ?? false, rest.contains("\\") else { continue }
      var end = start + name.count
      for index in rest.indices where printed[index] == "\\" { end = index + 1 }
      while end < printed.count, printed[end].isASCII, printed[end] != "\n" { end += 1 }
      while end > start, FoldedText.isSpace(printed[end - 1]) { end -= 1 }
      return start..<end
    }
    return nil
  }

  private static let pairs: [Unicode.Scalar: Unicode.Scalar] = [
    "）": "（", ")": "（", "》": "《", "”": "“", "】": "【", "〕": "〔", "』": "『", "」": "「", "]": "[",
  ]

  /// The first bracket or quotation mark of a paragraph that has no counterpart.
  private static func openBracket(_ printed: [Unicode.Scalar]) -> Range<Int>? {
    var open: [(mark: Unicode.Scalar, index: Int)] = []
    for (index, scalar) in printed.enumerated() {
      let mark: Unicode.Scalar = scalar == "(" ? "（" : scalar
      if "（《“【〔『「[".unicodeScalars.contains(mark) {
        open.append((mark, index))
      } else if let partner = pairs[mark] {
        if open.last?.mark == partner {
          open.removeLast()
        } else if partner == "（", isItemMark(printed, index) {
          // 1) begins an item.
          continue
        } else {
          return index..<index + 1
        }
      }
    }
    return open.first.map { $0.index..<$0.index + 1 }
  }

  private static func isItemMark(_ printed: [Unicode.Scalar], _ index: Int) -> Bool {
    var start = index
    while start > 0,
      printed[start - 1].properties.isAlphabetic && printed[start - 1].isASCII
        || FoldedText.isDigit(printed[start - 1])
    {
      start -= 1
    }
    guard start < index else { return false }
    return start == 0 || FoldedText.isSpace(printed[start - 1])
      || "。；;，:：".unicodeScalars.contains(printed[start - 1])
  }
}
