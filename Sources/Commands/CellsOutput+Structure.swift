import Reading
import Reports
import Sheets

extension CellsOutput {
  /// One JSON object for each sheet, and one for the names and links of a workbook that has any.
  mutating func writeStructure(sheet name: String?) throws(ReadError) {
    for sheetName in name.map({ [$0] }) ?? input.sheetNames {
      let sheet = try input.sheet(named: sheetName)
      tell(sheet.notes, sheet: sheetName)
      let tables = try input.tables(onSheet: sheetName).map(object)
      output.write(
        "{\"sheet\":\(JSONText.quoted(sheetName)),\"visibility\":\"\(sheet.visibility.rawValue)\""
          + ",\"merged\":\(list(sheet.merges.map { "\"\($0)\"" }))"
          + ",\"hiddenRows\":\(runs(sheet.hiddenRows) { "\($0 + 1)" })"
          + ",\"hiddenColumns\":\(runs(sheet.hiddenColumns, CellAddress.letters(ofColumn:)))"
          + ",\"tables\":\(list(tables))}\n")
    }
    if !input.definedNames.isEmpty || !input.externalLinks.isEmpty {
      output.write(
        "{\"names\":\(list(input.definedNames.map(object)))"
          + ",\"links\":\(list(input.externalLinks.map(object)))}\n")
    }
    output.flush()
  }

  private func object(_ table: SheetTable) -> String {
    "{\"name\":\(JSONText.quoted(table.name)),\"range\":\"\(table.range)\""
      + ",\"columns\":\(list(table.columns.map(JSONText.quoted)))"
      + ",\"headerRows\":\(table.headerRows),\"totalsRows\":\(table.totalsRows)}"
  }

  private func object(_ name: DefinedName) -> String {
    "{\"name\":\(JSONText.quoted(name.name)),\"formula\":\(JSONText.quoted(name.formula))"
      + (name.sheet.map { ",\"sheet\":\(JSONText.quoted($0))" } ?? "") + "}"
  }

  private func object(_ link: ExternalLink) -> String {
    "{\"number\":\(link.number),\"target\":\(JSONText.quoted(link.target))}"
  }

  /// Neighbours as one item: `"3"`, `"5:9"`.
  private func runs(_ numbers: Set<Int>, _ name: (Int) -> String) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return list(
      ranges.map { range in
        range.count == 1
          ? "\"\(name(range.lowerBound))\""
          : "\"\(name(range.lowerBound)):\(name(range.upperBound))\""
      })
  }

  private func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }
}
