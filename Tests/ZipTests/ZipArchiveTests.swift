import Bytes
import Localization
import Sheets
import TestArchives
import Testing
import Zip

@Suite struct ZipArchiveTests {
  private func parts(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws(ReadError)
    -> [String: String]
  {
    let archive = try ZipArchive(FileBytes(bytes, path: "a.xlsx"), limits: limits)
    var parts: [String: String] = [:]
    for name in archive.names {
      var content: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 7)
      guard let source = try archive.open(name) else { continue }
      while true {
        let count = try source.read(into: &buffer, 0..<7)
        if count == 0 { break }
        content += buffer[..<count]
      }
      parts[name] = String(decoding: content, as: UTF8.self)
    }
    return parts
  }

  private var small: [UInt8] {
    var zip = ZipBuilder()
    zip.add("a.xml", "first part")
    zip.add("xl\\B.xml", "second part, somewhat longer")
    return zip.archive
  }

  @Test func `parts are read, backslashes are slashes and case does not count`() throws {
    #expect(
      try parts(small) == ["a.xml": "first part", "xl/B.xml": "second part, somewhat longer"])
    let archive = try ZipArchive(FileBytes(small, path: "a.xlsx"), limits: ReadLimits())
    #expect(archive.contains("XL/b.XML"))
    #expect(!archive.contains("b.xml"))
  }

  @Test func `bytes in front of an archive do no harm`() throws {
    #expect(try parts(Array("#!/bin/sh\n".utf8) + small).count == 2)
  }

  @Test func `an archive cut at any byte is refused`() {
    for count in 0..<small.count {
      #expect(throws: ReadError.self, "cut at \(count)") { try parts(Array(small.prefix(count))) }
    }
  }

  @Test func `a changed byte of a part is noticed`() {
    var bytes = small
    bytes[40] ^= 1
    #expect(throws: ReadError.self) { try parts(bytes) }
  }

  @Test(
    arguments: [
      ("entries", 1), ("part-bytes", 12), ("total-bytes", 30),
      ("directory-bytes", 20),
    ] as [(String, Int)])
  func `budgets are kept and named`(
    budget: String, value: Int
  ) {
    var limits = ReadLimits()
    let isKnown = limits.set(budget, to: value)
    #expect(isKnown)
    #expect {
      try parts(small, limits: limits)
    } throws: { error in
      (error as? ReadError)?.reason == .overBudget
        && (error as? ReadError)?.detail.english.contains("--limit") == true
    }
  }
}
