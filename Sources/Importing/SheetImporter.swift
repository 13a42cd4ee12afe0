public import Budget
public import Profiles
public import Sheets

/// Takes the lines of an input's sheets as facts.
public struct SheetImporter: Sendable {
  let schema: InputSchema
  let context: ImportContext

  /// An importer for the inputs that `schema` describes.
  public init(schema: InputSchema, context: ImportContext) {
    self.schema = schema
    self.context = context
  }

  /// The same importer with the unit of money settled.
  public func settling(unit: MeasureUnit) -> SheetImporter {
    var context = context
    context.unit = unit
    return SheetImporter(schema: schema, context: context)
  }

  /// Begins to import a sheet row by row: `head` has the cells of its first rows, at least
  /// `SheetImport.headRows` from the first with a cell.
  public func begin(_ frame: SheetFrame, head: [Cell]) -> SheetImport {
    SheetImport(self, frame: frame, head: head)
  }

  /// Begins to import `sheet`, or a longer one whose first rows it has.
  public func begin(_ sheet: Sheet) -> SheetImport {
    SheetImport(self, frame: SheetFrame(sheet), head: sheet.cells)
  }

  /// Finds the header in `sheet`, maps its columns, and takes its lines.
  ///
  /// Nothing is thrown: what could not be taken is in the result's notes, and makes it incomplete.
  public func importing(_ sheet: Sheet) -> ImportedSheet {
    var work = begin(sheet)
    work.take(sheet.cells)
    return work.finish()
  }
}
