internal import Decimals
internal import Sheets

extension Formula: CustomStringConvertible {
  /// The formula without `=`, as a file stores it, with the fewest parentheses.
  ///
  /// Parsing it gives the same formula again.
  public var description: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// How tightly the outermost part binds: operators 1 to 5, then `%`, signs, and the rest.
  private var precedence: Int {
    switch self {
    case .binary(let op, _, _): op.precedence
    case .percent: 6
    case .signed: 7
    default: 8
    }
  }

  private func write(to text: inout String) {
    switch self {
    case .number(let number): text += Self.literal(number)
    case .text(let content): text += "\"" + Self.doubling("\"", in: content) + "\""
    case .boolean(let value): text += value ? "TRUE" : "FALSE"
    case .error(let value): text += value.rawValue
    case .reference(let reference): text += reference.description
    case .name(let name): text += name
    case .signed(let sign, let operand):
      text += sign.rawValue
      operand.write(to: &text, atLeast: 7)
    case .percent(let operand):
      operand.write(to: &text, atLeast: 6)
      text += "%"
    case .binary(let op, let left, let right):
      left.write(to: &text, atLeast: op.precedence)
      text += op.rawValue
      right.write(to: &text, atLeast: op.precedence + 1)
    case .call(let name, let arguments):
      text += name + "("
      for (index, argument) in arguments.enumerated() {
        if index > 0 { text += "," }
        argument.write(to: &text)
      }
      text += ")"
    case .omitted: break
    }
  }

  private func write(to text: inout String, atLeast least: Int) {
    guard precedence < least else { return write(to: &text) }
    text += "("
    write(to: &text)
    text += ")"
  }

  /// Excel writes the power of ten with a capital letter and a sign.
  private static func literal(_ number: ExactDecimal) -> String {
    let text = number.description
    guard let mark = text.firstIndex(of: "e") else { return text }
    let power = text[text.index(after: mark)...]
    return text[..<mark] + (power.hasPrefix("-") ? "E" : "E+") + power
  }

  // By scalars: a mark with a combining accent after it is a character of its own.
  fileprivate static func doubling(_ mark: Unicode.Scalar, in text: String) -> String {
    var doubled = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == mark { doubled.append(mark) }
      doubled.append(scalar)
    }
    return String(doubled)
  }
}

extension Reference: CustomStringConvertible {
  /// The reference as a formula has it, the sheet in apostrophes where it needs them.
  public var description: String {
    let cells =
      switch area {
      case .cell(let cell): cell.description
      case .cells(let first, let last): "\(first):\(last)"
      case .columns(let first, let last):
        "\(first.prefix)\(CellAddress.letters(ofColumn: first.index)):"
          + "\(last.prefix)\(CellAddress.letters(ofColumn: last.index))"
      case .rows(let first, let last):
        "\(first.prefix)\(first.index + 1):\(last.prefix)\(last.index + 1)"
      }
    return sheet.map { Self.quoted($0) + "!" + cells } ?? cells
  }

  /// A sheet's name as it stands before `!`: in apostrophes unless it is made of letters, digits,
  /// `_` and `.`, begins with a letter or `_`, and does not look like a cell or a truth value.
  public static func quoted(_ sheet: String) -> String {
    isPlain(sheet) ? sheet : "'" + Formula.doubling("'", in: sheet) + "'"
  }

  private static func isPlain(_ sheet: String) -> Bool {
    guard let first = sheet.unicodeScalars.first, first == "_" || isLetter(first),
      sheet.unicodeScalars.allSatisfy({
        isLetter($0) || $0 == "_" || $0 == "." || ("0"..."9").contains($0)
      })
    else { return false }
    let folded = sheet.uppercased()
    return CellAddress(sheet) == nil && !looksLikeR1C1(folded) && folded != "TRUE"
      && folded != "FALSE"
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "\u{4E00}"..."\u{9FFF}": true
    default: false
    }
  }

  /// `R`, `R1`, `C`, `C1`, `RC`, `R1C1` and their like.
  private static func looksLikeR1C1(_ name: String) -> Bool {
    var rest = name[...]
    if rest.first == "R" {
      rest = rest.dropFirst().drop { ("0"..."9").contains($0) }
      if rest.isEmpty { return true }
    }
    guard rest.first == "C" else { return false }
    return rest.dropFirst().allSatisfy { ("0"..."9").contains($0) }
  }
}

extension Reference.Anchor: CustomStringConvertible {
  /// The cell with its `$` signs.
  public var description: String {
    (fixedColumn ? "$" : "") + CellAddress.letters(ofColumn: address.column)
      + (fixedRow ? "$" : "") + String(address.row + 1)
  }
}

extension Reference.Line {
  fileprivate var prefix: String { fixed ? "$" : "" }
}
