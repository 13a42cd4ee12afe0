/// A table (Excel's “format as table”) of a sheet.
public struct SheetTable: Hashable, Sendable {
  /// The table's name, as formulas use it.
  public var name: String
  /// The cells it covers, header and totals included.
  public var range: CellRange
  /// The columns' names.
  public var columns: [String]
  /// How many rows at the top are its header.
  public var headerRows: Int
  /// How many rows at the bottom are its totals.
  public var totalsRows: Int

  /// A table made of its parts.
  public init(
    name: String, range: CellRange, columns: [String], headerRows: Int, totalsRows: Int
  ) {
    self.name = name
    self.range = range
    self.columns = columns
    self.headerRows = headerRows
    self.totalsRows = totalsRows
  }
}

/// A name that a workbook gives to a range, a constant or a formula.
public struct DefinedName: Hashable, Sendable {
  /// The name.
  public var name: String
  /// What it stands for, as a formula without `=`.
  public var formula: String
  /// The sheet on which it holds; nil for the whole workbook.
  public var sheet: String?

  /// A name made of its parts.
  public init(name: String, formula: String, sheet: String?) {
    self.name = name
    self.formula = formula
    self.sheet = sheet
  }
}

/// Another file that a workbook's formulas refer to; it is never opened.
public struct ExternalLink: Hashable, Sendable {
  /// The number that formulas write in brackets, from 1: `[1]明细!A1`.
  public var number: Int
  /// The file as the workbook names it: a path or an address.
  public var target: String

  /// A link made of its parts.
  public init(number: Int, target: String) {
    self.number = number
    self.target = target
  }
}
