import Sheets

extension Sheet {
  /// The sheet with its cells and merged ranges moved row by row and column by column.
  func moved(row: (Int) -> Int, column: (Int) -> Int) -> Sheet {
    func move(_ address: CellAddress) -> CellAddress {
      CellAddress(row: row(address.row), column: column(address.column))
    }
    var sheet = self
    sheet.cells = cells.map { cell in
      var cell = cell
      cell.address = move(cell.address)
      return cell
    }.sorted { $0.address < $1.address }
    sheet.merges = merges.map { CellRange(move($0.first), move($0.last)) }
    return sheet
  }

  /// The sheet with `count` blank rows or columns put in at random places.
  func spread<Generator: RandomNumberGenerator>(
    _ count: Int, using random: inout Generator
  ) -> Sheet {
    let rows = (0..<count).map { _ in Int.random(in: 0...40, using: &random) }
    let columns = (0..<count).map { _ in Int.random(in: 0...8, using: &random) }
    return moved(
      row: { row in row + rows.count { $0 <= row } },
      column: { column in column + columns.count { $0 <= column } })
  }

  /// The sheet with stored results in place of formulas.
  var withoutFormulas: Sheet {
    var sheet = self
    sheet.cells = cells.map { cell in
      var cell = cell
      cell.formula = nil
      return cell
    }
    return sheet
  }

  /// The sheet with the text at `address` put in, or taken away.
  mutating func put(_ text: String?, at address: CellAddress) {
    cells.removeAll { $0.address == address }
    guard let text else { return }
    cells.append(Cell(address: address, value: .text(text), text: text, raw: text))
    cells.sort { $0.address < $1.address }
  }

  /// The sheet with its column 科目编码 in three columns 类, 款 and 项; itself where it has none.
  var withSplitCodes: Sheet {
    guard let heading = cells.first(where: { $0.text == "科目编码" })?.address else { return self }
    let column = heading.column
    var sheet = moved(row: { $0 }, column: { $0 > column ? $0 + 2 : $0 })
    for (offset, name) in ["类", "款", "项"].enumerated() {
      sheet.put(name, at: CellAddress(row: heading.row, column: column + offset))
    }
    for cell in cells where cell.address.column == column && cell.address.row > heading.row {
      guard [3, 5, 7].contains(cell.text.count), Int(cell.text) != nil else { continue }
      for (offset, start) in [0, 3, 5].enumerated() {
        let length = start == 0 ? 3 : 2
        let part = cell.text.count > start ? String(cell.text.dropFirst(start).prefix(length)) : nil
        sheet.put(part, at: CellAddress(row: cell.address.row, column: column + offset))
      }
    }
    return sheet
  }

  /// The row of the cell whose text ends with `text`.
  func row(of text: String) -> Int? {
    cells.first { $0.text.hasSuffix(text) }?.address.row
  }
}
