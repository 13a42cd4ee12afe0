import AssetRegister
import Budget
import Decimals
import Importing
import Profiles
import Sheets

/// Takes the cells of a register row by row as cards.
struct CardRows {
  var store: CardStore
  private let schema: InputSchema
  /// The store's column for each of the sheet's; −1 for those that nobody asks for.
  private var targets: [Int]
  /// For each of the store's columns the power of ten from its unit to atoms.
  private let powers: [Int]
  private let required: [Int]
  private var row: Int32 = -1
  private var isTotal = false

  init(store: CardStore, schema: InputSchema, firstRow: Int) {
    self.store = store
    self.schema = schema
    targets = [Int](
      repeating: -1, count: (store.columns.compactMap(\.position).max() ?? -1) + 1)
    for (index, column) in store.columns.enumerated() {
      if let position = column.position { targets[position] = index }
    }
    powers = store.columns.map { column in
      guard case .amount(let unit) = column.kind else { return 0 }
      var (power, atoms) = (0, unit.atoms)
      while atoms > 1 {
        atoms /= 10
        power += 1
      }
      return power
    }
    required = schema.fields.filter(\.isRequired).compactMap { store.column($0.key) }
  }

  /// Takes the next cell; `cell` makes one with its text, for cells that are not plain.
  mutating func take(_ scanned: ScannedCell, _ batch: CellBatch, cell: (ScannedCell) -> Cell) {
    if scanned.row != row {
      endRow()
      row = scanned.row
      store.addCard(row: Int(row))
    }
    let position = Int(scanned.column)
    guard position < targets.count, targets[position] >= 0 else { return }
    let target = targets[position]
    if store.columns[target].holdsAmounts {
      takeAmount(scanned, target, cell)
    } else {
      takeText(scanned, batch, target, cell)
    }
  }

  /// Ends the last row.
  mutating func finish() {
    endRow()
    row = -1
  }

  private mutating func takeText(
    _ scanned: ScannedCell, _ batch: CellBatch, _ target: Int, _ cell: (ScannedCell) -> Cell
  ) {
    switch scanned.kind {
    case .text, .number:
      let range = scanned.text.start..<scanned.text.start + scanned.text.count
      if scanned.kind == .number, range.isEmpty { fallthrough }
      let text = batch.arena.span.extracting(range)
      if !text.isEmpty, text[0] <= 0x20 || text[0] >= 0x80 || text[text.count - 1] <= 0x20 {
        takeWords(batch.string(scanned.text), target)
      } else {
        // A dash says that there is nothing.
        if text.count == 1, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "/") { return }
        store.set(target, text: text)
      }
    default: takeWords(cell(scanned).text, target)
    }
  }

  private mutating func takeWords(_ raw: String, _ target: Int) {
    let text = trimmed(raw)
    if declaresNothing(text) { return }
    if RowWords.total(text) == .total || RowWords.total(text) == .subtotal { isTotal = true }
    let bytes = Array(text.utf8)
    store.set(target, text: bytes.span)
  }

  private mutating func takeAmount(
    _ scanned: ScannedCell, _ target: Int, _ cell: (ScannedCell) -> Cell
  ) {
    if scanned.kind == .number {
      return takeNumber(scanned.number, target) { cell(scanned) }
    }
    let cell = cell(scanned)
    let text = cell.text
    if declaresNothing(folded(text)) { return }
    guard let number = NumberText(text) else { return refuse(cell, target) }
    var value = number.value
    if let name = number.unit {
      guard case .amount(let unit) = store.columns[target].kind,
        let written = MeasureUnit(named: name), written.dimension == unit.dimension
      else { return refuse(cell, target) }
      // 1.2万元 in a column of 元.
      value = ExactDecimal(
        significand: value.significand,
        exponent: Int(value.exponent) + Self.power(written) - Self.power(unit))
    }
    takeNumber(value, target) { cell }
  }

  private static func power(_ unit: MeasureUnit) -> Int {
    var (power, atoms) = (0, unit.atoms)
    while atoms > 1 {
      atoms /= 10
      power += 1
    }
    return power
  }

  private mutating func takeNumber(_ number: ExactDecimal, _ target: Int, _ cell: () -> Cell) {
    guard let (atoms, _) = number.scaled(by: powers[target]),
      atoms.magnitude <= Amount.limit.magnitude
    else { return refuse(cell(), target) }
    store.set(target, atoms: atoms)
  }

  private mutating func refuse(_ cell: Cell, _ target: Int) {
    store.unreadable.append(
      CardStore.Unreadable(
        card: store.count - 1, field: store.columns[target].key,
        place: store.place(store.count - 1, target), raw: cell.raw))
  }

  // A row is a card if it has what every card has; totals, remarks and blank rows are none.
  private mutating func endRow() {
    guard row >= 0 else { return }
    let card = store.count - 1
    let isCard =
      !isTotal
      && required.allSatisfy { index in
        store.columns[index].holdsAmounts
          ? store.columns[index].amounts[card] != CardStore.blank
          : store.columns[index].texts[card] != 0
      }
    let refused = store.unreadable.last?.card == card
    if !isCard, !refused { store.dropCard() }
    isTotal = false
  }
}
