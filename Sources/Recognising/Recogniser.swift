import Documents
import Importing
public import Localization
import Parallel
public import Profiles
import Published
import Sheets

/// Finds out what the sheets and documents of a set of files are: inputs, published tables of this
/// year or the last, parts of a published workbook, notes.
///
/// Titles, headings, codes and content decide, and where they leave it open what else lies in the same
/// workbook or folder; never the position of a sheet or the name of a file.
public struct Recogniser: Sendable {
  /// What came of a set of files.
  public struct Outcome: Sendable {
    /// The standard that the files were read by.
    public var profile: Profile
    /// Why it is this one; nil where the user named it.
    public var choice: Message?
    /// The budget year.
    public var year: Int
    /// What each sheet and document is, in the order of the files.
    public var sheets: [RecognisedSheet]
  }

  private let profiles: [Profile]
  private let year: Int?

  /// A recogniser by one of `profiles`: the one that fits best.
  ///
  /// - Parameter year: the budget year; nil takes the latest that the files state.
  public init(profiles: [Profile], year: Int?) {
    self.profiles = profiles
    self.year = year
  }

  /// What the sheets and documents of `files` are.
  public func recognise(_ files: [FileSource]) -> Outcome {
    let asked = year
    let readings = concurrently(profiles) { ProfileReading(files, profile: $0, year: asked) }
    let ranked = readings.sorted { $0.rank > $1.rank }
    // Of those that fit alike the first that is built in counts.
    let best = readings.first { $0.rank == ranked[0].rank } ?? ranked[0]
    let budgetYear = asked ?? best.latestYear ?? best.profile.validYears.lowerBound
    var sheets = Judge(reading: best, year: budgetYear).sheets()
    for index in sheets.indices {
      sheets[index].alike = alike(
        sheets[index], in: readings.filter { $0.profile.id != best.profile.id })
    }
    return Outcome(
      profile: best.profile, choice: profiles.count > 1 ? choice(best, among: ranked) : nil,
      year: budgetYear, sheets: sheets)
  }

  /// The other standards that have a table which fits a sheet as well.
  private func alike(
    _ sheet: RecognisedSheet, in others: [ProfileReading]
  ) -> [(place: Place, profile: String, table: String)] {
    guard case .tables(let tables) = sheet.kind, let tab = sheet.tab else { return [] }
    return others.flatMap { other in
      other.sheets.filter { $0.file == sheet.file && $0.tab == tab }.flatMap(\.tables)
        .filter { rival in
          tables.contains {
            rival.recognised.place == $0.recognised.place
              && rival.recognised.confidence >= $0.recognised.confidence - 0.005
          }
        }.map { ($0.recognised.place, other.profile.id, $0.recognised.table) }
    }
  }

  private func choice(_ best: ProfileReading, among ranked: [ProfileReading]) -> Message {
    // Of the sheets that any of the standards knows.
    let known = best.scores.indices.filter { index in ranked.contains { $0.scores[index] > 0 } }
    let shares = ranked.map { reading in
      let sum = known.reduce(0) { $0 + reading.scores[$1] }
      return "\(reading.profile.id) \(percent(known.isEmpty ? 0 : sum / Double(known.count)))"
    }.joined(separator: ", ")
    let id = best.profile.id
    guard ranked.count == 1 || ranked[1].rank.score < ranked[0].rank.score else {
      return Message(
        zh: "规范 \(id)：几种规范同样符合（\(shares)），取年度适用的第一个；可用 --profile 指定",
        en:
          "profile \(id): several fit alike (\(shares)), the first that is valid in the year is taken; --profile names another"
      )
    }
    return Message(
      zh: "规范 \(id)：按表题、表头和行的符合程度选定（\(shares)）；可用 --profile 指定",
      en:
        "profile \(id), chosen by how titles, headers and rows fit (\(shares)); --profile names another"
    )
  }
}
