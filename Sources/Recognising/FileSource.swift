public import Documents
public import Sheets

/// A file whose parts are to be recognised.
public struct FileSource: Sendable {
  /// One sheet of a workbook.
  public struct Tab: Sendable {
    /// The sheet, or its first rows where it is too large to be held.
    public var sheet: Sheet
    /// Whether all of its rows are there.
    public var isWhole: Bool

    /// A sheet, or its first rows.
    public init(_ sheet: Sheet, isWhole: Bool = true) {
      self.sheet = sheet
      self.isWhole = isWhole
    }
  }

  /// What a file holds.
  public enum Content: Sendable {
    /// Sheets; one for a text file.
    case workbook([Tab])
    /// Paragraphs.
    case document(Document)
  }

  /// The file as the user named it.
  public var name: String
  /// What it holds.
  public var content: Content

  /// A file made of its parts.
  public init(name: String, content: Content) {
    self.name = name
    self.content = content
  }

  /// The sheets; none for a document.
  var tabs: [Tab] {
    if case .workbook(let tabs) = content { tabs } else { [] }
  }

  /// The folder that the file lies in, as the user named it.
  var folder: String {
    name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }
}
