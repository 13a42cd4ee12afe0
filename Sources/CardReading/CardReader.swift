public import AssetRegister
import Budget
public import Importing
public import Localization
public import Profiles
public import Reading
import Sheets

/// Reads the cards of a register straight from a file into columns, without a copy of the sheet:
/// columns that nobody asks for are passed over.
public struct CardReader: Sendable {
  private let schema: InputSchema
  private let importer: SheetImporter

  /// A reader for the cards that `schema` describes.
  public init(schema: InputSchema, context: ImportContext) {
    self.schema = schema
    importer = SheetImporter(schema: schema, context: context)
  }

  /// How many rows are searched for the header.
  private static let headRows = 40

  /// All cards of the file's first sheet with a header of cards.
  ///
  /// - Throws: `ReadError`, or `CardReadError` where no sheet has such a header.
  public func cards(of file: SpreadsheetFile) throws -> CardStore {
    for sheet in file.sheetNames {
      guard let plan = importer.columnPlan(of: try head(of: file, sheet)) else { continue }
      return try cards(of: file, sheet: sheet, plan: plan)
    }
    throw CardReadError.noHeader(
      file: file.path,
      expected: schema.fields.filter { $0.isRequired }.map { $0.labels.first ?? $0.key })
  }

  private func head(of file: SpreadsheetFile, _ name: String) throws(ReadError) -> Sheet {
    // A stream, for a register may have more rows than fit in memory.
    var stream = try file.stream(named: name)
    var batch = CellBatch()
    var cells: [Cell] = []
    while try stream.next(into: &batch) {
      for scanned in batch.cells where scanned.row < Self.headRows {
        cells.append(stream.cell(scanned, in: batch))
      }
      if let last = batch.cells.last, last.row >= Self.headRows { break }
    }
    return Sheet(file: file.path, name: name, cells: cells)
  }

  private func cards(
    of file: SpreadsheetFile, sheet: String, plan: ColumnPlan
  ) throws -> CardStore {
    if let field = plan.unclear.first {
      throw CardReadError.unclear(file: file.path, field: field.labels.first ?? field.key)
    }
    var columns: [CardStore.Column] = []
    for column in plan.columns {
      let kind: CardStore.Kind
      switch column.field.kind {
      case .date: kind = .date
      case .money, .area, .count:
        guard let unit = column.unit else {
          throw CardReadError.noUnit(
            file: file.path, field: column.field.labels.first ?? column.field.key)
        }
        kind = .amount(unit)
      case .text, .code, .choice: kind = .text
      }
      columns.append(
        CardStore.Column(
          key: column.field.key, label: column.field.labels.first ?? column.field.key,
          kind: kind, position: column.position))
    }
    var rows = CardRows(
      store: CardStore(columns: columns), schema: schema, firstRow: plan.firstRow)
    rows.store.begin(file: file.path, sheet: sheet)
    var stream = try file.stream(named: sheet, keepsDetail: false, isAlone: false)
    var batch = CellBatch()
    var isFirst = true
    while try stream.next(into: &batch) {
      rows.take(batch) { stream.cell($0, in: batch) }
      if isFirst, let bytes = file.textBytes, rows.store.count > 0 {
        // A file's later rows are about as long as its first ones; room for an eighth more costs
        // nothing until it is used, and growing costs a copy of everything.
        rows.store.reserve(cards: bytes / (batch.arena.count / rows.store.count + 1) / 8 * 9)
      }
      isFirst = false
    }
    rows.finish()
    rows.store.notes = stream.notes.map { note in
      CardStore.Note(
        place: note.place(file: file.path, sheet: sheet), message: note.message)
    }
    return rows.store
  }
}

/// Why a file's cards cannot be read at all.
public enum CardReadError: LocalizedFailure {
  /// No sheet has a header of cards.
  case noHeader(file: String, expected: [String])
  /// Several columns could hold a field.
  case unclear(file: String, field: String)
  /// Nothing says in which unit a column's amounts are.
  case noUnit(file: String, field: String)

  /// What is wrong and what to do.
  public var message: Message {
    switch self {
    case .noHeader(let file, let expected):
      Message(
        zh: "\(file)：找不到固定资产卡片的表头，应有：\(expected.joined(separator: "、"))；请检查是否选错了文件",
        en:
          "\(file): found no header of asset cards, expected the columns \(expected.joined(separator: ", ")); check whether it is the right file"
      )
    case .unclear(let file, let field):
      Message(
        zh: "\(file)：有几列都可能是“\(field)”；请改列标题，使只有一列是它",
        en:
          "\(file): several columns could be “\(field)”; change their headings so that one column is it"
      )
    case .noUnit(let file, let field):
      Message(
        zh: "\(file)：没有说明“\(field)”的单位；请在表头上方写“单位：元”，或在列标题后写“（元）”",
        en:
          "\(file): nothing states the unit of “\(field)”; write “单位：元” above the header, or “（元）” behind the heading"
      )
    }
  }
}
