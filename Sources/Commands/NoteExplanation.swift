import Budget
import Localization
import NoteWriting

/// Where the numbers of one line of the note come from.
struct NoteExplanation {
  let note: Note
  /// The draft mark, which takes line 1 where there is one.
  let mark: String?
  let figures: Explanation

  /// What the user writes before the `!`.
  static let sheet = "说明"

  /// The line `number` of 说明.txt, counted from 1, and the chain of each of its numbers.
  ///
  /// - Throws: `NoSuchLine`.
  func text(of number: Int) throws(NoSuchLine) -> String {
    let lines = note.lines(mark: mark)
    guard lines.indices.contains(number - 1) else {
      throw NoSuchLine(number: number, count: lines.count)
    }
    let line = lines[number - 1]
    var text = line.text + "\n"
    for span in line.spans {
      switch span.origin {
      case .wording, .gap: break
      case .figure(let form, _):
        text += "\n\(span.text)\n" + chains(of: form)
      case .rate(let form, let base, _):
        text += "\n\(span.text)\n" + chains(of: form)
        text += Message(zh: "  除以：\n", en: "  divided by:\n").text(in: figures.language)
        text += chains(of: base)
      case .count(let statement, let rows):
        let name = BlockName(statement: statement).text
        text += "\n\(span.text)\n  \(name)：\(rows.joined(separator: "、"))\n"
      case .unitText(let place):
        text += "\n\(place)\n"
      }
    }
    return text
  }

  private func chains(of form: LinearForm) -> String {
    form.terms.reduce(into: "") { text, term in
      let sign = term.factor == 1 ? "+" : term.factor == -1 ? "-" : "\(term.factor) ×"
      let chain = figures.text(of: term.key).split(separator: "\n")
      for (index, line) in chain.enumerated() { text += "  \(index == 0 ? sign : " ") \(line)\n" }
    }
  }

  private struct BlockName {
    var statement: StatementKey

    var text: String {
      (statement.block.map { "\(statement.table).\($0)" } ?? statement.table)
        + (statement.period == .prior ? "@上年" : "")
    }
  }
}

/// A line that the note does not have.
struct NoSuchLine: LocalizedFailure {
  var number: Int
  var count: Int

  var message: Message {
    Message(
      zh: "说明没有第 \(number) 行；说明.txt 共 \(count) 行",
      en: "the note has no line \(number); 说明.txt has \(count) lines")
  }
}
