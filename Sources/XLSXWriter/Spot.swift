public import Decimals
internal import Localization
internal import Sheets

/// The place in a draft that is being checked; the checks that any text, formula or number must
/// pass before it is written.
struct Spot {
  var path: String
  var sheet: String?
  var cell: CellAddress?

  func refusal(zh: String, en: String) -> WriteError {
    WriteError(path: path, sheet: sheet, cell: cell, Message(zh: zh, en: en))
  }

  func at(_ cell: CellAddress) -> Spot { Spot(path: path, sheet: sheet, cell: cell) }

  // MARK: Texts

  /// `text` as the file stores it, where it can.
  func stored(_ text: String, limit: Int = 32_767) throws(WriteError) -> String {
    let plain = storedText(text)
    try checkLength(plain, limit: limit)
    try checkCharacters(plain)
    return plain
  }

  /// Refuses more than `limit` UTF-16 units, the unit in which Excel counts.
  func checkLength(_ text: String, limit: Int) throws(WriteError) {
    guard text.utf8.count > limit else { return }
    let length = text.utf16.count
    guard length > limit else { return }
    throw refusal(
      zh: "文本有 \(length) 个字符，Excel 最多存 \(limit) 个：请缩短（开头是“\(text.prefix(20))…”）",
      en: """
        the text has \(length) characters, Excel stores at most \(limit): shorten it \
        (it begins with "\(text.prefix(20))…")
        """)
  }

  /// Refuses more than `limit` bytes of UTF-8.
  func checkBytes(_ text: String, limit: Int) throws(WriteError) {
    let length = text.utf8.count
    guard length > limit else { return }
    throw refusal(
      zh: "“\(text.prefix(20))…”按 UTF-8 有 \(length) 字节，此处最多 \(limit) 字节：请缩短",
      en: """
        "\(text.prefix(20))…" has \(length) bytes in UTF-8, at most \(limit) fit here: shorten it
        """)
  }

  /// Refuses what XML 1.0 or Excel cannot hold in a text.
  func checkCharacters(_ text: String) throws(WriteError) {
    guard mayHoldUnstorable(text) else { return }
    for (index, scalar) in text.unicodeScalars.enumerated() where !isStorable(scalar) {
      let code = String(scalar.value, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
      throw refusal(
        zh: "文本的第 \(index + 1) 个字符是控制字符 \(name)，工作簿存不下：请在来源文件中删去它",
        en: """
          character \(index + 1) of the text is the control character \(name), which a workbook \
          cannot hold: delete it in the source file
          """)
    }
  }

  // What cannot be stored shares its bytes with line breaks, tabs and U+FFC0 and above only.
  private func mayHoldUnstorable(_ text: String) -> Bool {
    let bytes = text.utf8.span
    var last: UInt8 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20 || byte == 0x7F || (byte == 0xBF && last == 0xEF) { return true }
      last = byte
    }
    return false
  }

  private func isStorable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  // MARK: Formulas and numbers

  /// Refuses a formula that Excel cannot take; `=` must not be part of it.
  func checkFormula(_ formula: String, limit: Int = 8_192) throws(WriteError) {
    guard !formula.isEmpty else {
      throw refusal(
        zh: "公式是空的：请给出公式，或把单元格写成空白",
        en: "the formula is empty: give a formula, or make the cell blank")
    }
    guard formula.utf8.first != UInt8(ascii: "=") else {
      throw refusal(
        zh: "公式“\(formula.prefix(20))”以等号开头：此处不写等号",
        en: "the formula \"\(formula.prefix(20))\" begins with =: leave the = out")
    }
    try checkLength(formula, limit: limit)
    try checkCharacters(formula)
  }

  /// Refuses a formula or a result that cannot be stored.
  func check(formula: String, cached: CachedValue) throws(WriteError) {
    try checkFormula(formula)
    switch cached {
    case .number(let result): try checkStorable(result)
    case .text(let result): _ = try stored(result)
    }
  }

  /// Refuses a number that comes back as another one from the double that programs keep: it must
  /// have at most 16 digits and be the shortest decimal of its double.
  func checkStorable(_ number: ExactDecimal) throws(WriteError) {
    // Up to 15 digits always come back (IEEE 754: DBL_DIG), within the range of normal doubles.
    if number.significand.magnitude < 1_000_000_000_000_000, (-290...290).contains(number.exponent)
    {
      return
    }
    if number.significand.magnitude < 10_000_000_000_000_000,
      ExactDecimal(shortestFor: number.double) == number
    {
      return
    }
    throw refusal(
      zh: "工作簿不能准确保存数 \(number)（最多 16 位有效数字）：请减少位数，或改为文本",
      en: """
        a workbook cannot hold the number \(number) exactly (at most 16 significant digits): use \
        fewer digits, or write it as a text
        """)
  }
}

/// `text` as the file stores it: line breaks as LF, and `_x0041_` written so that Excel does not
/// read it as an escaped character.
func storedText(_ text: String) -> String {
  mayNeedRewriting(text) ? escapingLookalikes(lineBreaksAsLF(text)) : text
}

private func mayNeedRewriting(_ text: String) -> Bool {
  let bytes = text.utf8.span
  for index in bytes.indices
  where bytes[index] == UInt8(ascii: "_") || bytes[index] == UInt8(ascii: "\r") {
    return true
  }
  return false
}

private func lineBreaksAsLF(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
  return String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
}

/// ECMA-376 part 1, 22.9.2.19: `_xHHHH_` in a stored text means the character HHHH, and
/// `_x005F_` an underscore.
private func escapingLookalikes(_ text: String) -> String {
  let bytes = Array(text.utf8)
  var escaped: [UInt8] = []
  for (index, byte) in bytes.enumerated() {
    if byte == UInt8(ascii: "_"), isEscape(bytes[index...].prefix(7)) {
      escaped += "_x005F".utf8
    }
    escaped.append(byte)
  }
  return escaped.count == bytes.count ? text : String(decoding: escaped, as: UTF8.self)
}

private func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
  guard bytes.count == 7, bytes.last == UInt8(ascii: "_"),
    bytes[bytes.startIndex + 1] == UInt8(ascii: "x")
  else { return false }
  return bytes.dropFirst(2).dropLast().allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
      UInt8(ascii: "a")...UInt8(ascii: "f"):
      true
    default: false
    }
  }
}

extension CellContent {
  /// A number, or its text where a workbook cannot hold it exactly.
  public static func exact(_ number: ExactDecimal) -> CellContent {
    (try? Spot(path: "").checkStorable(number)) == nil ? .text(number.description) : .number(number)
  }
}
