public import Sheets

/// The cells of a sheet to be written, in reading order.
///
/// They lie row by row as they are written. A cell behind those of its row, and a row behind the
/// others, are added at once, as most sheets are drawn.
public struct DraftCells: Sequence, Sendable {
  struct Row {
    var number: Int
    // In ascending order.
    var columns: [Int] = []
    var cells: [DraftCell] = []

    mutating func reserve(_ count: Int) {
      columns.reserveCapacity(count)
      cells.reserveCapacity(count)
    }

    mutating func insert(_ cell: DraftCell, column: Int, at index: Int) {
      if index == cells.count {
        columns.append(column)
        cells.append(cell)
      } else {
        columns.insert(column, at: index)
        cells.insert(cell, at: index)
      }
    }
  }

  private(set) var rows: [Row] = []

  /// No cells.
  public init() {}

  /// The cell at an address; an absent cell is nil.
  public subscript(address: CellAddress) -> DraftCell? {
    get {
      let row = position(of: address.row, among: rows.count) { rows[$0].number }
      guard row.isTaken else { return nil }
      let column = position(of: address.column, inRow: row.index)
      return column.isTaken ? rows[row.index].cells[column.index] : nil
    }
    set {
      // As most sheets are drawn: behind the last cell.
      if let last = rows.indices.last, rows[last].number == address.row, let cell = newValue,
        rows[last].columns.last.map({ $0 < address.column }) ?? true
      {
        rows[last].columns.append(address.column)
        rows[last].cells.append(cell)
        return
      }
      let row = position(of: address.row, among: rows.count) { rows[$0].number }
      if !row.isTaken {
        guard newValue != nil else { return }
        var new = Row(number: address.row)
        // Rows are about as long as those above them.
        if row.index > 0 { new.reserve(rows[row.index - 1].cells.count) }
        rows.insert(new, at: row.index)
      }
      let column = position(of: address.column, inRow: row.index)
      switch (newValue, column.isTaken) {
      case (let cell?, true): rows[row.index].cells[column.index] = cell
      case (let cell?, false):
        rows[row.index].insert(cell, column: address.column, at: column.index)
      case (nil, true):
        rows[row.index].columns.remove(at: column.index)
        rows[row.index].cells.remove(at: column.index)
      case (nil, false): break
      }
    }
  }

  private func position(of column: Int, inRow row: Int) -> (index: Int, isTaken: Bool) {
    position(of: column, among: rows[row].columns.count) { rows[row].columns[$0] }
  }

  // Where a number stands among so many ascending ones, or would stand.
  private func position(
    of number: Int, among count: Int, _ at: (Int) -> Int
  ) -> (index: Int, isTaken: Bool) {
    guard count > 0, number <= at(count - 1) else { return (count, false) }
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = (low + high) / 2
      if at(middle) < number { low = middle + 1 } else { high = middle }
    }
    return (low, at(low) == number)
  }

  /// Changes every cell.
  public mutating func update(_ change: (CellAddress, inout DraftCell) -> Void) {
    for row in rows.indices {
      for index in rows[row].cells.indices {
        let address = CellAddress(row: rows[row].number, column: rows[row].columns[index])
        change(address, &rows[row].cells[index])
      }
    }
  }

  /// Goes through the cells in reading order.
  public struct Iterator: IteratorProtocol {
    fileprivate let rows: [Row]
    private var row = 0
    private var index = 0

    fileprivate init(rows: [Row]) { self.rows = rows }

    /// The next cell with its address, or nil.
    public mutating func next() -> (address: CellAddress, cell: DraftCell)? {
      while row < rows.count, index == rows[row].cells.count {
        row += 1
        index = 0
      }
      guard row < rows.count else { return nil }
      defer { index += 1 }
      return (
        CellAddress(row: rows[row].number, column: rows[row].columns[index]),
        rows[row].cells[index]
      )
    }
  }

  /// Goes through the cells in reading order.
  public func makeIterator() -> Iterator { Iterator(rows: rows) }
}
