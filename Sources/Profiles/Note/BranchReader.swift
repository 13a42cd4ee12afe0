import Budget
import Localization
import Sheets
import YAMLReading

/// A reader of `{if …}` … `{else if …}` … `{else}` … `{end}` and `{for …}` … `{end}`, which are the
/// same over the slots of one line and over lines.
protocol BranchReader {
  /// What stands in a branch.
  associatedtype Content: Sendable

  /// What reads the conditions.
  var slots: NoteSlotParser { get }

  /// Reads up to the directive that ends what began at `opener`, and stays at that directive.
  mutating func content(row: BlockKey?, opener: Place?) throws(YAMLError) -> [Content]

  /// The directive at which the reader is, and where it stands; nil where it is at none.
  var directive: (directive: NoteDirective, place: Place)? { get }

  /// Goes on to what stands behind it.
  mutating func advance()
}

extension BranchReader {
  /// The branches of the `{if …}` with the conditions `source`, at which the reader is; it is at the
  /// `{end}` afterwards.
  mutating func branches(
    _ source: YAMLValue, row: BlockKey?
  ) throws(YAMLError) -> [NoteTemplate.Branch<[Content]>] {
    var conditions = try slots.conditions(source, row: row)
    var branches: [NoteTemplate.Branch<[Content]>] = []
    while true {
      advance()
      let content = try content(row: row, opener: source.place)
      branches.append(NoteTemplate.Branch(conditions: conditions, content: content))
      guard let (next, place) = directive else { continue }
      switch next.keyword {
      case .elseIf where !conditions.isEmpty:
        conditions = try slots.conditions(YAMLValue(scalar: next.argument, at: place), row: row)
      case .else where !conditions.isEmpty: conditions = []
      case .end: return branches
      default:
        throw YAMLError(
          at: place, Message(zh: "{else} 之后只能是 {end}", en: "only {end} may follow after {else}"))
      }
    }
  }

  /// What the `{for …}` at `opener`, at which the reader is, repeats; it is at the `{end}` afterwards.
  mutating func repeated(row: BlockKey, opener: Place) throws(YAMLError) -> [Content] {
    advance()
    let content = try content(row: row, opener: opener)
    guard directive?.directive.keyword == .end else {
      throw YAMLError(
        at: opener,
        Message(
          zh: "{for …} 中不能有 {else}，应以 {end} 结束", en: "{for …} has no {else}; close it with {end}"))
    }
    return content
  }

  /// Checks that a `{end}` or `{else …}` closes something.
  func expectOpen(_ opener: Place?, _ directive: NoteDirective, at place: Place) throws(YAMLError) {
    guard opener == nil else { return }
    throw YAMLError(
      at: place,
      Message(
        zh: "{\(directive.keyword.rawValue)} 前面没有 {if …} 或 {for …}",
        en: "{\(directive.keyword.rawValue)} without {if …} or {for …} before it"))
  }

  /// Checks at the end of the text that nothing is open.
  func expectClosed(_ opener: Place?) throws(YAMLError) {
    guard let opener else { return }
    throw YAMLError(
      at: opener, Message(zh: "没有与它成对的 {end}", en: "there is no {end} for it"))
  }
}
