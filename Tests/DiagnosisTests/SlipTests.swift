import Budget
import Testing

@testable import Diagnosis

@Suite struct SlipTests {
  struct Case: CustomTestStringConvertible {
    var now: Int64
    var was: Int64
    var kind: Cause.Kind
    var testDescription: String { "\(was) → \(now) \(kind.rawValue)" }
  }

  @Test(arguments: [
    Case(now: -52_000, was: 52_000, kind: .sign),
    Case(now: 1_345_200_000, was: 134_520, kind: .unit),
    Case(now: 134_520, was: 13_452, kind: .slide),
    Case(now: 13_542, was: 13_452, kind: .transposition),
    Case(now: 25_431, was: 15_432, kind: .transposition),
    Case(now: 13_952, was: 13_452, kind: .digit),
  ])
  func `a slip of the hand is told from the digits`(slip: Case) throws {
    let range = Int128(slip.was)...Int128(slip.was)
    let found = Slip.slips(to: slip.now, step: 1, from: range)
    let first = try #require(found.first)
    #expect(first.kind == slip.kind)
    #expect(first.original == slip.was)
  }

  @Test func `an amount that no slip leads to has none`() {
    #expect(Slip.slips(to: 13_452, step: 1, from: 77_777...77_777).isEmpty)
  }
}
