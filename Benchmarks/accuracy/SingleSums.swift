import Budget
import Diagnosis
import Reconciliation
import TestSamples

/// One sum and one grid alone, with 分 and with round amounts: how much the system of identities is
/// worth, where a single sum cannot tell, and what chance has to do with it.
func singleSums(_ plants: Int, _ random: inout SeededRandom) {
  print("\n## One sum or one grid alone: a single defect, \(plants) of each\n")
  print(
    "| shape | items | amounts | defect | first place | top three | among alternatives | told as its parts | by chance |"
  )
  print("|---|---:|---|---|---:|---:|---:|---:|---:|")
  for isGrid in [false, true] {
    for items in [5, 20, 80] {
      for unit: Int64 in [1, 100_000] {
        for name in [
          "unit ×10⁴", "slide ×10", "sign", "adjacent transposition", "distant transposition",
          "one digit", "text-number", "missing row", "duplicate row",
        ] {
          var (first, top, honest, told, accidents) = (0, 0, 0, 0, 0)
          for _ in 0..<plants {
            let (system, wrong) = planted(name, isGrid: isGrid, items: items, unit: unit, &random)
            let explanations = system.diagnoses().first?.explanations ?? []
            let cells = explanations.map(\.cells)
            if cells.first == [wrong] { first += 1 }
            if cells.prefix(3).contains([wrong]) { top += 1 }
            if cells.contains([wrong]) { honest += 1 }
            if let chance = explanations.compactMap(\.accident).max() {
              told += 1
              accidents = max(accidents, chance)
            }
          }
          print(
            "| \(isGrid ? "grid × 4" : "sum") | \(items) | \(unit == 1 ? "分" : "1000 元") | \(name) | \(percent(first, plants)) | \(percent(top, plants)) | \(percent(honest, plants)) | \(percent(told, plants)) | ≤ \(accidents) ‰ |"
          )
        }
      }
    }
  }
}

private func planted(
  _ name: String, isGrid: Bool, items: Int, unit: Int64, _ random: inout SeededRandom
) -> (IdentitySystem, Int) {
  let width = isGrid ? 4 : 1
  let leaves = items * width
  var values = (0..<leaves).map { _ in
    // Log-uniform from 1 000 元 to 10 000 000 元.
    let power = Double.random(in: 5...9, using: &random)
    var size = 1.0
    for _ in 0..<Int(power) { size *= 10 }
    let amount = Int64(size * (1 + 9 * (power - Double(Int(power)))))
    return max(amount / unit, 1) * unit
  }
  var sums: [[IdentitySystem.Term]] = []
  for column in 0..<width {
    let parts = (0..<items).map { $0 * width + column }
    sums.append(parts.map { .init(cell: $0, factor: 1) } + [.init(cell: values.count, factor: -1)])
    values.append(parts.map { values[$0] }.reduce(0, +))
  }
  if isGrid {
    for row in 0..<items {
      let parts = (0..<width).map { row * width + $0 }
      sums.append(
        parts.map { .init(cell: $0, factor: 1) } + [.init(cell: values.count, factor: -1)])
      values.append(parts.map { values[$0] }.reduce(0, +))
    }
  }
  while true {
    var wrong = Int.random(in: 0..<leaves, using: &random)
    switch name {
    // The total of the first column leaves a row out, or counts one twice.
    case "missing row", "duplicate row":
      let part = values[wrong / width * width]
      wrong = leaves
      values[wrong] += name == "missing row" ? -part : part
    default:
      guard let next = Defect.slipped(values[wrong], name, &random), next != values[wrong] else {
        continue
      }
      values[wrong] = next
    }
    guard
      let system = try? IdentitySystem(cells: values.map { .init(value: $0) }, sums: sums)
    else { preconditionFailure("amounts are within the limit") }
    return (system, wrong)
  }
}
