/// Names of parts inside a workbook's archive (ECMA-376 part 2, 6.2.2).
enum PartName {
  /// The part that `target` means, seen from the part `base`: absolute or relative.
  ///
  /// Some writers use `\` for `/`. The result never leaves the archive's root.
  static func resolve(_ target: String, from base: String) -> String {
    let target = target.replacingBackslashes.withoutPercentEscapes
    var steps = target.hasPrefix("/") ? [] : base.split(separator: "/").dropLast().map(String.init)
    for step in target.split(separator: "/") {
      switch step {
      case ".": break
      case "..": if !steps.isEmpty { steps.removeLast() }
      default: steps.append(String(step))
      }
    }
    return steps.joined(separator: "/")
  }

  /// The part that lists the relationships of the part `name`.
  static func relationships(of name: String) -> String {
    guard let slash = name.lastIndex(of: "/") else { return "_rels/\(name).rels" }
    return "\(name[..<slash])/_rels/\(name[name.index(after: slash)...]).rels"
  }
}

extension String {
  fileprivate var replacingBackslashes: String {
    String(map { $0 == "\\" ? "/" : $0 })
  }

  fileprivate var withoutPercentEscapes: String {
    guard contains("%") else { return self }
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
