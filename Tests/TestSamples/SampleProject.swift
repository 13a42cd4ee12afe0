public import Budget
import Importing
public import Profiles
import Project
import Reading
import Sheets
import YAMLReading

/// A project folder with the facts of its inputs, both years, for tests and benchmarks.
public struct SampleProject: Sendable {
  /// The standard.
  public let profile: Profile
  /// The unit.
  public let unit: BudgetUnit
  /// The budget year.
  public let year: Int
  /// The facts of both years by input role.
  public private(set) var facts: [Period: [String: FactTable]] = [:]

  /// Why a folder is no sample.
  public struct Unusable: Error {
    /// The input, or the folder.
    public let path: String
  }

  /// Reads the project in `folder`: of each input the first sheet with the columns of its role.
  ///
  /// - Throws: what the readers throw; `Unusable` where no sheet of an input has the columns.
  public init(folder: String) throws {
    var loaded: Profile?
    let project = try Project.load(folder: folder) { name throws(YAMLError) in
      let profile = try ProfileLoader.load(name)
      loaded = profile
      return profile.inputs.map(\.key)
    }
    guard let profile = loaded else { throw Unusable(path: folder) }
    self.profile = profile
    unit = project.unit
    year = project.year
    for (period, inputs) in [(Period.current, project.inputs), (.prior, project.priorInputs)] {
      for schema in profile.inputs {
        for file in inputs[schema.key] ?? [] {
          let read = try self.facts(of: schema, in: file.path, period: period)
          facts[period, default: [:]][
            schema.key, default: FactTable(dataset: schema.key, facts: [])
          ].facts += read
        }
      }
    }
  }

  /// The facts of one input: those of its first sheet with the columns of `schema`.
  ///
  /// - Throws: what the readers throw; `Unusable` where no sheet has the columns.
  public func facts(of schema: InputSchema, in path: String, period: Period) throws -> [Fact] {
    let importer = SheetImporter(
      schema: schema,
      context: ImportContext(
        year: period == .prior ? year - 1 : year, codes: profile.codes,
        categories: profile.categories))
    let imported = try SpreadsheetFile(path: path).sheets().filter { !$0.cells.isEmpty }
      .map { importer.importing($0) }
      .first { $0.noteCounts[.headerNotFound] == nil }
    guard let imported else { throw Unusable(path: path) }
    return imported.facts.map { $0.of(unit, schema) }
  }
}
