public import Sheets

/// An amount as one cell of an input states it.
public struct Reading: Hashable, Sendable {
  /// The amount, in atoms.
  public var amount: Amount
  /// The step of the last printed place in atoms where the input itself is rounded; 0 where the
  /// input is exact (元 with 分).
  public var quantum: Int64
  /// The unit that the input uses.
  public var unit: MeasureUnit
  /// The text in the file.
  public var raw: String
  /// The cell.
  public var place: Place

  /// A reading made of its parts.
  public init(amount: Amount, quantum: Int64, unit: MeasureUnit, raw: String, place: Place) {
    self.amount = amount
    self.quantum = quantum
    self.unit = unit
    self.raw = raw
    self.place = place
  }
}

/// What a field of a fact holds.
public enum FactValue: Hashable, Sendable {
  /// A text, a code, or one of a field's choices under its canonical name.
  case text(String)
  /// An amount.
  case amount(Reading)
  /// A date.
  case date(SheetDate)
  /// Declared empty: blank, `-`, `—` or `无`.
  case empty
}

/// One line of an input: a budget line, an income line, an asset card, a procurement item.
///
/// A view into the table that it was imported with, or values of its own.
public struct Fact: Sendable {
  private enum Storage: Sendable {
    case stored(FactStore, Int32)
    case own(OwnFact)
  }

  private var storage: Storage

  /// The fact in a row of `store`.
  init(_ store: FactStore, _ row: Int32) { storage = .stored(store, row) }

  /// A fact made of its parts.
  public init(place: Place, level: Int = 0, values: [String: FactValue]) {
    storage = .own(OwnFact(place: place, level: level, values: values))
  }

  /// The line's place: its file and sheet, and the first cell of its row.
  public var place: Place {
    switch storage {
    case .stored(let store, let row): store.place(Int(row))
    case .own(let fact): fact.place
    }
  }

  /// How deep the line stands in an outline, 0 for the top: 职责 is 0, its 工作活动 1.
  public var level: Int {
    switch storage {
    case .stored(let store, let row): Int(store.levels[Int(row)])
    case .own(let fact): fact.level
    }
  }

  /// The fields by key; a field that the input has no column for is absent.
  public var values: [String: FactValue] {
    get {
      switch storage {
      case .stored(let store, _):
        var values: [String: FactValue] = [:]
        for key in store.keys { values[key] = self[key] }
        return values
      case .own(let fact): return fact.values
      }
    }
    set { storage = .own(OwnFact(place: place, level: level, values: newValue)) }
  }

  /// The value of a field; nil where the input has no column for it.
  public subscript(_ field: String) -> FactValue? {
    switch storage {
    case .stored(let store, let row):
      store.positions[field].flatMap { store.value(Int(row), $0) }
    case .own(let fact): fact.values[field]
    }
  }

  /// The text of a field; nil where it is absent, empty or no text.
  public func text(_ field: String) -> String? {
    if case .stored(let store, let row) = storage {
      return store.positions[field].flatMap { store.text(Int(row), $0) }
    }
    guard case .text(let text) = self[field] else { return nil }
    return text
  }

  /// The reading of a field; nil where it is absent, empty or no amount.
  public func reading(_ field: String) -> Reading? {
    guard case .amount(let reading) = self[field] else { return nil }
    return reading
  }

  /// The text in the file and the cell from which a field was read; nil where it has none.
  public func source(_ field: String) -> (raw: String, place: Place)? {
    switch storage {
    case .stored(let store, let row):
      store.positions[field].flatMap { store.source(Int(row), $0) }
    case .own: reading(field).map { ($0.raw, $0.place) }
    }
  }
}

/// The values of a fact that stands for itself.
private final class OwnFact: Sendable {
  let place: Place
  let level: Int
  let values: [String: FactValue]

  init(place: Place, level: Int, values: [String: FactValue]) {
    self.place = place
    self.level = level
    self.values = values
  }
}

/// All facts of one input role for one year.
public struct FactTable: Sendable {
  /// The input role, such as `budget` or `assets`.
  public var dataset: String
  /// The facts in the order of the files.
  public var facts: [Fact]
  /// Whether rows had to be rejected, so that sums over the table are not known.
  public var isIncomplete: Bool

  /// A table made of its parts.
  public init(dataset: String, facts: [Fact], isIncomplete: Bool = false) {
    self.dataset = dataset
    self.facts = facts
    self.isIncomplete = isIncomplete
  }
}
