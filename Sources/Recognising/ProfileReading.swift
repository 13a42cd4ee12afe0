import Budget
import Documents
import Importing
import Profiles
public import Published
import Sheets

/// What one standard makes of a set of files, sheet by sheet, before anything is decided.
struct ProfileReading: Sendable {
  /// What a sheet or document may be.
  struct Candidates: Sendable {
    var file: Int
    var tab: Int?
    var place: Place
    var isEmpty = false
    /// Whether the file has other sheets.
    var hasSiblings = false
    /// The folder of the file.
    var folder = ""
    var inputs: SheetRecogniser.Outcome = .unknown
    var tables: [FoundTable] = []
    var unclearTables: [PublishedNote] = []
    var part: SheetPart?
    var note: RecognisedNote?
    /// The title of a sheet of the working paper.
    var workingTitle: String?
    var sheet: Sheet?

    /// The year that a cover or another sheet without a table states.
    var frontYear: StatedYear? {
      part == nil ? nil : sheet.flatMap { StatedYear($0, header: nil) }
    }

    /// The inputs that it may be.
    var allInputs: [SheetRecogniser.Candidate] {
      switch inputs {
      case .inputs(let found), .ambiguous(let found): found
      case .unknown: []
      }
    }
  }

  /// How well a standard fits, the best greatest.
  struct Rank: Comparable {
    /// The confidences of all sheets together, in hundredths.
    var score: Int
    /// The share of the standard's tables that are there, in hundredths.
    var whole: Int
    /// Whether it is valid in the year of the files.
    var isValid: Bool

    static func < (left: Rank, right: Rank) -> Bool {
      (left.score, left.isValid ? 1 : 0, left.whole)
        < (right.score, right.isValid ? 1 : 0, right.whole)
    }
  }

  let profile: Profile
  private(set) var sheets: [Candidates] = []
  private(set) var rank = Rank(score: 0, whole: 0, isValid: false)
  /// How surely each sheet is something that the standard knows, from 0 to 1.
  private(set) var scores: [Double] = []

  init(_ files: [FileSource], profile: Profile, year: Int?) {
    self.profile = profile
    let reader = PublishedReader(profile: profile)
    for (number, file) in files.enumerated() {
      switch file.content {
      case .document(let document):
        var one = Candidates(file: number, place: Place(file: file.name), folder: file.folder)
        one.note = RecognisedNote(document, profile: profile)
        sheets.append(one)
      case .workbook(let tabs):
        let whole = tabs.map { $0.isWhole ? $0.sheet : Self.blank($0.sheet) }
        let context = ImportContext(
          year: year ?? profile.validYears.lowerBound, codes: profile.codes,
          categories: profile.categories)
        let recogniser = SheetRecogniser(schemas: profile.inputs, context: context)
        let tables = reader.tables(
          of: whole, year: year ?? profile.validYears.upperBound, period: .current)
        let filled = tabs.count { !$0.sheet.cells.isEmpty }
        for (index, tab) in tabs.enumerated() {
          var one = Candidates(
            file: number, tab: index, place: Place(file: file.name, sheet: tab.sheet.name),
            isEmpty: tab.sheet.cells.isEmpty, hasSiblings: filled > 1, folder: file.folder)
          one.sheet = tab.sheet
          if !one.isEmpty {
            one.workingTitle = Self.workingTitle(of: tab.sheet, profile)
            one.inputs = recogniser.recognise(tab.sheet)
            one.tables = tables[index].tables.filter(\.isCredible)
            one.unclearTables = tables[index].ambiguities
            if tab.isWhole, one.tables.isEmpty { one.part = reader.part(tab.sheet) }
          }
          sheets.append(one)
        }
      }
    }
    measure(year: year)
  }

  /// The latest year that tables and inputs state.
  var latestYear: Int? {
    sheets.flatMap { sheet in
      sheet.tables.compactMap { $0.year?.year }
        + sheet.allInputs.compactMap { input in
          sheet.sheet.flatMap { StatedYear($0, header: input.recognition.header)?.year }
        } + [sheet.note?.year, sheet.frontYear?.year].compactMap(\.self)
    }.max()
  }

  private mutating func measure(year: Int?) {
    scores = sheets.map { sheet -> Double in
      let table = sheet.tables.map(\.recognised.confidence).max() ?? 0
      let input = sheet.allInputs.first?.recognition.confidence ?? 0
      return max(table, input, sheet.note?.confidence ?? 0)
    }
    let known = Set(sheets.flatMap { $0.tables.map(\.recognised.table) })
    let count = profile.tables.count { !$0.isWorkingPaper }
    let stated = year ?? latestYear
    // A title that is the standard's own word for word says more than columns that others lack.
    let titled = sheets.count { $0.tables.contains { $0.titleScore == 1 } }
    let sum = scores.reduce(0, +) + 0.15 * Double(titled)
    rank = Rank(
      score: Int((sum * 100).rounded()),
      whole: count == 0 ? 0 : known.count * 100 / count,
      isValid: stated.map(profile.validYears.contains) ?? false)
  }

  private static func blank(_ sheet: Sheet) -> Sheet {
    var sheet = sheet
    sheet.cells = []
    return sheet
  }
}

extension FoundTable {
  /// Whether title, columns and rows together make it that table: a title that only ends like its own
  /// needs half of the columns, and without a title there has to be a row.
  public var isCredible: Bool {
    if title == nil { return hasRows }
    return titleScore >= 0.9 ? share >= 0.34 || hasRows && share > 0.2 : share >= 0.5 && hasRows
  }
}
