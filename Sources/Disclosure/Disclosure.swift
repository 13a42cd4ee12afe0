public import Budget
import Localization
import Parallel
public import Profiles
public import Reconciliation
public import Sheets
public import XLSXWriter

/// The two workbooks of a unit: 公开 for the public, 底稿 with checks and sources.
public struct Disclosure: Sendable {
  private let profile: Profile
  private let set: StatementSet
  private let checks: [Check]
  private let tests: [TestResult]
  private let textSheets: [TextSheet]
  private let slots: [String: String]
  private let draft: String?
  private let year: Int
  private let created: Int?
  private let publicPlacements: [TablePlacement]
  private let allPlacements: [TablePlacement]
  // `explain` asks for one cell after the other.
  private let workingPaperBook: AddressBook

  /// The file name of the public workbook.
  public static let publicName = "公开.xlsx"
  /// The file name of the working paper.
  public static let workingPaperName = "底稿.xlsx"

  /// The workbooks for one unit's statements.
  ///
  /// - Parameters:
  ///   - textSheets: the sheets with text, in their order; some forms have them.
  ///   - created: the time that the workbooks give as that of their making, in seconds since 1970;
  ///     nil for the first day of the budget year, so that the same input gives the same bytes.
  ///   - openErrors: how many findings of severity error are open; where there are any, every
  ///     sheet carries the draft mark.
  public init(
    profile: Profile, unit: BudgetUnit, year: Int, statements: StatementSet, checks: [Check],
    tests: [TestResult] = [], textSheets: [TextSheet] = [], created: Int? = nil, openErrors: Int
  ) {
    self.profile = profile
    set = statements
    self.checks = checks
    self.tests = tests
    self.textSheets = textSheets
    slots = [
      "unit": unit.name, "code": unit.code, "year": String(year), "prior-year": String(year - 1),
      "body": profile.bodyWord, "errors": String(openErrors), "district": unit.district,
    ]
    draft = openErrors > 0 ? Wording.fill(profile.wording.draft, slots) : nil
    self.year = year
    self.created = created
    allPlacements = profile.layouts.compactMap { layout in
      profile.table(layout.table).map {
        TablePlacement(layout: layout, table: $0, statements: statements)
      }
    }
    workingPaperBook = AddressBook(allPlacements)
    publicPlacements = allPlacements.filter { !$0.table.isWorkingPaper }
  }

  /// The official sheets only, with live formulas.
  public var publicWorkbook: WorkbookDraft {
    workbook(publicPlacements, AddressBook(publicPlacements))
  }

  /// The same sheets and the comparison with last year, with 勾稽核对, 来源, 尾差 and 图示; every
  /// constant leads to its sources, and every table shows what the checks came to.
  public var workingPaper: WorkbookDraft {
    let book = workingPaperBook
    let checkSheet = CheckSheet(checks: checks, tests: tests, book: book, set: set)
    let sources = SourceSheet(constants: Constant.all(in: allPlacements, book: book, set: set))
    var supplements: [@Sendable () -> SheetDraft] = [
      checkSheet.drawn, sources.drawn,
      {
        RoundingSheet(
          moves: RoundingMove.all(sources.constants, in: allPlacements, set: set)
        ).drawn()
      },
    ]
    if !profile.highlights.charts.isEmpty {
      supplements.append(
        ChartSheet(plans: profile.highlights.charts, book: book, set: set, slots: slots).drawn)
    }
    let marked = supplements.map { drawn in
      { @Sendable in self.marked(drawn()) }
    }
    let master = checkSheet.master
    return workbook(allPlacements, book, supplements: marked) { sheet, placement in
      master.show(
        on: &sheet, row: placement.layout.grid.lineRow,
        column: placement.layout.columns.count + 1)
      sources.linkConstants(of: &sheet)
    }
  }

  /// A supplement whose title carries the draft mark, where there is one.
  private func marked(_ sheet: SheetDraft) -> SheetDraft {
    let title = CellAddress(row: 0, column: 0)
    guard let draft, case .text(let text) = sheet[title]?.content else { return sheet }
    var sheet = sheet
    sheet[title]?.content = .text("\(text)　【\(draft)】")
    return sheet
  }

  /// The mark that every official document carries while an error is open; nil where none is.
  public var draftMark: String? { draft }

  /// The figure in a cell of the working paper; nil where there is none.
  public func figureKey(sheet: String, _ address: CellAddress) -> FigureKey? {
    workingPaperBook.key(sheet: sheet, address)
  }

  /// The cell of a figure in the working paper, such as `支出总表!F7`; nil where it has none.
  public func cellName(of key: FigureKey) -> String? {
    workingPaperBook.cell(of: key).map { "\($0.sheet)!\($0.address)" }
  }

  /// The smallest rectangle of a sheet of the working paper that holds all its figures; nil where
  /// it has none.
  public func figuresRange(sheet: String) -> CellRange? {
    let addresses = allPlacements.filter { $0.layout.sheet == sheet }.flatMap {
      $0.figures.map(\.address)
    }
    guard let top = addresses.map(\.row).min(), let bottom = addresses.map(\.row).max(),
      let left = addresses.map(\.column).min(), let right = addresses.map(\.column).max()
    else { return nil }
    return CellRange(
      CellAddress(row: top, column: left), CellAddress(row: bottom, column: right))
  }

  /// The official sheets, each table `finished`, and the supplements; they are drawn side by side.
  private func workbook(
    _ placements: [TablePlacement], _ book: AddressBook,
    supplements: [@Sendable () -> SheetDraft] = [],
    finished: @escaping @Sendable (inout SheetDraft, TablePlacement) -> Void = { _, _ in }
  ) -> WorkbookDraft {
    let front = FrontSheets(
      wording: profile.wording, slots: slots, draft: draft, placements: placements,
      textSheets: Set(textSheets.map(\.name)))
    var workbook = created.map(WorkbookDraft.init(created:)) ?? WorkbookDraft(newYearOf: year)
    workbook.title = Wording.fill(profile.wording.cover.map(\.text).joined(), slots)
    workbook.author = slots["unit"] ?? ""
    let texts = textSheets.map {
      (sheet: $0.drawn(wording: profile.wording, draft: draft), text: $0)
    }
    let tables = placements.map { placement in
      { @Sendable in
        var sheet = TableSheet(
          placement: placement, set: set,
          formulas: FormulaText(book: book, set: set, sheet: placement.layout.sheet),
          wording: profile.wording, slots: slots, draft: draft
        ).drawn()
        finished(&sheet, placement)
        return sheet
      }
    }
    // The supplements are the long ones.
    let drawn = concurrently(supplements + tables) { $0() }
    workbook.sheets = [front.cover(), front.contents()]
    workbook.sheets += texts.filter { !$0.text.followsTables }.map(\.sheet)
    workbook.sheets += drawn.dropFirst(supplements.count)
    workbook.sheets += texts.filter(\.text.followsTables).map(\.sheet)
    workbook.sheets += drawn.prefix(supplements.count)
    for name in profile.highlights.names {
      guard let key = set.keys(of: name.figure).first, let (sheet, address) = book.cell(of: key)
      else { continue }
      let reference = "\(quotedSheetName(sheet))!\(address.absolute)"
      workbook.definedNames.append((name.name, reference))
    }
    return workbook
  }
}
