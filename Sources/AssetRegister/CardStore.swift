public import Budget
import Bytes
import Decimals
public import Localization
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

    mutating func reserve(_ cards: Int) {
      if holdsAmounts {
        amounts.reserveInHugePages(cards)
      } else {
        texts.reserveInHugePages(cards)
      }
      pool.expectedTexts = cards
    }

    mutating func appendBlanks(_ count: Int) {
      if holdsAmounts {
        amounts.append(contentsOf: repeatElement(CardStore.blank, count: count))
      } else {
        texts.append(contentsOf: repeatElement(0, count: count))
      }
    }

    /// Moves the cards at `kept` to the front of those from `first` on, which end with them.
    mutating func keep(_ kept: [Int], from first: Int) {
      if holdsAmounts {
        amounts.replaceSubrange(first..., with: kept.map { amounts[$0] })
      } else {
        texts.replaceSubrange(first..., with: kept.map { texts[$0] })
      }
    }

    mutating func fillAmounts(_ body: (_ amounts: inout MutableSpan<Int64>) -> Void) {
      var amounts = amounts.mutableSpan
      body(&amounts)
    }

    mutating func fillTexts(
      _ body: (_ numbers: inout [Int32], _ pool: inout TextPool) -> Void
    ) {
      body(&texts, &pool)
    }

    func markBlanks(from first: Int, in areFilled: inout [Bool]) {
      for index in areFilled.indices {
        let isBlank =
          holdsAmounts ? amounts[first + index] == CardStore.blank : texts[first + index] == 0
        if isBlank { areFilled[index] = false }
      }
    }

    mutating func set(_ card: Int, text: Span<UInt8>) { texts[card] = pool.number(of: text) }
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

  /// What a user should know about a place of the file: a quote that closes nothing, a NUL byte.
  public struct Note: Sendable {
    /// The place.
    public var place: Place
    /// What is there.
    public var message: Message

    /// A note made of its parts.
    public init(place: Place, message: Message) {
      self.place = place
      self.message = message
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
  /// What a user should know about the file.
  public var notes: [Note] = []
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

  /// Makes room for so many cards at once; there may be more or fewer.
  public mutating func reserve(cards: Int) {
    rows.reserveInHugePages(cards)
    for index in columns.indices { columns[index].reserve(cards) }
  }

  /// Says that the cards from here on come from `file`.
  public mutating func begin(file: String, sheet: String?) {
    sources.append(Source(file: file, sheet: sheet, first: count))
  }

  /// Adds a card without any field.
  public mutating func addCard(row: Int) {
    addCards(rows: CollectionOfOne(Int32(truncatingIfNeeded: row)))
  }

  /// Adds cards without any field, one for each of `rows`.
  public mutating func addCards(rows: some Collection<Int32>) {
    self.rows.append(contentsOf: rows)
    for index in columns.indices { columns[index].appendBlanks(rows.count) }
  }

  /// Takes cards back whose rows turned out to be none: `isCard` tells so of some from `first` on.
  public mutating func dropCards(from first: Int, unless isCard: [Bool]) {
    guard isCard.contains(false) else { return }
    let kept = (first..<count).filter { $0 - first >= isCard.count || isCard[$0 - first] }
    rows.replaceSubrange(first..., with: kept.map { rows[$0] })
    for index in columns.indices { columns[index].keep(kept, from: first) }
    for index in unreadable.indices.reversed() {
      let card = unreadable[index].card
      guard card >= first else { break }
      // What could not be read makes a card of its row, so that it is among them.
      unreadable[index].card = first + kept.count { $0 < card }
    }
  }

  /// Puts a text into the last card.
  public mutating func set(_ column: Int, text: Span<UInt8>) {
    set(column, card: count - 1, text: text)
  }

  /// Puts a text into a card.
  public mutating func set(_ column: Int, card: Int, text: Span<UInt8>) {
    columns[column].set(card, text: text)
  }

  /// Puts an amount into the last card.
  public mutating func set(_ column: Int, atoms: Int64) {
    set(column, card: count - 1, atoms: atoms)
  }

  /// Puts an amount into a card.
  public mutating func set(_ column: Int, card: Int, atoms: Int64) {
    columns[column].amounts[card] = atoms
  }

  /// Lets `body` put amounts into the cards of a column.
  public mutating func fillAmounts(
    _ column: Int, _ body: (_ amounts: inout MutableSpan<Int64>) -> Void
  ) {
    columns[column].fillAmounts(body)
  }

  /// Lets `body` put texts into the cards of a column, by their numbers in its pool.
  public mutating func fillTexts(
    _ column: Int, _ body: (_ numbers: inout [Int32], _ pool: inout TextPool) -> Void
  ) {
    columns[column].fillTexts(body)
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

  /// For each of `count` cards from `first` on whether it has something in all of some columns.
  public func areFilled(from first: Int, count: Int, _ wanted: [Int]) -> [Bool] {
    var areFilled = [Bool](repeating: true, count: count)
    for column in wanted { columns[column].markBlanks(from: first, in: &areFilled) }
    return areFilled
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
