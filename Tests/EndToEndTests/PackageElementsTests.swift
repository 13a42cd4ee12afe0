import TestKit
import Testing

/// The packages of exported workbooks part by part, as lists of their elements; needs python3.
///
/// What Excel makes of a file depends on the order of its elements and on attributes that no reader
/// shows: page setup, styles, views, relationships. A change there is seen here, and accepted with
/// `RECORD=1`.
@Suite(.enabled(if: Program.find("python3") != nil, "python3 is not installed"))
struct PackageElementsTests {
  /// A workbook of an example: one of every standard, and a working paper.
  struct Book: CustomTestStringConvertible {
    var project: String
    var name: String
    var testDescription: String { "\(project) \(name)" }
  }

  @Test(arguments: [
    Book(project: "weixian-2020-corrected", name: "公开"), Book(project: "yuntai-2024", name: "公开"),
    Book(project: "songpu-2026", name: "公开"), Book(project: "songpu-library-2026", name: "公开"),
    Book(project: "yuntai-2024", name: "底稿"),
  ])
  func `every part has the elements that it had`(book: Book) throws {
    let scratch = try Scratch()
    _ = try Program.run(["export", fixture(book.project), "-o", "\(scratch.path)/out"])
    // How long the lists of a working paper are depends on the rules.
    let run = try Program.script(
      "package.py",
      ["\(scratch.path)/out/\(book.name).xlsx", "--elements"]
        + (book.name == "底稿" ? ["--outline"] : []))
    #expect(run.status == 0, "\(run.errors)")
    try expectGolden(run.output, named: "elements-\(book.project)-\(book.name).txt")
  }
}
