import Budget
import Formulas
import Localization
public import Sheets

/// The formulas of a sheet that is too large for memory, computed anew from the rows around them.
///
/// Computed are formulas that only refer to the rows of their own window, as 净值 = 原值 − 折旧 does
/// in each row of a register. Of the others the stored result is taken and they are counted; a stored
/// 0 or none is refused like everywhere, and totals are compared with their lines anyway.
public struct RowFormulas: Sendable {
  private let frame: SheetFrame
  private var differing: [ImportNote] = []
  private var differingCount = 0
  private var unverified = 0
  private var firstUnverified: (address: CellAddress, formula: String)?

  /// Formulas of the sheet of `frame`.
  public init(_ frame: SheetFrame) { self.frame = frame }

  /// Computes the formulas among `cells`, which are whole rows in reading order.
  public mutating func compute(_ cells: inout [Cell]) {
    guard let first = cells.first?.address.row, let last = cells.last?.address.row,
      cells.contains(where: { $0.formula != nil })
    else { return }
    var unknown: Set<CellAddress> = []
    var references: [(index: Int, ranges: [CellRange])] = []
    for index in cells.indices {
      guard let text = cells[index].formula else { continue }
      let own = (try? Formula(parsing: text))?.references
      let isLocal = own?.allSatisfy {
        ($0.sheet == nil || $0.sheet == frame.name) && $0.range.first.row >= first
          && $0.range.last.row <= last
      }
      if isLocal == true, let own {
        references.append((index, own.map(\.range)))
      } else {
        note(unverified: cells[index], text)
        if cells[index].value == nil { unknown.insert(cells[index].address) }
      }
    }
    // What rests on a cell without a known value is not known either.
    var isSettled = unknown.isEmpty
    while !isSettled {
      let count = references.count
      references.removeAll { index, ranges in
        guard ranges.contains(where: { range in unknown.contains { range.contains($0) } }) else {
          return false
        }
        unknown.insert(cells[index].address)
        note(unverified: cells[index], cells[index].formula ?? "")
        return true
      }
      isSettled = count == references.count
    }
    var sheet = Sheet(file: frame.file, name: frame.name, cells: cells)
    let computed = Set(references.map(\.index))
    for index in sheet.cells.indices where !computed.contains(index) {
      sheet.cells[index].formula = nil
    }
    var positions: [CellAddress: Int] = [:]
    for index in computed { positions[cells[index].address] = index }
    for outcome in Recalculation([sheet]).outcomes {
      guard case .cell(let address) = outcome.place.spot, let index = positions[address] else {
        continue
      }
      cells[index].take(outcome)
      if outcome.agreement == .different, let message = outcome.message {
        differingCount += 1
        if differing.count < NoteLog.limit {
          differing.append(
            ImportNote(
              kind: .formulaDiffers, severity: .warning, place: outcome.place, message: message,
              raw: outcome.formula))
        }
      } else if case .unknown = outcome.agreement {
        note(unverified: cells[index], outcome.formula)
      }
    }
  }

  /// What has to be told about the formulas, and how many notes of each kind there were.
  public var notes: (all: [ImportNote], counts: [ImportNoteKind: Int]) {
    var all = differing
    var counts: [ImportNoteKind: Int] = [:]
    if differingCount > 0 { counts[.formulaDiffers] = differingCount }
    if let first = firstUnverified {
      counts[.formulaUnverified] = 1
      all.append(
        ImportNote(
          kind: .formulaUnverified, severity: .info, place: frame.place(first.address),
          message: Message(
            zh: "本表太大，有 \(unverified) 个公式引用其他行或其他表，没有重算，按存储的结果读取",
            en: "the sheet is large: \(unverified) formulas refer to rows far away or to other "
              + "sheets and were not computed anew, their stored results were taken"),
          raw: first.formula))
    }
    return (all, counts)
  }

  private mutating func note(unverified cell: Cell, _ formula: String) {
    unverified += 1
    if firstUnverified == nil { firstUnverified = (cell.address, formula) }
  }
}
