import Budget
import Profiles

/// Years: those of the budget, and those it is compared with.
extension ClaimPass {
  mutating func meet(year: Int, isDate: Bool, at index: Int) {
    if isDate {
      // 截至2018年12月31日: assets are those at the end of last year.
      if index > 0, text.text(tokens[index - 1].range).hasSuffix("截至"), let current = reader.year,
        year < current - 1
      {
        reading.budgetYears.append((year, tokens[index].range))
      }
      return
    }
    if isInBookMarks(index) { return }
    if index > 0, tokens[index - 1].is(.compare) {
      comparing = true
      reading.comparedYears.append((year, tokens[index].range))
      return
    }
    // A year of a budget: 2020年部门预算, 2020年收入….
    var next = index + 1
    while next < tokens.count, tokens[next].is(.link), !tokens[next].isName, next < index + 6 {
      next += 1
    }
    let following = next < tokens.count ? tokens[next] : nil
    var behind = text.scalars[tokens[index].range.upperBound...]
    if behind.first == "度" { behind.removeFirst() }
    let isBudget =
      following?.isName == true || following?.is(.none) == true
      || following?.mark == "," && isSaidOfFigure(next)
      || reader.lexicon.yearsOf.contains { behind.starts(with: $0) }
    if isBudget || year < 1000 || year > 9999 {
      reading.budgetYears.append((year, tokens[index].range))
    } else if index == clauseStart, let current = reader.year, year != current, year != current - 1
    {
      let end = tokens[index...].firstIndex { $0.mark == "。" } ?? tokens.count
      reading.looseYears.append(
        (
          year, tokens[index].range.lowerBound..<tokens[end - 1].range.upperBound,
          tokens[index].range
        ))
    }
  }

  /// Whether figures follow in the sentence behind a comma: 2018年，支出预算100万元.
  func isSaidOfFigure(_ comma: Int) -> Bool {
    var index = comma + 1
    while index < tokens.count, index < comma + 5, tokens[index].mark == nil {
      if tokens[index].isName { return true }
      guard isFiller(tokens[index]) else { return false }
      index += 1
    }
    return false
  }

  func isInBookMarks(_ index: Int) -> Bool {
    for token in tokens[..<index].reversed() {
      if token.mark == "》" { return false }
      if token.mark == "《" { return true }
      if token.mark == "。" { return false }
    }
    return false
  }
}
