public import Sheets

/// A field's value together with what the file says and where.
public struct FactCell: Sendable {
  /// The value.
  public var value: FactValue
  /// The text in the file; empty where the input has no such column.
  public var raw: String
  /// The cell; nil where the input has no such column.
  public var address: CellAddress?

  /// A cell made of its parts.
  public init(_ value: FactValue, raw: String = "", address: CellAddress? = nil) {
    self.value = value
    self.raw = raw
    self.address = address
  }
}

/// The facts of one table of a sheet, column by column.
///
/// A register of a million cards is held in some 150 bytes a card: texts are kept once, amounts as
/// atoms, and the text of an amount only where it is not the amount written plainly.
public final class FactStore: Sendable {
  let file: String
  let sheet: String?
  /// The fields by key.
  let positions: [String: Int]
  /// The fields in order.
  let keys: [String]
  let rows: [Int32]
  let firstColumns: [UInt16]
  let levels: [UInt8]
  let columns: [FactColumn]
  let texts: [String]
  let quanta: [Int64]

  fileprivate init(_ builder: FactStoreBuilder) {
    file = builder.file
    sheet = builder.sheet
    keys = builder.keys
    positions = Dictionary(uniqueKeysWithValues: builder.keys.enumerated().map { ($1, $0) })
    rows = builder.rows
    firstColumns = builder.firstColumns
    levels = builder.levels
    columns = builder.columns
    texts = builder.texts.all
    quanta = builder.quanta
  }

  /// The facts, in the order in which they were added.
  public var facts: [Fact] { rows.indices.map { Fact(self, Int32($0)) } }

  func place(_ row: Int) -> Place {
    place(CellAddress(row: Int(rows[row]), column: Int(firstColumns[row])))
  }

  private func place(_ address: CellAddress) -> Place {
    Place(file: file, sheet: sheet, spot: .cell(address))
  }

  func value(_ row: Int, _ position: Int) -> FactValue? {
    let column = columns[position]
    switch column.tags[row] {
    case .absent: return nil
    case .empty: return .empty
    case .text: return .text(texts[Int(column.texts[row])])
    case .amount: return reading(row, position).map { .amount($0) }
    case .date: return .date(SheetDate(packed: column.atoms[row]))
    case .other: return column.others[UInt32(row)]?.value
    }
  }

  func text(_ row: Int, _ position: Int) -> String? {
    let column = columns[position]
    return column.tags[row] == .text ? texts[Int(column.texts[row])] : nil
  }

  func reading(_ row: Int, _ position: Int) -> Reading? {
    let column = columns[position]
    guard column.tags[row] == .amount else {
      guard case .amount(let reading) = column.others[UInt32(row)]?.value else { return nil }
      return reading
    }
    let mark = AmountMark(bits: column.marks[row])
    let unit = MeasureUnit.all[mark.unit]
    guard let amount = try? Amount(atoms: column.atoms[row], dimension: unit.dimension) else {
      return nil
    }
    let raw =
      mark.decimals.map { unit.text(amount, decimals: $0) } ?? texts[Int(column.texts[row])]
    return Reading(
      amount: amount, quantum: quanta[mark.quantum], unit: unit, raw: raw,
      place: place(CellAddress(row: Int(rows[row]), column: mark.column)))
  }

  func source(_ row: Int, _ position: Int) -> (raw: String, place: Place)? {
    let column = columns[position]
    switch column.tags[row] {
    case .absent: return nil
    case .amount: return reading(row, position).map { ($0.raw, $0.place) }
    case .other:
      guard let cell = column.others[UInt32(row)], let address = cell.address else { return nil }
      return (cell.raw, place(address))
    case .text, .empty, .date:
      let mark = Int(column.marks[row])
      guard mark > 0 else { return nil }
      let raw = column.raws[UInt32(row)] ?? column.texts[row]
      let rowNumber = Int(rows[row]) - Int(column.rowsAbove[UInt32(row)] ?? 0)
      return (texts[Int(raw)], place(CellAddress(row: rowNumber, column: mark - 1)))
    }
  }
}

/// One field of all facts.
struct FactColumn: Sendable {
  /// What a value is.
  enum Tag: UInt8, Sendable {
    case absent, empty, text, amount, date, other
  }

  var tags: [Tag] = []
  /// The text of a text; the text in the file of a date, and of an amount not written plainly.
  var texts: [UInt32] = []
  /// The column of a text's or date's cell plus one, 0 for none; the bits of an amount's `AmountMark`.
  var marks: [UInt32] = []
  /// The atoms of amounts, the digits of dates; empty as long as there are none.
  var atoms: [Int64] = []
  /// The texts in the file that differ from the value.
  var raws: [UInt32: UInt32] = [:]
  /// How many rows above the fact's row a merged cell lies.
  var rowsAbove: [UInt32: Int32] = [:]
  /// The few values that do not fit, such as dates with a time.
  var others: [UInt32: FactCell] = [:]
}

/// What is kept of an amount beside its atoms, in 32 bits.
struct AmountMark {
  /// The column of the cell.
  var column: Int
  /// The index of the unit in `MeasureUnit.all`.
  var unit: Int
  /// The index of the quantum.
  var quantum: Int
  /// With how many places the file writes the amount plainly; nil where it writes it otherwise.
  var decimals: Int?

  /// Quanta, units and places that fit.
  static let limits = (quantum: 1 << 8, unit: 1 << 5, decimals: 14)

  init(column: Int, unit: Int, quantum: Int, decimals: Int?) {
    self.column = column
    self.unit = unit
    self.quantum = quantum
    self.decimals = decimals
  }

  init(bits: UInt32) {
    column = Int(bits & 0x3FFF)
    unit = Int(bits >> 14 & 0x1F)
    quantum = Int(bits >> 19 & 0xFF)
    let places = Int(bits >> 27 & 0xF)
    decimals = places == 15 ? nil : places
  }

  var bits: UInt32 {
    UInt32(column) | UInt32(unit) << 14 | UInt32(quantum) << 19 | UInt32(decimals ?? 15) << 27
  }
}

/// Collects facts of one table, in order.
public struct FactStoreBuilder: Sendable {
  fileprivate let file: String
  fileprivate let sheet: String?
  fileprivate let keys: [String]
  fileprivate var rows: [Int32] = []
  fileprivate var firstColumns: [UInt16] = []
  fileprivate var levels: [UInt8] = []
  fileprivate var columns: [FactColumn]
  fileprivate var texts = TextPool()
  fileprivate var quanta: [Int64] = []

  /// A builder for facts with the fields `keys`, from one sheet.
  public init(file: String, sheet: String?, keys: [String]) {
    self.file = file
    self.sheet = sheet
    self.keys = keys
    columns = keys.map { _ in FactColumn() }
  }

  /// How many facts there are.
  public var count: Int { rows.count }

  /// Adds a fact whose first cell is `first`, with a value for each of the keys.
  public mutating func append(first: CellAddress, level: Int, cells: [FactCell?]) {
    rows.append(Int32(first.row))
    firstColumns.append(UInt16(first.column))
    levels.append(UInt8(clamping: level))
    for position in columns.indices {
      append(cells[position], to: position, fact: first)
    }
  }

  /// Gives the readings of `key` whose quantum is `open` the quantum that `settled` has for them.
  public mutating func settle(_ key: String, open: Int64, _ settled: (MeasureUnit) -> Int64) {
    guard let position = keys.firstIndex(of: key), let index = quanta.firstIndex(of: open) else {
      return
    }
    var known: [Int: Int] = [:]
    for row in rows.indices where columns[position].tags[row] == .amount {
      var mark = AmountMark(bits: columns[position].marks[row])
      guard mark.quantum == index else { continue }
      if let quantum = known[mark.unit] {
        mark.quantum = quantum
      } else if let quantum = quantumIndex(settled(MeasureUnit.all[mark.unit])) {
        known[mark.unit] = quantum
        mark.quantum = quantum
      }
      columns[position].marks[row] = mark.bits
    }
    for (row, cell) in columns[position].others {
      guard case .amount(var reading) = cell.value, reading.quantum == open else { continue }
      reading.quantum = settled(reading.unit)
      columns[position].others[row]?.value = .amount(reading)
    }
  }

  /// The facts that were added.
  public func store() -> FactStore { FactStore(self) }

  private mutating func append(_ cell: FactCell?, to position: Int, fact: CellAddress) {
    let row = UInt32(columns[position].tags.count)
    var tag = FactColumn.Tag.absent
    var text: UInt32 = 0
    var mark: UInt32 = 0
    var atoms: Int64 = 0
    switch cell?.value {
    case nil: break
    case .empty:
      tag = .empty
      if let address = cell?.address { mark = UInt32(address.column) + 1 }
      text = texts.id(cell?.raw ?? "")
    case .text(let value):
      tag = .text
      text = texts.id(value)
      if let cell, let address = cell.address {
        mark = UInt32(address.column) + 1
        if cell.raw != value { columns[position].raws[row] = texts.id(cell.raw) }
      }
    case .amount(let reading):
      if let bits = self.mark(reading, fact: fact, text: &text) {
        (tag, mark, atoms) = (.amount, bits, reading.amount.atoms)
      } else {
        tag = .other
        columns[position].others[row] = cell
      }
    case .date(let date):
      if let packed = date.packed {
        (tag, atoms, text) = (.date, packed, texts.id(cell?.raw ?? ""))
        if let address = cell?.address { mark = UInt32(address.column) + 1 }
      } else {
        tag = .other
        columns[position].others[row] = cell
      }
    }
    if let address = cell?.address, address.row != fact.row, tag != .amount, tag != .other {
      columns[position].rowsAbove[row] = Int32(fact.row - address.row)
    }
    columns[position].append(tag, text: text, mark: mark, atoms: atoms)
  }

  private mutating func mark(
    _ reading: Reading, fact: CellAddress, text: inout UInt32
  ) -> UInt32? {
    guard case .cell(let address) = reading.place.spot, address.row == fact.row,
      reading.place.file == file, reading.place.sheet == sheet,
      let unit = MeasureUnit.all.firstIndex(of: reading.unit), unit < AmountMark.limits.unit,
      let quantum = quantumIndex(reading.quantum)
    else { return nil }
    var decimals: Int? = 0
    if let point = reading.raw.utf8.firstIndex(of: UInt8(ascii: ".")) {
      decimals = reading.raw.utf8.distance(from: point, to: reading.raw.utf8.endIndex) - 1
    }
    if let places = decimals,
      places >= AmountMark.limits.decimals
        || reading.unit.text(reading.amount, decimals: places) != reading.raw
    {
      decimals = nil
      text = texts.id(reading.raw)
    }
    return AmountMark(
      column: address.column, unit: unit, quantum: quantum, decimals: decimals
    ).bits
  }

  private mutating func quantumIndex(_ quantum: Int64) -> Int? {
    if let index = quanta.firstIndex(of: quantum) { return index }
    guard quanta.count < AmountMark.limits.quantum else { return nil }
    quanta.append(quantum)
    return quanta.count - 1
  }
}

extension FactColumn {
  fileprivate mutating func append(_ tag: Tag, text: UInt32, mark: UInt32, atoms amount: Int64) {
    if tag == .amount || tag == .date || !atoms.isEmpty {
      while atoms.count < tags.count { atoms.append(0) }
      atoms.append(amount)
    }
    tags.append(tag)
    texts.append(text)
    marks.append(mark)
  }
}

extension SheetDate {
  /// A day as the number 20191231; nil where a time belongs to it.
  fileprivate var packed: Int64? {
    precision == .date && milliseconds == 0 && (0...99).contains(month) && (0...99).contains(day)
      ? Int64(year) * 10_000 + Int64(month * 100 + day) : nil
  }

  fileprivate init(packed: Int64) {
    self.init(
      precision: .date, year: Int(packed / 10_000), month: Int(packed / 100 % 100),
      day: Int(packed % 100))
  }
}

/// Texts, each kept once.
struct TextPool: Sendable {
  private(set) var all: [String] = []
  private var ids: [String: UInt32] = [:]

  mutating func id(_ text: String) -> UInt32 {
    if let id = ids[text] { return id }
    let id = UInt32(all.count)
    all.append(text)
    ids[text] = id
    return id
  }
}
