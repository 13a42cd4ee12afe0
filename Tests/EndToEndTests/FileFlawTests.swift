import Foundation
import TestKit
import Testing

@Suite struct FileFlawTests {
  /// A project whose income file, in GB18030, has a quote inside a field of its third line.
  private func project(_ scratch: Scratch) throws -> (folder: String, file: String) {
    let folder = try copy("yuntai-2024", to: scratch)
    let file = "\(folder)/inputs/2024年收入预算.csv"
    var bytes = try Data(contentsOf: URL(filePath: file))
    let line = try #require(bytes.firstRange(of: Data("2070102,".utf8)))
    bytes.insert(contentsOf: Data("x\"y".utf8), at: line.upperBound)
    try bytes.write(to: URL(filePath: file))
    return (folder, file)
  }

  @Test(arguments: ["import", "reconcile"])
  func `a stray quote is told with its line`(command: String) throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let (folder, _) = try project(scratch)
    let run = try Program.run([command, folder])
    #expect(run.status != 2, "\(run.errors)")
    #expect(run.output.contains("2024年收入预算.csv:3"))
    #expect(run.output.contains("a quote inside a field, read as a character"))
  }

  @Test func `cells tells it with the same place`() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let (_, file) = try project(scratch)
    let run = try Program.run(["cells", file, "--format", "none"])
    #expect(run.errors.contains("\(file):3: a quote inside a field, read as a character"))
  }
}
