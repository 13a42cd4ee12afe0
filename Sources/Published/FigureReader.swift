import Budget
import Decimals
import Formulas
import Importing
import Localization
import Sheets

/// What one cell states.
enum CellStatement {
  /// Blank, `-`, `—`, `无`, or a zero that is not shown.
  case empty(Cell?)
  /// An amount.
  case amount(StatedCell)
  /// Not known, and why.
  case unknown(Message, Cell?)
}

/// An amount as a cell shows and stores it.
struct StatedCell {
  var cell: Cell
  var unit: MeasureUnit
  /// The amount as displayed.
  var shown: Amount
  /// The amount as stored.
  var stored: Amount
  /// The displayed places; nil where General leaves them to the number.
  var decimals: Int?
}

/// Reads amounts: the displayed text says what is published, the stored number what is behind it.
struct FigureReader {
  let formulas: [CellAddress: Recalculation.Outcome]

  /// What `cell` states in `unit`, which its text or its number format may override.
  func read(_ cell: Cell?, unit: MeasureUnit?, dimension: Dimension) -> CellStatement {
    guard let cell else { return .empty(nil) }
    var value = cell.value
    var isRecomputed = false
    if cell.formula != nil, value == nil || value == .number(.zero) {
      // Platforms store 0, or nothing, under totals that were never computed.
      guard let computed = computed(cell) else {
        return .unknown(
          Message(
            zh: "公式“=\(cell.formula ?? "")”没有可信的结果；请用电子表格软件打开，重算并保存",
            en:
              "the formula “=\(cell.formula ?? "")” has no result that can be trusted; open, recalculate and save the file"
          ), cell)
      }
      isRecomputed = value != .number(computed)
      value = .number(computed)
    }
    switch value {
    case nil: return .empty(cell)
    case .number(let number):
      return self.number(number, cell, isRecomputed: isRecomputed, unit, dimension)
    case .text(let text): return self.text(text, cell, unit, dimension)
    case .error, .boolean, .date:
      return .unknown(
        Message(
          zh: "单元格显示“\(cell.text)”，应为数字", en: "the cell shows “\(cell.text)”, expected a number"),
        cell)
    }
  }

  private func computed(_ cell: Cell) -> ExactDecimal? {
    guard let outcome = formulas[cell.address], case .value(let value) = outcome.computed else {
      return nil
    }
    switch value {
    case .number(let number): return number.decimal(significantDigits: 15).value
    case .blank: return .zero
    default: return nil
    }
  }

  private func number(
    _ number: ExactDecimal, _ cell: Cell, isRecomputed: Bool, _ unit: MeasureUnit?,
    _ dimension: Dimension
  ) -> CellStatement {
    let format = NumberFormat(cell.format)
    let displayed = isRecomputed ? nil : NumberText(cell.text)
    if !isRecomputed, declaresNothing(folded(cell.text)), number == .zero { return .empty(cell) }
    let named =
      dimension == .money ? displayed?.unit.flatMap { MeasureUnit(named: $0) } ?? format.unit : nil
    guard let unit = named ?? unit else { return .unknown(Self.unitUnknown, cell) }
    guard let stored = try? unit.amount(number).amount else {
      return .unknown(AmountError.tooLarge.message, cell)
    }
    guard let places = format.decimals else {
      return .amount(
        StatedCell(cell: cell, unit: unit, shown: stored, stored: stored, decimals: nil))
    }
    if let displayed, let shown = try? unit.amount(displayed.value).amount {
      // A format that divides shows another unit than the one stored.
      return .amount(
        StatedCell(
          cell: cell, unit: unit, shown: shown, stored: format.isScaled ? shown : stored,
          decimals: displayed.decimals))
    }
    let shown = (try? stored.rounded(to: unit.quantum(decimals: places))) ?? stored
    return .amount(
      StatedCell(cell: cell, unit: unit, shown: shown, stored: stored, decimals: places))
  }

  private func text(
    _ text: String, _ cell: Cell, _ unit: MeasureUnit?, _ dimension: Dimension
  ) -> CellStatement {
    let plain = folded(text)
    if declaresNothing(plain) || RowWords.isPlaceholder(text) { return .empty(cell) }
    guard let number = NumberText(text) else {
      return .unknown(
        Message(zh: "“\(text)”不是数字", en: "“\(text)” is no number"), cell)
    }
    let named = number.unit.flatMap { MeasureUnit(named: $0) }
    guard let unit = named?.dimension == dimension ? named : unit else {
      return .unknown(Self.unitUnknown, cell)
    }
    guard let amount = try? unit.amount(number.value).amount else {
      return .unknown(AmountError.tooLarge.message, cell)
    }
    return .amount(
      StatedCell(
        cell: cell, unit: unit, shown: amount, stored: amount, decimals: number.decimals))
  }

  static let unitUnknown = Message(
    zh: "没有说明金额单位；请在表头上方写“单位：元”或“单位：万元”",
    en: "nothing states the unit of the amounts; write “单位：元” or “单位：万元” above the header")
}
