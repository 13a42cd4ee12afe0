internal import Decimals
internal import Sheets

/// Computes formulas in the order of their dependence.
///
/// First come those that need no other, then those whose precedents are done; what is left over
/// depends on a circle.
final class Calculator {
  private struct Entry {
    let grid: Int
    let cell: Int
    let formula: Result<Formula, FormulaSyntaxError>
    var dependents: [Int] = []
    /// How many precedents are not computed yet.
    var pending = 0
    var result: FormulaResult?
    /// The decimal order of the largest number that took part, in precedents too.
    var order = Int.min
  }

  private let grids: [Grid]
  private let gridByName: [String: Int]
  private var entries: [Entry] = []
  /// By grid, the entry of a cell by the cell's index.
  private var entryByCell: [[Int: Int]]
  private var budget: Int
  /// The largest order among the formula cells that are being read.
  private var readOrder = Int.min

  init(_ sheets: [Sheet], budget: Int) {
    grids = sheets.map(Grid.init)
    gridByName = Dictionary(
      sheets.enumerated().map { ($1.name.lowercased(), $0) },
      uniquingKeysWith: { first, _ in first })
    entryByCell = Array(repeating: [:], count: sheets.count)
    self.budget = budget
    for (grid, sheet) in sheets.enumerated() {
      for (cell, content) in sheet.cells.enumerated() {
        guard let text = content.formula else { continue }
        let formula = Result { () throws(FormulaSyntaxError) in try Formula(parsing: text) }
        entryByCell[grid][cell] = entries.count
        entries.append(Entry(grid: grid, cell: cell, formula: formula))
      }
    }
  }

  func run() {
    for index in entries.indices { linkPrecedents(of: index) }
    var ready = entries.indices.filter { entries[$0].pending == 0 }
    while let index = ready.popLast() {
      compute(index)
      for dependent in entries[index].dependents {
        entries[dependent].pending -= 1
        if entries[dependent].pending == 0 { ready.append(dependent) }
      }
    }
    for index in entries.indices where entries[index].result == nil {
      entries[index].result = .cannot(.cycle)
    }
  }

  /// Enters the formula at each formula cell that it refers to.
  private func linkPrecedents(of index: Int) {
    switch entries[index].formula {
    case .failure(let error): entries[index].result = .cannot(.syntax(error))
    case .success(let formula):
      for reference in formula.references {
        guard let grid = grid(named: reference.sheet, from: entries[index].grid) else { continue }
        grids[grid].visit(reference.range, budget: &budget) { cell in
          guard let precedent = entryByCell[grid][cell] else { return }
          entries[precedent].dependents.append(index)
          entries[index].pending += 1
        }
        guard budget > 0 else {
          entries[index].result = .cannot(.overBudget)
          return
        }
      }
    }
  }

  private func compute(_ index: Int) {
    guard entries[index].result == nil, case .success(let formula) = entries[index].formula else {
      return
    }
    readOrder = .min
    let home = entries[index].grid
    var evaluator = Evaluator(sheet: grids[home].sheet.name) { [unowned self] sheet, range in
      resolve(sheet, range, from: home)
    }
    entries[index].result = evaluator.result(of: formula)
    entries[index].order = max(readOrder, evaluator.largestOrder)
  }

  private func grid(named name: String?, from home: Int) -> Int? {
    guard let name else { return home }
    return gridByName[name.lowercased()]
  }

  private func resolve(_ sheet: String, _ range: CellRange, from home: Int) -> ResolvedCells {
    guard
      let grid = sheet == grids[home].sheet.name ? home : gridByName[sheet.lowercased()]
    else { return .cannot(.missingSheet(sheet)) }
    var cells: [(address: CellAddress, result: FormulaResult)] = []
    // The budget was spent when the precedents were linked, over the same cells.
    var unlimited = Int.max
    grids[grid].visit(range, budget: &unlimited) { cell in
      guard let result = result(ofCell: cell, in: grid) else { return }
      cells.append((grids[grid].sheet.cells[cell].address, result))
    }
    return .cells(cells)
  }

  /// The value of a cell; nil for an empty one.
  private func result(ofCell cell: Int, in grid: Int) -> FormulaResult? {
    if let precedent = entryByCell[grid][cell] {
      readOrder = max(readOrder, entries[precedent].order)
      return entries[precedent].result ?? .cannot(.cycle)
    }
    let sheet = grids[grid].sheet
    guard let stored = sheet.cells[cell].value else { return nil }
    return FormulaValue(stored).map { .value($0) }
      ?? .cannot(.unusableCell(sheet.cells[cell].address, sheet: sheet.name))
  }

  // MARK: Outcomes

  var outcomes: [Recalculation.Outcome] {
    entries.map { entry in
      let sheet = grids[entry.grid].sheet
      let cell = sheet.cells[entry.cell]
      let computed = entry.result ?? .cannot(.cycle)
      return Recalculation.Outcome(
        place: sheet.place(cell.address), formula: cell.formula ?? "", stored: cell.value,
        computed: computed,
        agreement: Self.agreement(of: cell.value, with: computed, order: entry.order))
    }
  }

  private static func agreement(
    of stored: CellValue?, with computed: FormulaResult, order: Int
  ) -> Recalculation.Agreement {
    switch computed {
    case .cannot(let obstacle): return .unknown(obstacle)
    case .value(let value):
      guard let stored else { return .notStored }
      let known = FormulaValue(stored)
      guard case .number(let exact) = value, case .number(let number) = known else {
        return known == value ? .same : .different
      }
      guard number != exact else { return .same }
      let allowance = ExactDecimal(significand: 4, exponent: max(order, -1000) - 15)
      guard let difference = number.subtracting(exact)?.magnitude,
        let bound = Fraction(allowance)
      else { return .different }
      return difference <= bound ? .same : .different
    }
  }
}

/// A sheet whose cells can be found by rectangle.
struct Grid {
  let sheet: Sheet
  /// The rows that have cells, in order, each with the indices of its cells.
  private let rows: [(row: Int, cells: Range<Int>)]

  init(_ sheet: Sheet) {
    self.sheet = sheet
    var rows: [(row: Int, cells: Range<Int>)] = []
    for (index, cell) in sheet.cells.enumerated() {
      if let last = rows.last, last.row == cell.address.row {
        rows[rows.count - 1].cells = last.cells.lowerBound..<(index + 1)
      } else {
        rows.append((cell.address.row, index..<(index + 1)))
      }
    }
    self.rows = rows
  }

  /// Calls `body` with the index of each cell in `range`; each row and each cell takes one from
  /// `budget`, and at 0 the visit ends.
  func visit(_ range: CellRange, budget: inout Int, _ body: (Int) -> Void) {
    var next = firstIndex(in: rows.indices) { rows[$0].row >= range.first.row }
    while next < rows.count, rows[next].row <= range.last.row {
      let cells = rows[next].cells
      var cell = firstIndex(in: cells) {
        sheet.cells[$0].address.column >= range.first.column
      }
      budget -= 1
      while cell < cells.upperBound, sheet.cells[cell].address.column <= range.last.column {
        budget -= 1
        guard budget > 0 else { return }
        body(cell)
        cell += 1
      }
      guard budget > 0 else { return }
      next += 1
    }
  }

  /// The first index for which `holds` is true, given that it stays true after it.
  private func firstIndex(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
