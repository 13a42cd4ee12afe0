import AssetRegister
import Budget
import Decimals
import Importing
import Profiles
import Sheets

/// Takes the cells of a register as cards, batch by batch: the cells of a batch are put in rows, and
/// then each column takes those that it understands at once.
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

  /// A row that became a card, or may yet turn out to be none.
  private struct Row {
    var number: Int32
    var isTotal = false
    var isRefused = false
  }

  /// The rows of the batch, the first of which the batch before may have begun.
  private var rows: [Row] = []
  /// For each row of the batch and each of the store's columns the cell, by its index; −1 for none.
  private var slots: [Int32] = []
  /// The cells that take a second look, by their index, with their row: amounts in words, texts
  /// with spaces, cells that stand twice.
  private var later: [(cell: Int, row: Int)] = []

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
    required = schema.fields.filter(\.isRequired).compactMap { store.column($0.key) }
  }

  /// Takes the next cells; `cell` makes one with its text, for cells that are not plain.
  mutating func take(_ batch: CellBatch, cell: (ScannedCell) -> Cell) {
    let open = rows.count
    placeCells(batch.cells)
    store.addCards(rows: rows.dropFirst(open).map(\.number))
    let first = store.count - rows.count
    let arena = batch.arena.span
    for target in holdsAmounts.indices {
      if holdsAmounts[target] {
        takeAmounts(batch.cells, target, first: first)
      } else {
        takeTexts(batch.cells, arena, target, first: first)
      }
    }
    later.sort { $0.cell < $1.cell }
    for (index, row) in later {
      let scanned = batch.cells[index]
      let target = targets[Int(scanned.column)]
      if holdsAmounts[target] {
        takeAmount(scanned, target, row, card: first + row, cell)
      } else {
        takeText(scanned, arena, target, row, card: first + row, cell)
      }
    }
    later.removeAll(keepingCapacity: true)
    closeRows(keepingOpen: 1)
  }

  /// Ends the last row.
  mutating func finish() { closeRows(keepingOpen: 0) }

  /// Finds for each row and column of the batch its cell.
  private mutating func placeCells(_ cells: [ScannedCell]) {
    let width = holdsAmounts.count
    // They are written as a variable of their own, which nobody else can see meanwhile.
    var places: [Int32] = []
    swap(&places, &slots)
    if places.count < (cells.count + 1) * width {
      places = [Int32](repeating: -1, count: (cells.count + 1) * width)
    }
    var slots = places.mutableSpan
    for slot in 0..<rows.count * width { slots[slot] = -1 }
    var number = rows.last?.number ?? -1
    // The slot of the row's first column.
    var first = (rows.count - 1) * width
    for index in cells.indices where cells[index].row >= firstRow {
      if cells[index].row != number {
        number = cells[index].row
        first += width
        for slot in first..<first + width { slots[slot] = -1 }
        rows.append(Row(number: number))
      }
      let position = Int(cells[index].column)
      guard position < targets.count, targets[position] >= 0 else { continue }
      let slot = first + targets[position]
      if slots[slot] < 0 {
        slots[slot] = Int32(truncatingIfNeeded: index)
      } else {
        later.append((index, rows.count - 1))
      }
    }
    swap(&places, &self.slots)
  }

  /// Takes the plain numbers of a column.
  private mutating func takeAmounts(_ cells: [ScannedCell], _ target: Int, first: Int) {
    let column = columnCells(target)
    let power = powers[target]
    var others: [(cell: Int, row: Int)] = []
    store.fillAmounts(target) { amounts in
      others = column.forEach(cells) { cell, row in
        guard cell.kind == .number, let atoms = Self.atoms(cell.number, power) else { return false }
        amounts[first + row] = atoms
        return true
      }
    }
    later += others
  }

  /// Takes the texts of a column that are known already, and new ones that are plain.
  ///
  /// What was once taken as a text need not be looked at again.
  private mutating func takeTexts(
    _ cells: [ScannedCell], _ arena: Span<UInt8>, _ target: Int, first: Int
  ) {
    let column = columnCells(target)
    var others: [(cell: Int, row: Int)] = []
    store.fillTexts(target) { texts, pool in
      var numbers = texts.mutableSpan
      others = column.forEach(cells) { cell, row in
        guard cell.kind == .text || cell.kind == .number, cell.text.count > 0 else { return false }
        let text = arena.extracting(cell.text.range)
        var number = pool.knownNumber(of: text)
        if number == 0 {
          guard Self.isPlain(text) else { return false }
          number = pool.number(of: text)
        }
        numbers[first + row] = number
        return true
      }
    }
    later += others
  }

  private func columnCells(_ target: Int) -> ColumnCells {
    ColumnCells(slots: slots, width: holdsAmounts.count, target: target, rowCount: rows.count)
  }

  /// Whether a text stands for itself as it is: without spaces around it, no dash and no words of a
  /// total.
  private static func isPlain(_ text: Span<UInt8>) -> Bool {
    let (first, last) = (text[0], text[text.count - 1])
    if first <= 0x20 || first >= 0x80 || last <= 0x20 { return isName(text) }
    return text.count > 1 || first != UInt8(ascii: "-") && first != UInt8(ascii: "/")
  }

  private mutating func takeText(
    _ scanned: ScannedCell, _ arena: Span<UInt8>, _ target: Int, _ row: Int, card: Int,
    _ cell: (ScannedCell) -> Cell
  ) {
    if scanned.kind == .text || scanned.kind == .number, scanned.text.count > 0 {
      let text = arena.extracting(scanned.text.range)
      if Self.isPlain(text) { return store.set(target, card: card, text: text) }
    }
    let cell = cell(scanned)
    // A day counts, however its cell shows it.
    if case .date(let date) = cell.value, date.precision != .time, dates[target] {
      takeWords(
        SheetDate(precision: .date, year: date.year, month: date.month, day: date.day)
          .description, target, row, card: card)
    } else {
      takeWords(cell.text, target, row, card: card)
    }
  }

  // Whether words begin and end with an ideograph or a plain character and label no total: such a
  // text has 计 or 其. What declares that there is nothing has at most six bytes.
  private static func isName(_ text: Span<UInt8>) -> Bool {
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
  private static func isIdeograph(_ text: Span<UInt8>, _ index: Int) -> Bool {
    (0xE4...0xE9).contains(text[index])
  }

  private mutating func takeWords(_ raw: String, _ target: Int, _ row: Int, card: Int) {
    let text = trimmed(raw)
    if declaresNothing(text) { return }
    // The words of a total are not kept: its row is none of a card.
    if let total = RowWords.total(text), total == .total || total == .subtotal {
      rows[row].isTotal = true
      return
    }
    let bytes = Array(text.utf8)
    store.set(target, card: card, text: bytes.span)
  }

  private mutating func takeAmount(
    _ scanned: ScannedCell, _ target: Int, _ row: Int, card: Int, _ cell: (ScannedCell) -> Cell
  ) {
    if scanned.kind == .number, let atoms = Self.atoms(scanned.number, powers[target]) {
      return store.set(target, card: card, atoms: atoms)
    }
    let cell = cell(scanned)
    guard scanned.kind != .number else { return refuse(cell, target, row, card: card) }
    let text = cell.text
    if declaresNothing(folded(text)) { return }
    guard let number = NumberText(text) else { return refuse(cell, target, row, card: card) }
    var power = powers[target]
    if let name = number.unit {
      guard case .amount(let unit) = store.columns[target].kind,
        let written = MeasureUnit(named: name), written.dimension == unit.dimension
      else { return refuse(cell, target, row, card: card) }
      // 1.2万元 in a column of 元.
      power = Self.power(written)
    }
    guard let atoms = Self.atoms(number.value, power) else {
      return refuse(cell, target, row, card: card)
    }
    store.set(target, card: card, atoms: atoms)
  }

  private static func power(_ unit: MeasureUnit) -> Int {
    var (power, atoms) = (0, unit.atoms)
    while atoms > 1 {
      atoms /= 10
      power += 1
    }
    return power
  }

  @inline(__always)
  private static func atoms(_ number: ExactDecimal, _ power: Int) -> Int64? {
    guard let (atoms, _) = number.scaled(by: power), atoms.magnitude <= Amount.limit.magnitude
    else { return nil }
    return atoms
  }

  private mutating func refuse(_ cell: Cell, _ target: Int, _ row: Int, card: Int) {
    rows[row].isRefused = true
    store.unreadable.append(
      CardStore.Unreadable(
        card: card, field: store.columns[target].key, place: store.place(card, target),
        raw: cell.raw))
  }

  // A row is a card if it has what every card has; totals, remarks and blank rows are none.
  private mutating func closeRows(keepingOpen open: Int) {
    let first = store.count - rows.count
    let closed = max(0, rows.count - open)
    var isCard = store.areFilled(from: first, count: closed, required)
    for index in isCard.indices {
      isCard[index] = rows[index].isRefused || isCard[index] && !rows[index].isTotal
    }
    store.dropCards(from: first, unless: isCard)
    rows.removeFirst(closed)
  }
}

/// The cells that the rows of a batch have in one column.
private struct ColumnCells {
  /// For each row and column the cell, by its index; −1 for none.
  let slots: [Int32]
  /// How many columns a row has.
  let width: Int
  let target: Int
  let rowCount: Int

  /// Hands each cell to `take`, with its row, and returns those that were not taken, by their index.
  @inline(__always)
  func forEach(
    _ cells: [ScannedCell], _ take: (_ cell: ScannedCell, _ row: Int) -> Bool
  ) -> [(cell: Int, row: Int)] {
    var others: [(cell: Int, row: Int)] = []
    let slots = slots.span
    var slot = target
    for row in 0..<rowCount {
      let index = Int(slots[slot])
      slot += width
      if index >= 0, !take(cells[index], row) { others.append((index, row)) }
    }
    return others
  }
}
