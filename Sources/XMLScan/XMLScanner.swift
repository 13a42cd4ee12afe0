public import Bytes
import Localization
public import Sheets

/// A pull scanner for XML parts: no DTD, no entity but the five of XML, bounded in depth,
/// attributes and the size of a token.
///
/// Names are compared by their local part, so that any namespace prefix will do. What an event
/// refers to is valid until the next call of `next()`.
public struct XMLScanner: ~Copyable {
  /// What was found.
  public enum Event: Sendable {
    /// A start tag; an empty element gives a start and an end.
    case start
    /// An end tag.
    case end
    /// Text, or a piece of it.
    case text
    /// The end of the part.
    case finished
  }

  private struct Attribute {
    var name: Range<Int>
    var value: Range<Int>
  }

  private var window: ByteWindow
  private let place: Place
  private let limits: ReadLimits
  // All ranges count from the first unread byte, where the current token begins.
  private var tokenCount = 0
  private var name = 0..<0
  private var localName = 0..<0
  private var text = 0..<0
  private var textIsLiteral = false
  private var attributes: [Attribute] = []
  private var endIsPending = false
  private var openNames: [UInt8] = []
  private var openStarts: [Int] = []
  private var sawRoot = false

  /// A scanner over the part that `source` gives; `place` names it in errors.
  public init(_ source: any ByteSource, place: Place, limits: ReadLimits) throws(ReadError) {
    self.place = place
    self.limits = limits
    window = ByteWindow(
      try xmlText(source, place: place), limit: limits.fieldBytes,
      overLimit: ReadError(.overBudget, at: place, limits.exceeded(\.fieldBytes)))
  }

  /// How many elements are open.
  public var depth: Int { openStarts.count }

  /// The bytes behind the current event, for a caller that reads ahead on its own.
  public var lookahead: Span<UInt8> {
    @_lifetime(borrow self)
    get { window.unread.extracting(tokenCount...) }
  }

  /// The bytes from the start of the current token on.
  var current: Span<UInt8> {
    @_lifetime(borrow self)
    get { window.unread }
  }

  /// Whether a caller that reads ahead may do so: not inside an empty element.
  public var canLookAhead: Bool { !endIsPending }

  /// Reads more bytes behind the current event; false where the part has no more or where the room
  /// for them is used up.
  public mutating func extendLookahead() throws(ReadError) -> Bool {
    guard window.hasRoom else { return false }
    return try window.refill()
  }

  /// Leaves out `count` bytes behind the current event, which must be whole elements and text.
  public mutating func skip(_ count: Int) {
    window.consume(tokenCount + count)
    tokenCount = 0
  }

  /// Goes on to the next event.
  public mutating func next() throws(ReadError) -> Event {
    if endIsPending {
      endIsPending = false
      popName()
      return .end
    }
    window.consume(tokenCount)
    tokenCount = 0
    while true {
      guard try has(1) else {
        guard openStarts.isEmpty, sawRoot else {
          throw error(
            .truncated, zh: "XML 在元素结束前中断；文件不完整，请重新取得",
            en: "the XML stops before its elements end; the file is incomplete, get it again")
        }
        return .finished
      }
      if window.unread[0] != UInt8(ascii: "<") {
        try scanText()
        if openStarts.isEmpty {
          try skipOutsideText()
          continue
        }
        return .text
      }
      guard try has(2) else { throw unexpectedEnd }
      let second = window.unread[1]
      switch second {
      case UInt8(ascii: "/"):
        try scanEndTag()
        return .end
      case UInt8(ascii: "?"):
        try skipUntil("?>", from: 2)
      case UInt8(ascii: "!"):
        if try scanDeclaration() { return .text }
      default:
        try scanStartTag()
        return .start
      }
    }
  }

  /// Goes past the end of the element whose start was the current event.
  public mutating func skipElement() throws(ReadError) {
    let target = depth - 1
    while depth > target { _ = try next() }
  }

  /// Whether the current element's local name is `expected`.
  public func isNamed(_ expected: StaticString) -> Bool {
    matches(localName, expected)
  }

  /// Whether the current text is nothing but spaces and line ends.
  public var textIsBlank: Bool {
    let bytes = window.unread
    for index in text where !isSpace(bytes[index]) { return false }
    return true
  }

  /// Appends the current text with its references resolved.
  public func appendText(to output: inout [UInt8]) throws(ReadError) {
    try append(text, isLiteral: textIsLiteral, isAttribute: false, to: &output)
  }

  /// The value of the attribute with the local name `name`; nil where there is none.
  public func attribute(_ name: StaticString) throws(ReadError) -> String? {
    for attribute in attributes {
      let bytes = window.unread
      var start = attribute.name.lowerBound
      for index in attribute.name where bytes[index] == UInt8(ascii: ":") { start = index + 1 }
      guard matches(start..<attribute.name.upperBound, name) else { continue }
      var value: [UInt8] = []
      try append(attribute.value, isLiteral: false, isAttribute: true, to: &value)
      return String(decoding: value, as: UTF8.self)
    }
    return nil
  }

  /// An error at the current place of the part.
  public func error(_ reason: ReadError.Reason, zh: String, en: String) -> ReadError {
    ReadError(reason, at: currentPlace, Message(zh: zh, en: en))
  }

  private func overBudget(_ path: KeyPath<ReadLimits, Int>) -> ReadError {
    ReadError(.overBudget, at: currentPlace, limits.exceeded(path))
  }

  private var currentPlace: Place {
    var place = place
    if case .part(let part, _) = place.spot { place.spot = .part(part, byte: window.offset) }
    return place
  }
}

// MARK: - Tokens

extension XMLScanner {
  /// Whether there are `count` unread bytes, after reading more if need be.
  private mutating func has(_ count: Int) throws(ReadError) -> Bool {
    while window.count < count {
      guard try window.refill() else { return false }
    }
    return true
  }

  private mutating func scanText() throws(ReadError) {
    var index = 0
    while true {
      index = markupStart(from: index)
      if index < window.count { break }
      guard try window.refill() else { break }
    }
    text = 0..<index
    textIsLiteral = false
    tokenCount = index
  }

  /// The place of the next `<`, or the end of the unread bytes.
  private func markupStart(from start: Int) -> Int {
    let bytes = window.unread
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    return index
  }

  /// Outside the root element only spaces may stand.
  private mutating func skipOutsideText() throws(ReadError) {
    guard textIsBlank else {
      throw error(
        .malformed, zh: "根元素之外有文字；文件已损坏", en: "there is text outside the root element")
    }
    window.consume(tokenCount)
    tokenCount = 0
  }

  /// Reads a comment or declaration; true where it was a CDATA section with text.
  private mutating func scanDeclaration() throws(ReadError) -> Bool {
    if try begins(with: "<!--") {
      try skipUntil("-->", from: 4)
      return false
    }
    if try begins(with: "<![CDATA["), !openStarts.isEmpty {
      let end = try find("]]>", from: 9)
      text = 9..<end
      textIsLiteral = true
      tokenCount = end + 3
      return true
    }
    throw error(
      .malformed, zh: "含有 DTD 声明，电子表格中不应出现；为安全起见拒绝读取",
      en: "there is a DTD declaration, which no spreadsheet needs; refused for safety")
  }

  private mutating func begins(with mark: StaticString) throws(ReadError) -> Bool {
    guard try has(mark.utf8CodeUnitCount) else { return false }
    return matches(0..<mark.utf8CodeUnitCount, mark)
  }

  /// The place of `mark` at or behind `start`.
  private mutating func find(_ mark: StaticString, from start: Int) throws(ReadError) -> Int {
    let count = mark.utf8CodeUnitCount
    var index = start
    while true {
      while index + count <= window.count {
        if matches(index..<index + count, mark) { return index }
        index += 1
      }
      guard try window.refill() else { throw unexpectedEnd }
    }
  }

  /// Leaves out everything up to and with `mark`, however long it is.
  private mutating func skipUntil(_ mark: StaticString, from start: Int) throws(ReadError) {
    window.consume(start)
    let count = mark.utf8CodeUnitCount
    while true {
      var index = 0
      while index + count <= window.count {
        if matches(index..<index + count, mark) {
          window.consume(index + count)
          return
        }
        index += 1
      }
      window.consume(index)
      guard try window.refill() else { throw unexpectedEnd }
    }
  }

  private mutating func scanEndTag() throws(ReadError) {
    let close = try find(">", from: 2)
    var end = close
    while end > 2, isSpace(window.unread[end - 1]) { end -= 1 }
    setName(2..<end)
    tokenCount = close + 1
    guard closesOpenElement else { throw mismatchedEnd }
    popName()
  }

  /// Whether the current name is that of the innermost open element.
  private var closesOpenElement: Bool {
    guard let start = openStarts.last, openNames.count - start == name.count else { return false }
    let bytes = window.unread
    for index in 0..<name.count
    where openNames[start + index] != bytes[name.lowerBound + index] { return false }
    return true
  }

  private mutating func scanStartTag() throws(ReadError) {
    if openStarts.isEmpty && sawRoot {
      throw error(.malformed, zh: "有两个根元素；文件已损坏", en: "there are two root elements")
    }
    let close = try findTagEnd()
    let isEmpty = close > 1 && window.unread[close - 1] == UInt8(ascii: "/")
    let end = isEmpty ? close - 1 : close
    var index = 1
    while index < end, isNameByte(window.unread[index]) { index += 1 }
    guard index > 1, isNameStart(window.unread[1]) else { throw badTag }
    setName(1..<index)
    attributes.removeAll(keepingCapacity: true)
    while true {
      let gap = index
      while index < end, isSpace(window.unread[index]) { index += 1 }
      if index == end { break }
      guard index > gap else { throw badTag }
      index = try scanAttribute(from: index, end: end)
    }
    tokenCount = close + 1
    guard openStarts.count < limits.depth else {
      throw overBudget(\.depth)
    }
    openStarts.append(openNames.count)
    for index in name { openNames.append(window.unread[index]) }
    sawRoot = true
    endIsPending = isEmpty
  }

  /// Reads one attribute and returns the place behind it.
  private mutating func scanAttribute(from start: Int, end: Int) throws(ReadError) -> Int {
    let bytes = window.unread
    var index = start
    while index < end, isNameByte(bytes[index]) { index += 1 }
    let name = start..<index
    while index < end, isSpace(bytes[index]) { index += 1 }
    guard !name.isEmpty, isNameStart(bytes[start]), index < end, bytes[index] == UInt8(ascii: "=")
    else { throw badTag }
    index += 1
    while index < end, isSpace(bytes[index]) { index += 1 }
    guard index < end, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
    else { throw badTag }
    let quote = bytes[index]
    let valueStart = index + 1
    index = valueStart
    while index < end, bytes[index] != quote { index += 1 }
    guard index < end else { throw badTag }
    for other in attributes where other.name.count == name.count {
      var isSame = true
      for offset in 0..<name.count
      where bytes[other.name.lowerBound + offset] != bytes[start + offset] { isSame = false }
      if isSame { throw badTag }
    }
    attributes.append(Attribute(name: name, value: valueStart..<index))
    guard attributes.count <= limits.attributes else {
      throw overBudget(\.attributes)
    }
    return index + 1
  }

  /// The place of the `>` that ends the tag; those in quoted values do not count.
  private mutating func findTagEnd() throws(ReadError) -> Int {
    var index = 1
    var quote: UInt8 = 0
    while true {
      while index < window.count {
        let byte = window.unread[index]
        if quote != 0 {
          if byte == quote { quote = 0 }
        } else if byte == UInt8(ascii: ">") {
          return index
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        }
        if byte == UInt8(ascii: "<") { throw badTag }
        index += 1
      }
      guard try window.refill() else { throw unexpectedEnd }
    }
  }

  private mutating func setName(_ range: Range<Int>) {
    name = range
    var start = range.lowerBound
    let bytes = window.unread
    for index in range where bytes[index] == UInt8(ascii: ":") { start = index + 1 }
    localName = start..<range.upperBound
  }

  private mutating func popName() {
    if let start = openStarts.popLast() { openNames.removeLast(openNames.count - start) }
  }

  private func matches(_ range: Range<Int>, _ expected: StaticString) -> Bool {
    guard range.count == expected.utf8CodeUnitCount else { return false }
    let bytes = window.unread
    return expected.withUTF8Buffer { expected in
      for index in 0..<range.count
      where unsafe bytes[range.lowerBound + index] != expected[index] { return false }
      return true
    }
  }

  private var badTag: ReadError {
    error(
      .malformed, zh: "XML 标签写法有误；文件已损坏", en: "a tag of the XML is malformed; the file is damaged")
  }

  private var mismatchedEnd: ReadError {
    error(
      .malformed, zh: "XML 结束标签与开始标签不符；文件已损坏",
      en: "an end tag of the XML matches no start tag; the file is damaged")
  }

  private var unexpectedEnd: ReadError {
    error(
      .truncated, zh: "XML 在标签中间中断；文件不完整，请重新取得",
      en: "the XML stops inside a tag; the file is incomplete, get it again")
  }
}

func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
}

func isNameStart(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...0xff:
    true
  default: false
  }
}

func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
  default: isNameStart(byte)
  }
}
