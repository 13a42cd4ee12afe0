import Testing
import YAMLReading

@Suite struct YAMLValueTests {
  @Test(arguments: [
    (
      "year: 2020\ncolour: red\n",
      "p.yaml:2:1: unknown key 'colour'; the valid keys are: year, name"
    ),
    ("year: two\n", "p.yaml:1:7: 'two' is not a whole number"),
    ("name: x\n", "p.yaml:1:1: the key 'year' is missing"),
    ("- 1\n", "p.yaml:1:1: expected 'key: value' pairs here; the keys are: year, name"),
    ("", "p.yaml: the file is empty; expected YAML keys"),
    ("year: 2020\nyear: 2021\n", "p.yaml:1:1: the key 'year' stands here twice; remove one"),
  ])
  func `mistakes are told with line and column`(text: String, message: String) {
    do {
      let fields = try YAMLValue(parsing: text, file: "p.yaml").fields(["year", "name"])
      _ = try fields.required("year").integer()
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test func `broken YAML is told with its line`() {
    #expect(throws: YAMLError.self) {
      try YAMLValue(parsing: "a: [1\nb: 2\n", file: "p.yaml")
    }
  }

  @Test func `values are read in the order of the file`() throws {
    let value = try YAMLValue(parsing: "b: [1, 2]\na: x\nc:\n", file: "p.yaml")
    #expect(try value.pairs().map(\.key) == ["b", "a", "c"])
    #expect(try value.fields(["a", "b", "c"]).strings("b") == ["1", "2"])
    #expect(try value.fields(["a", "b", "c"])["c"] == nil)
  }
}
