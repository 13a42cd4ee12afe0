import Budget
import Decimals
import Sheets

/// Prints weighted sums of figures as spreadsheet formulas.
struct FormulaText {
  let book: AddressBook
  let set: StatementSet
  /// The sheet that the formula stands on; references to it need no name.
  let sheet: String

  /// A formula, or the constant that it comes to where the workbook shows none of its figures.
  enum Result {
    case formula(String)
    case constant(Int64)
  }

  /// The formula for `form` plus `own` atoms, in `unit`.
  func text(of form: LinearForm, own: Int64, unit: MeasureUnit) -> Result {
    var constant = own
    var live: [(factor: Int64, atoms: Int64, sheet: String, address: CellAddress)] = []
    for term in form.terms {
      guard let figure = set[term.key] else { continue }
      if let (sheet, address) = book.cell(of: term.key) {
        live.append((term.factor, figure.unit.atoms, sheet, address))
      } else {
        constant += figure.shown.atoms * term.factor
      }
    }
    guard !live.isEmpty else { return .constant(constant) }
    var parts: [String] = []
    var index = 0
    while index < live.count {
      let run = runLength(live, from: index, unit: unit)
      let term = live[index]
      if run >= 3 {
        let last = live[index + run - 1].address
        parts.append("+SUM(\(prefix(term.sheet))\(term.address):\(last))")
        index += run
        continue
      }
      parts.append((term.factor < 0 ? "-" : "+") + scaled(term, to: unit))
      index += 1
    }
    var text = joined(parts)
    if constant != 0 {
      let number = unit.decimal(atoms: constant)
      text += (number.significand < 0 ? "" : "+") + number.description
    }
    return .formula(text)
  }

  /// A reference to a cell, with its sheet where that is another one.
  func reference(_ sheet: String, _ address: CellAddress) -> String {
    prefix(sheet) + address.description
  }

  private func prefix(_ sheet: String) -> String {
    guard sheet != self.sheet else { return "" }
    return quotedSheetName(sheet) + "!"
  }

  private func scaled(
    _ term: (factor: Int64, atoms: Int64, sheet: String, address: CellAddress),
    to unit: MeasureUnit
  ) -> String {
    var text = reference(term.sheet, term.address)
    let weight = Int64(term.factor.magnitude)
    if weight != 1 { text = "\(weight)*\(text)" }
    if term.atoms > unit.atoms { text += "*\(term.atoms / unit.atoms)" }
    if term.atoms < unit.atoms { text += "/\(unit.atoms / term.atoms)" }
    return text
  }

  // Neighbours below each other on one sheet, each taken once and in the same unit.
  private func runLength(
    _ terms: [(factor: Int64, atoms: Int64, sheet: String, address: CellAddress)], from start: Int,
    unit: MeasureUnit
  ) -> Int {
    var count = 0
    while start + count < terms.count {
      let term = terms[start + count]
      let expected = CellAddress(
        row: terms[start].address.row + count, column: terms[start].address.column)
      guard term.factor == 1, term.atoms == unit.atoms, term.sheet == terms[start].sheet,
        term.address == expected
      else { break }
      count += 1
    }
    return count
  }

  // Excel allows 255 arguments a function; long lists are added up in groups.
  private func joined(_ parts: [String]) -> String {
    if parts.count > 30, parts.allSatisfy({ $0.hasPrefix("+") }) {
      let groups = stride(from: 0, to: parts.count, by: 200).map { start in
        "SUM("
          + parts[start..<min(start + 200, parts.count)].map { $0.dropFirst() }
          .joined(separator: ",") + ")"
      }
      return groups.joined(separator: "+")
    }
    let text = parts.joined()
    return text.hasPrefix("+") ? String(text.dropFirst()) : text
  }
}

/// A sheet's name in quotes, as references write it.
func quotedSheetName(_ name: String) -> String {
  guard name.utf8.contains(UInt8(ascii: "'")) else { return "'\(name)'" }
  return "'" + name.replacing("'", with: "''") + "'"
}
