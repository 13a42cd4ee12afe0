import Sheets

// A document as a program carries it that need not parse it again: node behind node a letter for its
// kind, its line and its column, the number of its items (of a scalar its bytes), a colon, and what
// belongs to it. `a: [x, 1]` is `m1,1,1:s1,1,1:al1,4,2:s1,5,1:xs1,8,1:1`.
extension YAMLValue {
  /// The document in the form that `init(prepared:file:)` takes.
  public var prepared: String {
    var (line, column) = (0, 0)
    if case .line(let number, let position) = place.spot {
      (line, column) = (number, position ?? 0)
    }
    func head(_ kind: Character, _ count: Int) -> String { "\(kind)\(line),\(column),\(count):" }
    switch content {
    case .null: return head("n", 0)
    case .scalar(let text): return head("s", text.utf8.count) + text
    case .list(let items): return items.reduce(into: head("l", items.count)) { $0 += $1.prepared }
    case .mapping(let pairs):
      return pairs.reduce(into: head("m", pairs.count)) {
        $0 += $1.key.prepared + $1.value.prepared
      }
    }
  }

  /// The document that `prepared` was made of, with its places in `file`.
  public init(prepared: String, file: String) {
    var prepared = prepared
    self = prepared.withUTF8 { bytes in
      var reader = PreparedReader(bytes: bytes, file: file)
      return reader.node()
    }
  }
}

private struct PreparedReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String
  private var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>, file: String) {
    self.bytes = bytes
    self.file = file
  }

  mutating func node() -> YAMLValue {
    let kind = bytes[index]
    index += 1
    let (line, column, count) = (number(), number(), number())
    let place = Place(file: file, spot: line == 0 ? .whole : .line(line, column: column))
    let content: YAMLValue.Content
    switch kind {
    case UInt8(ascii: "n"): content = .null
    case UInt8(ascii: "s"):
      content = .scalar(
        String(decoding: UnsafeBufferPointer(rebasing: bytes[index..<index + count]), as: UTF8.self)
      )
      index += count
    case UInt8(ascii: "l"): content = .list((0..<count).map { _ in node() })
    case UInt8(ascii: "m"): content = .mapping((0..<count).map { _ in (node(), node()) })
    default: preconditionFailure("not a document in prepared form")
    }
    return YAMLValue(place: place, content: content)
  }

  // The digits up to a sign, and the sign.
  private mutating func number() -> Int {
    var number = 0
    while bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") {
      number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    index += 1
    return number
  }
}
