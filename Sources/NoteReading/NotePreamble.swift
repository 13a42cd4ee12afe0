import Documents
import Profiles

/// The year and the body that the front of a note states.
struct NotePreamble {
  private(set) var year: Int?
  private(set) var unitName: String?
  /// The paragraph that names the body, from 0.
  private(set) var nameParagraph: Int?

  private let labels: [String]
  private let bodyEnds: [String]
  private static let front = 12

  init(_ paragraphs: [Paragraph], _ vocabulary: NoteVocabulary) {
    labels = (vocabulary.words[.bodyLabel] ?? []).map { $0 + ":" }
    bodyEnds = vocabulary.words[.body] ?? []
    var years: [Int: Int] = [:]
    for (number, paragraph) in paragraphs.enumerated() {
      // What a template asks for (【待补充：2025年…】) says nothing of the note's own year.
      let isTemplate = paragraph.text.unicodeScalars.contains("【")
      let folded = FoldedText(
        isTemplate ? paragraph.text.replacing(/【[^】]*】/, with: "") : paragraph.text)
      let scalars = folded.scalars
      if number < Self.front, unitName == nil {
        findName(paragraph.text, folded)
        if unitName != nil { nameParagraph = number }
      }
      var index = 0
      while index + 4 < scalars.count {
        defer { index += 1 }
        guard scalars[index + 4] == "年", scalars[index] == "2",
          scalars[index..<index + 4].allSatisfy(FoldedText.isDigit),
          index == 0 || !FoldedText.isDigit(scalars[index - 1]),
          let year = Int(folded.text(index..<index + 4))
        else { continue }
        let before = index > 0 ? scalars[index - 1] : " "
        // 比2019年: last year's.
        guard !"比较与同和".unicodeScalars.contains(before) else { continue }
        let rest = folded.text(index + 5..<min(scalars.count, index + 14))
        let isBudget = rest.contains("预算") || rest.contains("收") || rest.contains("支")
        years[year, default: 0] += (isBudget ? 3 : 1) * (number < Self.front ? 3 : 1)
      }
    }
    let top = years.values.max()
    year = years.filter { $0.value == top }.map(\.key).max()
  }

  private mutating func findName(_ text: String, _ folded: FoldedText) {
    let plain = folded.text(0..<folded.count)
    for key in labels where plain.hasPrefix(key) {
      let name = String(plain.dropFirst(key.count))
      if name.count >= 3, !name.contains("元") {
        unitName = name
        return
      }
    }
    // The title: 魏县社会保障中心, 某局2020年部门预算.
    guard folded.count <= 40 else { return }
    var name = plain
    if let range = plain.firstRange(of: "20"), plain[range.lowerBound...].prefix(6).contains("年") {
      name = String(plain[..<range.lowerBound])
      if name.isEmpty, let mark = plain.firstIndex(of: "年") {
        name = String(plain[plain.index(after: mark)...])
        for word in ["部门预算", "单位预算", "预算公开", "预算"] {
          if let found = name.firstRange(of: word) { name = String(name[..<found.lowerBound]) }
        }
        if name.hasPrefix("度") { name.removeFirst() }
      }
    }
    guard name.count >= 4, name.count <= 25, bodyEnds.contains(where: name.hasSuffix),
      !name.contains("、"), !name.contains("，"), !name.contains(",")
    else { return }
    unitName = name
  }
}
