import Foundation
import TestArchives
import TestKit
import Testing

@Suite struct CellsTests {
  /// A workbook with a table, a hidden row, column and sheet, a name and a link to another file.
  private func richWorkbook() -> [UInt8] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    func relationships(_ items: [(id: String, kind: String, target: String)]) -> String {
      "<Relationships>"
        + items.map { item in
          let mode = item.kind == "externalLinkPath" ? " TargetMode=\"External\"" : ""
          return "<Relationship Id=\"\(item.id)\" Type=\"\(office)/\(item.kind)\""
            + " Target=\"\(item.target)\"\(mode)/>"
        }.joined() + "</Relationships>"
    }
    var zip = ZipBuilder()
    zip.add("_rels/.rels", relationships([("r", "officeDocument", "xl/workbook.xml")]))
    zip.add(
      "xl/workbook.xml",
      "<workbook xmlns:r=\"\(office)\"><sheets><sheet name=\"卡片\" r:id=\"r1\"/>"
        + "<sheet name=\"参数\" r:id=\"r2\" state=\"hidden\"/></sheets>"
        + "<externalReferences><externalReference r:id=\"r3\"/></externalReferences><definedNames>"
        + "<definedName name=\"合计\">卡片!$B$3</definedName>"
        + "<definedName name=\"上年\" localSheetId=\"1\">[1]明细!$A$1</definedName>"
        + "</definedNames></workbook>")
    zip.add(
      "xl/_rels/workbook.xml.rels",
      relationships([
        ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "worksheet", "worksheets/sheet2.xml"),
        ("r3", "externalLink", "externalLinks/externalLink1.xml"),
      ]))
    zip.add("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    zip.add(
      "xl/externalLinks/_rels/externalLink1.xml.rels",
      relationships([("r", "externalLinkPath", "上年/决算.xlsx")]))
    zip.add(
      "xl/worksheets/sheet1.xml",
      "<worksheet><cols><col min=\"4\" max=\"6\" hidden=\"1\"/></cols><sheetData>"
        + "<row r=\"2\" hidden=\"1\"><c r=\"B2\"><f>[1]明细!A1</f><v>7</v></c></row>"
        + "<row r=\"3\"><c r=\"B3\"><v>8</v></c></row></sheetData>"
        + "<mergeCells><mergeCell ref=\"A5:B5\"/></mergeCells></worksheet>")
    zip.add(
      "xl/worksheets/_rels/sheet1.xml.rels", relationships([("r", "table", "../tables/table1.xml")])
    )
    zip.add(
      "xl/tables/table1.xml",
      "<table name=\"t\" displayName=\"资产\" ref=\"A1:B3\" totalsRowCount=\"1\"><tableColumns>"
        + "<tableColumn name=\"编号\"/><tableColumn name=\"原值_x000a_元\"/></tableColumns></table>")
    zip.add("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>")
    return zip.archive
  }

  private func cells(_ options: [String]) throws -> String {
    let scratch = try Scratch()
    let path = "\(scratch.path)/a.xlsx"
    try Data(richWorkbook()).write(to: URL(filePath: path))
    let run = try Program.run(["cells", path] + options)
    #expect(run.status == 0, "\(run.errors)")
    return run.output
  }

  @Test func `structure tells of merges, hidden parts, tables, names and links`() throws {
    #expect(
      try cells(["--format", "structure"]) == """
        {"sheet":"卡片","visibility":"visible","merged":["A5:B5"],"hiddenRows":["2"],"hiddenColumns":["D:F"],"tables":[{"name":"资产","range":"A1:B3","columns":["编号","原值\\n元"],"headerRows":1,"totalsRows":1}]}
        {"sheet":"参数","visibility":"hidden","merged":[],"hiddenRows":[],"hiddenColumns":[],"tables":[]}
        {"names":[{"name":"合计","formula":"卡片!$B$3"},{"name":"上年","formula":"[1]明细!$A$1","sheet":"参数"}],"links":[{"number":1,"target":"上年/决算.xlsx"}]}

        """)
  }

  @Test func `a hidden cell says so, and a formula keeps its reference to another file`() throws {
    #expect(
      try cells([]) == """
        {"sheet":"卡片","cell":"B2","kind":"number","value":"7","formula":"[1]明细!A1","text":"7","hidden":true}
        {"sheet":"卡片","cell":"B3","kind":"number","value":"8","text":"8"}

        """)
  }
}
