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

  /// What came of the sheets of files.
  struct Outcome {
    /// The inputs that were recognised.
    var inputs: [ProjectRun.Input] = []
    /// A line for every sheet that is like no input.
    var unknown: [Message] = []
    /// A question for every sheet that may be several.
    var ambiguous: [Message] = []
  }

  /// Recognises and imports every sheet of the files in `paths`.
  func inputs(of paths: [String]) throws(ReadError) -> Outcome {
    var outcome = Outcome()
    for path in paths.flatMap(files) {
      let sheets = try InputSheets(path: path, name: path)
      for entry in sheets.entries where !entry.head.cells.isEmpty {
        let place = Place(file: path, sheet: entry.frame.name)
        let recogniser = SheetRecogniser(schemas: profile.inputs, context: context)
        switch recogniser.recognise(entry.head) {
        case .unknown: outcome.unknown.append(unknown(place))
        case .ambiguous(let rivals): outcome.ambiguous.append(question(place, among: rivals))
        case .inputs(let found):
          for candidate in found {
            let importer = SheetImporter(schema: candidate.schema, context: context)
            let imported = try sheets.imported(entry, by: importer)
            outcome.inputs.append(
              ProjectRun.Input(
                role: candidate.schema.key, period: .current,
                file: Project.InputFile(
                  name: path, path: path, sheet: entry.frame.name, place: Place(file: path)),
                fileNotes: sheets.spreadsheet.notes, sheetName: entry.frame.name,
                imported: imported, recognition: candidate.recognition,
                readAsYuan: try sheets.readAsYuan(entry, imported, by: importer)))
          }
        }
      }
    }
    return outcome
  }

  private var context: ImportContext {
    ImportContext(year: year, codes: profile.codes, categories: profile.categories)
  }

  private func unknown(_ place: Place) -> Message {
    let names = profile.inputs.map(\.title).joined(separator: "、")
    return Message(
      zh: "\(place)：认不出是哪种输入（规范 \(profile.id) 有：\(names)），没有采用",
      en: "\(place): like none of the inputs of \(profile.id) (\(names)); nothing taken")
  }

  private func question(_ place: Place, among rivals: [SheetRecogniser.Candidate]) -> Message {
    func list(_ language: Language) -> String {
      rivals.map {
        let evidence = $0.recognition.evidence.map { $0.text(in: language) }
        return "\($0.schema.key) \($0.schema.title) \($0.recognition.percent)（"
          + evidence.joined(separator: "；") + "）"
      }.joined(separator: "、")
    }
    return Message(
      zh: "\(place)：可能是 \(list(.chinese))，没有采用；请在 gouji.yaml 的 inputs 中写明它是哪一种",
      en:
        "\(place): could be \(list(.english)); nothing taken: name its role under inputs in gouji.yaml"
    )
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

extension Recognition {
  /// The confidence in whole per cent.
  var percent: String { "\(Int((confidence * 100).rounded())) %" }
}
