import Importing
import Testing

@Suite struct AwkwardValueTests {
  @Test(arguments: cases) func `amounts are read as people write them`(_ awkward: Awkward) {
    awkward.check()
  }

  /// An amount in 元 as `text`, its 分, and the notes at B2; nil 分 means that the row is rejected.
  private static func amount(
    _ trait: String, _ text: String, _ fen: Int64?, _ notes: [String] = [], twin: String? = nil,
    _ twinNote: String = "text-amount"
  ) -> Awkward {
    func drawing(_ text: String) -> String { "科目编码|金额（元）\n'2080109|\(text)\n'2080108|1" }
    return Awkward(
      trait, drawing(text), facts: (fen.map { ["2080109 \($0)"] } ?? []) + ["2080108 100"],
      notes: notes.map { "\($0)@B2" }, twin: twin.map(drawing), twinNotes: ["\(twinNote)@B2"])
  }

  static let cases: [Awkward] = [
    amount("full-width digits", "１２３．４５", 12_345, ["repaired-number"], twin: "１２３．４．５"),
    amount(
      "thousands separators", "'1,234,567.89", 123_456_789, ["repaired-number"], twin: "'1,23"),
    amount("full-width separators", "1，234.5", 123_450, ["repaired-number"], twin: "1，2"),
    amount("currency sign", "¥1,234.50", 123_450, ["repaired-number"]),
    amount("full-width currency sign", "￥12", 1_200, ["repaired-number"]),
    amount("brackets for minus", "(12.3)", -1_230, ["repaired-number"], twin: "(12.3"),
    amount("full-width brackets for minus", "（12.3）", -1_230, ["repaired-number"], twin: "-(12.3)"),
    amount("trailing minus", "12.3-", -1_230, ["repaired-number"], twin: "-12.3-"),
    amount(
      "a unit behind the number", "3.5万元", 3_500_000, ["repaired-number"], twin: "3.5台",
      "unit-conflict"),
    amount("万 alone", "3.5万", 3_500_000, ["repaired-number"]),
    amount("元整", "100元整", 10_000, ["repaired-number"]),
    amount("spaces inside", "1␣234.5", 123_450, ["repaired-number"]),
    amount("a text-number", "'123.45", 12_345, ["repaired-number"]),
    amount("dash", "'-", nil).declaredEmpty(),
    amount("em dash", "—", nil).declaredEmpty(),
    amount("full-width dash", "－", nil).declaredEmpty(),
    amount("slash", "/", nil).declaredEmpty(),
    amount("无", "无", nil).declaredEmpty(),
    amount("blank is 0 and told", "", nil).declaredEmpty(notes: ["blank-amount@A2"]),
    amount("a number in words", "一千元", nil, ["text-amount"]),
    amount("about", "约100", nil, ["text-amount"]),
    amount("scientific notation as text", "'1.2E+05", nil, ["text-amount"]),
    amount("letter O for zero", "1O0", nil, ["text-amount"]),
    amount("percent", "'12%", nil, ["unit-conflict"]),
    amount("two points", "'1.2.3", nil, ["text-amount"]),
    amount("boolean", "TRUE", nil, ["text-amount"]),
    amount("error", "#REF!", nil, ["error-cell"]),
    amount("date", "2020-01-02d", nil, ["text-amount"]),
    amount("formula with its result", "=C2*2→24.6", 2_460, twin: "=C2*2→", "formula-value"),
    amount("formula with a stored 0", "=C2*2→0", nil, ["formula-value"]),
    amount("finer than 分", "0.125", 13, ["rounded-to-fen"]),
    amount("finer than 分, negative", "-0.125", -13, ["rounded-to-fen"]),
    amount("beyond the limit", "99999999999999999", nil, ["amount-too-large"]),
    amount(
      "unit in the number format", "12{#,##0.00\"元\"}", 1_200, twin: "12{#,##0.00\"万元\"}",
      "unit-conflict"),
    amount("shown as a percentage", "0.12{0.00%}", nil, ["unit-conflict"]),
  ]
}

extension Awkward {
  fileprivate func declaredEmpty(notes: [String] = []) -> Awkward {
    var copy = self
    copy.facts = ["2080109 ∅", "2080108 100"]
    copy.notes = notes
    return copy
  }
}
