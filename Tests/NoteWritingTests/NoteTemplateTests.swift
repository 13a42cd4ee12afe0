import Profiles
import Sheets
import TestKit
import Testing
import YAMLReading

@Suite struct NoteTemplateTests {
  private func load(_ template: String) throws -> Profile {
    let scratch = try Scratch()
    try scratch.write("id: own\nextends: hebei-2020\nnote: [note.txt]\n", to: "profile.yaml")
    try scratch.write(template, to: "note.txt")
    return try ProfileLoader.load(scratch.path)
  }

  @Test(arguments: [
    ("收入{T1.收入[收入合计, 预算数] 万元}", 1, 4, "no row '收入合计'"),
    ("段\n收入{T1.收入[收入总计, 预算] 万元}", 2, 4, "no figure column '预算'"),
    ("{T11[合计, 合计] 万元}", 1, 2, "no table 'T11'"),
    ("{T3[合计, 合计]}", 1, 2, "a unit follows"),
    ("{T3[合计, 合计] 平方米}", 1, 2, "cannot be printed in 平方米"),
    ("{T3[合计, 合计] 万元 9}", 1, 2, "least number of places"),
    ("{name}", 1, 2, "unknown slot 'name'"),
    ("{T3[row, 合计] 万元}", 1, 2, "'row' is used without"),
    ("{row}", 1, 2, "only within {for"),
    ("{if T3[合计, 合计] = 0}\n甲", 1, 2, "no {end}"),
    ("甲{if T3[合计, 合计] = 0}乙", 1, 3, "no {end}"),
    ("甲\n{end}", 2, 2, "without {if"),
    ("{if T3[合计, 合计] = 0}\n甲\n{else}\n乙\n{else}\n丙\n{end}", 5, 2, "only {end}"),
    ("{for row in T3 where is-leaf}\n{else}\n{end}", 1, 2, "has no {else}"),
    ("甲{for row in T3}{row 目}{end}", 1, 18, "no '目'"),
    ("{change T3[合计, 合计] 万元}", 1, 2, "no phrase 'change'"),
    ("{change G[合计, 总计] 万元}", 1, 2, "last year's too"),
    ("{change T3[合计, 合计] 万元 because 收入}", 1, 2, "no comparison with last year has"),
    ("{table X}", 1, 2, "no table 'X'"),
    ("{text 职能表}", 1, 2, "no section '职能表'"),
    ("甲{table P}", 1, 3, "on a line of its own"),
    ("{if input other}\n{end}", 1, 2, "no input 'other'"),
    ("{phrase change}\nincrease：增加{sum}\n{end}", 2, 13, "unknown slot 'sum'"),
    ("{phrase change}\nincrease：增加\n{end}", 1, 2, "lacks the line decrease"),
    ("# 标题", 1, 1, "headings begin with ##"),
    ("甲}", 1, 2, "a '}' without"),
    ("甲{unit", 1, 2, "a '{' without"),
    ("{facts(budget.amount) 万元}", 1, 2, "figures of tables only"),
  ])
  func `a wrong template is refused where it is wrong`(
    text: String, line: Int, column: Int, message: String
  ) throws {
    let error = try #require(throws: YAMLError.self) { try load(text) }
    #expect(error.place.description.hasSuffix("note.txt:\(line):\(column)"), "\(error)")
    #expect(error.description.contains(message), "\(error)")
  }

  @Test(arguments: TemplateSource.builtInProfiles)
  func `every built-in standard that has a note has one that holds together`(id: String) throws {
    #expect(throws: Never.self) { try ProfileLoader.load(id) }
  }
}
