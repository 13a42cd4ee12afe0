public import Budget
public import Localization
import Reconciliation
import Sheets

/// A file that a run has written, for `findings.json`.
public struct WrittenFile: Sendable {
  /// The name inside the output folder.
  public var name: String
  /// The SHA-256 of its bytes in hexadecimal digits.
  public var sha256: String

  /// A file made of its parts.
  public init(name: String, sha256: String) {
    self.name = name
    self.sha256 = sha256
  }
}

extension Report {
  /// The document of `reconcile --format json` and, with its list of files, of `findings.json`,
  /// schema 1.
  public func json(
    language: Language, all: Bool,
    exported: (FigureKey) -> String? = { _ in nil }
  ) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("schema", .integer(1)), ("unit", .string(unit.name)),
      ("year", year.map { .integer($0) } ?? .null),
      ("profile", .string(profile)),
      (
        "summary",
        .object(Verdict.allCases.map { ($0.rawValue, .integer(count($0))) })
      ),
      ("findings", .array(shown(all: all).map { $0.json(language: language, exported) })),
      ("coverage", coverage.json(language: language)),
    ]
    if unit.isDepartment || !folder.isEmpty {
      pairs.insert(
        contentsOf: [
          ("code", .string(unit.code)), ("type", .string(unit.kind.rawValue)),
          ("folder", .string(folder)),
        ], at: 2)
    }
    if !units.isEmpty {
      pairs.append(
        ("units", .array(units.map { $0.json(language: language, all: all) })))
    }
    return .object(pairs)
  }
}

extension JSONText {
  /// A report's document with the list of the files that were written.
  public func listing(_ files: [WrittenFile]) -> JSONText {
    guard case .object(let pairs) = self else { return self }
    let list = files.map {
      JSONText.object([("name", .string($0.name)), ("sha256", .string($0.sha256))])
    }
    return .object(pairs + [("files", .array(list))])
  }
}

extension Coverage {
  func json(language: Language) -> JSONText {
    let system = system
    return .object([
      ("rules", .integer(rules)), ("checked", .integer(checkedRules)),
      ("figures", .integer(figures)),
      ("uncovered", .array(uncovered.map { .string($0.description) })),
      ("equations", .integer(system.equations)), ("rank", .integer(system.rank)),
      ("redundant", .array(system.redundant.map { .string($0) })),
      (
        "contradictory",
        .array(
          system.contradictions.map { found in
            .object([
              ("figure", .string(found.figure.description)),
              ("rules", .array(found.rules.map { .string($0) })),
            ])
          })
      ),
      (
        "not-checked",
        .array(
          unmade.map { rule in
            .object([
              ("rule", .string(rule.rule)), ("checks", .integer(rule.checks)),
              ("why", .string(rule.why.text(in: language))),
            ])
          })
      ),
    ])
  }
}

extension Finding {
  func json(language: Language, _ exported: (FigureKey) -> String?) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("id", .string(id)), ("rule", .string(rule)), ("severity", .string(severity.rawValue)),
      ("verdict", .string(verdict.rawValue)), ("status", .string(isOpen ? "open" : "accepted")),
      ("message", .string(message.text(in: language))),
    ]
    if let acceptedReason { pairs.append(("accepted", .string(acceptedReason))) }
    if let lapsed { pairs.append(("lapsed", .string(lapsed.text(in: language)))) }
    pairs.append(("figures", .string(figures)))
    for (key, amount) in [("left", left), ("right", right), ("difference", difference)] {
      if let amount { pairs.append((key, .object(amount.json))) }
    }
    pairs += [
      ("operands", .array(operands.map { $0.json(exported) })),
      ("causes", .array(causes.map { $0.json(language: language) })),
      (
        "alternatives",
        .object([
          ("count", .integer(alternatives.count)),
          ("cells", .array(alternatives.cells.map { .string($0.description) })),
        ])
      ),
    ]
    return .object(pairs)
  }
}

extension Cause {
  func json(language: Language) -> JSONText {
    .object([
      ("kind", .string(kind.rawValue)),
      ("cells", .array(cells.map { .string($0.description) })),
      ("repair", repair.map { .string($0.number) } ?? .null),
      ("explanation", .string(explanation.text(in: language))),
    ])
  }
}

extension StatedAmount {
  var json: [(key: String, value: JSONText)] {
    var pairs: [(key: String, value: JSONText)] = [
      ("value", .string(number)), ("unit", .string(unit.name)),
    ]
    if unit.dimension == .money { pairs.append(("fen", .number(String(amount.atoms)))) }
    return pairs
  }
}

extension Operand {
  // `exported` gives the cell of a figure in the working paper.
  func json(_ exported: (FigureKey) -> String?) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("file", .string(place.file)), ("sheet", place.sheet.map { .string($0) } ?? .null),
    ]
    switch place.spot {
    case .cell(let address): pairs.append(("cell", .string("\(address)")))
    case .line(let line, _): pairs.append(("line", .integer(line)))
    case .paragraph(let number): pairs.append(("paragraph", .integer(number)))
    default: break
    }
    if let quotation {
      pairs.append(("sentence", .string(quotation.sentence)))
      pairs.append(("caret", .integer(quotation.caret)))
      pairs.append(("length", .integer(quotation.length)))
    }
    pairs.append(("raw", .string(raw)))
    if let value { pairs += value.json }
    if let key {
      pairs.append(("figure", .string(key.description)))
      if let cell = exported(key) { pairs.append(("exported", .string(cell))) }
    }
    return .object(pairs)
  }
}
