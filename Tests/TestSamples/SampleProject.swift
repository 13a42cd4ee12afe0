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
  public let facts: [Period: [String: FactTable]]

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
    var facts: [Period: [String: FactTable]] = [:]
    for (period, inputs) in [(Period.current, project.inputs), (.prior, project.priorInputs)] {
      let year = period == .prior ? project.year - 1 : project.year
      let context = ImportContext(
        year: year, codes: profile.codes, categories: profile.categories)
      for schema in profile.inputs {
        let importer = SheetImporter(schema: schema, context: context)
        for file in inputs[schema.key] ?? [] {
          let sheets = try SpreadsheetFile(path: file.path).sheets().filter { !$0.cells.isEmpty }
          let imported = sheets.map { importer.importing($0) }
            .first { $0.noteCounts[.headerNotFound] == nil }
          guard let imported else { throw Unusable(path: file.path) }
          facts[period, default: [:]][
            schema.key, default: FactTable(dataset: schema.key, facts: [])
          ].facts += imported.facts.map { $0.of(project.unit, schema) }
        }
      }
    }
    self.profile = profile
    unit = project.unit
    year = project.year
    self.facts = facts
  }
}
