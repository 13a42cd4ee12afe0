public import Decimals

/// What a rule with `test:` asks for: one of a closed list of built-in tests, with its parameters.
///
/// A record test looks at lines, cards or sentences one by one. It gives findings and a sentence
/// only, where a `check:` is also a live formula and a constraint of the localisation.
public struct RecordTest: Sendable, Hashable {
  /// What the records are, and so which module runs the test.
  public enum Family: String, Sendable, CaseIterable {
    /// Lines of inputs and rows of tables; run by `Reconciliation`.
    case lines
    /// Cards of asset registers.
    case cards
    /// Sentences of notes.
    case text
  }

  /// The tests that there are. A new one needs its family, its parameters and a runner.
  public enum Name: String, Sendable, CaseIterable {
    /// No code stands twice in a table, nor does its total.
    case uniqueCode = "unique-code"
    /// The codes of a table rise from row to row.
    case ascendingCodes = "ascending-codes"

    /// What the test looks at.
    public var family: Family {
      switch self {
      case .uniqueCode, .ascendingCodes: .lines
      }
    }

    /// The parameters that the test takes, in the order in which they are explained.
    public var parameters: [Parameter] {
      switch self {
      case .uniqueCode, .ascendingCodes: [Parameter("table", .block)]
      }
    }
  }

  /// A parameter of a test.
  public struct Parameter: Sendable, Hashable {
    /// What its value must be; the loader checks it against the profile.
    public enum Kind: Sendable, Hashable {
      /// A table, or a block of one, such as `T3` or `T1.支出`.
      case block
      /// A row of the table that `table` names, by key, label or code.
      case row
      /// A column of the table that `table` names.
      case column
      /// Columns of that table.
      case columns
      /// An input role.
      case input
      /// A field of the input that `input` names.
      case field
      /// Fields of that input.
      case fields
      /// A code list of the profile.
      case codeList
      /// An exact decimal number.
      case number
      /// One of these words.
      case choice([String])
      /// Any text.
      case text
      /// Any texts.
      case texts
    }

    /// The key under `test:`.
    public var key: String
    /// What the value must be.
    public var kind: Kind
    /// Whether the rule must give it.
    public var isRequired: Bool

    /// A parameter made of its parts.
    public init(_ key: String, _ kind: Kind, isRequired: Bool = true) {
      self.key = key
      self.kind = kind
      self.isRequired = isRequired
    }
  }

  /// The value of a parameter, as its kind wants it.
  public enum Value: Sendable, Hashable {
    /// A table or block.
    case block(BlockKey)
    /// A name, word or text.
    case text(String)
    /// Several of them.
    case texts([String])
    /// A number.
    case number(ExactDecimal)
  }

  /// Which test.
  public var name: Name
  /// The values by parameter.
  public var values: [String: Value]

  /// A test made of its parts.
  public init(_ name: Name, _ values: [String: Value]) {
    self.name = name
    self.values = values
  }

  /// The block under `key`, or nil.
  public func block(_ key: String) -> BlockKey? {
    if case .block(let block) = values[key] { block } else { nil }
  }

  /// The text under `key`, or nil.
  public func text(_ key: String) -> String? {
    if case .text(let text) = values[key] { text } else { nil }
  }

  /// The texts under `key`; none where it is not given.
  public func texts(_ key: String) -> [String] {
    if case .texts(let texts) = values[key] { texts } else { [] }
  }

  /// The number under `key`, or nil.
  public func number(_ key: String) -> ExactDecimal? {
    if case .number(let number) = values[key] { number } else { nil }
  }
}

extension RecordTest: CustomStringConvertible {
  /// The test as templates write it, such as `unique-code {table: T3}`.
  public var description: String {
    let parts = name.parameters.compactMap { parameter in
      values[parameter.key].map { "\(parameter.key): \($0)" }
    }
    return parts.isEmpty ? name.rawValue : "\(name.rawValue) {\(parts.joined(separator: ", "))}"
  }
}

extension RecordTest.Value: CustomStringConvertible {
  /// The value as templates write it.
  public var description: String {
    switch self {
    case .block(let block): block.text
    case .text(let text): text
    case .texts(let texts): "[\(texts.joined(separator: ", "))]"
    case .number(let number): number.description
    }
  }
}
