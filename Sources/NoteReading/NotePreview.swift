public import Documents
public import Profiles

/// A first look at a note, before a profile is chosen.
public struct NotePreview: Sendable {
  /// The budget year that the note states; nil where it states none.
  public let year: Int?
  private let headings: [String]

  /// Looks at `document` with the words of a profile.
  public init(_ document: Document, _ vocabulary: NoteVocabulary) {
    let paragraphs = document.blocks.compactMap { block -> Paragraph? in
      if case .paragraph(let paragraph) = block { paragraph } else { nil }
    }
    year = NotePreamble(paragraphs, vocabulary).year
    headings = paragraphs.map(\.text).filter(Heading.isHeading)
  }

  /// Whether a heading names the section.
  public func mentions(_ section: NoteVocabulary.Section) -> Bool {
    headings.contains { heading in section.words.contains { heading.contains($0) } }
  }
}
