import AssetRegister
import Budget
import Decimals
import Importing
import Profiles
import Sheets

/// Takes the cells of a register row by row as cards.
struct CardRows {
  var store: CardStore
  private let firstRow: Int32
  /// The store's column for each of the sheet's; −1 for those that nobody asks for.
  private var targets: [Int]
  /// For each of the store's columns the power of ten from its unit to atoms.
  private let powers: [Int]
  private let holdsAmounts: [Bool]
  /// For each of the store's columns whether it holds days.
  private let dates: [Bool]
  private let required: [Int]
  /// For each cell of the batch the number of its text where another card has it, or 0.
  private var known: [Int32] = []
  // The texts of the batch by the store's columns: their cells, their places, and what was found.
  private var columnCells: [[Int]]
  private var columnTexts: [[TextRange]]
  private var found: [Int32] = []
  private var row: Int32 = -1
  private var isTotal = false

  init(store: CardStore, schema: InputSchema, firstRow: Int) {
    self.store = store
    self.firstRow = Int32(firstRow)
    targets = [Int](
      repeating: -1, count: (store.columns.compactMap(\.position).max() ?? -1) + 1)
    for (index, column) in store.columns.enumerated() {
      if let position = column.position { targets[position] = index }
    }
    powers = store.columns.map { column in
      if case .amount(let unit) = column.kind { Self.power(unit) } else { 0 }
    }
    holdsAmounts = store.columns.map(\.holdsAmounts)
    dates = store.columns.map { $0.kind == .date }
    columnCells = store.columns.map { _ in [] }
    columnTexts = store.columns.map { _ in [] }
    required = schema.fields.filter(\.isRequired).compactMap { store.column($0.key) }
  }

  /// Takes the next cells; `cell` makes one with its text, for cells that are not plain.
  mutating func take(_ batch: CellBatch, cell: (ScannedCell) -> Cell) {
    let arena = batch.arena.span
    findKnown(batch.cells, arena)
    for (index, scanned) in batch.cells.enumerated() where scanned.row >= firstRow {
      if scanned.row != row {
        endRow()
        row = scanned.row
        store.addCard(row: Int(row))
      }
      let position = Int(scanned.column)
      guard position < targets.count, targets[position] >= 0 else { continue }
      let target = targets[position]
      if holdsAmounts[target] {
        takeAmount(scanned, target, cell)
      } else if known[index] > 0 {
        store.set(target, known: known[index])
      } else {
        takeText(scanned, arena, target, cell)
      }
    }
  }

  // What was once taken as a text need not be looked at again; the cells of a batch are looked up
  // together, a column at a time.
  private mutating func findKnown(_ cells: [ScannedCell], _ arena: Span<UInt8>) {
    known.removeAll(keepingCapacity: true)
    for index in cells.indices {
      known.append(0)
      let scanned = cells[index]
      let position = Int(scanned.column)
      guard scanned.kind == .text || scanned.kind == .number, scanned.text.count > 0,
        position < targets.count, targets[position] >= 0, !holdsAmounts[targets[position]]
      else { continue }
      columnCells[targets[position]].append(index)
      columnTexts[targets[position]].append(scanned.text)
    }
    for target in columnCells.indices {
      store.columns[target].pool.find(columnTexts[target], in: arena, into: &found)
      for (index, number) in zip(columnCells[target], found) { known[index] = number }
      columnCells[target].removeAll(keepingCapacity: true)
      columnTexts[target].removeAll(keepingCapacity: true)
    }
  }

  /// Ends the last row.
  mutating func finish() {
    endRow()
    row = -1
  }

  private mutating func takeText(
    _ scanned: ScannedCell, _ arena: Span<UInt8>, _ target: Int, _ cell: (ScannedCell) -> Cell
  ) {
    switch scanned.kind {
    case .text, .number:
      if scanned.kind == .number, scanned.text.count == 0 { fallthrough }
      let text = arena.extracting(scanned.text.range)
      if !text.isEmpty, text[0] <= 0x20 || text[0] >= 0x80 || text[text.count - 1] <= 0x20 {
        if isName(text) {
          store.set(target, text: text)
        } else {
          takeWords(cell(scanned).text, target)
        }
      } else {
        // A dash says that there is nothing.
        if text.count == 1, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "/") { return }
        store.set(target, text: text)
      }
    default:
      let cell = cell(scanned)
      // A day counts, however its cell shows it.
      if case .date(let date) = cell.value, date.precision != .time, dates[target] {
        takeWords(
          SheetDate(precision: .date, year: date.year, month: date.month, day: date.day)
            .description, target)
      } else {
        takeWords(cell.text, target)
      }
    }
  }

  // Whether words begin and end with an ideograph or a plain character and label no total: such a
  // text has 计 or 其. What declares that there is nothing has at most six bytes.
  private func isName(_ text: Span<UInt8>) -> Bool {
    guard text.count > 6, isIdeograph(text, 0) else { return false }
    let last = text[text.count - 1]
    guard last < 0x80 ? last > 0x20 && last < 0x7F : isIdeograph(text, text.count - 3) else {
      return false
    }
    for index in 0..<text.count - 2 {
      let bytes = (text[index], text[index + 1], text[index + 2])
      if bytes == (0xE8, 0xAE, 0xA1) || bytes == (0xE5, 0x85, 0xB6) { return false }
    }
    return true
  }

  // U+4000 to U+9FFF.
  private func isIdeograph(_ text: Span<UInt8>, _ index: Int) -> Bool {
    (0xE4...0xE9).contains(text[index])
  }

  private mutating func takeWords(_ raw: String, _ target: Int) {
    let text = trimmed(raw)
    if declaresNothing(text) { return }
    // The words of a total are not kept: its row is none of a card.
    if let total = RowWords.total(text), total == .total || total == .subtotal {
      isTotal = true
      return
    }
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
        holdsAmounts[index]
          ? store.columns[index].amounts[card] != CardStore.blank
          : store.columns[index].texts[card] != 0
      }
    let refused = store.unreadable.last?.card == card
    if !isCard, !refused { store.dropCard() }
    isTotal = false
  }
}
