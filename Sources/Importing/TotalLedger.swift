import Budget
import Localization
import Sheets

/// Sums the lines of a sheet as they come, and compares the totals that the sheet states.
struct TotalLedger {
  /// What has been added up so far in one column.
  fileprivate struct Sum {
    var atoms: Int128 = 0
    /// The quanta of readings that are known to be rounded.
    var spread: Int128 = 0
    /// The readings whose quantum the whole column tells.
    var open: Int128 = 0

    static func - (left: Sum, right: Sum) -> Sum {
      Sum(
        atoms: left.atoms - right.atoms, spread: left.spread - right.spread,
        open: left.open - right.open)
    }
  }

  /// A moment between two lines.
  struct Mark {
    fileprivate var lines = 0
    fileprivate var rejected = 0
    fileprivate var sums: [Sum]
  }

  /// A row that states a total.
  private struct Row {
    var label: String
    var kind: RowWords.Total
    var place: Place
    var readings: [Int: Reading]
    /// The lines it sums, where its code says which; else they are found out.
    var range: (Mark, Mark)?
    var at: Mark
  }

  private let fields: [Int]
  private let keys: [String]
  private var now: Mark
  private var rows: [Row] = []

  /// A ledger over the amount `fields`, which are positions in the schema's `keys`.
  init(fields: [Int], keys: [String]) {
    self.keys = keys
    self.fields = fields
    now = Mark(sums: fields.map { _ in Sum() })
  }

  /// This moment.
  var mark: Mark { now }

  /// Adds a line that was taken.
  mutating func add(_ line: Line) {
    now.lines += 1
    for (index, field) in fields.enumerated() {
      guard let reading = line.reading(field) else { continue }
      now.sums[index].atoms += Int128(reading.amount.atoms)
      if reading.quantum == AmountColumn.openQuantum {
        now.sums[index].open += 1
      } else {
        now.sums[index].spread += Int128(reading.quantum)
      }
    }
  }

  /// Counts a line that was rejected, so that totals over it are not compared.
  mutating func addRejected() { now.rejected += 1 }

  /// Adds a row that states a total of lines around it.
  mutating func addTotal(
    _ label: String, kind: RowWords.Total, place: Place, readings: [Int: Reading]
  ) {
    rows.append(Row(label: label, kind: kind, place: place, readings: readings, at: now))
  }

  /// Adds a row that states the total of the lines since `start`.
  mutating func addParent(
    _ label: String, place: Place, readings: [Int: Reading], since start: Mark
  ) {
    rows.append(
      Row(
        label: label, kind: .subtotal, place: place, readings: readings, range: (start, now),
        at: start))
  }

  /// Whether the lines since `start` come to `readings` in every column that states an amount.
  func comes(to readings: [Int: Reading], since start: Mark) -> Bool {
    fields.indices.allSatisfy { index in
      guard let reading = readings[fields[index]] else { return true }
      return Int128(reading.amount.atoms) == (now.sums[index] - start.sums[index]).atoms
    }
  }

  /// Compares every stated total with its lines; `quantum` settles a reading's quantum.
  func compared(
    settling quantum: (Reading, Int) -> Int64
  ) -> (totals: [StatedTotal], notes: [ImportNote]) {
    var totals: [StatedTotal] = []
    var notes: [ImportNote] = []
    let sides = sides(settling: quantum)
    for (index, row) in rows.enumerated() where !row.readings.isEmpty {
      guard row.kind != .ofWhich else {
        for field in fields {
          guard let reading = row.readings[field] else { continue }
          totals.append(
            StatedTotal(
              label: row.label, field: keys[field], stated: settled(reading, field, quantum),
              recomputed: nil, status: .unchecked))
        }
        continue
      }
      let ranges = row.range.map { [$0] } ?? candidates(index, side: sides[row.label] ?? .either)
      let outcomes = ranges.map { compare(row, from: $0.0, to: $0.1, settling: quantum) }
      let agreeing = outcomes.first { $0.allSatisfy { $0.status == .agree } }
      let rounding = outcomes.first(where: Self.holds)
      let unchecked = outcomes.first { $0.contains { $0.status == .unchecked } }
      let outcome = agreeing ?? rounding ?? unchecked ?? outcomes[0]
      totals += outcome
      if let note = note(outcome, row: row) { notes.append(note) }
    }
    return (totals, notes)
  }

  private static func holds(_ totals: [StatedTotal]) -> Bool {
    totals.allSatisfy { $0.status == .agree || $0.status == .rounding }
  }

  /// Where the lines of subtotals stand.
  private enum Side {
    case above, below, either
  }

  /// On which side the subtotals of each name have their lines.
  ///
  /// They all stand below them or all above: where more come to the lines above than to those below,
  /// none is taken for the sum of the lines below, and the reverse.
  private func sides(settling quantum: (Reading, Int) -> Int64) -> [String: Side] {
    var sums: [String: (rows: Int, above: Int, below: Int)] = [:]
    for index in rows.indices where rows[index].range == nil && rows[index].kind == .subtotal {
      func holds(_ stretches: [(Mark, Mark)]) -> Int {
        stretches.contains {
          Self.holds(compare(rows[index], from: $0.0, to: $0.1, settling: quantum))
        } ? 1 : 0
      }
      let (above, below) = stretches(index)
      var sum = sums[rows[index].label] ?? (0, 0, 0)
      sum.rows += 1
      sum.above += holds(above.local)
      sum.below += holds(below.local)
      sums[rows[index].label] = sum
    }
    return sums.mapValues { sum in
      guard sum.rows > 1, sum.above + sum.below > 0 else { return .either }
      return sum.below > sum.above ? .below : .above
    }
  }

  /// The stretches of lines that a total may mean, the likeliest first.
  private func candidates(_ index: Int, side: Side) -> [(Mark, Mark)] {
    let (above, below) = stretches(index)
    guard rows[index].kind == .subtotal else {
      return above.whole + below.whole + above.local + below.local
    }
    return switch side {
    case .above: above.local + above.whole
    case .below: below.local + below.whole + above.whole
    case .either: above.local + below.local + above.whole + below.whole
    }
  }

  private typealias Stretches = (local: [(Mark, Mark)], whole: [(Mark, Mark)])

  private func stretches(_ index: Int) -> (above: Stretches, below: Stretches) {
    let start = Mark(sums: fields.map { _ in Sum() })
    let here = rows[index].at
    let plain = rows[..<index].last { $0.range == nil && $0.kind != .ofWhich }
    let alike = rows[..<index].last { $0.range == nil && $0.kind == rows[index].kind }
    let next = rows[(index + 1)...].first { $0.range == nil && $0.kind != .ofWhich }
    let nextAlike = rows[(index + 1)...].first {
      $0.range == nil && $0.kind == rows[index].kind
    }
    return (
      above: (
        local: [(alike?.at ?? start, here), (plain?.at ?? start, here)],
        whole: [(start, now), (start, here)]
      ),
      below: (
        local: [(here, next?.at ?? now), (here, nextAlike?.at ?? now)], whole: [(here, now)]
      )
    )
  }

  private func settled(
    _ reading: Reading, _ field: Int, _ quantum: (Reading, Int) -> Int64
  ) -> Reading {
    var reading = reading
    reading.quantum = quantum(reading, field)
    return reading
  }

  private func compare(
    _ row: Row, from: Mark, to: Mark, settling quantum: (Reading, Int) -> Int64
  ) -> [StatedTotal] {
    fields.indices.compactMap { index in
      guard let reading = row.readings[fields[index]] else { return nil }
      let stated = settled(reading, fields[index], quantum)
      let sum = to.sums[index] - from.sums[index]
      var open = reading
      open.quantum = AmountColumn.openQuantum
      let step = sum.open == 0 ? 0 : Int128(quantum(open, fields[index]))
      let spread = sum.spread + sum.open * step + Int128(stated.quantum)
      return StatedTotal(
        label: row.label, field: keys[fields[index]], stated: stated, sum: sum.atoms,
        spread: spread, isComparable: to.rejected <= from.rejected)
    }
  }

  private func note(_ totals: [StatedTotal], row: Row) -> ImportNote? {
    if let wrong = totals.first(where: { $0.status == .differs }), let sum = wrong.recomputed {
      let unit = wrong.stated.unit
      let stated = "\(unit.decimal(wrong.stated.amount)) \(unit.name)"
      let lines = "\(unit.decimal(sum)) \(unit.name)"
      let difference =
        (try? wrong.stated.amount.adding(.init(atoms: -sum.atoms, dimension: sum.dimension)))
        .map { "\(unit.decimal($0)) \(unit.name)" } ?? "—"
      let isShort = wrong.stated.amount.atoms > sum.atoms
      let gap = difference.hasPrefix("-") ? String(difference.dropFirst()) : difference
      return ImportNote(
        kind: .statedTotal, severity: .error, place: wrong.stated.place,
        message: Message(
          zh: "“\(row.label)”写的是 \(stated)，所含各行之和是 \(lines)，相差 \(difference)；"
            + "可能是合计有误（应为 \(lines)），也可能是明细\(isShort ? "漏了" : "多了") \(gap)；请核对（明细已导入，合计不作为数据）",
          en:
            "“\(row.label)” states \(stated), its lines come to \(lines), apart by \(difference); "
            + "it may be the total that is wrong (it would be \(lines)), or lines that are \(isShort ? "lacking" : "too many") "
            + "(\(gap)); check both (the lines were taken, the total is no data)"),
        raw: wrong.stated.raw)
    }
    guard let open = totals.first(where: { $0.status == .unchecked }) else { return nil }
    return ImportNote(
      kind: .uncheckedTotal, severity: .warning, place: open.stated.place,
      message: Message(
        zh: "“\(row.label)”所含的行有未导入的，不能核对；请先更正这些行",
        en:
          "“\(row.label)” covers rows that were not taken and cannot be compared; correct them first"
      ),
      raw: open.stated.raw)
  }
}
