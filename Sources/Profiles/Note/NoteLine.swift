import Localization
import Sheets
import YAMLReading

/// A line of a note template, taken apart into words and slots.
struct NoteLine {
  /// A piece of the line.
  enum Token {
    case text(String)
    case slot(String, at: Place)
  }

  var place: Place
  var text: String

  /// The only slot of the line, where it has nothing else.
  var onlySlot: (text: String, place: Place)? {
    let trimmed = text.filter { $0 != " " && $0 != "\u{3000}" }
    guard trimmed.first == "{", trimmed.last == "}", trimmed.count(where: { $0 == "{" }) == 1,
      case .slot(let slot, let place)? = try? tokens().first(where: { token in
        if case .slot = token { true } else { false }
      })
    else { return nil }
    return (slot, place)
  }

  /// The line from character `offset` on, in words and slots.
  func tokens(from offset: Int = 0) throws(YAMLError) -> [Token] {
    var tokens: [Token] = []
    var words = ""
    let characters = Array(text)
    var index = offset
    while index < characters.count {
      let character = characters[index]
      if character == "}" {
        throw YAMLError(
          at: place(index),
          Message(zh: "多余的“}”，前面没有与它成对的“{”", en: "a '}' without '{' before it"))
      }
      guard character == "{" else {
        words.append(character)
        index += 1
        continue
      }
      guard let end = characters[index...].firstIndex(of: "}") else {
        throw YAMLError(
          at: place(index),
          Message(
            zh: "“{”没有与它成对的“}”；一个栏位写在一行内", en: "a '{' without '}'; a slot ends on its line"))
      }
      if !words.isEmpty { tokens.append(.text(words)) }
      words = ""
      tokens.append(.slot(String(characters[(index + 1)..<end]), at: place(index + 1)))
      index = end + 1
    }
    if !words.isEmpty { tokens.append(.text(words)) }
    return tokens
  }

  private func place(_ offset: Int) -> Place {
    guard case .line(let line, _) = place.spot else { return place }
    return Place(file: place.file, spot: .line(line, column: offset + 1))
  }
}
