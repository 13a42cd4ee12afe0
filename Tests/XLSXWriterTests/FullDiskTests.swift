import Decimals
import Foundation
import Glibc
import Localization
import Sheets
import TestKit
import Testing
import XLSXWriter

/// libxlsxwriter does not notice when its temporary files cannot be written; we must.
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

  @Test func `a sheet that is cut in its temporary file is an error`() async {
    await #expect(processExitsWith: .success) {
      try Self.expectRefusal("not written in full", limit: 20_000) { path throws(WriteError) in
        try write(Self.draft(rows: 2_000) { _ in .number(.zero) }, to: path)
      }
    }
  }

  @Test func `a long stream that is cut in its temporary file is an error`() async {
    await #expect(processExitsWith: .success) {
      try Self.expectRefusal("not written in full", limit: 5 << 20) { path throws(WriteError) in
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

  @Test func `a workbook that does not fit is an error, and the library prints nothing`() async {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardErrorContent]
    ) {
      try Self.expectRefusal("libxlsxwriter reports error", limit: 9_000) {
        path throws(WriteError) in
        // Several short sheets: the workbook is over the limit, but none of its parts.
        let sheets = (0..<8).map { index in
          var sheet = Self.draft(rows: 120) { .number(ExactDecimal(($0 * 7_919 + index) % 99_991)) }
            .sheets[0]
          sheet.name = "表\(index)"
          return sheet
        }
        var draft = WorkbookDraft(created: 1)
        draft.sheets = sheets
        try write(draft, to: path)
      }
    }
    let printed = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(!printed.contains("[ERROR]"))
  }
}
