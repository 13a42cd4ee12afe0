import Budget
import Profiles

/// Statements without a number: 与上年持平, 无…支出.
extension ClaimPass {
  mutating func meetFlat(at index: Int) {
    guard let found = subject(before: index) else { return }
    guard
      comparing || sentenceCompares
        || tokens[clauseStart...index].contains(where: { $0.is(.prior) })
        || tokens[clauseStart...index].contains(where: isYear) || found.between.isEmpty == false
    else { return }
    reading.claims.append(
      Claim(
        name: found.name, others: found.others, whole: nil, aspect: .flat, number: nil,
        isPrior: false, isActual: comparesActual, isStrict: found.isStrict,
        range: tokens[index].range))
    if tokens[clauseStart..<index].contains(where: \.isName) {
      addToList(.claim(reading.claims.count - 1))
    }
  }

  mutating func meetNone(at index: Int) {
    // 无 + subject, close behind it, and no number in the clause.
    var end = index + 1
    var name: Int?
    while end < tokens.count,
      tokens[end].mark == nil || tokens[end].mark == "(" || tokens[end].mark == ")"
    {
      if tokens[end].number != nil { return }
      if tokens[end].isName { name = end }
      if tokens[end].is(.increase) || tokens[end].is(.decrease) || tokens[end].is(.flat) { return }
      end += 1
    }
    guard let name else { return }
    let isClean =
      tokens[(index + 1)..<name].allSatisfy { isFiller($0) }
      && tokens[(name + 1)..<end].allSatisfy { isFiller($0) }
      && tokens[clauseStart..<index].allSatisfy { isFiller($0) }
    reading.claims.append(
      Claim(
        name: self.name(at: name), whole: nil, aspect: .nothing, number: nil, isPrior: false,
        isStrict: isClean, range: tokens[index].range.lowerBound..<tokens[name].range.upperBound))
  }
}
