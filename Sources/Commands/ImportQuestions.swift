import Budget
import Importing
import Localization
import Profiles
import Project

/// What only the user can decide about the inputs of a run, each with its choices and the evidence.
struct ImportQuestions {
  let profile: Profile
  let inputs: [ProjectRun.Input]

  /// One message for each decision, in the order of the inputs.
  var messages: [Message] {
    inputs.flatMap { input in
      input.imported.questions.map { note in
        var message = note.message
        if note.kind == .unitUnknown { message = unitQuestion(message, input) }
        return Message(
          zh: "\(note.place)：\(message.chinese)", en: "\(note.place): \(message.english)")
      }
    }
  }

  private func unitQuestion(_ message: Message, _ input: ProjectRun.Input) -> Message {
    guard let schema = profile.input(input.role), let facts = input.readAsYuan,
      let field = schema.mainAmount
    else { return message }
    let atoms = facts.filter { $0.level == 0 }.compactMap { $0.reading(field)?.amount.atoms }
      .reduce(Int128(0)) { $0 + Int128($1) }
    var chinese = message.chinese
    var english = message.english
    if let total = Int64(exactly: atoms) {
      let sum = MeasureUnit.yuan.decimal(atoms: total)
      let names = UnitComparison.choices.prefix(3).map(\.name)
      chinese += "。各行合计为 \(sum)，可选：" + names.joined(separator: "、")
      english += ". The lines come to \(sum); the choices are " + names.joined(separator: ", ")
    }
    for other in inputs where !other.imported.lacksUnit {
      guard let otherSchema = profile.input(other.role),
        let comparison = UnitComparison(facts, schema, with: other.imported.facts, otherSchema)
      else { continue }
      let name = "\(other.file.name)!\(other.sheetName)"
      if let likely = comparison.likely {
        chinese += "；\(name) 的相同科目约为其 \(comparison.ratio) 倍，如单位是\(likely.name)则相当"
        english +=
          "; the same items in \(name) are about \(comparison.ratio) times as much, which would fit \(likely.name)"
      } else {
        chinese += "；\(name) 的相同科目约为其 \(comparison.ratio) 倍，哪种单位都不相当"
        english +=
          "; the same items in \(name) are about \(comparison.ratio) times as much, which fits no unit"
      }
    }
    return Message(
      zh: chinese + "。请在 gouji.yaml 中为该输入写 unit: 元 或 unit: 万元 等",
      en: english + ". Settle it in gouji.yaml with unit: 元, unit: 万元 … at this input")
  }
}
