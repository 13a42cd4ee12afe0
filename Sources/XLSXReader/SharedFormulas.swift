import Sheets

/// Formulas that several cells share: written once, and moved for each cell that refers to it.
struct SharedFormulas {
  private struct Master {
    var formula: [UInt8]
    var origin: CellAddress
  }

  private var masters: [Int: Master] = [:]

  /// Makes `formula` that of the cell at `address`: where it is written out it becomes the master of
  /// its `group`, where it is empty it is taken from the master.
  mutating func resolve(_ formula: inout [UInt8], group: Int, at address: CellAddress) {
    if !formula.isEmpty {
      masters[group] = Master(formula: formula, origin: address)
    } else if let master = masters[group] {
      formula = FormulaShift(
        rows: address.row - master.origin.row, columns: address.column - master.origin.column
      ).apply(to: master.formula)
    }
  }
}

/// Moves the relative references of a formula, as if it were copied to another cell.
struct FormulaShift {
  let rows: Int
  let columns: Int

  func apply(to formula: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(formula.count + 8)
    var index = 0
    while index < formula.count {
      let byte = formula[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        index = copyQuoted(formula, from: index, to: &result)
      } else if byte == UInt8(ascii: "[") {
        index = copyBracketed(formula, from: index, to: &result)
      } else if isWord(byte) {
        index = copyWord(formula, from: index, to: &result)
      } else {
        result.append(byte)
        index += 1
      }
    }
    return result
  }

  /// Letters, digits and what else may stand in a name, a number or a reference.
  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "\\"), UInt8(ascii: "?"), 0x80...0xff:
      true
    default: false
    }
  }

  private func copyQuoted(_ formula: [UInt8], from start: Int, to result: inout [UInt8]) -> Int {
    var index = start + 1
    while index < formula.count, formula[index] != formula[start] { index += 1 }
    let end = min(index + 1, formula.count)
    result.append(contentsOf: formula[start..<end])
    return end
  }

  /// A column of a table or the number of another workbook: never a cell reference.
  private func copyBracketed(_ formula: [UInt8], from start: Int, to result: inout [UInt8]) -> Int {
    var depth = 0
    var index = start
    while index < formula.count {
      if formula[index] == UInt8(ascii: "[") { depth += 1 }
      if formula[index] == UInt8(ascii: "]") { depth -= 1 }
      index += 1
      if depth == 0 { break }
    }
    result.append(contentsOf: formula[start..<index])
    return index
  }

  private func copyWord(_ formula: [UInt8], from start: Int, to result: inout [UInt8]) -> Int {
    var end = start
    while end < formula.count, isWord(formula[end]) { end += 1 }
    let word = formula[start..<end]
    let next = end < formula.count ? formula[end] : 0
    // A word before `(` is a function (LOG10) and before `!` a sheet (Q1).
    if next != UInt8(ascii: "("), next != UInt8(ascii: "!"),
      let moved = movedReference(
        word, isRangeEnd: next == UInt8(ascii: ":") || formula[..<start].last == UInt8(ascii: ":"))
    {
      result.append(contentsOf: moved)
    } else {
      result.append(contentsOf: word)
    }
    return end
  }

  /// `word` moved, where it is a cell, or a whole row or column that a range begins or ends with.
  private func movedReference(_ word: ArraySlice<UInt8>, isRangeEnd: Bool) -> [UInt8]? {
    var rest = word
    let fixedColumn = takeDollar(&rest)
    let letters = rest.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
    rest = rest.dropFirst(letters.count)
    let fixedRow = letters.isEmpty ? fixedColumn : takeDollar(&rest)
    let digits = rest
    guard letters.count <= 3, digits.count <= 7,
      digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
    guard !(letters.isEmpty && digits.isEmpty), isRangeEnd || !(letters.isEmpty || digits.isEmpty)
    else { return nil }
    var result: [UInt8] = []
    if !letters.isEmpty {
      let column = letters.reduce(0) { $0 * 26 + Int($1 & 0x1f) } - 1
      guard column < CellAddress.columnLimit else { return nil }
      // Beyond the edge Excel goes round to the other side.
      let limit = CellAddress.columnLimit
      let moved = fixedColumn ? column : ((column + columns) % limit + limit) % limit
      if fixedColumn { result.append(UInt8(ascii: "$")) }
      result.append(contentsOf: CellAddress.letters(ofColumn: moved).utf8)
    }
    if !digits.isEmpty {
      let row = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } - 1
      let limit = CellAddress.rowLimit
      guard row >= 0, row < limit else { return nil }
      let moved = fixedRow ? row : ((row + rows) % limit + limit) % limit
      if fixedRow { result.append(UInt8(ascii: "$")) }
      result.append(contentsOf: String(moved + 1).utf8)
    }
    return result
  }

  private func takeDollar(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == UInt8(ascii: "$") else { return false }
    rest = rest.dropFirst()
    return true
  }
}
