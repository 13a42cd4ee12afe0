public import Profiles
public import Sheets

/// Finds out which of a profile's inputs a sheet is, by its titles, headings, codes and content.
public struct SheetRecogniser: Sendable {
  /// An input that a sheet may be, and how surely.
  public struct Candidate: Sendable {
    /// The input.
    public var schema: InputSchema
    /// How surely, and why.
    public var recognition: Recognition

    /// An input and how surely.
    public init(schema: InputSchema, recognition: Recognition) {
      self.schema = schema
      self.recognition = recognition
    }
  }

  /// What a sheet is.
  public enum Outcome: Sendable {
    /// One input, or several that stand side by side, the surest first.
    case inputs([Candidate])
    /// Any of these, which cannot be told apart.
    case ambiguous([Candidate])
    /// Like no input at all.
    case unknown
  }

  /// Sheets below this confidence are no input; two inputs closer than `margin` are not told apart.
  private static let threshold = 0.5
  private static let margin = 0.1

  private let importers: [SheetImporter]

  /// A recogniser of the inputs that `schemas` describe.
  public init(schemas: [InputSchema], context: ImportContext) {
    importers = schemas.map { SheetImporter(schema: $0, context: context) }
  }

  /// What `sheet` is.
  public func recognise(_ sheet: Sheet) -> Outcome {
    let all = importers.map {
      Candidate(schema: $0.schema, recognition: $0.recognise(sheet))
    }
    var ranked = all.filter { $0.recognition.confidence >= Self.threshold }
      .sorted { $0.recognition.confidence > $1.recognition.confidence }
    var found: [Candidate] = []
    while let first = ranked.first {
      let close = ranked.filter {
        $0.recognition.overlaps(first.recognition)
          && $0.recognition.confidence > first.recognition.confidence - Self.margin
      }
      // Who only knows a part of the columns that another knows is not meant: a budget's lines have
      // all that income has.
      let rivals = close.filter { rival in
        !close.contains { rival.recognition.used.isStrictSubset(of: $0.recognition.used) }
      }
      guard rivals.count == 1 else { return .ambiguous(rivals) }
      // An input that lacks one column and knows several that this one does not: its column may only
      // be called otherwise here.
      let broader = all.filter {
        $0.recognition.confidence < Self.threshold && $0.recognition.confidence > 0.35
          && !rivals[0].recognition.hasTitle
          && $0.recognition.overlaps(rivals[0].recognition)
          && $0.recognition.used.subtracting(rivals[0].recognition.used).count > 1
      }
      guard broader.isEmpty else { return .ambiguous(rivals + broader) }
      found.append(rivals[0])
      ranked.removeAll { $0.recognition.overlaps(rivals[0].recognition) }
    }
    return found.isEmpty ? .unknown : .inputs(found)
  }
}
