internal import Decimals
public import Localization
public import Sheets

/// The formulas of a workbook, computed anew in exact arithmetic and compared with the results
/// that the file stores.
///
/// The work is bounded, and no chain of references, however long or circular, can run out of
/// stack.
public struct Recalculation: Sendable {
  /// How a stored result stands to the computed one.
  public enum Agreement: Hashable, Sendable {
    /// They are the same. Numbers may differ by what a program loses that computes in doubles: 4
    /// units in the 15th digit of the largest number that took part.
    case same
    /// They differ.
    case different
    /// The file stores no result.
    case notStored
    /// The formula could not be computed.
    case unknown(Obstacle)
  }

  /// A cell with a formula, and what came of it.
  public struct Outcome: Hashable, Sendable {
    /// Where the cell is.
    public var place: Place
    /// The formula as the file has it.
    public var formula: String
    /// The result that the file stores.
    public var stored: CellValue?
    /// The result that was computed.
    public var computed: FormulaResult
    /// How the two stand to each other.
    public var agreement: Agreement
  }

  /// All cells with formulas, sheet by sheet in reading order.
  public let outcomes: [Outcome]

  /// Computes the formulas of the sheets of one workbook.
  ///
  /// - Parameter budget: how many cells the references of all formulas may cover together; the
  ///   formulas beyond it are not computed.
  public init(_ sheets: [Sheet], budget: Int = 20_000_000) {
    let calculator = Calculator(sheets, budget: budget)
    calculator.run()
    outcomes = calculator.outcomes
  }
}

extension Recalculation.Outcome {
  /// What was stored and what was computed, or why nothing could be; nil where they are the same.
  public var message: Message? {
    switch agreement {
    case .same: nil
    case .different:
      Message(
        zh: "存的结果是 \(storedText)，按公式 \(formula) 应为 \(computedText)：请在电子表格软件中重算并保存",
        en: """
          the stored result is \(storedText), the formula \(formula) gives \(computedText): \
          recalculate and save the file in the spreadsheet program
          """)
    case .notStored:
      Message(
        zh: "没有存公式 \(formula) 的结果（应为 \(computedText)）：请在电子表格软件中重算并保存",
        en: """
          no result is stored for the formula \(formula) (it gives \(computedText)): recalculate \
          and save the file in the spreadsheet program
          """)
    case .unknown(let obstacle):
      Message(
        zh: "无法核实公式 \(formula) 的结果（存的是 \(storedText)）：\(obstacle.message.chinese)",
        en: """
          the result of the formula \(formula) cannot be verified (stored is \(storedText)): \
          \(obstacle.message.english)
          """)
    }
  }

  private var storedText: String {
    switch stored {
    case nil: "—"
    case .number(let number): number.description
    case .text(let text): "\"\(text)\""
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .error(let code): code
    case .date(let date): date.description
    }
  }

  private var computedText: String {
    switch computed {
    case .value(.number(let number)): number.decimal(significantDigits: 15).value.description
    case .value(.text(let text)): "\"\(text)\""
    case .value(.boolean(let value)): value ? "TRUE" : "FALSE"
    case .value(.error(let error)): error.rawValue
    case .value(.blank), .cannot: "—"
    }
  }
}
