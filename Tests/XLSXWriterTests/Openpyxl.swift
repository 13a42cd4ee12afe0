import Foundation
import TestKit

/// Reads workbooks back with openpyxl, a reader that shares no code with us.
enum Openpyxl {
  /// What `script` prints; `book` is the workbook at `path` and `values` the same with the cached
  /// values of its formulas.
  static func printed(by script: String, at path: String) -> String {
    let preamble = """
      import sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      values = openpyxl.load_workbook(sys.argv[1], data_only=True)

      """
    return OutsideProgram.run(["python3", "-c", preamble + script, path]).output
  }
}

extension Scratch {
  func file(_ name: String) -> String { "\(path)/\(name)" }

  func bytes(of name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: file(name)))
  }

  var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}
