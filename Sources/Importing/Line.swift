import Budget
import Sheets

/// A row read as a line, before it is decided whether it is one.
struct Line {
  /// The row, 0-based.
  var row: Int
  /// The first cell of the row.
  var first: CellAddress
  /// Its place.
  var place: Place
  /// The fields that could be read, in the order of the schema.
  var values: [FactCell?]
  /// How many leading spaces the outline's field has, U+3000 counted as two.
  var indent = 0
  /// The codes, in the order of the schema's code fields; nil where blank.
  var codes: [String?] = []
  /// What keeps the row from being a line.
  var problems: [ImportNote] = []
  /// The fields that every line needs and this one leaves blank.
  var missing: [ImportNote] = []
  /// What else has to be told.
  var remarks: [ImportNote] = []
}

/// The cells of one row, put into the order of the schema's fields.
struct RowCells {
  /// For each column in use, the cell in it; nil where it is blank.
  var cells: [Cell?]
  /// For each column in use, whether its cell is merged over several rows.
  var isMerged: [Bool]
  /// For each column that says whose lines they are, the cell in it; nil where it is blank.
  var scope: [Cell?]

  /// A row of `count` blank cells.
  init(count: Int, scope: Int) {
    cells = Array(repeating: nil, count: count)
    isMerged = Array(repeating: false, count: count)
    self.scope = Array(repeating: nil, count: scope)
  }
}
