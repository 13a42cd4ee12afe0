/// The texts of a workbook's cells, each stored once; cells name them by number.
///
/// Texts are told apart by their bytes: comparing Swift's strings looks every Chinese character up.
struct SharedTexts {
  private(set) var texts: [String] = []
  /// How many cells have one.
  private(set) var uses = 0
  private var hashes: [UInt64] = []
  // Numbers of texts by hash; −1 is free. At most half of it is taken.
  private var slots = [Int32](repeating: -1, count: 1024)

  /// The number of `text`, which is added when it is new.
  mutating func number(of text: String) -> Int {
    uses += 1
    let hash = Self.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, Self.areSame(texts[number], text) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(texts.count)
    texts.append(text)
    hashes.append(hash)
    if texts.count * 2 > slots.count { grow() }
    return texts.count - 1
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  private static func areSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.utf8.span, right.utf8.span)
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }

  // FNV-1a, whose upper bits are then folded into the lower ones that choose the slot.
  private static func hash(_ text: String) -> UInt64 {
    let bytes = text.utf8.span
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    return hash ^ hash >> 29
  }

  /// The part with all of them.
  var part: [UInt8] {
    var xml = Markup(
      part: "<sst xmlns=\"\(Namespace.main)\" count=\"\(uses)\" uniqueCount=\"\(texts.count)\">")
    for text in texts {
      xml.add("<si>")
      xml.add(textElement: text)
      xml.add("</si>")
    }
    xml.add("</sst>")
    return xml.bytes
  }
}

extension Markup {
  /// Adds `text` in the element of its own that keeps white space at its ends.
  mutating func add(textElement text: String) {
    let bytes = text.utf8.span
    let isFramed = bytes.count > 0 && (isSpace(bytes[0]) || isSpace(bytes[bytes.count - 1]))
    add(isFramed ? "<t xml:space=\"preserve\">" : "<t>")
    add(text: text)
    add("</t>")
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }
}

/// The namespaces of the parts and their relations (ECMA-376 part 1).
enum Namespace {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships"
  static let drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
  static let sheetDrawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
  static let chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"
}
