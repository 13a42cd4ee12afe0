import Testing
import YAMLReading

@Suite struct PreparedYAMLTests {
  @Test func `the prepared form is what its description says`() throws {
    let value = try YAMLValue(parsing: "a: [x, 1]", file: "p.yaml")
    #expect(value.prepared == "m1,1,1:s1,1,1:al1,4,2:s1,5,1:xs1,8,1:1")
  }

  @Test(arguments: [
    "a: [x, 1]", "- 一\n- {名称: 二, 值: ~}\n-\n", "x", "'~'", "[]", "{}",
    "a: |\n  first line\n  第二行: with, marks 12:\nb:\n  - >-\n    folded\n    text\n  - \"\\\"\\n\"\n",
    "deep:\n  - - - {a: [b, {c: d}]}\n",
  ])
  func `a document comes back from its prepared form with all its places`(text: String) throws {
    let value = try YAMLValue(parsing: text, file: "p.yaml")
    let again = YAMLValue(prepared: value.prepared, file: "p.yaml")
    #expect(nodes(of: again) == nodes(of: value))
  }

  /// Every node as its place and what it is.
  private func nodes(of value: YAMLValue) -> [String] {
    switch value.content {
    case .null: ["\(value.place) null"]
    case .scalar(let text): ["\(value.place) scalar \(text)"]
    case .list(let items): ["\(value.place) list"] + items.flatMap(nodes)
    case .mapping(let pairs):
      ["\(value.place) mapping"] + pairs.flatMap { nodes(of: $0.key) + nodes(of: $0.value) }
    }
  }
}
