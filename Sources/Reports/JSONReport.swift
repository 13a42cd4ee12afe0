import Budget
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
  /// The document of `reconcile --format json` and of `findings.json`, schema 1.
  public func json(
    language: Language, all: Bool, files: [WrittenFile]? = nil
  ) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("schema", .integer(1)), ("unit", .string(unit.name)),
      ("year", year.map { .integer($0) } ?? .null),
      ("profile", .string(profile)),
      (
        "summary",
        .object(Verdict.allCases.map { ($0.rawValue, .integer(count($0))) })
      ),
      ("findings", .array(shown(all: all).map { $0.json(language: language) })),
      (
        "coverage",
        .object([
          ("rules", .integer(coverage.rules)), ("checked", .integer(coverage.checkedRules)),
          ("figures", .integer(coverage.figures)),
          ("uncovered", .array(coverage.uncovered.map { .string($0.description) })),
        ])
      ),
    ]
    if let files {
      let list = files.map {
        JSONText.object([("name", .string($0.name)), ("sha256", .string($0.sha256))])
      }
      pairs.append(("files", .array(list)))
    }
    return .object(pairs)
  }
}

extension Finding {
  func json(language: Language) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("id", .string(id)), ("rule", .string(rule)), ("severity", .string(severity.rawValue)),
      ("verdict", .string(verdict.rawValue)), ("status", .string(isOpen ? "open" : "accepted")),
      ("message", .string(message.text(in: language))),
    ]
    if let acceptedReason { pairs.append(("accepted", .string(acceptedReason))) }
    for (key, amount) in [("left", left), ("right", right), ("difference", difference)] {
      if let amount { pairs.append((key, .object(amount.json))) }
    }
    pairs += [
      ("operands", .array(operands.map(\.json))),
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
  var json: JSONText {
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
    if let key { pairs.append(("figure", .string(key.description))) }
    return .object(pairs)
  }
}
