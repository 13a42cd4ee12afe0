import Bytes
import Localization
import Sheets
import TestArchives
import TestKit
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

  // MARK: - Deflated parts

  /// Bytes that need every kind of DEFLATE block and distances up to the largest: repeats, noise, and
  /// a far echo of the noise.
  private var mixed: [UInt8] {
    var generator = SeededRandom(seed: 7)
    let noise = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let text = Array(String(repeating: "<c r=\"A1\"><v>12.5</v></c>", count: 700).utf8)
    return text + noise + text.prefix(11_000) + noise + [UInt8](repeating: 0, count: 70_000)
  }

  private func deflated(_ content: [UInt8]) -> [UInt8] {
    var draft = ZipDraft()
    draft.add("a", content)
    return draft.archive
  }

  private func inflated(_ archive: [UInt8], piece: Int) throws -> [UInt8] {
    let archive = try ZipArchive(FileBytes(archive, path: "a.xlsx"), limits: ReadLimits())
    let source = try #require(try archive.open("a"))
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: piece + 2)
    while true {
      let count = try source.read(into: &buffer, 1..<piece + 1)
      if count == 0 { return content }
      content += buffer[1...count]
    }
  }

  @Test(arguments: [1, 7, 262, 4096, 32_768, 65_537, 1 << 20])
  func `deflated bytes come out the same in pieces of any size`(piece: Int) throws {
    for content in [[], [5], mixed] {
      #expect(try inflated(deflated(content), piece: piece) == content)
    }
  }

  /// The places of a draft's fields: the packed size in its directory, and where its packed bytes are.
  private func layout(_ archive: [UInt8]) -> (packedCount: Int, data: Range<Int>, field: Int) {
    let directory = archive.count - 22 - 47
    let count = (0..<4).reduce(0) { $0 | Int(archive[directory + 20 + $1]) << (8 * $1) }
    return (count, 31..<31 + count, directory + 20)
  }

  @Test func `a deflated part cut at any byte is an error and never a short part`() throws {
    let archive = deflated(Array(mixed.prefix(18_000)))
    let (packedCount, _, field) = layout(archive)
    for count in 0..<packedCount {
      var cut = archive
      for index in 0..<4 { cut[field + index] = UInt8(count >> (8 * index) & 0xff) }
      #expect("cut at \(count)") {
        _ = try inflated(cut, piece: 5000)
      } throws: { error in
        (error as? ReadError)?.reason == .truncated
      }
    }
  }

  @Test func `a changed bit of a deflated part is an error or changes nothing`() throws {
    let content = Array(mixed.prefix(400))
    let archive = deflated(content)
    for byte in layout(archive).data {
      for bit in 0..<8 {
        var changed = archive
        changed[byte] ^= 1 << bit
        do {
          #expect(try inflated(changed, piece: 64) == content)
        } catch {
          #expect(error is ReadError, "byte \(byte), bit \(bit)")
        }
      }
    }
  }

  @Test(
    arguments: [
      // A block of type 3; a stored block whose lengths differ; a copy of what was never there, found
      // by fuzzing: the library leaves its counts wrong.
      [7], [1, 5, 0, 0, 0, 1, 2, 3, 4, 5],
      [179, 38, 179, 26, 136, 163, 74, 70, 149, 140, 42, 25, 85, 66, 95, 0, 0],
    ] as [[UInt8]])
  func `a stream that is no DEFLATE is refused as damaged`(stream: [UInt8]) {
    var archive = deflated(Array(mixed.suffix(80_000)))
    let (_, data, field) = layout(archive)
    archive.replaceSubrange(data.prefix(stream.count), with: stream)
    archive[field] = UInt8(stream.count)
    for index in 1..<4 { archive[field + index] = 0 }
    #expect {
      _ = try inflated(archive, piece: 772)
    } throws: { error in
      (error as? ReadError)?.reason == .malformed
    }
  }
}
