import Decimals
import Formulas
import Sheets
import TestKit

/// Formulas of every kind, as deep as asked.
struct RandomFormula {
  var generator: SeededRandom

  private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

  private mutating func flag() -> Bool { Bool.random(using: &generator) }

  mutating func formula(depth: Int) -> Formula {
    guard depth > 1 else { return leaf() }
    switch below(8) {
    case 0: return .signed(flag() ? .minus : .plus, formula(depth: depth - 1))
    case 1: return .percent(formula(depth: depth - 1))
    case 2: return .call(name(), arguments(depth: depth - 1))
    case 3: return leaf()
    default:
      let op = Operator.allCases[below(Operator.allCases.count)]
      return .binary(op, formula(depth: depth - 1), formula(depth: depth - 1))
    }
  }

  private mutating func arguments(depth: Int) -> [Formula] {
    let count = below(4)
    return (0..<count).map { _ in
      count > 1 && below(6) == 0 ? .omitted : formula(depth: depth)
    }
  }

  private mutating func name() -> String {
    ["SUM", "IF", "ROUND", "_XLFN.IFS", "LOG10", "VLOOKUP"][below(6)]
  }

  private mutating func leaf() -> Formula {
    switch below(7) {
    case 0:
      return .number(ExactDecimal(significand: Int64(below(1_000_000)), exponent: below(40) - 20))
    case 1: return .text(["", "相符", "a\"b", "=1", "\"\u{301}"][below(5)])
    case 2: return .boolean(flag())
    case 3: return .error(ErrorValue.allCases[below(ErrorValue.allCases.count)])
    case 4: return .name(["收入总计", "Rate_2020", "_a.b"][below(3)])
    default: return .reference(reference())
    }
  }

  private mutating func reference() -> Reference {
    let sheets = [
      nil, nil, "收支总表", "Sheet1", "T1", "R1C1", "it's", "a b", "2020年", "表（一）", "TRUE", "[1]x",
    ]
    let sheet = sheets[below(sheets.count)]
    switch below(5) {
    case 0: return Reference(sheet: sheet, .cells(anchor(), anchor()))
    case 1: return Reference(sheet: sheet, .columns(line(16_384), line(16_384)))
    case 2: return Reference(sheet: sheet, .rows(line(1_048_576), line(1_048_576)))
    default: return Reference(sheet: sheet, .cell(anchor()))
    }
  }

  private mutating func anchor() -> Reference.Anchor {
    Reference.Anchor(
      CellAddress(row: below(flag() ? 20 : 1_048_576), column: below(flag() ? 5 : 16_384)),
      fixedColumn: flag(), fixedRow: flag())
  }

  private mutating func line(_ limit: Int) -> Reference.Line {
    Reference.Line(below(limit), fixed: flag())
  }
}
