import Decimals
import Formulas
import Foundation
import Localization
import Sheets
import TestKit
import Testing

/// What LibreOffice computes for formulas on the sheet of `Desk`.
enum LibreOffice {
  /// Whether soffice and python3 with openpyxl, which writes and reads the workbook, are there;
  /// the test is skipped visibly otherwise.
  static let isInstalled = OutsideProgram.hasLibreOffice && OutsideProgram.hasOpenpyxl

  private struct Failure: Error {
    var output: String
  }

  /// Lines such as `n 76.25`, `s 相符`, `b True`, `e #N/A`, one for each formula.
  static func results(of formulas: [String]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gouji-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let cells = Desk.cells.map { address, value in
      switch value {
      case .number(let number): "\(address)\tn\t\(number)"
      case .boolean(let value): "\(address)\tb\t\(value)"
      case .error(let code): "\(address)\te\t\(code)"
      case .text(let text): "\(address)\ts\t\(text)"
      case .date(let date): "\(address)\ts\t\(date)"
      }
    }
    try cells.joined(separator: "\n").write(
      to: folder.appendingPathComponent("cells"), atomically: true, encoding: .utf8)
    try formulas.joined(separator: "\n").write(
      to: folder.appendingPathComponent("formulas"), atomically: true, encoding: .utf8)
    // openpyxl stores formulas without results, so LibreOffice has to compute them.
    let writer = """
      import sys, openpyxl
      folder = sys.argv[1]
      book = openpyxl.Workbook()
      sheet = book.active
      sheet.title = "表"
      for line in open(folder + "/cells", encoding="utf-8").read().split("\\n"):
        address, kind, text = line.split("\\t")
        cell = sheet[address]
        cell.value = float(text) if kind == "n" else text == "true" if kind == "b" else text
        cell.data_type = kind
      other = book.create_sheet("收支总表")
      other["B5"] = 7
      for row, text in enumerate(open(folder + "/formulas", encoding="utf-8").read().split("\\n")):
        book["表"].cell(row=row + 1, column=40).value = "=" + text
      book.save(folder + "/in.xlsx")
      """
    let reader = """
      import sys, openpyxl
      sheet = openpyxl.load_workbook(sys.argv[1] + "/out/in.xlsx", data_only=True)["表"]
      for row in range(1, int(sys.argv[2]) + 1):
        cell = sheet.cell(row=row, column=40)
        print(cell.data_type, "" if cell.value is None else cell.value)
      """
    let path = folder.path
    _ = try run(["python3", "-c", writer, path])
    _ = try run(
      [
        "soffice", "-env:UserInstallation=file://\(path)/profile", "--headless", "--convert-to",
        "xlsx",
        "--outdir", "\(path)/out", "\(path)/in.xlsx",
      ])
    return try run(["python3", "-c", reader, path, "\(formulas.count)"])
      .split(separator: "\n").map(String.init)
  }

  private static func run(_ command: [String]) throws -> String {
    let (status, output) = OutsideProgram.run(command)
    guard status == 0 else { throw Failure(output: output) }
    return output
  }
}

@Suite struct LibreOfficeTests {
  /// Formulas of the kinds that gouji writes and meets.
  ///
  /// Left out is where LibreOffice differs from Excel, which we follow: it takes TRUE for the
  /// number 1, in ranges and in comparisons too.
  static let formulas = [
    "A1+A2+A3", "SUM(A1:A3)", "SUM(A1:B2)", "SUM(B1:B2)", "SUM(A:A)", "SUM(收支总表!B5,A1)",
    "'收支总表'!B5*2", "A1/A2", "1/3*3", "-2^2", "2^-2", "-5%", "50%%", "A3-A1-A2", "0.1+0.2=0.3",
    "1/0", "C1+1", "SUM(A1:C3)", "#N/A", "ISNUMBER(C1)", "B1+1", "B3+1", "Z9+1", "Z9", "Z9=0",
    "Z9=\"\"", "C2=\"\"", "B1=\"相符\"", "\"A\"=\"a\"", "1=\"1\"", "2<\"1\"", "A1>=A1",
    "D1<Z9", "A1&\"元\"", "1/3&\"\"", "A1<>A2", "MIN(A1:A3)", "MAX(A1:A3,D1)", "MAX(B1:B2)",
    "ROUND(2.5,0)", "ROUND(-2.5,0)", "ROUND(1.005,2)", "ROUND(1234.5,-2)", "ROUND(1250,-2)",
    "ROUND(2/3,4)", "ROUNDUP(1.001,2)", "ROUNDUP(-1.001,2)", "ROUNDDOWN(-1.999,2)", "ROUND(A1,1.9)",
    "ABS(D1)", "IF(A1>A2,\"大\",1/0)", "IF(FALSE,1)", "IF(1,,2)", "AND(1,TRUE)", "AND(A1:A3,D3)",
    "OR(A1:A3)", "NOT(D3)", "ISNUMBER(A1)", "ISNUMBER(B2)", "ISNUMBER(Z9)", "N(B3)", "N(B1)",
    "N(C1)",
    "IF(AND(ISNUMBER(A1),ISNUMBER(A2)),IF(ROUND(A1*10^2,0)-ROUND(A2*10^2,0)=5705,\"相符\",\"不符\"),\"?\")",
    "IF(AND(ISNUMBER(A1),ISNUMBER(B1)),\"相符\",\"未能核对\")", "IF(ABS(A1-A2)<=0.005,\"尾差\",\"不符\")",
    "AVERAGE(A2,D1:D3)", "COUNT(A1:A3,D1)", "COUNT(1,\"2\",\"x\")", "COUNTA(A1:B3)",
    "COUNTIF(B1:B2,\"相符\")", "IFERROR(C1,\"—\")", "IFERROR(A2,1/0)", "1-(2-3)", "2^3^2", "10-2-3",
    "100/10/2", "--A1", "+B1", "1&2&3", "1+2&3", "\"a\"\"b\"",
  ]

  @Test(.enabled(if: LibreOffice.isInstalled, "needs soffice, and python3 with openpyxl"))
  func `LibreOffice computes the same`() throws {
    let random = randomFormulas(count: 400)
    let formulas = Self.formulas + random
    let theirs = try LibreOffice.results(of: formulas)
    try #require(theirs.count == formulas.count)
    for (formula, their) in zip(formulas, theirs) {
      let our = try Desk.result(formula)
      let text = try Desk.text(formula)
      #expect(agree(our, their), "\(formula): \(text), LibreOffice: \(their)")
    }
  }

  /// Arithmetic over the numbers of the desk, without what doubles decide at random.
  private func randomFormulas(count: Int) -> [String] {
    var generator = SeededRandom(seed: 4)
    func formula(_ depth: Int) -> Formula {
      let leaves = [
        "A1", "A2", "A3", "D1", "D2", "Z9", "B3", "SUM(A1:B2)", "1.25", "7", "MAX(A1:A3)",
      ]
      if depth == 0 {
        return (try? Formula(parsing: leaves.randomElement(using: &generator) ?? "1")) ?? .omitted
      }
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: return .signed(.minus, formula(depth - 1))
      case 1: return .percent(formula(depth - 1))
      case 2: return .call("ROUND", [formula(depth - 1), .number(ExactDecimal(3))])
      default:
        let op = [Operator.add, .subtract, .multiply, .divide].randomElement(using: &generator)
        return .binary(op ?? .add, formula(depth - 1), formula(depth - 1))
      }
    }
    return (0..<count).map { formula(1 + $0 % 5).description }
  }

  private func agree(_ our: FormulaResult, _ their: String) -> Bool {
    let text = String(their.dropFirst(2))
    switch our {
    case .value(.number(let number)):
      // LibreOffice computes in doubles; two orders stand for what is lost on the way.
      guard their.hasPrefix("n"), let theirs = Double(text) else { return false }
      let ours = number.decimal().value.double
      return abs(ours - theirs) <= 1e-9 * max(1, abs(ours))
    case .value(.text(let value)): return value == text
    case .value(.boolean(let value)): return their == "b \(value ? "True" : "False")"
    case .value(.error(let error)): return their == "e \(error.rawValue)"
    case .value(.blank): return false
    case .cannot: return true
    }
  }
}
