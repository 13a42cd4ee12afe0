import Testing

@testable import NoteReading

@Suite struct WordingTests {
  @Test func `correct sentences made from forms give no error and are bound`() throws {
    try expectRight(Wording.sentences(), atLeast: 200)
  }

  @Test func `correct sentences as provinces word them give no error and are bound`() throws {
    try expectRight(Wording.provinces.get(), atLeast: 100)
  }

  private func expectRight(_ sentences: [String], atLeast count: Int) throws {
    let read = ReadSentences(sentences, in: try SampleBudget.shared.get())
    #expect(sentences.count >= count)
    print(
      "wording: \(sentences.count) sentences, \(read.wrong.count) with errors, \(read.bound) of \(read.all) bound"
    )
    print(read.unbound.map { "unbound: \($0)" }.joined(separator: "\n"))
    #expect(
      read.wrong.count * 100 <= sentences.count, "\(read.wrong.joined(separator: "\n"))")
    #expect(read.bound * 100 >= read.all * 95)
  }
}
