import Budget
import Profiles

/// Lists of parts: 其中：…, 包括：….
extension ClaimPass {
  mutating func openList(at index: Int, all: Bool) {
    let isAtStart =
      index == clauseStart && index > 0 && tokens[index - 1].mark == "。"
    // …100万元，比上年增加5万元。其中：… goes on about what the sentence before began with.
    let before =
      isAtStart
      ? reading.claims[sentences.last..<reading.claims.count].indices
        .first { reading.claims[$0].aspect == .level } : nil
    guard let head = before ?? reading.claims.indices.last, reading.claims[head].number != nil,
      before != nil || isWithinSentence(reading.claims[head].range, index)
    else { return }
    lists.removeAll { $0.depth > depth || $0.depth == depth && !$0.isLong }
    // Behind a semicolon a new whole ends the list before.
    for open in lists where open.depth == depth && open.isBehindStop {
      if case .claim(let last)? = reading.lists[open.index].items.last, last == head {
        reading.lists[open.index].items.removeLast()
      }
    }
    lists.removeAll { $0.depth == depth && $0.isBehindStop }
    // One list may not tell where another one in the same sentence ends.
    for open in lists where open.depth == depth { reading.lists[open.index].isAmbiguous = true }
    reading.lists.append(
      PartList(
        head: head, listsAll: all, isAmbiguous: lists.contains { $0.depth == depth }))
    lists.append(List(index: reading.lists.count - 1, depth: depth, isLong: false))
  }

  func isWithinSentence(_ range: Range<Int>, _ index: Int) -> Bool {
    let end = tokens[index].range.lowerBound
    guard range.upperBound <= end else { return false }
    return !text.scalars[range.upperBound..<end].contains { $0 == "。" || $0 == ";" }
  }

  mutating func markLongList() {
    guard let last = lists.indices.last,
      tokens[clauseStart...].first(where: { $0.is(.parts) || $0.is(.allParts) }) != nil
    else { return }
    lists[last].isLong = true
  }

  mutating func addToList(_ item: PartList.Item) {
    guard let list = lists.last else { return }
    let head = reading.claims[reading.lists[list.index].head]
    if case .claim(let index) = item {
      let claim = reading.claims[index]
      guard index != reading.lists[list.index].head, head.aspect.isComparable(with: claim.aspect),
        claim.number == nil || head.number?.unit?.dimension == claim.number?.unit?.dimension,
        !head.name.isSame(as: claim.name)
      else { return }
    } else if head.aspect != .level || head.number?.isMoney != true {
      return
    }
    if list.takesKnownPartsOnly {
      guard case .claim(let index) = item, let key = reading.claims[index].name.subject,
        let subject = head.name.subject.flatMap({ reader.vocabulary.subject($0) }),
        subject.parts.contains(where: { $0.contains(key) })
      else {
        lists.removeLast()
        return
      }
    }
    reading.lists[list.index].items.append(item)
  }
}
