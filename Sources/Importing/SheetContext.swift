import Budget
import Profiles
import Sheets

/// What the lines above a header say about whose figures and which year's they are.
struct SheetContext {
  /// A statement such as 编制单位：社保中心.
  struct Statement {
    /// What is said.
    var scope: InputScope
    /// The cell that says it.
    var address: CellAddress
    /// The folded text after the colon.
    var value: String
    /// The text of the cell.
    var text: String
  }

  private let labels: [(label: String, scope: InputScope)]

  init(_ schema: InputSchema) {
    labels = schema.scope.flatMap { scope in scope.above.map { (folded($0), scope) } }
  }

  /// The statements in the cells of a row, by their label.
  ///
  /// A label and its value may stand in two cells; several statements in one cell are parted by
  /// spaces, as in `编制单位：某局　单位：元`.
  func stated(in cells: [(address: CellAddress, text: String)]) -> [String: Statement] {
    var stated: [String: Statement] = [:]
    var open: (label: String, scope: InputScope, address: CellAddress, text: String)?
    func close(with value: String) {
      guard let last = open else { return }
      open = nil
      guard !value.isEmpty, !(last.scope.orMeasure && UnitWords.isMeasure(value)) else { return }
      stated[last.label] = Statement(
        scope: last.scope, address: last.address, value: value, text: last.text)
    }
    var value = ""
    for cell in cells {
      if !value.isEmpty { close(with: value) }
      value = ""
      for word in cell.text.split(whereSeparator: { $0.unicodeScalars.allSatisfy(isSpace) }) {
        let word = folded(word)
        guard let colon = word.firstIndex(of: ":") else {
          if open != nil { value += word }
          continue
        }
        close(with: value)
        open = nil
        let label = String(word[..<colon].drop { "(".contains($0) })
        value = String(word[word.index(after: colon)...])
        // Two statements without a space between: where the first ends is not known.
        if value.contains(":") { continue }
        if let known = labels.first(where: { $0.label == label }) {
          open = (label, known.scope, cell.address, cell.text)
        }
      }
    }
    close(with: value)
    return stated
  }

  /// The budget years that a folded title names: 2020 in 2020年部门预算收入表.
  static func budgetYears(in title: String) -> Set<Int> {
    guard title.contains("预算") else { return [] }
    var years: Set<Int> = []
    var digits = ""
    for character in title {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        if character == "年", digits.count == 4, let year = Int(digits) { years.insert(year) }
        digits = ""
      }
    }
    return years
  }
}
