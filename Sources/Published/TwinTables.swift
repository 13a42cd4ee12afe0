import Budget
import Localization
import Profiles
import Sheets

/// Two tables of one form in the files, as a note has some of the tables of its workbook.
struct TwinTables {
  /// The figures of each by key, those that are nothing left out.
  private let taken: [FigureKey: Figure]
  private let other: [FigureKey: Figure]

  init(taken: [TableReader.ReadBlock], other: [TableReader.ReadBlock]) {
    self.taken = Self.figures(taken)
    self.other = Self.figures(other)
  }

  private static func figures(_ blocks: [TableReader.ReadBlock]) -> [FigureKey: Figure] {
    blocks.reduce(into: [:]) { figures, block in
      for (key, figure) in block.figures where figure.shown.atoms != 0 { figures[key] = figure }
    }
  }

  /// The first figure that differs, and how many do; nil where none does.
  func difference() -> (key: FigureKey, place: Place?, message: Message)? {
    let keys = Set(taken.keys).union(other.keys)
      .filter { taken[$0]?.shown.atoms != other[$0]?.shown.atoms }
    // A figure of both tells more than one that one of them lacks.
    let shared = keys.filter { taken[$0] != nil && other[$0] != nil }
    let first = (shared.isEmpty ? keys : shared).min {
      (cell($0).row, cell($0).column, $0.description) < (
        cell($1).row, cell($1).column, $1.description
      )
    }
    guard let first else { return nil }
    let (left, right) = (other[first]?.raw, taken[first]?.raw)
    return (
      first, other[first]?.place ?? nil,
      Message(
        zh:
          "\(keys.count) 处，如 \(first)：这一张\(left.map { "是 \($0)" } ?? "没有")，另一张\(right.map { "是 \($0)" } ?? "没有")",
        en:
          "\(keys.count) figures, such as \(first): \(left ?? "none") here, \(right ?? "none") there"
      )
    )
  }

  private func cell(_ key: FigureKey) -> CellAddress {
    let place = (other[key] ?? taken[key])?.place
    guard case .cell(let address)? = place?.spot else { return CellAddress(row: 0, column: 0) }
    return address
  }
}

extension Figure {
  private var reading: Budget.Reading? {
    guard case .constant(let contributions) = derivation else { return nil }
    return contributions.first?.reading
  }

  /// The cell that it was read from.
  fileprivate var place: Place? { reading?.place }

  /// The text of that cell.
  fileprivate var raw: String? { reading?.raw }
}
