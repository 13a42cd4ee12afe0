package import Sheets
import XMLScan
import Zip

extension XLSXFile {
  /// The tables of the sheet `entry`, in the order of its relationships.
  package func tables(of entry: SheetEntry) throws(ReadError) -> [SheetTable] {
    let relationships = try Relationships(
      of: entry.part, in: archive, file: path, limits: limits)
    var tables: [SheetTable] = []
    for target in relationships.targets where target.kind == "table" && !target.isExternal {
      if let table = try table(target.part) { tables.append(table) }
    }
    return tables
  }

  private func table(_ part: String) throws(ReadError) -> SheetTable? {
    guard let source = try archive.open(part) else { return nil }
    var scanner = try XMLScanner(
      source, place: Place(file: path, spot: .part(part, byte: nil)), limits: limits)
    var table: SheetTable?
    while true {
      switch try scanner.next() {
      case .start where scanner.isNamed("table") && scanner.depth == 1:
        guard let range = CellRange(try scanner.attribute("ref") ?? "") else { return nil }
        var name = try scanner.attribute("displayName")
        if name == nil { name = try scanner.attribute("name") }
        table = SheetTable(
          name: name ?? "", range: range, columns: [],
          headerRows: Int(try scanner.attribute("headerRowCount") ?? "") ?? 1,
          totalsRows: Int(try scanner.attribute("totalsRowCount") ?? "") ?? 0)
      case .start where scanner.isNamed("tableColumn"):
        var name = Array((try scanner.attribute("name") ?? "").utf8)
        EscapedCharacters.resolve(&name, from: 0)
        table?.columns.append(String(decoding: name, as: UTF8.self))
      case .finished: return table
      default: break
      }
    }
  }
}
