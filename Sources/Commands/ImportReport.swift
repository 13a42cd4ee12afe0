import Budget
import Importing
import Localization
import Project
import Recognising
import Sheets

/// What `gouji import` prints about one input.
struct ImportReport {
  let input: ProjectRun.Input
  let title: String
  /// The year that the sheet states; nil where `gouji.yaml` says it.
  var year: YearReading?
  /// Why it is this input and no published table that looks like it.
  var reasons: [Message] = []

  /// What it was taken for, where its rows went, and every note.
  func lines(in language: Language) -> [String] {
    var messages = [head, evidence, rows]
    if !imported.rejections.isEmpty { messages.append(rejected) }
    let repairs = imported.noteCounts.filter { $0.key.isRepair }
    if !repairs.isEmpty {
      messages.append(
        Message(zh: "修正的单元格：\(list(repairs))", en: "cells repaired: \(list(repairs))"))
    }
    if !imported.statedTotals.isEmpty { messages.append(totals) }
    let lines =
      messages.map { $0.text(in: language) } + input.fileNotes.map { $0.text(in: language) }
    return [lines[0]] + lines.dropFirst().map { "    " + $0 } + notes(in: language)
  }

  private var imported: ImportedSheet { input.imported }

  private var head: Message {
    let year =
      self.year?.label
      ?? (input.period == .prior
        ? Message(zh: "上年", en: "last year") : Message(zh: "本年", en: "this year"))
    let place = "\(input.file.name)!\(input.sheetName)"
    return Message(
      zh: "\(place)：\(input.role) \(title)（\(year.chinese)），把握 \(input.recognition.percent)",
      en: "\(place): \(input.role) \(title) (\(year.english)), confidence "
        + input.recognition.percent)
  }

  private var evidence: Message {
    let evidence = input.recognition.evidence + reasons + [year?.evidence].compactMap(\.self)
    return Message(
      zh: "依据：" + evidence.map(\.chinese).joined(separator: "；"),
      en: "evidence: " + evidence.map(\.english).joined(separator: "; "))
  }

  private var rows: Message {
    let counts = imported.counts
    let isBalanced = imported.isBalanced
    let leftOut = counts.leftOut
    // Where a row has an amount for each of several funds.
    let facts = imported.facts.count
    let isSpread = facts > counts.taken
    return Message(
      zh:
        "行：采用 \(counts.taken)\(isSpread ? "（按列分成 \(facts) 条）" : "") + 小计 \(counts.subtotals) + 未采用 \(counts.rejected) + 空白 "
        + "\(counts.blank) + 表头 \(counts.header) + 说明 \(counts.notes) "
        + (leftOut > 0 ? "+ rows 未选 \(leftOut) " : "")
        + (isBalanced ? "=" : "≠") + " 读到 \(imported.rowsRead) 行"
        + (isBalanced ? "" : "：程序有误，请报告"),
      en:
        "rows: \(counts.taken) taken\(isSpread ? " (\(facts) facts by columns)" : "") + \(counts.subtotals) subtotals + \(counts.rejected) rejected"
        + " + \(counts.blank) blank + \(counts.header) header + \(counts.notes) notes "
        + (leftOut > 0 ? "+ \(leftOut) not chosen by rows: " : "")
        + (isBalanced ? "=" : "≠") + " \(imported.rowsRead) rows read"
        + (isBalanced ? "" : ": a fault of the program, please report it"))
  }

  private var rejected: Message {
    Message(
      zh: "未采用的行按原因：\(list(imported.rejections))",
      en: "rows rejected, by reason: \(list(imported.rejections))")
  }

  private var totals: Message {
    let all = imported.statedTotals
    func count(_ status: StatedTotal.Status) -> Int { all.count { $0.status == status } }
    return Message(
      zh:
        "核对的合计：\(all.count) 个，相符 \(count(.agree))，尾差 \(count(.rounding))，不符 \(count(.differs))，未能核对 \(count(.unchecked))",
      en:
        "totals checked: \(all.count), \(count(.agree)) agree, \(count(.rounding)) within rounding, "
        + "\(count(.differs)) differ, \(count(.unchecked)) not comparable")
  }

  private func list(_ counts: [ImportNoteKind: Int]) -> String {
    counts.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
  }

  private func notes(in language: Language) -> [String] {
    var lines = imported.notes.map { note in
      "    \(note.place): \(note.severity.name.text(in: language)): [\(note.kind.rawValue)] "
        + note.message.text(in: language)
    }
    for (kind, count) in imported.noteCounts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let shown = imported.notes.count { $0.kind == kind }
      guard count > shown else { continue }
      let message = Message(
        zh: "……[\(kind.rawValue)] 另有 \(count - shown) 处",
        en: "… [\(kind.rawValue)] and \(count - shown) more")
      lines.append("    " + message.text(in: language))
    }
    return lines
  }
}
