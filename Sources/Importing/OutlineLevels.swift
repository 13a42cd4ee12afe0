import Budget
import Sheets

/// The depths of lines that stand in an outline (职责 over 工作活动) without being set in: told by their
/// numbering, or by amounts that are the sums of the lines after them.
struct OutlineLevels {
  /// The depth of each line from 0; nil where nothing tells one line from another.
  static func levels(labels: [String], amounts: [Int64?]) -> [Int]? {
    let styles = labels.map { LeadingNumber($0.unicodeScalars)?.style }
    var order: [LeadingNumber.Style?] = []
    // What is deeper cannot come before what it is under.
    for style in styles where !order.contains(style) { order.append(style) }
    if order.count > 1 { return styles.map { order.firstIndex(of: $0) ?? 0 } }
    return sums(amounts)
  }

  /// Depths 0 and 1 where the lines fall into groups throughout, the first of each the exact sum of
  /// two or more others.
  private static func sums(_ amounts: [Int64?]) -> [Int]? {
    var levels: [Int] = []
    var rest: Int64?
    var parts = 0
    for amount in amounts {
      guard let amount, amount > 0 else { return nil }
      guard let open = rest else {
        levels.append(0)
        (rest, parts) = (amount, 0)
        continue
      }
      guard amount < open || amount == open && parts > 0 else { return nil }
      levels.append(1)
      parts += 1
      rest = amount == open ? nil : open - amount
    }
    return rest == nil && levels.contains(1) ? levels : nil
  }
}
