/// The columns that a reader uses, in the order of the sheet.
struct ColumnsInUse {
  /// The columns, 0-based.
  let all: [Int]
  /// For each of them, whether it holds amounts.
  let holdsAmounts: [Bool]
  /// For each of them, the closed list of its values.
  let choices: [ChoiceList?]
  /// The columns that only number the rows.
  let serial: Set<Int>
  /// The columns that say whose lines they are, or by which lines are chosen; they may hold a field
  /// as well.
  let scope: [Int]
  private let positions: [Int?]

  init(all: [Int], holdsAmounts: [Bool], choices: [ChoiceList?], serial: Set<Int>, scope: [Int]) {
    self.all = all
    self.holdsAmounts = holdsAmounts
    self.choices = choices
    self.serial = serial
    self.scope = scope
    var positions: [Int?] = Array(repeating: nil, count: (all.last ?? -1) + 1)
    for (position, column) in all.enumerated() { positions[column] = position }
    self.positions = positions
  }

  /// The position of `column` in `all`; nil where it is not in use.
  func position(of column: Int) -> Int? {
    column < positions.count ? positions[column] : nil
  }
}
