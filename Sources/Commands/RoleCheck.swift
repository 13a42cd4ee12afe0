import Budget
import Importing
import Localization
import Profiles
import Project
import Published
import Reading
import Recognising
import Sheets

/// Tells when `gouji.yaml` names a file under a role that it plainly has not.
///
/// What may be several things is what `gouji.yaml` says.
struct RoleCheck {
  let profile: Profile
  let year: Int

  /// Opens a file under `role`, where published tables stand, and refuses a note.
  func workbook(_ file: Project.InputFile, under role: String) throws -> SpreadsheetFile {
    do {
      return try SpreadsheetFile(path: file.path)
    } catch {
      guard case .document? = try? InputDocument(path: file.path) else { throw error }
      throw RoleError(
        place: file.place, file: file.name, role: role,
        found: Message(zh: "文档（说明）", en: "a document (a note)"),
        ways: ["\(Project.noteRole): \(file.name)"])
    }
  }

  /// Refuses a file under `role`, where published tables stand, that is an input.
  func refuseInput(_ file: Project.InputFile, under role: String) throws {
    let sheets = try InputSheets(path: file.path, name: file.name)
    let found = Recogniser(profiles: [profile], year: year).recognise([
      FileSource(
        name: file.name,
        content: .workbook(
          sheets.entries.map { FileSource.Tab($0.head, isWhole: !$0.isStreamed) }))
    ])
    for sheet in found.sheets {
      guard case .inputs(let inputs) = sheet.kind, let input = inputs.first else { continue }
      let key = role == "prior" ? "prior-\(input.schema.key)" : input.schema.key
      throw RoleError(
        place: file.place, file: file.name, role: role,
        found: RecognisedSheet.Choice.input(input).description, ways: ["\(key): \(file.name)"])
    }
  }

  /// Refuses a file for an input that is a published table, or a workbook of them; `fitting` is the
  /// sheet that may be the input all the same.
  func refusePublished(
    _ sheets: InputSheets, _ file: Project.InputFile, as schema: InputSchema, _ period: Period,
    fitting: String?
  ) throws {
    let whole = sheets.entries.filter {
      !$0.isStreamed && (file.sheet ?? $0.frame.name) == $0.frame.name
    }
    let tables = PublishedReader(profile: profile)
      .tables(of: whole.map(\.head), year: year, period: period).flatMap(\.tables)
      .filter { $0.isCredible && $0.titleScore >= 0.9 }
    guard let first = tables.first, fitting == nil || tables.count > 2 else { return }
    let role = period == .prior ? "prior-\(schema.key)" : schema.key
    var ways = ["\(period == .prior ? "prior" : Project.statedRole): \(file.name)"]
    if let fitting { ways.append("\(role): {file: \(file.name), sheet: \(fitting)}") }
    throw RoleError(
      place: file.place, file: file.name, role: role,
      found: RecognisedSheet.Choice.table(first).description,
      ways: ways)
  }
}

/// A file under a role that it has not.
struct RoleError: LocalizedFailure {
  var place: Place
  var file: String
  var role: String
  /// What it is.
  var found: Message
  /// The lines of `gouji.yaml` that are right.
  var ways: [String]

  var message: Message {
    Message(
      zh:
        "\(place)：“\(file)”写在 \(role) 下，但它是 \(found.chinese)；请改写成 \(ways.joined(separator: "，或 "))",
      en:
        "\(place): '\(file)' stands under \(role), but it is \(found.english); write \(ways.joined(separator: ", or ")) instead"
    )
  }
}
