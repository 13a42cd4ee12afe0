extension DocumentDraft.Table {
  /// The width of each column in twentieths of a point, together `total`: in relation to each other
  /// as asked for, but none so narrow that a number breaks over two lines.
  func columnWidths(total: Int) -> [Int] {
    let least = widths.indices.map { column in
      // The borders' padding, and for every digit what the widest of usual fonts takes.
      130 + Style.cell.halfPoints * 7 * longestWord(in: column)
    }
    var result = widths.map { Int(Double(total) * $0 / max(widths.reduce(0, +), 1)) }
    let wanted = zip(result, least).reduce(0) { $0 + max($1.1 - $1.0, 0) }
    let spare = zip(result, least).reduce(0) { $0 + max($1.0 - $1.1, 0) }
    guard wanted > 0, spare > 0 else { return result }
    let share = Double(min(wanted, spare)) / Double(spare)
    for column in result.indices {
      let room = result[column] - least[column]
      if room < 0, wanted <= spare {
        result[column] = least[column]
      } else if room > 0 {
        result[column] -= Int(Double(room) * share)
      }
    }
    return result
  }

  // The length of the longest piece that may not break, in digits' widths.
  private func longestWord(in column: Int) -> Int {
    rows.reduce(0) { longest, cells in
      guard column < cells.count else { return longest }
      var run = 0
      var most = longest
      for scalar in cells[column].text.unicodeScalars {
        // Chinese text breaks anywhere; the signs of comparison stay with their number.
        let isWord = scalar.isASCII && scalar != " " && scalar != "\n"
        let isSign = "≥≤＜＞".unicodeScalars.contains(scalar)
        run = isWord ? run + 1 : isSign ? run + 2 : 0
        most = max(most, min(run, 16))
      }
      return most
    }
  }
}
