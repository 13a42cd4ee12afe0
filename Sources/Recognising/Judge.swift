import Budget
import Importing
import Localization
import Profiles
import Published
import Sheets

/// Decides what each sheet is: an input and a published table that look alike are told apart by the
/// title, and then by what else lies in the workbook or folder.
struct Judge {
  let reading: ProfileReading
  let year: Int

  /// What speaks for a table or for an input.
  private enum Vote: Equatable {
    case table
    case input
  }

  private typealias Candidates = ProfileReading.Candidates

  /// What the sheets are, in the order of the files.
  func sheets() -> [RecognisedSheet] { reading.sheets.map(judged) }

  private func judged(_ one: ProfileReading.Candidates) -> RecognisedSheet {
    var reasons: [Message] = []
    let kind = kind(of: one, &reasons)
    return RecognisedSheet(
      file: one.file, tab: one.tab, place: one.place, kind: kind, period: period(of: kind, one),
      reasons: reasons)
  }

  private func kind(
    of one: ProfileReading.Candidates, _ reasons: inout [Message]
  ) -> RecognisedSheet.Kind {
    if one.isEmpty { return .empty }
    if let note = one.note { return .note(note) }
    if let title = one.workingTitle { return .workingPaper(title: title) }
    let inputs = one.allInputs
    if one.tables.isEmpty {
      switch one.inputs {
      case .inputs(let found) where one.unclearTables.isEmpty: return .inputs(found)
      case .inputs(let found), .ambiguous(let found):
        return .ambiguous(found.map { .input($0) })
      case .unknown: break
      }
      if !one.unclearTables.isEmpty { return .unclearTable(one.unclearTables) }
      return one.part.map { .part($0) } ?? .unknown
    }
    guard !inputs.isEmpty else { return .tables(one.tables) }
    let title = titleVote(one)
    let context = contextVote(one)
    let votes = [title?.vote, context?.vote].compactMap(\.self)
    if let vote = votes.first, votes.allSatisfy({ $0 == vote }) {
      reasons = [title?.reason, context?.reason].compactMap(\.self)
      switch vote {
      case .table: return .tables(one.tables)
      case .input:
        if case .inputs(let found) = one.inputs { return .inputs(found) }
        return .ambiguous(inputs.map { .input($0) })
      }
    }
    reasons = [title?.reason, context?.reason].compactMap(\.self)
    return .ambiguous(inputs.map { .input($0) } + one.tables.map { .table($0) })
  }

  private func titleVote(_ one: Candidates) -> (vote: Vote, reason: Message)? {
    let table = one.tables.first { $0.titleScore >= 0.9 && $0.share >= 0.6 }
    let input = one.allInputs.first { $0.recognition.hasTitle }
    switch (table, input) {
    case (let table?, nil):
      let title = table.title ?? table.recognised.title
      return (
        .table,
        Message(
          zh: "表题“\(trimmed(title))”是公开表的，不是输入的",
          en: "the title “\(trimmed(title))” is that of a published table and of no input")
      )
    case (nil, let input?):
      return (
        .input,
        Message(
          zh: "表题是输入“\(input.schema.title)”的，不是公开表的",
          en: "the title is that of the input “\(input.schema.title)” and of no published table")
      )
    default: return nil
    }
  }

  /// What the other sheets of the workbook are; for a file of one sheet, the other such files of its
  /// folder.
  private func contextVote(_ one: Candidates) -> (vote: Vote, reason: Message)? {
    let others = reading.sheets.filter { other in
      guard other.tab != nil, other.place != one.place else { return false }
      return one.hasSiblings
        ? other.file == one.file
        : !other.hasSiblings && other.folder == one.folder && other.file != one.file
    }
    let working = others.count { $0.workingTitle != nil }
    let rest = others.filter { $0.workingTitle == nil }
    let tables = rest.count { !$0.tables.isEmpty && $0.allInputs.isEmpty }
    let parts =
      one.hasSiblings
      ? working + rest.count { $0.part?.kind == .cover || $0.part?.kind == .contents } : 0
    let inputs = rest.count { $0.tables.isEmpty && !$0.allInputs.isEmpty }
    let place =
      one.hasSiblings
      ? Message(zh: "同一工作簿", en: "the workbook") : Message(zh: "同一文件夹", en: "the folder")
    if tables + parts > 0, inputs == 0 {
      return (
        .table,
        Message(
          zh: "\(place.chinese)另有 \(tables) 张公开表\(parts > 0 ? "和封面、目录等" : "")，没有输入",
          en:
            "\(place.english) has \(tables) more published tables\(parts > 0 ? " and a cover, contents or the like" : ""), and no input"
        )
      )
    }
    if inputs > 0, tables + parts == 0 {
      return (
        .input,
        Message(
          zh: "\(place.chinese)另有 \(inputs) 个输入，没有公开表",
          en: "\(place.english) has \(inputs) more inputs, and no published table")
      )
    }
    return nil
  }

  private func period(
    of kind: RecognisedSheet.Kind, _ one: Candidates
  ) -> YearReading {
    switch kind {
    case .tables(let tables): stated(tables.lazy.compactMap(\.year).first, one)
    case .inputs(let found):
      stated(
        one.sheet.flatMap { StatedYear($0, header: found.first?.recognition.header) }, one)
    case .note(let note): YearReading(note.year, evidence: nil, current: year)
    default: .none
    }
  }

  /// The year that a sheet states, else the one that the cover and all other tables of its workbook
  /// state.
  private func stated(_ own: StatedYear?, _ one: Candidates) -> YearReading {
    if let own { return YearReading(own.year, evidence: own.evidence, current: year) }
    let others = reading.sheets.filter { $0.file == one.file }.flatMap { other in
      other.tables.compactMap(\.year) + [other.frontYear].compactMap(\.self)
    }
    guard one.hasSiblings, let first = others.first,
      others.allSatisfy({ $0.year == first.year })
    else { return unstated(one) }
    return YearReading(first.year, evidence: first.evidence, current: year)
  }

  /// A sheet that states no year; what its file is called is told and decides nothing.
  private func unstated(_ one: Candidates) -> YearReading {
    let name = one.place.file.split(separator: "/").last.map(String.init) ?? ""
    let named = StatedYear.years(named: name).filter { $0 != year }
    return YearReading(
      nil,
      evidence: named.first.map { other in
        Message(
          zh: "只有文件名写有 \(other) 年度，不足为凭；如是上年的，请在 gouji.yaml 中写明",
          en:
            "only the file's name says \(other), which decides nothing; if it is last year's, say so in gouji.yaml"
        )
      }, current: year)
  }
}
