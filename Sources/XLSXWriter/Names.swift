internal import Sheets

/// Excel's rules for the names of sheets and for defined names.
enum Names {
  /// What is wrong with a name, in both languages.
  struct Fault {
    var zh: String
    var en: String
  }

  // MARK: Sheets

  /// What Excel would refuse in a sheet's name; nil for a good one.
  static func faultOfSheet(_ name: String) -> Fault? {
    if name.isEmpty { return Fault(zh: "是空的", en: "is empty") }
    let length = name.utf16.count
    if length > 31 {
      return Fault(zh: "有 \(length) 个字符，最多 31 个", en: "has \(length) characters, at most 31")
    }
    if let bad = name.unicodeScalars.first(where: { "[]:*?/\\".unicodeScalars.contains($0) }) {
      return Fault(zh: "含有不允许的字符“\(bad)”", en: "contains \"\(bad)\", which is not allowed")
    }
    if let bad = name.unicodeScalars.first(where: { isControl($0) }) {
      let code = String(bad.value, radix: 16, uppercase: true)
      return Fault(zh: "含有控制字符 U+\(code)", en: "contains the control character U+\(code)")
    }
    if name.hasPrefix("'") || name.hasSuffix("'") {
      return Fault(zh: "以单引号开头或结尾", en: "begins or ends with an apostrophe")
    }
    if name.lowercased() == "history" {
      return Fault(zh: "是 Excel 保留的名称", en: "is a name that Excel keeps for itself")
    }
    return nil
  }

  /// The sheet's name as formulas write it: in quotes where it has more than ASCII letters, digits,
  /// points and underscores, begins with a digit or a point, or reads as a cell.
  static func quoted(_ sheet: String) -> String {
    let isPlain = sheet.utf8.allSatisfy { byte in
      isASCIILetter(byte) || isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
    }
    if isPlain, let first = sheet.utf8.first, isASCIILetter(first) || first == UInt8(ascii: "_"),
      !looksLikeReference(sheet)
    {
      return sheet
    }
    return "'" + sheet.replacing("'", with: "''") + "'"
  }

  // MARK: Defined names

  /// What Excel would refuse in a defined name; nil for a good one.
  ///
  /// The rule is stricter than Excel's in that `\` and `?` are refused too.
  static func faultOfDefinedName(_ name: String) -> Fault? {
    guard let first = name.unicodeScalars.first else { return Fault(zh: "是空的", en: "is empty") }
    if !(first.properties.isAlphabetic || first == "_") {
      return Fault(
        zh: "以“\(first)”开头，须以字母、汉字或下划线开头",
        en: "begins with \"\(first)\"; it must begin with a letter or an underscore")
    }
    let bad = name.unicodeScalars.first { scalar in
      !(scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
        || scalar == ".")
    }
    if let bad {
      return Fault(
        zh: "含有不允许的字符“\(bad)”，只能用字母、汉字、数字、点和下划线",
        en: "contains \"\(bad)\"; only letters, digits, points and underscores are allowed")
    }
    if looksLikeReference(name) {
      return Fault(
        zh: "看起来像单元格引用", en: "looks like a reference to a cell")
    }
    let folded = name.lowercased()
    if folded == "true" || folded == "false" || folded.hasPrefix("_xl") {
      return Fault(zh: "是 Excel 保留的名称", en: "is a name that Excel keeps for itself")
    }
    return nil
  }

  /// Whether `name` reads as a cell in A1 notation (`T1`, `abc123`) or in R1C1 notation (`R1C1`,
  /// `RC`, `r`, `C12`).
  private static func looksLikeReference(_ name: String) -> Bool {
    if CellAddress(name) != nil { return true }
    var rest = name.lowercased().utf8[...]
    guard let first = rest.first, first == UInt8(ascii: "r") || first == UInt8(ascii: "c") else {
      return false
    }
    if first == UInt8(ascii: "r") {
      rest = rest.dropFirst().drop(while: isDigit)
      if rest.isEmpty { return true }
    }
    guard rest.first == UInt8(ascii: "c") else { return false }
    return rest.dropFirst().allSatisfy(isDigit)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFFFE || scalar.value == 0xFFFF
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
