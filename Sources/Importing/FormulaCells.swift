import Budget
import Decimals
import Formulas
import Localization
public import Sheets

/// The sheets of one file with the results of their formulas made sure of, as far as formulas can
/// be computed here.
public struct FormulaCells: Sendable {
  /// The sheets; a formula whose result is certain has become that value.
  public let sheets: [Sheet]
  private let notesBySheet: [String: [ImportNote]]

  /// Computes every formula of `sheets` anew.
  ///
  /// A stored result that differs from the computed one is replaced by it and reported with both; a
  /// missing one is filled in. A formula that cannot be computed is left as it is.
  public init(_ sheets: [Sheet]) {
    guard sheets.contains(where: { $0.cells.contains { $0.formula != nil } }) else {
      self.sheets = sheets
      notesBySheet = [:]
      return
    }
    var results: [String: [CellAddress: Recalculation.Outcome]] = [:]
    var notes: [String: [ImportNote]] = [:]
    for outcome in Recalculation(sheets).outcomes {
      guard let sheet = outcome.place.sheet, case .cell(let address) = outcome.place.spot else {
        continue
      }
      results[sheet, default: [:]][address] = outcome
      if outcome.agreement == .different, let message = outcome.message {
        notes[sheet, default: []].append(
          ImportNote(
            kind: .formulaDiffers, severity: .warning, place: outcome.place, message: message,
            raw: outcome.formula))
      }
    }
    self.sheets = sheets.map { sheet in
      var sheet = sheet
      for index in sheet.cells.indices {
        guard let outcome = results[sheet.name]?[sheet.cells[index].address] else { continue }
        sheet.cells[index].take(outcome)
      }
      return sheet
    }
    notesBySheet = notes
  }

  /// What has to be told about the formulas of one sheet.
  public func notes(on sheet: String) -> [ImportNote] { notesBySheet[sheet] ?? [] }
}

extension Cell {
  mutating func take(_ outcome: Recalculation.Outcome) {
    switch outcome.agreement {
    case .same:
      formula = nil
    case .different, .notStored:
      guard case .value(let computed) = outcome.computed, let value = computed.cellValue else {
        return
      }
      formula = nil
      self.value = value
      raw = "=\(outcome.formula)"
    case .unknown: break
    }
  }
}

extension FormulaValue {
  // A double shows 15 significant digits; what a formula gives beyond them is not its result.
  fileprivate var cellValue: CellValue? {
    switch self {
    case .number(let number): .number(number.decimal(significantDigits: 15).value)
    case .text(let text): .text(text)
    case .boolean(let value): .boolean(value)
    case .error(let error): .error(error.rawValue)
    case .blank: nil
    }
  }
}
