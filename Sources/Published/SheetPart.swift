import Importing
public import Localization
import Profiles
public import Sheets

/// A sheet of a published workbook that has no table: its cover, contents, or a part of the note.
public struct SheetPart: Sendable {
  /// What it is.
  public enum Kind: Sendable {
    /// 封面.
    case cover
    /// 目录.
    case contents
    /// 说明, or a part of it such as 职能 or 名词解释.
    case text
  }

  /// What it is.
  public var kind: Kind
  /// How surely, from 0 to 1.
  public var confidence: Double
  /// What speaks for it.
  public var evidence: [Message]
}

extension PublishedReader {
  /// What part of a workbook without a table `sheet` is, by what is written on it; nil where it is
  /// none.
  public func part(_ sheet: Sheet) -> SheetPart? {
    let texts = sheet.cells.compactMap { cell -> String? in
      guard case .text(let text) = cell.value else { return nil }
      let plain = folded(text)
      return plain.isEmpty ? nil : plain
    }
    let numbers = sheet.cells.count - texts.count
    let width = Dictionary(grouping: sheet.cells, by: \.address.row).values.map(\.count).max() ?? 0
    return contents(texts) ?? cover(texts, numbers, width) ?? text(texts, numbers, width, sheet)
  }

  private static let contentsName = "目录"

  private func contents(_ texts: [String]) -> SheetPart? {
    let hasTitle = texts.prefix(3).contains {
      $0 == Self.contentsName || $0.hasPrefix(Self.contentsName + "(")
    }
    guard hasTitle else { return nil }
    let finder = TableFinder(profile: profile, year: nil)
    let words = sectionWords
    let named = texts.count { text in
      text.count <= 60
        && (finder.namesTable(text) || text.contains("表") || words.contains(where: text.contains))
    }
    guard named >= 2 else { return nil }
    return SheetPart(
      kind: .contents, confidence: 0.95,
      evidence: [
        Message(
          zh: "写有“\(Self.contentsName)”，列出 \(named) 个表或部分",
          en: "says “\(Self.contentsName)” and lists \(named) tables or parts")
      ])
  }

  private func cover(_ texts: [String], _ numbers: Int, _ width: Int) -> SheetPart? {
    guard (1...15).contains(texts.count), numbers == 0, width <= 2,
      texts.allSatisfy({ $0.count <= 60 && !$0.contains("。") }),
      let title = texts.first(where: Self.isCoverTitle)
    else { return nil }
    return SheetPart(
      kind: .cover, confidence: 0.9,
      evidence: [
        Message(
          zh: "只有 \(texts.count) 行文字，写有“\(title)”",
          en: "no more than \(texts.count) lines of text, one of them “\(title)”")
      ])
  }

  /// Whether a folded text is a title such as 某局2020年部门预算公开: with a year, and ending so.
  private static func isCoverTitle(_ text: String) -> Bool {
    let plain =
      text.hasSuffix(")") ? String(text[..<(text.lastIndex(of: "(") ?? text.endIndex)]) : text
    return text.contains("预算") && !Names.years(in: text).isEmpty
      && ["预算", "公开", "预算表", "说明", "报告", "情况"].contains(where: plain.hasSuffix)
  }

  private var sectionWords: [String] {
    profile.vocabulary.sections.flatMap(\.words)
      + profile.unitText.flatMap { [$0.key] + $0.labels }.map { folded($0) }
  }

  /// Sentences under a heading that names a part of the note.
  private func text(
    _ texts: [String], _ numbers: Int, _ width: Int, _ sheet: Sheet
  ) -> SheetPart? {
    let prose = texts.filter { text in
      text.count > 8 && ["。", ",", ";"].contains(where: text.contains) || text.contains("待补充")
    }
    // What is still to be filled in has few words.
    let isOpen = texts.contains { $0.contains("待补充") }
    let headings = [folded(sheet.name)] + texts.filter { $0.count <= 40 }.prefix(40)
    let words = sectionWords
    let named = headings.filter { heading in
      words.contains(where: heading.contains) || heading.hasSuffix("说明")
    }
    let characters = texts.reduce(0) { $0 + $1.count }
    let written = prose.reduce(0) { $0 + $1.count }
    guard numbers == 0, width <= 2, !prose.isEmpty, isOpen || written * 2 > characters,
      let first = named.first,
      texts.contains(where: { text in
        ["预算", "职能", "职责"].contains(where: text.contains)
      }) || first.contains("机构")
    else { return nil }
    return SheetPart(
      kind: .text, confidence: 0.8,
      evidence: [
        Message(
          zh: "\(prose.count) 段成句的文字，标题“\(first)”是说明的部分",
          en: "\(prose.count) paragraphs of sentences under “\(first)”, a part of the note")
      ])
  }
}

extension TableFinder {
  /// Whether `text` is the title of a table of the profile.
  func namesTable(_ text: String) -> Bool { !tables(titled: text).isEmpty }
}
