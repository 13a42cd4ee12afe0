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
        Self.writeString(pair.key, to: &text)
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
    case .string(let string): Self.writeString(string, to: &text)
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
        Self.writeString(pair.key, to: &text)
        text += ": "
        pair.value.write(to: &text, indent: indent + 1)
      }
      text += "\n\(outer)}"
    }
  }

  private static func writeString(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case let control where control.value < 0x20:
        let hex = String(control.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
