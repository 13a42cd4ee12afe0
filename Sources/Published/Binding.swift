/// Where the columns of a block stand on a sheet.
struct BlockBinding {
  /// The columns of the sheet among which the block's are.
  var segment: Range<Int> = 0..<0
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
  /// The headings by sheet column.
  var headings: [Int: Heading]

  /// The headings that no column of the profile is bound to; those of row numbers and remarks say
  /// nothing.
  var unbound: [Heading] {
    let used = used
    return headings.sorted { $0.key < $1.key }.map(\.value).filter { heading in
      !used.contains(heading.column)
        && !(heading.path.last.map(ColumnBinder.saysNothing) ?? true)
    }
  }

  /// The columns that are bound to anything.
  var used: Set<Int> {
    blocks.values.reduce(into: []) { used, block in
      used.formUnion(block.columns.values)
      used.formUnion(block.cells.values.flatMap(\.values))
      used.formUnion(block.codes + block.unclearCodes + [block.label].compactMap(\.self))
    }
  }
}
