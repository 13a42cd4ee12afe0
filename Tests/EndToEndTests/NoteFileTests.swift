import Foundation
import TestArchives
import TestKit
import Testing

/// Notes as files: other encodings, and documents that say nothing.
@Suite struct NoteFileTests {
  private static func document(_ body: String) -> [UInt8] {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    var builder = ZipBuilder()
    builder.add(
      "word/document.xml", "<w:document xmlns:w=\"\(main)\"><w:body>\(body)</w:body></w:document>")
    return builder.archive
  }

  @Test(arguments: [
    ("nothing", ""), ("blank paragraphs", "<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p>"),
    ("a picture", "<w:p><w:r><w:drawing/></w:r></w:p>"),
  ])
  func `a document without a word is refused with what to do`(name: String, body: String) throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/说明.docx"
    try Data(Self.document(body)).write(to: URL(filePath: path))
    let run = try Program.run(["audit", path])
    #expect(run.status == 2, "\(name): \(run.output)")
    #expect(run.errors.contains("说明.docx: there is no text in it"), "\(run.errors)")
  }

  @Test func `a document with words is read`() throws {
    let scratch = try Scratch()
    let path = "\(scratch.path)/说明.docx"
    let words = "<w:p><w:r><w:t>2020年支出预算100.00万元，其中：基本支出60.00万元，项目支出41.00万元。</w:t></w:r></w:p>"
    try Data(Self.document(words)).write(to: URL(filePath: path))
    let run = try Program.run(["audit", path])
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    #expect(run.output.contains("[note-sum]"))
  }

  @Test(.enabled(if: Program.find("iconv") != nil, "iconv is not installed"))
  func `a note in GB18030 says the same as in UTF-8`() throws {
    let scratch = try Scratch()
    let out = scratch.path + "/out"
    _ = try Program.run(["export", fixture("weixian-2020-corrected"), "-o", out])
    let iconv = try #require(Program.find("iconv"))
    let legacy = scratch.path + "/说明.txt"
    let converted = try Program.run(
      executable: iconv, ["-f", "UTF-8", "-t", "GB18030", "-o", legacy, out + "/说明.txt"])
    #expect(converted.status == 0, "\(converted.errors)")
    func audit(_ note: String) throws -> String {
      let run = try Program.run(["audit", out + "/公开.xlsx", note, "--all"])
      #expect(run.status == 0, "\(run.errors)")
      return run.output.replacing(note, with: "说明.txt")
    }
    #expect(try audit(legacy) == audit(out + "/说明.txt"))
  }
}
