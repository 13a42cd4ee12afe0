/// `text` with quotes inside of quotes as the standard for punctuation (GB/T 15834) has them: “…‘…’…”,
/// and “” again inside of those.
///
/// A title such as “三公”经费预算 is quoted like any other. Text whose quotes do not match stays as it is.
func nestedQuotes(_ text: String) -> String {
  // Quotes inside of quotes are four marks at least, each with this byte.
  guard text.utf8.count(where: { $0 == 0x80 }) > 3 else { return text }
  var scalars = Array(text.unicodeScalars)
  var open: [(mark: Unicode.Scalar, index: Int)] = []
  var changes: [(index: Int, mark: Unicode.Scalar)] = []
  for (index, scalar) in scalars.enumerated() {
    switch scalar {
    case "“", "‘":
      open.append((scalar, index))
    case "”", "’":
      guard let start = open.popLast(), (start.mark == "“") == (scalar == "”") else { return text }
      let isInner = open.count % 2 == 1
      changes.append((start.index, isInner ? "‘" : "“"))
      changes.append((index, isInner ? "’" : "”"))
    default: continue
    }
  }
  guard open.isEmpty else { return text }
  for change in changes { scalars[change.index] = change.mark }
  var result = String.UnicodeScalarView()
  result.append(contentsOf: scalars)
  return String(result)
}
