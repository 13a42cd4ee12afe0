import Budget
import Importing
import Localization
import Profiles
import Project
import Published
import Recognising
import Sheets

/// The question what a sheet is that may be several things: the choices with their evidence, and what
/// settles each in `gouji.yaml`.
struct RoleQuestion {
  private let sheet: RecognisedSheet
  private let choices: [RecognisedSheet.Choice]
  private let file: String

  init(_ sheet: RecognisedSheet, _ choices: [RecognisedSheet.Choice], file: SourceFiles.File) {
    self.sheet = sheet
    self.choices = choices
    let name = file.source.name.split(separator: "/").last.map(String.init) ?? file.source.name
    let tabs = file.sheets?.entries.count ?? 1
    self.file =
      tabs > 1 ? "{file: \(name), sheet: \(sheet.place.sheet ?? "")}" : name
  }

  /// The question.
  var message: Message {
    func list(_ language: Language) -> String {
      choices.map { $0.described(in: language) }
        .joined(separator: language == .chinese ? "；或 " : "; or ")
    }
    let reasons = sheet.reasons
    let prior = sheet.period.period == .prior
    var ways: [(key: String, meaning: Message)] = []
    for choice in choices {
      switch choice {
      case .input(let input):
        ways.append(
          (
            prior ? "prior-\(input.schema.key)" : input.schema.key,
            Message(zh: "作为输入", en: "as this input")
          ))
      case .table:
        let key = prior ? "prior" : Project.statedRole
        if !ways.contains(where: { $0.key == key }) {
          ways.append((key, Message(zh: "作为已公开的表", en: "as published")))
        }
      }
    }
    let chinese = ways.map { "\($0.key): \(file)（\($0.meaning.chinese)）" }.joined(separator: "，或 ")
    let english = ways.map { "\($0.key): \(file) (\($0.meaning.english))" }.joined(
      separator: ", or ")
    let because = reasons.isEmpty ? "" : "（" + reasons.map(\.chinese).joined(separator: "；但") + "）"
    let becauseEnglish =
      reasons.isEmpty ? "" : " (" + reasons.map(\.english).joined(separator: "; but ") + ")"
    return Message(
      zh:
        "\(sheet.place)：可能是 \(list(.chinese))\(because)；没有采用。请在 gouji.yaml 的 inputs 中写 \(chinese)",
      en:
        "\(sheet.place): could be \(list(.english))\(becauseEnglish); nothing taken. Settle it under inputs in gouji.yaml with \(english)"
    )
  }
}
