public import Localization
public import YAMLReading

/// The catalogue of checks (勾稽目录): what a disclosure should be checked for, rule or not.
public struct RuleCatalogue: Sendable {
  /// One entry.
  public struct Entry: Sendable {
    /// The id that rules name, such as `I05`.
    public var id: String
    /// What should be checked.
    public var says: Message
    /// Who makes it, or a part of it, where no rule does.
    public var madeBy: Message?
    /// Why standards have no rule of it, by their ids.
    public var lacking: [String: Message]
  }

  /// The entries in their order.
  public var entries: [Entry]

  /// The built-in catalogue.
  ///
  /// - Throws: `YAMLError` with line and column.
  public static func load() throws(YAMLError) -> RuleCatalogue {
    let path = "rules/catalogue.yaml"
    var entries: [Entry] = []
    guard let document = try TemplateSource().yaml(at: path) else {
      return RuleCatalogue(entries: [])
    }
    let root = try document.fields(["catalogue"])
    for item in root.list("catalogue") {
      let fields = try item.fields([
        "id", "says", "says-en", "made-by", "made-by-en", "lacking",
      ])
      let madeBy: Message? =
        if let chinese = try fields.string("made-by") {
          Message(zh: chinese, en: try fields.required("made-by-en").string())
        } else {
          nil
        }
      var lacking: [String: Message] = [:]
      for item in fields.list("lacking") {
        let reason = try item.fields(["standards", "says", "says-en"])
        let message = Message(
          zh: try reason.required("says").string(), en: try reason.required("says-en").string())
        for standard in try reason.strings("standards") { lacking[standard] = message }
      }
      entries.append(
        Entry(
          id: try fields.required("id").string(),
          says: Message(
            zh: try fields.required("says").string(), en: try fields.required("says-en").string()),
          madeBy: madeBy, lacking: lacking))
    }
    return RuleCatalogue(entries: entries)
  }
}
