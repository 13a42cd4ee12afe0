import Budget
import Reconciliation
import TestSamples

/// Something done to a clean published set, and what localisation should say.
struct Defect: Sendable {
  /// The kind that should be named.
  var kind: Cause.Kind
  /// The cells that are wrong; for a missing row, the cells of the row in a sister table.
  var cells: Set<FigureKey>
  /// The set with the defect.
  var set: PublishedSet

  /// Changes of one digit string: adjacent and distant digits, one digit, scale, sign.
  static let singleKinds: [(name: String, kind: Cause.Kind)] = [
    ("unit ×10⁴", .unit), ("slide ×10", .slide), ("adjacent transposition", .transposition),
    ("distant transposition", .transposition), ("sign", .sign), ("one digit", .digit),
    ("prior-year value", .priorYearValue), ("text-number", .textNumber),
    ("stale total", .staleTotal), ("short range", .shortRange),
  ]

  /// Kinds that change several cells.
  static let severalKinds: [(name: String, kind: Cause.Kind)] = [
    ("interchange", .interchange), ("missing row", .missingRow), ("duplicate row", .duplicateRow),
  ]

  /// `value` in steps after the slip `name`; nil where the slip changes nothing.
  static func slipped(
    _ value: Int64, _ name: String, _ random: inout SeededRandom
  ) -> Int64? {
    var digits = Array(String(value.magnitude).utf8)
    switch name {
    case "unit ×10⁴": return value.magnitude < 1_000_000_000_00 ? value * 10_000 : nil
    case "slide ×10": return value * 10
    case "sign": return -value
    case "text-number": return 0
    case "adjacent transposition", "distant transposition":
      let isAdjacent = name.hasPrefix("adjacent")
      let pairs = digits.indices.flatMap { low in
        digits.indices.filter {
          $0 > low && ($0 == low + 1) == isAdjacent && digits[$0] != digits[low]
            && (low > 0 || digits[$0] != UInt8(ascii: "0"))
        }.map { (low, $0) }
      }
      guard let pair = pairs.randomElement(using: &random) else { return nil }
      digits.swapAt(pair.0, pair.1)
    case "one digit":
      let index = Int.random(in: digits.indices, using: &random)
      let choices = UInt8(ascii: index == 0 ? "1" : "0")...UInt8(ascii: "9")
      let digit = UInt8.random(in: choices, using: &random)
      guard digit != digits[index] else { return nil }
      digits[index] = digit
    default: return nil
    }
    let number = Int64(String(decoding: digits, as: UTF8.self)) ?? 0
    return value < 0 ? -number : number
  }

  /// One cell of `clean` after the slip `name`; nil where `key` does not allow it.
  static func single(
    _ name: String, _ kind: Cause.Kind, at key: FigureKey, in clean: PublishedSet,
    sums: [FigureKey: [FigureKey]], _ random: inout SeededRandom
  ) -> Defect? {
    let (value, quantum) = (clean.value(key), clean.quantum(key))
    guard value != 0, quantum > 0 else { return nil }
    var next: Int64?
    switch kind {
    case .priorYearValue:
      var prior = key
      prior.period = .prior
      let old = clean.value(prior)
      next = key.period == .current && old != 0 ? old : nil
    case .staleTotal:
      // One part changed after the total was made, from its amount of last year.
      guard let parts = sums[key], key.period == .current else { return nil }
      let changed = parts.filter { part in
        var prior = part
        prior.period = .prior
        return clean.value(prior) != 0 && clean.value(prior) != clean.value(part)
      }
      guard let part = changed.randomElement(using: &random) else { return nil }
      var prior = part
      prior.period = .prior
      next = value - clean.value(part) + clean.value(prior)
      // A total of one part that changed is last year's total: nobody could tell the two apart.
      prior = key
      prior.period = .prior
      if next == clean.value(prior) { return nil }
    case .shortRange:
      guard let parts = sums[key], let last = parts.last, parts.count > 2 else { return nil }
      next = value - clean.value(last)
      // Of one part that is not nothing, the rest is a blank.
      if next == 0 { return nil }
    default: next = slipped(value / quantum, name, &random).map { $0 * quantum }
    }
    guard let next, next != value else { return nil }
    var set = clean
    set.set(key, to: next)
    return Defect(kind: kind, cells: [key], set: set)
  }

  /// Two cells of one column of a table changed over, both of which stand in checks.
  static func interchange(
    at key: FigureKey, in clean: PublishedSet, among checked: Set<FigureKey>,
    _ random: inout SeededRandom
  ) -> Defect? {
    guard
      let statement = clean.statements[
        StatementKey(period: key.period, table: key.table, block: key.block)]
    else { return nil }
    let others = statement.rows.filter { !$0.isTotal }.map {
      statement.key(row: $0.key, column: key.column)
    }.filter { checked.contains($0) && clean.value($0) != clean.value(key) && $0 != key }
    guard let other = others.randomElement(using: &random), clean.value(key) != 0 else {
      return nil
    }
    var set = clean
    set.set(key, to: clean.value(other))
    set.set(other, to: clean.value(key))
    return Defect(kind: .interchange, cells: [key, other], set: set)
  }

  /// The row of `key` taken out, or put in once more.
  static func row(
    _ kind: Cause.Kind, at key: FigureKey, in clean: PublishedSet
  ) -> Defect? {
    let name = StatementKey(period: key.period, table: key.table, block: key.block)
    guard let statement = clean.statements[name], let row = statement.row(key.row),
      row.code != nil, row.parent != nil, statement.children(of: row.key).isEmpty,
      clean.value(key) != 0
    else { return nil }
    var set = clean
    var rows = statement.rows
    guard let index = rows.firstIndex(where: { $0.key == row.key }) else { return nil }
    var cells: Set<FigureKey> = []
    if kind == .missingRow {
      rows.remove(at: index)
    } else {
      var copy = row
      copy.key += "#2"
      copy.code = nil
      rows.insert(copy, at: index + 1)
      for column in statement.columns {
        let figure = clean.statements[statement.key(row: row.key, column: column)]
        let target = statement.key(row: copy.key, column: column)
        set.statements[target] = figure
        if figure?.shown.atoms != 0 { cells.insert(target) }
      }
    }
    set.replace(
      Statement(
        period: statement.period, table: statement.table, block: statement.block, rows: rows,
        columns: statement.columns))
    return Defect(kind: kind, cells: cells, set: set)
  }
}
