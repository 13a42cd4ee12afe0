import Budget
import Importing
import Localization
import Profiles
import Project
import Reading
import Sheets

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds out of files that no project names what input each of their sheets is.
struct FileRecognition {
  let profile: Profile
  let year: Int

  /// Sheets below this confidence are no input; two schemas closer than `margin` are not told
  /// apart.
  private static let threshold = 0.5
  private static let margin = 0.1

  /// The inputs that were recognised, and a line for every sheet that was not.
  func inputs(
    of paths: [String]
  ) throws(ReadError) -> (inputs: [ProjectRun.Input], unclear: [Message]) {
    var inputs: [ProjectRun.Input] = []
    var unclear: [Message] = []
    for path in paths.flatMap(files) {
      let spreadsheet = try SpreadsheetFile(path: path)
      let formulas = FormulaCells(try spreadsheet.sheets())
      for sheet in formulas.sheets where !sheet.cells.isEmpty {
        switch recognise(sheet) {
        case .failure(let reason): unclear.append(reason.message)
        case .success(let schema):
          let importer = SheetImporter(
            schema: schema, context: ImportContext(year: year, codes: profile.codes))
          var imported = importer.importing(sheet)
          imported.add(formulas.notes(on: sheet.name))
          inputs.append(
            ProjectRun.Input(
              role: schema.key, period: .current,
              file: Project.InputFile(
                name: path, path: path, sheet: sheet.name, place: Place(file: path)),
              fileNotes: spreadsheet.notes, sheetName: sheet.name, imported: imported))
        }
      }
    }
    return (inputs, unclear)
  }

  private struct Unclear: Error {
    var message: Message
  }

  private func recognise(_ sheet: Sheet) -> Result<InputSchema, Unclear> {
    let ranked = profile.inputs.map { schema in
      let importer = SheetImporter(
        schema: schema, context: ImportContext(year: year, codes: profile.codes))
      return (schema: schema, recognition: importer.recognise(sheet))
    }.sorted { $0.recognition.confidence > $1.recognition.confidence }
    let place = Place(file: sheet.file, sheet: sheet.name)
    guard let best = ranked.first, best.recognition.confidence >= Self.threshold else {
      let names = profile.inputs.map(\.title).joined(separator: "、")
      return .failure(
        Unclear(
          message: Message(
            zh: "\(place)：认不出是哪种输入（规范 \(profile.id) 有：\(names)），没有采用",
            en: "\(place): like none of the inputs of \(profile.id) (\(names)); nothing taken")))
    }
    let rivals = ranked.filter {
      $0.recognition.confidence > best.recognition.confidence - Self.margin
    }
    guard rivals.count == 1 else {
      let names = rivals.map { "\($0.schema.key) \($0.schema.title)" }.joined(separator: "、")
      return .failure(
        Unclear(
          message: Message(
            zh: "\(place)：可能是 \(names)，没有采用；请在 gouji.yaml 的 inputs 中写明",
            en: "\(place): could be \(names); nothing taken: name its role in gouji.yaml")))
    }
    return .success(best.schema)
  }

  private func files(_ path: String) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      return [path]
    }
    return names.filter { name in
      !name.hasPrefix(".") && [".xlsx", ".xlsm", ".csv", ".txt"].contains { name.hasSuffix($0) }
    }.sorted().map { "\(path)/\($0)" }
  }
}

extension ImportedSheet {
  /// Adds notes that were made before the import.
  mutating func add(_ notes: [ImportNote]) {
    for note in notes {
      self.notes.append(note)
      noteCounts[note.kind, default: 0] += 1
    }
  }
}
