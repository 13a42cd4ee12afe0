import Budget
import Documents
import Localization
import Profiles
import Reconciliation
import Testing

@testable import NoteReading

/// Errors that inspectors find, three of each kind (reference E01–E28).
@Suite struct ErrorCatalogueTests {
  @Test(arguments: ErrorCatalogue.cases.indices)
  func `an error that inspectors find is found`(index: Int) throws {
    let error = ErrorCatalogue.cases[index]
    let budget = try SampleBudget.shared.get()
    #expect(
      error.isFound(in: budget),
      "\(error.error) \(error.text): found \(error.found(in: budget).map(\.rawValue))")
  }

  // E25 is also about tables: `lowest-codes-…` among the cases of rules, and `empty-without-note`.
  @Test func `every kind has three cases`() {
    for (name, group) in Dictionary(grouping: ErrorCatalogue.cases, by: \.error) where name != "E25"
    {
      #expect(group.count >= 3, "\(name)")
    }
  }

  /// E19: what rounding explains is no error.
  @Test(arguments: [
    "支出预算2345.6万元，其中：基本支出1245.60万元，项目支出1100.00万元。", "支出预算2346万元。", "收入预算2345.60万元，比上年增加145.6万元。",
  ])
  func `what rounding explains is no error`(text: String) throws {
    let budget = try SampleBudget.shared.get()
    #expect(
      budget.mismatches(text).filter { [.noteFigures, .noteSums, .noteChanges].contains($0.test) }
        .isEmpty)
  }

  @Test func `a part as last year is last year's figure, or open`() throws {
    let budget = try SampleBudget.shared.get()
    let text =
      "“三公”经费28.00万元，其中：因公出国（境）费与上年持平；公务用车购置及运行费25.00万元，其中公务用车购置费0万元，公务用车运行维护费25.00万元；公务接待费3.00万元。"
    #expect(budget.mismatches(text).filter { $0.test == .noteParts }.isEmpty)
    let open = budget.outcomes(text, withTables: false).filter { $0.test == .noteParts }
    #expect(open.map(\.outcome.verdict) == [.notChecked])
  }

  @Test func `a note without tables is held against itself`() throws {
    let budget = try SampleBudget.shared.get()
    let right = "支出预算100.00万元，其中：基本支出60.00万元，项目支出40.00万元。"
    #expect(budget.mismatches(right, withTables: false).isEmpty)
    let wrong = "支出预算100.00万元，其中：基本支出60.00万元，项目支出41.00万元。"
    #expect(budget.mismatches(wrong, withTables: false).map(\.test) == [.noteSums])
  }
}
