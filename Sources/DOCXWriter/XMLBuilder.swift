/// Text put together as XML; what XML 1.0 cannot hold is left out.
struct XMLBuilder {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  var bytes: [UInt8] { [UInt8](text.utf8) }

  /// Adds markup as it stands.
  mutating func raw(_ markup: String) { text += markup }

  /// Adds character data.
  mutating func content(_ data: String) { text += Self.escaped(data) }

  /// `data` as it may stand between tags or in a quoted attribute.
  static func escaped(_ data: String) -> String {
    var result = ""
    for scalar in data.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r", " "..."\u{d7ff}", "\u{e000}"..."\u{fffd}", "\u{10000}"..."\u{10ffff}":
        result.unicodeScalars.append(scalar)
      default: break
      }
    }
    return result
  }
}
