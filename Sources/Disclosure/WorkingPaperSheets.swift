/// The sheets that only the working paper (底稿) has, beside those of the form, as they are known by
/// their titles and headings.
public enum WorkingPaperSheets {
  /// A sheet of the program's own.
  public struct OwnSheet: Sendable {
    /// The title, which is also the tab's name.
    public var name: String
    /// The headings; none where it has no list.
    public var headings: [String]
  }

  /// The sheets, in the order of the working paper.
  public static let all = [
    OwnSheet(name: CheckSheet.name, headings: CheckSheet.headings),
    OwnSheet(name: SourceSheet.name, headings: SourceSheet.headings),
    OwnSheet(name: RoundingSheet.name, headings: RoundingSheet.headings),
    OwnSheet(name: ChartSheet.name, headings: []),
  ]
}
