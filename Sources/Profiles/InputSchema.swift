public import Budget
public import Localization

/// What one input role (`budget`, `assets` …) looks like: data of the templates, so that another
/// place's names need no code.
public struct InputSchema: Sendable {
  /// The role's key in `gouji.yaml`.
  public var key: String
  /// The Chinese name, such as 部门预算支出明细.
  public var title: String
  /// The fields in the order in which they are explained to users.
  public var fields: [InputField]
  /// The field whose indentation (leading spaces) gives a line's level; nil where lines are flat.
  public var outlineField: String?
  /// Where files say whose lines they hold, beside the fields.
  public var scope: [InputScope]

  /// A schema made of its parts.
  public init(
    key: String, title: String, fields: [InputField], outlineField: String? = nil,
    scope: [InputScope] = []
  ) {
    self.key = key
    self.title = title
    self.fields = fields
    self.outlineField = outlineField
    self.scope = scope
  }

  /// The fields that every line has, whatever its input: whose line it is, as the project says; what
  /// files say of it (`InputScope`) is held against that.
  ///
  /// A code field also has a twin with the unit's code before its own, such as `unit-function` with
  /// 257001/2070101, by which lines of several units are told apart.
  public enum UnitField {
    /// The unit's budget code.
    public static let code = "unit-code"
    /// The unit's name.
    public static let name = "unit-name"
    /// 行政, 参公 or 事业.
    public static let type = "unit-type"

    /// Whether a field is one of these or a twin: inputs have no fields of such names.
    public static func contains(_ field: String) -> Bool { field.hasPrefix("unit-") }

    /// The twin of a code field.
    public static func twin(of field: String) -> String { "unit-\(field)" }
  }

  /// Whether `name` is a field about the unit.
  func isUnitField(_ name: String) -> Bool {
    [UnitField.code, UnitField.name, UnitField.type].contains(name)
      || codeFields.contains { UnitField.twin(of: $0.key) == name }
  }

  /// The fields that hold codes.
  public var codeFields: [InputField] {
    fields.filter { if case .code = $0.kind { true } else { false } }
  }

  /// The field with `key`, or nil.
  public func field(_ key: String) -> InputField? {
    fields.first { $0.key == key }
  }
}

/// One field of an input role.
public struct InputField: Sendable {
  /// What the cells of a field hold.
  public enum Kind: Sendable, Hashable {
    /// Any text, an asset's number included.
    case text
    /// A code of the classification list with this key; its levels have these numbers of digits.
    case code(list: String, lengths: [Int])
    /// One of a closed list, under its canonical name, each with the other names it goes by.
    case choice([Choice])
    /// Money (元 or 万元: the input says which).
    case money
    /// An area in 平方米.
    case area
    /// A number of pieces or months.
    case count
    /// A date.
    case date
  }

  /// A canonical name and the other names that inputs use for it.
  public struct Choice: Sendable, Hashable {
    /// The name that facts carry.
    public var name: String
    /// The other names.
    public var synonyms: [String]

    /// A choice made of its parts.
    public init(name: String, synonyms: [String]) {
      self.name = name
      self.synonyms = synonyms
    }
  }

  /// The key in facts.
  public var key: String
  /// What its cells hold.
  public var kind: Kind
  /// The column headings it goes by; a path of a merged heading is written `上/下`.
  public var labels: [String]
  /// Whether a line without it is rejected.
  public var isRequired: Bool
  /// The value of every line where the input has no such column; nil leaves the field absent.
  public var defaultValue: String?

  /// How a choice field may have a column of amounts for each of its values instead of a column of
  /// its own; nil where it may not.
  public var spread: Spread?

  /// What the headings of such columns say beside the choices' names.
  public struct Spread: Sendable, Hashable {
    /// Headings that name only a part of their choice: several of one choice may stand side by side.
    public var parts: [String]
    /// Words in a group's heading, such as 上年结转, without which its columns mean another choice.
    public var apart: [String]
    /// Words in a group's heading, such as 上年结转, whose columns are of the same choices as those
    /// of the year beside them.
    public var beside: [String]
    /// Words in the headings of columns whose numbers are no amounts, such as 备注.
    public var notAmounts: [String]
    /// Beginnings of headings over amounts of other years, such as 上年预算.
    public var otherYears: [String]

    /// What headings say, made of its parts.
    public init(
      parts: [String] = [], apart: [String] = [], beside: [String] = [],
      notAmounts: [String] = [], otherYears: [String] = []
    ) {
      self.parts = parts
      self.apart = apart
      self.beside = beside
      self.notAmounts = notAmounts
      self.otherYears = otherYears
    }
  }

  /// A field made of its parts.
  public init(
    key: String, kind: Kind, labels: [String], isRequired: Bool = false,
    defaultValue: String? = nil, spread: Spread? = nil
  ) {
    self.spread = spread
    self.key = key
    self.kind = kind
    self.labels = labels
    self.isRequired = isRequired
    self.defaultValue = defaultValue
  }
}

extension InputSchema {
  /// That the input was not given for the year `period`.
  public func notGiven(in period: Period) -> Message {
    let role = period == .prior ? "prior-\(key)" : key
    let name = (period == .prior ? "上年" : "") + title
    return Message(
      zh: "没有提供输入“\(name)”（gouji.yaml 的 \(role)）",
      en: "the input '\(role)' (\(name)) was not given in gouji.yaml")
  }
}
