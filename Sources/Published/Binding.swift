/// Where the columns of a block stand on a sheet.
struct BlockBinding {
  /// The column of the row labels or names.
  var label: Int?
  /// The columns of the code: one, or one for each level.
  var codes: [Int] = []
  /// Columns of parts of a code that do not make a whole one.
  var unclearCodes: [Int] = []
  /// The columns by key.
  var columns: [String: Int] = [:]
  /// The columns of single figures by row and column key, where a form prints the rows of a table
  /// side by side.
  var cells: [String: [String: Int]] = [:]
  /// The units that headings state, by column key.
  var units: [String: String] = [:]
  /// The columns that cannot be told apart, by key.
  var ambiguous: [String: [Int]] = [:]
}

/// The header of a table that was found on a sheet.
struct TableBinding {
  /// The header's rows.
  var rows: ClosedRange<Int>
  /// The columns by block.
  var blocks: [String?: BlockBinding]
  /// How many figure columns were found, and how many the profile has.
  var found: Int
  var wanted: Int
  /// How closely the headings agree.
  var score: Int
  /// The texts of the header, folded: a row with the same is the header repeated.
  var texts: Set<String>
  /// Columns with a heading that no column of the profile is bound to, by sheet column.
  var unbound: [Int: String]
}
