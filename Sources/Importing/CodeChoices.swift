import Budget

/// The codes of a list that a text, which is none, may have been meant for.
///
/// They are named in the message that refuses it, and never taken.
struct CodeChoices {
  let list: CodeList
  /// The numbers of digits that codes have; none where any will do.
  let lengths: [Int]
  let year: Int

  private static let limit = 5

  /// The codes for the cells `parts`: one, or one for each level.
  func codes(for parts: [String]) -> [String] {
    let listed = list.codes(in: year)
    // Cells that name whole codes, and do not agree.
    let whole = parts.filter { part in listed.contains(part) }
    if parts.count > 1, whole.count > 1 { return Array(whole.prefix(Self.limit)) }
    if parts.count > 1, let gap = parts.firstIndex(where: \.isEmpty) {
      return Array(
        listed.filter { fits($0, parts, gap: gap) }.sorted().prefix(Self.limit))
    }
    let digits = parts.joined().map { "OoＯ".contains($0) ? "0" : $0 }
      .filter { $0.isASCII && ($0.isNumber || lengths.isEmpty && $0.isLetter) }
    guard digits.count > 1 else { return [] }
    let near = listed.filter { code in
      (lengths.isEmpty || lengths.contains(code.count)) && Self.areNear(Array(code), digits)
    }.sorted()
    if !near.isEmpty { return Array(near.prefix(Self.limit)) }
    // Else what begins as far like it as anything does.
    for length in stride(from: digits.count, to: 2, by: -1) {
      let start = String(digits.prefix(length))
      let alike = listed.filter { $0.hasPrefix(start) }.sorted()
      if !alike.isEmpty { return Array(alike.prefix(Self.limit)) }
    }
    return []
  }

  /// Whether a code has the levels that are given, and any other one in the gap.
  private func fits(_ code: String, _ parts: [String], gap: Int) -> Bool {
    guard parts.count <= lengths.count, code.count == lengths[parts.count - 1] else { return false }
    return parts.indices.allSatisfy { level in
      guard level != gap else { return true }
      let start = level == 0 ? 0 : lengths[level - 1]
      let digits = code.dropFirst(start).prefix(lengths[level] - start)
      let own = parts[level]
      return own.isEmpty || digits == own || digits.hasSuffix(own) && digits.first == "0"
    }
  }

  /// Whether two codes differ by one digit that is lacking, too many or another.
  private static func areNear(_ left: [Character], _ right: [Character]) -> Bool {
    guard abs(left.count - right.count) <= 1 else { return false }
    let start = zip(left, right).prefix { $0 == $1 }.count
    let end = zip(left.dropFirst(start).reversed(), right.dropFirst(start).reversed())
      .prefix { $0 == $1 }.count
    return max(left.count, right.count) - start - end <= 1
  }
}
