import Foundation
import TestKit
import Testing

@Suite struct RulesDocumentTests {
  @Test func `docs/RULES.md is what the templates say; make rules writes it`() throws {
    let run = try Program.run(["profiles", "rules"])
    let kept = try String(contentsOfFile: "\(projectFolder)/docs/RULES.md", encoding: .utf8)
    #expect(run.output == kept, "\(lineDifference(from: kept, to: run.output).prefix(2000))")
  }
}
