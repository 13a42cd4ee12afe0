import Budget
import Importing
import Localization
import Profiles
import Sheets
import Testing

/// Lines with a code of 政府预算支出经济分类 where that of 部门预算支出经济分类 belongs.
@Suite struct EquivalentCodeTests {
  private func imported(_ code: String, _ name: String) throws -> ImportedSheet {
    let profile = try ProfileLoader.load("hebei-2020")
    let importer = SheetImporter(
      schema: try #require(profile.input("budget")),
      context: ImportContext(year: 2020, codes: profile.codes))
    return importer.importing(
      Sheet(
        """
        功能分类科目编码|支出经济分类科目编码|支出经济分类科目名称|支出类别|资金来源|金额（元）
        2210201|'\(code)|\(name)|基本支出|一般公共预算|1200
        """))
  }

  @Test(arguments: [("50103", "住房公积金", "30113"), ("50208", "公务用车运行维护费", "30231")])
  func `a code with one equivalent is read as it, and told`(
    code: String, name: String, own: String
  ) throws {
    let sheet = try imported(code, name)
    #expect(sheet.facts.count == 1)
    #expect(sheet.facts[0].text("economic") == own)
    #expect(sheet.noteCounts[.repairedCode] == 1)
    #expect(sheet.noteCounts[.unknownCode] == nil)
    #expect(sheet.noteCounts[.nameMismatch] == nil)
  }

  @Test func `a code with several equivalents is a rejected row that names them`() throws {
    let sheet = try imported("50101", "工资奖金津补贴")
    #expect(sheet.facts.isEmpty)
    #expect(sheet.isIncomplete)
    let note = try #require(sheet.notes.first { $0.kind == .malformedCode })
    for code in ["30101（基本工资）", "30102", "30103"] {
      #expect(note.message.chinese.contains(code))
    }
  }

  @Test func `a code of the list itself is no other's`() throws {
    let sheet = try imported("30113", "住房公积金")
    #expect(sheet.facts.first?.text("economic") == "30113")
    #expect(sheet.noteCounts[.repairedCode] == nil)
  }
}
