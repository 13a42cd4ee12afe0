public import Budget
import Localization
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
  private let slots: [String: String]
  private let draft: String?
  private let created: Int
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
  ///   - openErrors: how many findings of severity error are open; where there are any, every
  ///     sheet carries the draft mark.
  public init(
    profile: Profile, unit: BudgetUnit, year: Int, statements: StatementSet, checks: [Check],
    tests: [TestResult] = [], openErrors: Int
  ) {
    self.profile = profile
    set = statements
    self.checks = checks
    self.tests = tests
    slots = [
      "unit": unit.name, "code": unit.code, "year": String(year), "prior-year": String(year - 1),
      "body": profile.bodyWord, "errors": String(openErrors),
    ]
    draft = openErrors > 0 ? Wording.fill(profile.wording.draft, slots) : nil
    created = Self.secondsToNewYear(of: year)
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
    workbook(publicPlacements, AddressBook(publicPlacements), supplements: { _ in [] })
  }

  /// The same sheets and the comparison with last year, with 勾稽核对, 来源 and 尾差.
  public var workingPaper: WorkbookDraft {
    workbook(allPlacements, workingPaperBook) { book in
      let constants = Constant.all(in: allPlacements, book: book, set: set)
      return [
        CheckSheet(checks: checks, tests: tests, book: book, set: set).drawn(),
        SourceSheet(constants: constants).drawn(),
        RoundingSheet(
          moves: RoundingMove.all(constants, in: allPlacements, set: set)
        ).drawn(),
      ]
    }
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

  /// The names of the working paper's table sheets.
  public var sheetNames: [String] { allPlacements.map(\.layout.sheet) }

  private func workbook(
    _ placements: [TablePlacement], _ book: AddressBook, supplements: (AddressBook) -> [SheetDraft]
  ) -> WorkbookDraft {
    let front = FrontSheets(
      wording: profile.wording, slots: slots, draft: draft, placements: placements)
    var workbook = WorkbookDraft(created: created)
    workbook.title = Wording.fill(profile.wording.cover.joined(), slots)
    workbook.author = slots["unit"] ?? ""
    workbook.sheets = [front.cover(), front.contents()]
    for placement in placements {
      workbook.sheets.append(
        TableSheet(
          placement: placement, set: set,
          formulas: FormulaText(book: book, set: set, sheet: placement.layout.sheet),
          wording: profile.wording, slots: slots, draft: draft
        ).drawn())
    }
    workbook.sheets += supplements(book)
    return workbook
  }

  // The workbook's date of making is the first day of the budget year, so that the same input
  // gives the same bytes on any day.
  private static func secondsToNewYear(of year: Int) -> Int {
    let before = year - 1
    let days = before * 365 + before / 4 - before / 100 + before / 400
    return (days - 719_162) * 86_400
  }
}
