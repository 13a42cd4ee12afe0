internal import Sheets

/// A sheet that has passed its checks, its texts and styles numbered: what can be written beside
/// the other sheets.
struct NumberedSheet {
  let draft: SheetDraft
  /// For each cell in reading order the number of its style; 0 for one that a merge covers, which
  /// has the style of the merge.
  private(set) var styles: [Int32] = []
  /// For each cell in reading order the number of its text; −1 for one without.
  private(set) var texts: [Int32] = []
  /// By row, the columns that merges cover, with the number of their style.
  private(set) var covers: [Int: [(columns: ClosedRange<Int>, style: Int)]] = [:]
  /// For each conditional format the number of its look.
  private(set) var looks: [Int] = []

  /// Checks every cell of `draft` and numbers what it shares with others.
  init(
    _ draft: SheetDraft, path: String, texts shared: inout SharedTexts, styles book: inout StyleBook
  ) throws(WriteError) {
    self.draft = Self.withCells(draft)
    let spot = Spot(path: path, sheet: draft.name)
    let cover = MergeCover(draft.merges)
    // Most cells look like the one above them.
    var above: [(style: CellStyle, number: Int32)?] = []
    for row in self.draft.cells.rows {
      let cells = row.cells.span
      for index in cells.indices {
        let address = CellAddress(row: row.number, column: row.columns[index])
        guard cover.merge(over: address) == nil else {
          styles.append(0)
          texts.append(-1)
          continue
        }
        try spot.check(address)
        while above.count <= address.column { above.append(nil) }
        if let known = above[address.column], known.style == cells[index].style {
          styles.append(known.number)
        } else {
          let style = cells[index].style
          let number = Int32(try book.number(of: style, at: spot.at(address)))
          above[address.column] = (style, number)
          styles.append(number)
        }
        try check(cells[index], at: spot.at(address), &shared)
      }
    }
    addCovers(of: draft.merges)
    looks = draft.conditionalFormats.map { book.number(of: StyleBook.ConditionalLook($0)) }
  }

  /// A merge lies on a cell, if only an empty one.
  private static func withCells(_ draft: SheetDraft) -> SheetDraft {
    var draft = draft
    for merge in draft.merges where draft.cells[merge.first] == nil {
      draft.cells[merge.first] = DraftCell(.blank)
    }
    return draft
  }

  private mutating func check(
    _ cell: borrowing DraftCell, at spot: Spot, _ shared: inout SharedTexts
  ) throws(WriteError) {
    var text: String?
    switch cell.content {
    case .blank: break
    case .number(let number): try spot.checkStorable(number)
    case .text(let content): text = try spot.stored(content)
    case .formula(let formula, let cached):
      try spot.check(formula: formula, cached: cached)
    case .link(let content, _):
      text = try spot.stored(content, limit: 255)
    }
    if let link = cell.link { _ = try spot.stored(link.tip, limit: 255) }
    if let comment = cell.comment { _ = try spot.stored(comment) }
    if let text, !text.isEmpty {
      texts.append(Int32(shared.number(of: text)))
    } else {
      texts.append(-1)
    }
  }

  private mutating func addCovers(of merges: [CellRange]) {
    guard !merges.isEmpty else { return }
    // The style of a merge is that of its first cell.
    var numbers: [CellAddress: Int32] = [:]
    let firsts = Set(merges.map(\.first))
    let last = merges.map(\.first.row).max() ?? 0
    var index = 0
    for row in draft.cells.rows.prefix(while: { $0.number <= last }) {
      for column in row.columns {
        let address = CellAddress(row: row.number, column: column)
        if firsts.contains(address) { numbers[address] = styles[index] }
        index += 1
      }
    }
    for merge in merges {
      let style = Int(numbers[merge.first] ?? 0)
      for row in merge.first.row...merge.last.row {
        let start = row == merge.first.row ? merge.first.column + 1 : merge.first.column
        guard start <= merge.last.column else { continue }
        covers[row, default: []].append((start...merge.last.column, style))
      }
    }
  }
}
