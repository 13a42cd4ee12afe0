import Budget
import Decimals
import Profiles
import Reconciliation
import Sheets
import XLSXWriter

/// A constant of the workbook with the input cells that it comes from.
struct Constant {
  var sheet: String
  var address: CellAddress
  var key: FigureKey
  var figure: Figure
  /// The printed value of the constant part, in atoms.
  var shown: Int64
  /// The exact value of the constant part, in atoms.
  var exact: Int64
  var contributions: [Contribution]

  /// Every constant that the placed tables show, in the order of sheets, rows and columns.
  ///
  /// A figure of a table that the workbook does not show counts with all that it is made of.
  static func all(in placements: [TablePlacement], book: AddressBook, set: StatementSet)
    -> [Constant]
  {
    var constants: [Constant] = []
    for placement in placements {
      for (key, address) in placement.figures {
        guard let figure = set[key] else { continue }
        var contributions: [Contribution] = []
        var shown: Int64 = 0
        switch figure.derivation {
        case .constant(let own):
          contributions = own
          shown = figure.shown.atoms
        case .formula(let form, let own):
          contributions = own
          shown = figure.shown.atoms
          for term in form.terms {
            if book.cell(of: term.key) == nil {
              contributions += set.contributions(of: term.key).map {
                Contribution(factor: $0.factor * term.factor, reading: $0.reading)
              }
            } else {
              shown -= (set[term.key]?.shown.atoms ?? 0) * term.factor
            }
          }
        case .ratio: break
        }
        guard !contributions.isEmpty else { continue }
        let exact = contributions.reduce(Int64(0)) { $0 + $1.reading.amount.atoms * $1.factor }
        constants.append(
          Constant(
            sheet: placement.layout.sheet, address: address, key: key, figure: figure,
            shown: shown, exact: exact, contributions: contributions))
      }
    }
    return constants
  }
}

extension Constant {
  /// The first source cells with what stands in them, in at most 255 characters.
  fileprivate var tip: String {
    let lines = contributions.prefix(3).map { "\($0.reading.place)：\($0.reading.raw)" }
    let more = contributions.count > 3 ? ["等 \(contributions.count) 处，见《来源》"] : []
    let text = (lines + more).joined(separator: "\n")
    return text.utf16.count <= 255 ? text : String(text.prefix(200)) + "…"
  }
}

/// Draws 来源: for every constant of the workbook the cells of the inputs.
struct SourceSheet {
  let constants: [Constant]

  static let name = "来源"
  private static let firstRow = 2
  static let headings = [
    "工作表", "单元格", "指标", "单位", "公布数", "精确数", "来源文件", "来源工作表", "来源单元格", "原文", "来源单位",
    "计入（＋/－）",
  ]
  private static let widths: [Double] = [22, 10, 44, 8, 16, 18, 40, 20, 12, 20, 10, 12]

  func drawn() -> SheetDraft {
    var sheet = listSheet(name: Self.name, headings: Self.headings, widths: Self.widths)
    var row = Self.firstRow
    for constant in constants {
      for contribution in constant.contributions {
        draw(constant, contribution, row: row, &sheet)
        row += 1
      }
    }
    finishList(&sheet, rows: row - Self.firstRow)
    return sheet
  }

  /// Lays a link to its sources on every constant of a table's sheet; the tip names the first.
  func linkConstants(of sheet: inout SheetDraft) {
    var row = Self.firstRow
    for constant in constants {
      if constant.sheet == sheet.name {
        sheet[constant.address]?.link = CellLink(
          target: internalTarget(Self.name, CellAddress(row: row, column: 6)),
          tip: constant.tip)
      }
      row += constant.contributions.count
    }
  }

  private func draw(
    _ constant: Constant, _ contribution: Contribution, row: Int, _ sheet: inout SheetDraft
  ) {
    let number = Styles.figure("#,##0.00####", isTotal: false)
    let reading = contribution.reading
    var cell = ""
    if case .cell(let address) = reading.place.spot { cell = address.description }
    let contents: [(CellContent, CellStyle)] = [
      (.text(constant.sheet), Styles.text),
      (
        .link(
          text: constant.address.description,
          target: internalTarget(constant.sheet, constant.address)), Styles.link
      ),
      (.text(constant.key.description), Styles.text),
      (.text(constant.figure.unit.name), Styles.center),
      (.number(constant.figure.unit.decimal(atoms: constant.shown)), number),
      (.exact(constant.figure.unit.decimal(atoms: constant.exact)), number),
      (.text(reading.place.file), Styles.text), (.text(reading.place.sheet ?? ""), Styles.text),
      (.text(cell), Styles.center), (.text(reading.raw), Styles.text),
      (.text(reading.unit.name), Styles.center),
      (.number(ExactDecimal(Int(contribution.factor))), Styles.center),
    ]
    for (column, (content, style)) in contents.enumerated() {
      sheet[CellAddress(row: row, column: column)] = DraftCell(content, style: style)
    }
  }
}

/// A printed amount that rounding moved from its exact value.
struct RoundingMove {
  var sheet: String
  var address: CellAddress
  var key: FigureKey
  var unit: MeasureUnit
  var decimals: Int
  /// Whether it is a constant, which was rounded, or a sum, which follows by formula.
  var isConstant: Bool
  /// The printed amount, in atoms.
  var shown: Int64
  /// The exact amount, in atoms.
  var exact: Int64

  /// Every move of the placed tables, in the order of sheets and cells: constants, and sums whose
  /// parts' moves do not cancel.
  static func all(
    _ constants: [Constant], in placements: [TablePlacement], set: StatementSet
  ) -> [RoundingMove] {
    var moves = constants.map { constant in
      RoundingMove(
        sheet: constant.sheet, address: constant.address, key: constant.key,
        unit: constant.figure.unit, decimals: constant.figure.decimals, isConstant: true,
        shown: constant.shown, exact: constant.exact)
    }
    for placement in placements {
      for (key, address) in placement.figures {
        guard let figure = set[key], case .formula = figure.derivation, let exact = figure.exact,
          figure.state == .value
        else { continue }
        moves.append(
          RoundingMove(
            sheet: placement.layout.sheet, address: address, key: key, unit: figure.unit,
            decimals: figure.decimals, isConstant: false, shown: figure.shown.atoms,
            exact: exact.atoms))
      }
    }
    var order: [String: Int] = [:]
    for placement in placements { order[placement.layout.sheet] = order.count }
    return moves.filter { $0.shown != $0.exact }.sorted { left, right in
      let sheets = (order[left.sheet, default: 0], order[right.sheet, default: 0])
      if sheets.0 != sheets.1 { return sheets.0 < sheets.1 }
      if left.address != right.address { return left.address < right.address }
      return left.isConstant && !right.isConstant
    }
  }

  /// The exact amount rounded half up by itself, in atoms.
  var halfUp: Int64 {
    let amount = try? Amount(atoms: exact, dimension: unit.dimension)
    return (try? amount?.rounded(to: unit.quantum(decimals: decimals)))?.atoms ?? exact
  }
}

/// Draws 尾差: every amount that was moved by rounding, with its exact value.
struct RoundingSheet {
  let moves: [RoundingMove]

  static let name = "尾差"
  static let headings = [
    "工作表", "单元格", "指标", "类别", "单位", "公布数", "精确数", "舍入增减", "单独四舍五入", "与单独四舍五入之差",
  ]
  private static let widths: [Double] = [22, 10, 50, 8, 8, 18, 20, 18, 18, 20]

  func drawn() -> SheetDraft {
    var sheet = listSheet(name: Self.name, headings: Self.headings, widths: Self.widths)
    let number = Styles.figure("#,##0.00####", isTotal: false)
    for (index, move) in moves.enumerated() {
      let amounts = [
        move.shown, move.exact, move.shown - move.exact, move.halfUp, move.shown - move.halfUp,
      ].map { CellContent.exact(move.unit.decimal(atoms: $0)) }
      let contents: [(CellContent, CellStyle)] =
        [
          (.text(move.sheet), Styles.text),
          (
            .link(
              text: move.address.description, target: internalTarget(move.sheet, move.address)),
            Styles.link
          ),
          (.text(move.key.description), Styles.text),
          (.text(move.isConstant ? "末级" : "合计"), Styles.center),
          (.text(move.unit.name), Styles.center),
        ] + amounts.map { ($0, number) }
      for (column, (content, style)) in contents.enumerated() {
        sheet[CellAddress(row: 2 + index, column: column)] = DraftCell(content, style: style)
      }
    }
    if moves.isEmpty {
      let first = CellAddress(row: 2, column: 0)
      sheet[first] = DraftCell(.text("没有尾差：公布数都等于精确数。"), style: Styles.note)
      sheet.merges.append(
        CellRange(first, CellAddress(row: 2, column: Self.headings.count - 1)))
    }
    finishList(&sheet, rows: moves.count)
    return sheet
  }
}

/// A list with a title, one row of headings and a frozen head.
private func listSheet(name: String, headings: [String], widths: [Double]) -> SheetDraft {
  var sheet = SheetDraft(name: name)
  sheet[CellAddress(row: 0, column: 0)] = DraftCell(.text(name), style: Styles.title)
  sheet.merges.append(
    CellRange(
      CellAddress(row: 0, column: 0), CellAddress(row: 0, column: headings.count - 1)))
  sheet.rowHeights[0] = 36
  for (column, heading) in headings.enumerated() {
    sheet[CellAddress(row: 1, column: column)] = DraftCell(.text(heading), style: Styles.heading)
    sheet.columnWidths[column] = widths[column]
  }
  sheet.frozenRows = 2
  sheet.print.landscape = true
  sheet.print.paper = .a3
  sheet.print.fitWidth = 1
  sheet.print.repeatRows = 0...1
  sheet.print.footer = "&C第 &P 页，共 &N 页"
  sheet.showGridlines = false
  return sheet
}

/// Lets a list of so many rows be filtered, and its columns take their longest amounts.
private func finishList(_ sheet: inout SheetDraft, rows: Int) {
  guard rows > 0 else { return }
  sheet.filter = CellRange(
    CellAddress(row: 1, column: 0),
    CellAddress(row: 1 + rows, column: sheet.columnWidths.count - 1))
  sheet.widenForAmounts()
}
