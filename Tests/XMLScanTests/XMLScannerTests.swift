import Bytes
import Localization
import Sheets
import Testing
import XMLScan

@Suite struct XMLScannerTests {
  private static let place = Place(file: "a.xlsx", spot: .part("xl/a.xml", byte: nil))

  /// The events in one line: `<a` for a start with the attribute `v`, `>` for an end, text in quotes.
  private func events(_ bytes: [UInt8], piece: Int = .max, limits: ReadLimits = ReadLimits())
    throws(ReadError) -> String
  {
    var scanner = try XMLScanner(
      MemorySource(bytes, piece: piece), place: Self.place, limits: limits)
    var result = ""
    var text: [UInt8] = []
    while true {
      let event = try scanner.next()
      if event == .text {
        try scanner.appendText(to: &text)
        continue
      }
      if !text.isEmpty { result += "'" + String(decoding: text, as: UTF8.self) + "'" }
      text = []
      switch event {
      case .start:
        result += scanner.isNamed("a") ? "<a" : "<?"
        if let value = try scanner.attribute("v") { result += "=" + value }
      case .end: result += ">"
      default: return result
      }
    }
  }

  private static let documents: [(String, String)] = [
    ("<a/>", "<a>"), ("<a></a >", "<a>"),
    ("<?xml version='1.0'?>\n<a v = '1' w=\"2\"/>\n", "<a=1>"),
    ("<x:a xmlns:x='u' y:v='&lt;&#65;&#x4E2d;'/>", "<a=<A中>"),
    ("<a>&#x00000000000000000000041;&#000000000000000066;</a>", "<a'AB'>"),
    ("<a>1 &amp; 2<!-- no --><![CDATA[<&>]]>]]</a>", "<a'1 & 2<&>]]'>"),
    ("<a>\r\nx\ry</a>", "<a'\nx\ny'>"), ("<a v='1\n2\t3'/>", "<a=1 2 3>"),
    ("<a v='>'><b/><a v=\"'\">预算</a></a>", "<a=><?><a='\'预算\'>>"),
  ]

  @Test(arguments: documents)
  func `events are the same however the bytes come`(document: String, expected: String) throws {
    let bytes = Array(document.utf8)
    for piece in [1, 2, 3, 5, .max] { #expect(try events(bytes, piece: piece) == expected) }
  }

  @Test(arguments: documents)
  func `a part cut at any byte is refused or all there`(document: String, expected: String) {
    let bytes = Array(document.utf8)
    for count in 0..<bytes.count {
      let cut = try? events(Array(bytes.prefix(count)))
      #expect(cut == nil || cut == expected, "cut at \(count)")
    }
  }

  @Test(arguments: [
    "", "text", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a>&b;</a>", "<a>&#0;</a>",
    "<a>&#xD800;</a>", "<a>&#x110000;</a>", "<a>&#4294967361;</a>", "<a>&#;</a>", "<a>&#x;</a>",
    "<a>&#-65;</a>", "<a>&#6A;</a>",
    "<a>&amp</a>", "<a v=1/>", "<a v='1' v='2'/>", "<a v='<'/>", "<1/>", "<!DOCTYPE a><a/>",
    "<a v='1'w='2'/>", "<a", "<a v", "<a><!-- ", "<a><![CDATA[", "<?xml encoding='EUC-KR'?><a/>",
    "<a>\u{0}</b>",
  ])
  func `what is not well-formed is refused with its place`(document: String) {
    #expect {
      try events(Array(document.utf8))
    } throws: { error in
      guard case .part("xl/a.xml", _)? = (error as? ReadError)?.place.spot else { return false }
      return true
    }
  }

  @Test func `other encodings are found by mark and declaration`() throws {
    let text = "<a v='é'/>"
    #expect(try events([0xef, 0xbb, 0xbf] + Array(text.utf8)) == "<a=é>")
    let units = Array("\u{feff}\(text)".utf16)
    #expect(try events(units.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }) == "<a=é>")
    #expect(try events(units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }) == "<a=é>")
    let latin = Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a v='".utf8) + [0xe9, 0x27]
    #expect(try events(latin + Array("/>".utf8)) == "<a=é>")
    #expect(throws: ReadError.self) { try events([0x3c, 0x61, 0xff, 0x2f, 0x3e]) }
  }

  @Test(
    arguments: [
      ("depth", 3, "<a><a><a><a/></a></a></a>"),
      ("attributes", 2, "<a b='1' c='2' d='3'/>"),
    ] as [(String, Int, String)])
  func `budgets are kept`(
    budget: String, value: Int, document: String
  ) {
    var limits = ReadLimits()
    let isKnown = limits.set(budget, to: value)
    #expect(isKnown)
    #expect {
      try events(Array(document.utf8), limits: limits)
    } throws: { ($0 as? ReadError)?.reason == .overBudget }
  }
}
