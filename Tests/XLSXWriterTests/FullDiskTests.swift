import Decimals
import Foundation
import Glibc
import Localization
import Sheets
import TestKit
import Testing
import XLSXWriter

/// A workbook that could not be written in full must not take its place.
///
/// A limit on the size of files stands for the full disk. It holds for a whole process, so each
/// test runs in one of its own.
@Suite struct FullDiskTests {
  /// Exits with 0 if `body` throws an error that contains `message`, leaves the old file as it was
  /// and nothing beside it, while no file can grow over `limit` bytes.
  private static func expectRefusal(
    _ message: String, limit: UInt, _ body: (String) throws(WriteError) -> Void
  ) throws -> Never {
    let folder = try Scratch()
    let path = folder.file("a.xlsx")
    try Data("old".utf8).write(to: URL(fileURLWithPath: path))
    var limits = rlimit(rlim_cur: limit, rlim_max: limit)
    signal(SIGXFSZ, SIG_IGN)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
    do {
      try body(path)
      exit(1)
    } catch {
      let clean = try folder.files == ["a.xlsx"] && folder.bytes(of: "a.xlsx") == Data("old".utf8)
      exit(error.detail.english.contains(message) && clean ? 0 : 2)
    }
  }

  /// A sheet of as many rows with one cell each.
  private static func draft(rows: Int, _ content: (Int) -> CellContent) -> WorkbookDraft {
    var sheet = SheetDraft(name: "表")
    for row in 0..<rows { sheet[CellAddress(row: row, column: 0)] = DraftCell(content(row)) }
    var draft = WorkbookDraft(created: 1)
    draft.sheets = [sheet]
    return draft
  }

  @Test func `a workbook that is cut is an error`() async {
    await #expect(processExitsWith: .success) {
      try Self.expectRefusal("not written in full", limit: 9_000) { path throws(WriteError) in
        try write(Self.draft(rows: 20_000) { .number(ExactDecimal($0 * 7_919 % 99_991)) }, to: path)
      }
    }
  }

  @Test func `a long stream that is cut is an error`() async {
    await #expect(processExitsWith: .success) {
      try Self.expectRefusal("not written in full", limit: 200_000) { path throws(WriteError) in
        var stream = try WorkbookStream(to: path, created: 1)
        let style = try stream.style(CellStyle())
        try stream.addSheet(named: "表")
        for row in 0..<120_000 {
          try stream.write(.number(.zero), at: CellAddress(row: row, column: 0), style: style)
        }
        try stream.finish()
      }
    }
  }
}
