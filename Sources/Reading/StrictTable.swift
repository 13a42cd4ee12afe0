import Localization
public import Sheets

extension Sheet {
  /// Refuses a CSV sheet that is no table as RFC 4180 asks for: a header, no record longer than it,
  /// no stray quote or NUL byte.
  public func requireStrictTable() throws(ReadError) {
    if let note = notes.first {
      throw ReadError(.malformed, at: note.place(file: file, sheet: name), note.message)
    }
    let width = cells.prefix { $0.address.row == 0 }.last.map { $0.address.column + 1 } ?? 0
    if width == 0 {
      throw ReadError(
        .malformed, at: Place(file: file),
        Message(zh: "第 1 行没有表头；请补上表头", en: "there is no header in line 1; add one"))
    }
    if let cell = cells.first(where: { $0.address.column >= width }) {
      throw ReadError(
        .malformed, at: place(cell.address),
        Message(
          zh: "这一行的字段比表头（\(width) 个）多；请核对分隔符和引号",
          en: "the record has more fields than the header (\(width)); check delimiters and quotes"))
    }
  }
}
