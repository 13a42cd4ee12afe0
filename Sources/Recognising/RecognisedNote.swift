public import Documents
public import Localization
public import NoteReading
public import Profiles

/// A document that is a note (说明), or the unit's own text for one.
public struct RecognisedNote: Sendable {
  /// What it is.
  public enum Kind: Sendable {
    /// 说明.
    case note
    /// What `gouji.yaml` names as the unit's own text.
    case unitText
  }

  /// What it is.
  public var kind: Kind
  /// How surely, from 0 to 1.
  public var confidence: Double
  /// What speaks for it.
  public var evidence: [Message]
  /// The budget year that it states; nil where it states none.
  public var year: Int?
  /// Where its paragraphs and numbers went.
  public var account: NoteAccount?
  /// The numbers that state budget figures.
  public var statements: [NoteStatement] = []

  /// What `document` is by its headings and sentences; nil where it is neither.
  init?(_ document: Document, profile: Profile) {
    let headings = document.blocks.compactMap { block -> String? in
      guard case .paragraph(let paragraph) = block else { return nil }
      return paragraph.text
    }
    let own = profile.unitText.filter { section in
      headings.contains { heading in
        ([section.key] + section.labels).contains { heading.hasPrefix("【\($0)】") }
      }
    }
    if own.count >= 2 {
      self.init(
        kind: .unitText, confidence: 0.95,
        evidence: [
          Message(
            zh: "有 \(own.map { "【\($0.key)】" }.joined(separator: "、")) 等标题",
            en: "it has the headings \(own.map { "【\($0.key)】" }.joined(separator: ", "))")
        ], year: nil, account: nil)
      return
    }
    self.init(settled: document, profile: profile)
    guard confidence >= 0.5 else { return nil }
  }

  /// A document that is a note because `gouji.yaml` says so.
  public init(settled document: Document, profile: Profile) {
    let texts = document.blocks.compactMap { block -> String? in
      guard case .paragraph(let paragraph) = block else { return nil }
      return paragraph.text
    }
    let preview = NotePreview(document, profile.vocabulary)
    let sections = profile.vocabulary.sections
    let found = sections.filter(preview.mentions)
    let note = Note(document, profile: profile, statements: nil)
    let account = note.account
    let share = sections.isEmpty ? 0 : Double(found.count) / Double(sections.count)
    let isBudget = texts.prefix(12).contains { $0.contains("预算") }
    let names = found.map(\.name)
    self.init(
      kind: .note,
      confidence: 0.4 * min(1, 2 * share) + (account.bound > 0 ? 0.4 : 0) + (isBudget ? 0.2 : 0),
      evidence: [
        Message(
          zh: "应有的 \(sections.count) 个部分有 \(found.count) 个：\(names.joined(separator: "、"))",
          en:
            "\(found.count) of \(sections.count) sections are there: \(names.joined(separator: ", "))"
        ),
        Message(
          zh: "认出 \(account.bound) 个预算数", en: "\(account.bound) budget figures were recognised"),
      ], year: note.year, account: account)
    statements = note.statements
  }

  private init(
    kind: Kind, confidence: Double, evidence: [Message], year: Int?, account: NoteAccount?
  ) {
    self.kind = kind
    self.confidence = confidence
    self.evidence = evidence
    self.year = year
    self.account = account
  }
}
