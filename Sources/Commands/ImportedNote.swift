import Localization
import NoteReading
import Recognising

/// A document that was recognised, and what `gouji import` prints about it.
struct ImportedNote {
  let file: String
  let note: RecognisedNote
  let year: YearReading

  /// What it was taken for, and where its paragraphs and numbers went.
  func lines(in language: Language) -> [String] {
    let evidence = note.evidence
    var messages = [
      head,
      Message(
        zh: "依据：" + evidence.map(\.chinese).joined(separator: "；"),
        en: "evidence: " + evidence.map(\.english).joined(separator: "; ")),
    ]
    if let account = note.account {
      messages.append(
        Message(
          zh:
            "段落 \(account.paragraphs) 个，表 \(account.tables) 张；数：认出对象 \(account.bound) + 不是预算数 \(account.outside)"
            + " + 没有认出对象 \(account.unbound) = 读到 \(account.numbers) 个",
          en:
            "\(account.paragraphs) paragraphs, \(account.tables) tables; numbers: \(account.bound) recognised"
            + " + \(account.outside) no budget figures + \(account.unbound) of nothing that is known = \(account.numbers) read"
        ))
    }
    let lines = messages.map { $0.text(in: language) }
    return [lines[0]] + lines.dropFirst().map { "    " + $0 }
  }

  private var head: Message {
    let share = percent(note.confidence)
    switch note.kind {
    case .unitText:
      return Message(
        zh: "\(file)：unit-text 单位文字，把握 \(share)",
        en: "\(file): unit-text, the unit's own text, confidence \(share)")
    case .note:
      let label = year.label
      return Message(
        zh: "\(file)：note 说明（\(label.chinese)），把握 \(share)",
        en: "\(file): a note (\(label.english)), confidence \(share)")
    }
  }
}
