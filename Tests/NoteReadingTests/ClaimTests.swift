import Documents
import Testing

@Suite struct PlainTextTests {
  @Test func `one`() {}
}
