import Localization
package import Sheets

/// Something in a CSV file that its dialect does not allow, and how it was read all the same.
public struct CSVFlaw: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// A quote inside a field that does not begin with one; kept as a character.
    case quoteInField
    /// Text behind a closing quote; kept as part of the field.
    case textAfterQuote
    /// A quoted field that does not end.
    case unclosedQuote
    /// A NUL byte; kept as a character.
    case nulByte
  }

  /// So many are told of a file.
  package static let most = 100

  /// What is wrong.
  public var kind: Kind
  /// The line, from 1.
  public var line: Int
  /// The byte of the decoded text, from 0.
  public var byte: Int
}

extension CSVFlaw {
  /// What a user is told.
  package var note: SheetNote {
    let fault =
      switch kind {
      case .quoteInField:
        Message(zh: "字段中间有引号，按普通字符读取", en: "a quote inside a field, read as a character")
      case .textAfterQuote:
        Message(
          zh: "引号字段内有未成对的引号，按普通字符读取",
          en: "an unpaired quote in a quoted field, read as a character")
      case .unclosedQuote:
        Message(zh: "引号没有闭合", en: "a quote is not closed")
      case .nulByte:
        Message(zh: "含有 NUL 字节，原样保留", en: "a NUL byte, kept as it is")
      }
    return SheetNote(
      spot: .line(line, column: nil),
      message: Message(
        zh: "\(fault.chinese)（字节 \(byte)）；请核对这一行",
        en: "\(fault.english) (byte \(byte)); check the line"))
  }
}
