import Budget
import Bytes
import Localization
import NoteWriting
import Profiles
import Project
import Reports
import Sheets
import YearComparison

/// The note of a project: written from its statements and the unit's own text.
struct NoteRun {
  /// The note; nil where the standard has no template for one.
  let note: Note?
  /// What the unit has not supplied, and what of its text could not be taken.
  private let findings: [Finding]

  /// - Throws: `ReadError` where the unit's own text cannot be read.
  init(_ run: ProjectRun, _ statements: StatementSet) throws(ReadError) {
    var text = UnitText(sections: run.profile.unitText)
    for file in run.project.unitText {
      text.add(try PlainText.read(FileBytes(path: file.path)), file: file.name)
    }
    var reasons: [String: String] = [:]
    for reason in run.project.reasons { reasons[reason.item] = reason.text }
    // A reason may be given for a row's label or code; the template has its key.
    let comparison = YearComparison(
      profile: run.profile, year: run.project.year, statements: statements, reasons: reasons)
    for change in comparison.changes where reasons[change.item] == nil {
      reasons[change.item] = change.reason
    }
    note = NoteWriter.note(
      NoteFacts(
        profile: run.profile, unit: run.project.unit, year: run.project.year,
        statements: statements, inputs: Set(run.project.inputs.keys), reasons: reasons,
        unitText: text))
    let base = "\(run.project.unit.code)/\(run.project.year)"
    findings =
      text.flaws.map { flaw in
        Self.finding(
          "\(base)/unit-text/\(flaw.raw)", "unit-text", flaw.place, flaw.raw, flaw.message)
      }
      + (note?.gaps ?? []).map { gap in
        Self.finding(
          "\(base)/\(Self.gapRule)/\(gap.what)", Self.gapRule, Place(file: Project.fileName),
          gap.what,
          Message(
            zh: "说明待补充“\(gap.what)”：\(gap.message.chinese)",
            en: "the note lacks '\(gap.what)': \(gap.message.english)"))
      }
  }

  /// The findings, those marked that a person has accepted.
  func findings(acceptedBy run: ProjectRun) -> [Finding] {
    var findings = findings
    run.accept(&findings)
    return findings
  }

  /// The rule under which gaps of the note are found.
  static let gapRule = "note-gap"

  private static func finding(
    _ id: String, _ rule: String, _ place: Place, _ raw: String, _ message: Message
  ) -> Finding {
    Finding(
      id: id, rule: rule, severity: .warning, verdict: .notChecked, message: message,
      operands: [Operand(key: nil, place: place, raw: raw, value: nil)])
  }
}
