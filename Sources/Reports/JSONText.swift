/// A JSON value whose keys keep the order in which they were written.
public enum JSONText: Sendable {
  /// A text.
  case string(String)
  /// A number, as its decimal text.
  case number(String)
  /// True or false.
  case boolean(Bool)
  /// null.
  case null
  /// A list.
  case array([JSONText])
  /// Keys with their values.
  case object([(key: String, value: JSONText)])

  /// A whole number.
  public static func integer(_ number: Int) -> JSONText { .number(String(number)) }

  /// The document, indented by two spaces, with a line break at its end.
  public var document: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  /// The document on one line, without a line break at its end.
  public var line: String {
    var text = ""
    switch self {
    case .array(let items):
      text = "[" + items.map(\.line).joined(separator: ",") + "]"
    case .object(let pairs):
      for pair in pairs {
        text += text.isEmpty ? "{" : ","
        text += Self.quoted(pair.key)
        text += ":" + pair.value.line
      }
      text += text.isEmpty ? "{}" : "}"
    default: write(to: &text, indent: 0)
    }
    return text
  }

  private func write(to text: inout String, indent: Int) {
    let inner = String(repeating: "  ", count: indent + 1)
    let outer = String(repeating: "  ", count: indent)
    switch self {
    case .string(let string): text += Self.quoted(string)
    case .number(let number): text += number
    case .boolean(let value): text += value ? "true" : "false"
    case .null: text += "null"
    case .array(let items):
      guard !items.isEmpty else { return text += "[]" }
      for (index, item) in items.enumerated() {
        text += index == 0 ? "[\n\(inner)" : ",\n\(inner)"
        item.write(to: &text, indent: indent + 1)
      }
      text += "\n\(outer)]"
    case .object(let pairs):
      guard !pairs.isEmpty else { return text += "{}" }
      for (index, pair) in pairs.enumerated() {
        text += index == 0 ? "{\n\(inner)" : ",\n\(inner)"
        text += Self.quoted(pair.key)
        text += ": "
        pair.value.write(to: &text, indent: indent + 1)
      }
      text += "\n\(outer)}"
    }
  }

  /// `text` in quotes, with what must be escaped (RFC 8259).
  public static func quoted(_ text: String) -> String {
    var result: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case 0x0a: result += Array("\\n".utf8)
      case 0x0d: result += Array("\\r".utf8)
      case 0x09: result += Array("\\t".utf8)
      case 0x00..<0x20:
        result +=
          Array("\\u00".utf8) + Array((byte < 16 ? "0" : "").utf8)
          + Array(String(byte, radix: 16).utf8)
      default: result.append(byte)
      }
    }
    result.append(UInt8(ascii: "\""))
    return String(decoding: result, as: UTF8.self)
  }
}
