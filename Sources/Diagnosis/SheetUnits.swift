import Budget
import Localization
import Sheets

/// Finds sheets whose amounts are all in another unit than they were read in: where one change of
/// unit makes the failed checks on a sheet agree and none that agreed fail.
struct SheetUnits {
  /// A sheet in the wrong unit, with the checks that its right unit repairs.
  struct Fault {
    /// The checks, as positions among the identities.
    var repaired: [Int]
    /// How many of the limits hold with the right unit.
    var limitsHeld: Int
    /// What to tell.
    var cause: Cause
  }

  /// A sheet is blamed where the unit repairs at least this many checks and moves this many cells:
  /// of one cell it is not known that it is the sheet.
  private static let fewest = (checks: 2, cells: 3)

  let entries: [CellTable.Entry]
  let identities: [IdentitySystem.Identity]
  /// The checks that a sum is at most another one: their residuals should not be above 0; they tell
  /// which of two sheets that only meet each other is wrong.
  let limits: [IdentitySystem.Identity]
  /// The positions of the identities that fail.
  let failed: Set<Int>
  /// Where each sheet states its unit.
  let unitLines: [Place: Place]

  /// The faults that repair the most failures and break the fewest limits; several only where they do
  /// equally well.
  func faults() -> [Fault] {
    var uses: [Place: [Int: Int128]] = [:]
    var units: [Place: MeasureUnit] = [:]
    var cells: [Place: Set<Int>] = [:]
    for (position, identity) in identities.enumerated() {
      for term in identity.terms {
        let entry = entries[term.cell]
        guard case .place(let place) = entry.reference, entry.unit.dimension == .money,
          entry.value != 0
        else { continue }
        let sheet = Place(file: place.file, sheet: place.sheet)
        uses[sheet, default: [:]][position, default: 0] +=
          Int128(term.factor) * Int128(entry.value)
        units[sheet] = units[sheet] ?? entry.unit
        cells[sheet, default: []].insert(term.cell)
      }
    }
    var found: [Fault] = []
    for (sheet, parts) in uses.sorted(by: { $0.key.description < $1.key.description }) {
      guard let unit = units[sheet], cells[sheet, default: []].count >= Self.fewest.cells,
        parts.count(where: { failed.contains($0.key) }) >= Self.fewest.checks
      else { continue }
      for other in MeasureUnit.all where other.dimension == .money && other != unit {
        let repaired = repaired(parts, from: unit, to: other)
        if repaired.count >= Self.fewest.checks {
          found.append(
            Fault(
              repaired: repaired, limitsHeld: limits.count { holds($0, sheet, unit, other) },
              cause: cause(sheet, unit, other, repaired.count)))
        }
      }
    }
    let most = found.map { ($0.repaired.count, $0.limitsHeld) }.max { $0 < $1 } ?? (0, 0)
    return found.filter { ($0.repaired.count, $0.limitsHeld) == most }
  }

  /// Whether a limit holds with the sheet's share of it in the unit `other`.
  private func holds(
    _ limit: IdentitySystem.Identity, _ sheet: Place, _ unit: MeasureUnit, _ other: MeasureUnit
  ) -> Bool {
    let part = limit.terms.reduce(Int128(0)) { sum, term in
      guard case .place(let place) = entries[term.cell].reference,
        Place(file: place.file, sheet: place.sheet) == sheet
      else { return sum }
      return sum + Int128(term.factor) * Int128(entries[term.cell].value)
    }
    let moved = moved(limit, part, from: unit, to: other)
    return 2 * moved.residual <= moved.spread
  }

  /// The residual with `part` of it in the unit `other`, and what rounding explains of it: both in
  /// the smaller of the units, which are powers of ten, and grown with the larger.
  private func moved(
    _ identity: IdentitySystem.Identity, _ part: Int128, from unit: MeasureUnit,
    to other: MeasureUnit
  ) -> (residual: Int128, spread: Int128) {
    let (up, down) =
      other.atoms > unit.atoms
      ? (Int128(other.atoms / unit.atoms), Int128(1))
      : (Int128(1), Int128(unit.atoms / other.atoms))
    return (
      (Int128(identity.residual) - part) * down + part * up,
      Int128(identity.bounds.spread) * max(up, down)
    )
  }

  /// The failed checks that agree once `parts`, their share of the sheet, is in the unit `other`;
  /// none where a check then fails, or fails by what stands on the sheet alone.
  private func repaired(
    _ parts: [Int: Int128], from unit: MeasureUnit, to other: MeasureUnit
  ) -> [Int] {
    var repaired: [Int] = []
    for (position, part) in parts.sorted(by: { $0.key < $1.key }) where part != 0 {
      let moved = moved(identities[position], part, from: unit, to: other)
      guard 2 * moved.residual.magnitude <= moved.spread.magnitude else { return [] }
      guard failed.contains(position) else { continue }
      // In a small enough unit every difference within a sheet would pass for rounding.
      let identity = identities[position]
      let elsewhere = Int128(identity.residual) - part
      guard 2 * elsewhere.magnitude > identity.bounds.spread.magnitude else { return [] }
      repaired.append(position)
    }
    return repaired
  }

  private func cause(
    _ sheet: Place, _ unit: MeasureUnit, _ other: MeasureUnit, _ count: Int
  ) -> Cause {
    let line = unitLines[sheet]
    let place = line ?? sheet
    return Cause(
      kind: .unit, cells: [.place(place)], repair: nil,
      explanation: Message(
        zh: "整张表的金额单位标错：\(place) 写的是\(unit.name)，应为\(other.name)；改正后 \(count) 处不符全部相符",
        en:
          "the whole sheet is in another unit than it says: \(place) says \(unit.name), should be "
          + "\(other.name); that makes all \(count) failed checks agree"))
  }
}
