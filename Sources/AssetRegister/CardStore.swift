public import Budget
import Decimals
public import Sheets

/// The cards of one asset register (固定资产卡片) in columns: millions of them fit in memory.
///
/// Cards are known by their position, from 0, in the order of the files.
public struct CardStore: Sendable {
  /// What a column holds.
  public enum Kind: Hashable, Sendable {
    /// Texts and codes.
    case text
    /// Days, kept as they are written.
    case date
    /// Amounts of one dimension in atoms.
    case amount(MeasureUnit)
  }

  /// One field of all cards.
  public struct Column: Sendable {
    /// The field's key in the input's schema.
    public let key: String
    /// The printed name.
    public let label: String
    /// What it holds.
    public let kind: Kind
    /// Whether the column holds amounts.
    public let holdsAmounts: Bool
    /// The sheet's column, 0-based; nil where cards come from elsewhere.
    public var position: Int?
    /// The texts of a text or date column.
    public var pool = TextPool()
    /// The number of each card's text.
    public var texts: [Int32] = []
    /// Each card's amount in atoms; `blank` where it has none.
    public var amounts: [Int64] = []

    /// A column without cards.
    public init(key: String, label: String, kind: Kind, position: Int? = nil) {
      self.key = key
      self.label = label
      self.kind = kind
      self.position = position
      holdsAmounts = if case .amount = kind { true } else { false }
    }

    mutating func appendBlank() {
      if holdsAmounts { amounts.append(CardStore.blank) } else { texts.append(0) }
    }

    mutating func removeLast() {
      if holdsAmounts { amounts.removeLast() } else { texts.removeLast() }
    }

    mutating func set(_ card: Int, text: Span<UInt8>) {
      texts[card] = pool.number(of: text)
    }
  }

  /// The amount of a card that has none.
  public static let blank = Int64.min

  /// A cell that should hold an amount and does not.
  public struct Unreadable: Sendable {
    /// The card.
    public var card: Int
    /// The column's key.
    public var field: String
    /// The cell.
    public var place: Place
    /// What it holds.
    public var raw: String

    /// A cell made of its parts.
    public init(card: Int, field: String, place: Place, raw: String) {
      self.card = card
      self.field = field
      self.place = place
      self.raw = raw
    }
  }

  private struct Source: Sendable {
    var file: String
    var sheet: String?
    var first: Int
  }

  /// The columns that the register has.
  public private(set) var columns: [Column]
  /// The cells that could not be read.
  public var unreadable: [Unreadable] = []
  /// The row of each card, 0-based.
  public private(set) var rows: [Int32] = []
  private var sources: [Source] = []

  /// A register without cards.
  public init(columns: [Column]) {
    self.columns = columns
  }

  /// How many cards there are.
  public var count: Int { rows.count }

  /// The index of the column with `key`, or nil.
  public func column(_ key: String?) -> Int? {
    guard let key else { return nil }
    return columns.firstIndex { $0.key == key }
  }

  // MARK: Filling

  /// Says that the cards from here on come from `file`.
  public mutating func begin(file: String, sheet: String?) {
    sources.append(Source(file: file, sheet: sheet, first: count))
  }

  /// Adds a card without any field.
  public mutating func addCard(row: Int) {
    rows.append(Int32(truncatingIfNeeded: row))
    for index in columns.indices { columns[index].appendBlank() }
  }

  /// Takes the last card back: its row turned out to be none.
  public mutating func dropCard() {
    rows.removeLast()
    for index in columns.indices { columns[index].removeLast() }
  }

  /// Puts a text into the last card.
  public mutating func set(_ column: Int, text: Span<UInt8>) {
    columns[column].set(rows.count - 1, text: text)
  }

  /// Puts a text that another card has, by its number in the column's pool, into the last card.
  public mutating func set(_ column: Int, known number: Int32) {
    columns[column].texts[rows.count - 1] = number
  }

  /// Puts an amount into the last card.
  public mutating func set(_ column: Int, atoms: Int64) {
    columns[column].amounts[rows.count - 1] = atoms
  }

  // MARK: Reading

  /// The text of a card's field; empty where it has none.
  public func text(_ card: Int, _ column: Int) -> String {
    switch columns[column].kind {
    case .text, .date: columns[column].pool.text(columns[column].texts[card])
    case .amount(let unit):
      amount(card, column).map { unit.decimal(atoms: $0).description } ?? ""
    }
  }

  /// The amount of a card's field in atoms; nil where it has none.
  public func amount(_ card: Int, _ column: Int) -> Int64? {
    let atoms = columns[column].amounts[card]
    return atoms == Self.blank ? nil : atoms
  }

  /// The place of a card's field, or of its row where no column is named.
  public func place(_ card: Int, _ column: Int? = nil) -> Place {
    let source = sources.last { $0.first <= card }
    let address = CellAddress(
      row: Int(rows[card]), column: column.flatMap { columns[$0].position } ?? 0)
    return Place(file: source?.file ?? "", sheet: source?.sheet, spot: .cell(address))
  }

  /// A card's field as an operand of a finding.
  public func operand(_ card: Int, _ column: Int) -> Operand {
    var value: StatedAmount?
    if case .amount(let unit) = columns[column].kind, let atoms = amount(card, column),
      let amount = try? Amount(atoms: atoms, dimension: unit.dimension)
    {
      value = StatedAmount(amount: amount, unit: unit, decimals: 2)
    }
    return Operand(
      key: nil, place: place(card, column), raw: text(card, column), value: value)
  }
}
