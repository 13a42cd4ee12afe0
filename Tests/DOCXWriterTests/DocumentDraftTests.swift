import Bytes
import DOCXWriter
import Sheets
import TestKit
import Testing
import XMLScan
import Zip

@Suite struct DocumentDraftTests {
  private var sample: DocumentDraft {
    DocumentDraft(
      title: "说明 & <附>", author: "某局", mark: "草稿",
      blocks: [
        .title("关于“预算”的说明"), .heading(level: 0, "总体情况"), .heading(level: 1, "收入"),
        .paragraph("收入 1 < 2 & 3 > 2，\"引号\"\u{1}。"), .item("甲"), .item("乙"), .paragraph("其间"),
        .item("丙"),
        .table(
          DocumentDraft.Table(
            widths: [10, 6, 6],
            heading: [
              [.init("项目", startsRows: true), .init("标准", columns: 2)],
              [.init("", startsRows: false), .init("优"), .init("良")],
            ],
            rows: [[.init("一\n二"), .init("12345.67", alignment: .right), .init("")]])),
      ])
  }

  private func parts(_ bytes: [UInt8]) throws(ReadError) -> [String: [UInt8]] {
    let archive = try ZipArchive(FileBytes(bytes, path: "a.docx"), limits: ReadLimits())
    var parts: [String: [UInt8]] = [:]
    for name in archive.names {
      guard let source = try archive.open(name) else { continue }
      var content: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = try source.read(into: &buffer, 0..<4096)
        if count == 0 { break }
        content += buffer[..<count]
      }
      parts[name] = content
    }
    return parts
  }

  @Test func `every part is well-formed and has a content type`() throws {
    let parts = try parts(sample.docx)
    let types = String(decoding: try #require(parts["[Content_Types].xml"]), as: UTF8.self)
    #expect(parts.count == 11)
    for (name, bytes) in parts {
      #expect(throws: Never.self, "\(name)") { try scan(bytes, name) }
      #expect(name.hasSuffix(".rels") || name.hasPrefix("[") || types.contains("\"/\(name)\""))
    }
  }

  private func scan(_ bytes: [UInt8], _ name: String) throws(ReadError) {
    var scanner = try XMLScanner(
      MemorySource(bytes), place: Place(file: name), limits: ReadLimits())
    while true {
      if case .finished = try scanner.next() { return }
    }
  }

  @Test func `the same document gives the same bytes`() {
    #expect(sample.docx == sample.docx)
  }

  @Test func `every run of items is a list of its own that counts from 1`() throws {
    let parts = try parts(sample.docx)
    let document = String(decoding: try #require(parts["word/document.xml"]), as: UTF8.self)
    let numbering = String(decoding: try #require(parts["word/numbering.xml"]), as: UTF8.self)
    #expect(document.split(separator: "<w:numId w:val=\"2\"/>").count == 3)
    #expect(document.split(separator: "<w:numId w:val=\"3\"/>").count == 2)
    #expect(numbering.split(separator: "w:startOverride").count == 3)
  }

  @Test func `text is escaped and what XML cannot hold is left out`() throws {
    let document = String(
      decoding: try #require(try parts(sample.docx)["word/document.xml"]), as: UTF8.self)
    #expect(document.contains("收入 1 &lt; 2 &amp; 3 &gt; 2，&quot;引号&quot;。"))
  }

  @Test func `heading rows are repeated and a number has room for its digits`() throws {
    let document = String(
      decoding: try #require(try parts(sample.docx)["word/document.xml"]), as: UTF8.self)
    #expect(document.split(separator: "<w:tblHeader/>").count == 3)
    #expect(document.contains("<w:gridSpan w:val=\"2\"/>"))
    #expect(document.contains("<w:vMerge w:val=\"restart\"/>"))
  }
}
