import Budget
import Importing
import Localization
import Published
import Recognising

/// A published table that was read, and what `gouji import` prints about it.
struct ImportedTable {
  /// The standard by which it was read.
  let profile: String
  let table: FoundTable
  let period: YearReading
  /// Other standards that it fits as well.
  let alike: [(profile: String, table: String)]
  /// Why it is the table and not an input that looks like it.
  let reasons: [Message]
  /// How `gouji.yaml` names the year, where it does: 本年 or 上年.
  var settledBy: Message?

  /// Whether something of it was not taken.
  var isIncomplete: Bool { table.isIncomplete || period.period == nil }

  /// How many amounts were read from cells.
  private var figures: Int {
    table.blocks.reduce(0) { count, block in
      count
        + block.rows.reduce(0) { $0 + $1.figures.count { $0.figure.state == .value } }
    }
  }

  /// What it was taken for, where its rows went, and every note.
  func lines(in language: Language) -> [String] {
    var messages = [evidence, rows]
    if !table.account.refusals.isEmpty {
      let list = table.account.refusals.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
      messages.append(
        Message(zh: "未采用的行按原因：\(list)", en: "rows rejected, by reason: \(list)"))
    }
    let notes = table.notes.map { note in
      "    \(note.place): \(note.severity.name.text(in: language)): [published-\(note.kind)] "
        + note.message.text(in: language)
    }
    return [head.text(in: language)] + messages.map { "    " + $0.text(in: language) } + notes
  }

  private var head: Message {
    let one = table.recognised
    let year = period.label
    let share = percent(one.confidence)
    var message = Message(
      zh: "\(one.place)：公开表 \(one.table)《\(one.title)》（规范 \(profile)，\(year.chinese)），把握 \(share)",
      en:
        "\(one.place): the published table \(one.table) “\(one.title)” (\(profile), \(year.english)), confidence \(share)"
    )
    if !alike.isEmpty {
      let list = alike.map { "\($0.profile) \($0.table)" }
      message.chinese += "；同样符合：\(list.joined(separator: "、"))"
      message.english += "; as well as \(list.joined(separator: ", "))"
    }
    return message
  }

  private var evidence: Message {
    let all =
      table.recognised.evidence + reasons + [settledBy ?? period.evidence].compactMap(\.self)
    return Message(
      zh: "依据：" + all.map(\.chinese).joined(separator: "；"),
      en: "evidence: " + all.map(\.english).joined(separator: "; "))
  }

  private var rows: Message {
    let counts = table.account.counts
    let isBalanced = table.account.isBalanced
    let read = table.account.rowsRead
    return Message(
      zh:
        "行：采用 \(counts.taken) + 小计 \(counts.subtotals) + 未采用 \(counts.rejected) + 空白 \(counts.blank)"
        + " + 表头 \(counts.header) + 说明 \(counts.notes) \(isBalanced ? "=" : "≠") 读到 \(read) 行"
        + (table.blocks.count > 1 ? "（左右 \(table.blocks.count) 块各计一次）" : "")
        + "；金额 \(figures) 个" + (isBalanced ? "" : "：程序有误，请报告"),
      en:
        "rows: \(counts.taken) taken + \(counts.subtotals) subtotals + \(counts.rejected) rejected"
        + " + \(counts.blank) blank + \(counts.header) header + \(counts.notes) notes "
        + "\(isBalanced ? "=" : "≠") \(read) rows read"
        + (table.blocks.count > 1 ? " (once for each of \(table.blocks.count) blocks)" : "")
        + "; \(figures) amounts"
        + (isBalanced ? "" : ": a fault of the program, please report it"))
  }
}

extension YearReading {
  /// This year's or last year's, and the year where it is stated.
  var label: Message {
    let stated = year.map { " \($0)" } ?? ""
    if let year, period == nil {
      return Message(
        zh: "\(year) 年，既不是本年也不是上年，没有采用",
        en: "of \(year), neither this year nor last: not taken")
    }
    return switch (period, year) {
    case (_, nil):
      Message(zh: "年度未写明，按本年", en: "no year stated, taken for this year's")
    case (.prior?, _): Message(zh: "上年\(stated)", en: "last year's\(stated)")
    default: Message(zh: "本年\(stated)", en: "this year's\(stated)")
    }
  }
}
