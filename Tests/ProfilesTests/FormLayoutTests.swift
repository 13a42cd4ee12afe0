import Localization
import Profiles
import Sheets
import Testing
import YAMLReading

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct FormLayoutTests {
  @Test func `the unit form takes over the department's tables under titles of its own`() throws {
    let department = try ProfileLoader.load("shanghai-2026")
    let unit = try ProfileLoader.load("shanghai-2026-unit")
    #expect(unit.tables.map(\.key) == department.tables.map(\.key))
    #expect(unit.table("T2")?.title == "预算单位收入预算总表")
    #expect(unit.table("T9")?.title == "单位“三公”经费和机关运行经费预算表")
    #expect(unit.table("T1")?.block("支出")?.columns.map(\.key) == ["预算数", "人员经费", "公用经费", "项目支出"])
    #expect(unit.layouts.map(\.table) == department.layouts.map(\.table))
    #expect(Set(department.rules.map(\.id)).isSubset(of: unit.rules.map(\.id)))
  }

  @Test func `a template's rows count from 1, the layout's from 0`() throws {
    let grid = try #require(try ProfileLoader.load("shanghai-2026").layouts.first).grid
    #expect(grid.titleRow == 1)
    #expect(grid.lineRow == 3)
    #expect(grid.lineColumns == 3)
    #expect(grid.headingRow == 5)
    #expect(grid.footRow == 20)
  }

  @Test func `every table names its source, and the tables of official forms are sourced`() throws {
    for id in TemplateSource.builtInProfiles {
      let profile = try ProfileLoader.load(id)
      for table in profile.tables {
        #expect(!table.source.isEmpty, "\(id) \(table.key)")
        if id.hasPrefix("shanghai"), !table.isWorkingPaper { #expect(table.origin == .sourced) }
        if id == "national-2016" { #expect(table.origin == .reconstructed) }
      }
    }
  }

  /// A layout or profile that does not hold together, and a part of what is said about it.
  struct Broken: Sendable {
    var layout = ""
    var profile = ""
    var message: String
  }

  @Test(arguments: [
    Broken(layout: "grid: {title-row: 4, line-row: 2}", message: "自上而下"),
    Broken(layout: "grid: {title-row: 0}", message: "从 1 数起"),
    Broken(layout: "grid: {rows: 3}", message: "rows"),
    Broken(layout: "merges: [A17-F17]", message: "A17:F17"),
    Broken(
      layout: "columns: [{cell: {row: 会议费, column: 合计}, heading: [合计], width: 9}]", message: "会议费"),
    Broken(
      layout: "columns: [{cell: {row: 合计, column: 金额}, heading: [合计], width: 9}]", message: "金额"),
    Broken(profile: "titles: {T99: 没有的表}", message: "T99"),
  ])
  func `a form that does not hold together is refused with its place`(broken: Broken) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/profile-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let columns = broken.layout.hasPrefix("columns") ? "" : "    columns: []\n"
    let layout =
      "sheets:\n  - table: T9\n    sheet: 三公\n" + columns
      + (broken.layout.isEmpty ? "" : "    \(broken.layout)\n")
    try layout.write(toFile: folder + "/layout.yaml", atomically: true, encoding: .utf8)
    let profile =
      "id: own\nextends: shanghai-2026\nlayout: [layout.yaml]\n" + broken.profile + "\n"
    try profile.write(toFile: folder + "/profile.yaml", atomically: true, encoding: .utf8)
    let error = #expect(throws: YAMLError.self) { try ProfileLoader.load(folder) }
    let text = error.map { "\($0.message.chinese)" } ?? ""
    #expect(text.contains(broken.message), "\(text)")
  }
}
