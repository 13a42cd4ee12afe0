public import Sheets

/// What is known of a sheet apart from its cells: what must be at hand before its rows are read.
public struct SheetFrame: Sendable {
  /// The file's name or path, as it was given.
  public var file: String
  /// The tab's name.
  public var name: String
  /// The merged ranges.
  public var merges: [CellRange]
  /// The hidden rows, 0-based.
  public var hiddenRows: Set<Int>
  /// The hidden columns, 0-based.
  public var hiddenColumns: Set<Int>

  /// A frame made of its parts.
  public init(
    file: String, name: String, merges: [CellRange] = [], hiddenRows: Set<Int> = [],
    hiddenColumns: Set<Int> = []
  ) {
    self.file = file
    self.name = name
    self.merges = merges
    self.hiddenRows = hiddenRows
    self.hiddenColumns = hiddenColumns
  }

  /// The frame of a sheet in memory.
  public init(_ sheet: Sheet) {
    self.init(
      file: sheet.file, name: sheet.name, merges: sheet.merges, hiddenRows: sheet.hiddenRows,
      hiddenColumns: sheet.hiddenColumns)
  }

  /// The place of a cell of this sheet.
  func place(_ address: CellAddress) -> Place {
    Place(file: file, sheet: name, spot: .cell(address))
  }
}

extension Sheet {
  /// Whether the sheet comes from a text file, where all cells are texts by nature and nothing is
  /// known of their looks.
  package var isText: Bool { Self.isText(file: file) }

  /// Whether a file is a text by its name.
  static func isText(file: String) -> Bool {
    [".csv", ".tsv", ".txt"].contains { file.lowercased().hasSuffix($0) }
  }
}
