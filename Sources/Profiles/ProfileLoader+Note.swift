import Budget
import Sheets
import YAMLReading

extension ProfileLoader {
  /// Reads the note's templates, the glossary and the sections of the unit's own text.
  func loadNote(_ fields: YAMLFields, into profile: inout Profile) throws(YAMLError) {
    if let file = try fields.string("unit-text") {
      profile.unitText = []
      for item in try yaml(file).fields(["sections"]).list("sections") {
        let parts = try item.fields(["key", "labels", "hint"])
        profile.unitText.append(
          UnitTextSection(
            key: try parts.required("key").string(), labels: try parts.strings("labels"),
            hint: try parts.required("hint").string()))
      }
    }
    if let value = fields["note"] {
      var files: [(text: String, name: String)] = []
      for item in value.list() {
        let path = try item.string()
        guard let file = try find(path) else {
          throw item.error(
            zh: "找不到说明模板“\(path)”", en: "the note template '\(path)' is not there")
        }
        files.append(file)
      }
      var parser = NoteTemplateParser(files: files, slots: NoteSlotParser(profile: profile))
      profile.note = try parser.template()
    }
    if let file = try fields.string("glossary") {
      profile.glossary = []
      for item in try yaml(file).fields(["terms"]).list("terms") {
        profile.glossary.append(try term(item, profile))
      }
    }
  }

  private func term(_ item: YAMLValue, _ profile: Profile) throws(YAMLError) -> GlossaryTerm {
    let parts = try item.fields(["term", "from", "to", "when", "text"])
    let text = try parts.required("text")
    let line = NoteLine(place: text.place, text: try text.string())
    var reader = NoteInlineReader(
      tokens: try line.tokens(), slots: NoteSlotParser(profile: profile))
    let from = try parts["from"]?.integer() ?? 0
    let to = try parts["to"]?.integer() ?? 9999
    guard from <= to else {
      throw item.error(zh: "起始年度晚于终止年度", en: "'from' is later than 'to'")
    }
    return GlossaryTerm(
      term: try parts.required("term").string(), years: from...to,
      words: try parts.strings("when"), text: try reader.all(row: nil))
  }
}
