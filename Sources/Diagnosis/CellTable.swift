import Budget
import Reconciliation
import Sheets

/// The independent cells behind figures: derived figures are replaced by what they are made from,
/// because a formula cannot be wrong, only its inputs can.
struct CellTable {
  /// One cell: where it stands, what it says and how it is printed.
  struct Entry {
    var reference: CellReference
    var key: FigureKey
    var unit: MeasureUnit
    var decimals: Int
    var value: Int64
    var step: Int64
  }

  private(set) var entries: [Entry] = []
  private let statements: StatementSet
  private var index: [CellReference: Int] = [:]
  private var expansions: [FigureKey: [(cell: Int, factor: Int64)]] = [:]

  init(statements: StatementSet) {
    self.statements = statements
  }

  /// The cells of a check with their net weights, in the order of the check; nil where a figure is
  /// no sum of cells.
  mutating func terms(of check: Check) -> [IdentitySystem.Term]? {
    var terms: [IdentitySystem.Term] = []
    var places: [Int: Int] = [:]
    for (side, sign) in [(check.left, Int64(1)), (check.right, -1)] {
      for term in side.form.terms {
        guard let parts = cells(of: term.key) else { return nil }
        for part in parts {
          let factor = sign * term.factor * part.factor
          if let place = places[part.cell] {
            terms[place].factor += factor
          } else {
            places[part.cell] = terms.count
            terms.append(IdentitySystem.Term(cell: part.cell, factor: factor))
          }
        }
      }
    }
    return terms.filter { $0.factor != 0 }
  }

  private mutating func cells(of key: FigureKey) -> [(cell: Int, factor: Int64)]? {
    if let known = expansions[key] { return known }
    guard let figure = statements[key] else { return nil }
    var parts: [(cell: Int, factor: Int64)] = []
    switch figure.derivation {
    case .ratio: return nil
    case .constant(let contributions):
      if contributions.count == 1, contributions[0].factor == 1 {
        parts = [(cell(contributions[0].reading, of: key, figure, isWhole: true), 1)]
      } else if contributions.isEmpty {
        parts = [(cell(of: key, figure), 1)]
      } else {
        parts = contributions.map {
          (cell($0.reading, of: key, figure, isWhole: false), $0.factor)
        }
      }
    case .formula(let form, let own):
      parts = own.map { (cell($0.reading, of: key, figure, isWhole: false), $0.factor) }
      for term in form.terms {
        guard let inner = cells(of: term.key) else { return nil }
        parts += inner.map { ($0.cell, $0.factor * term.factor) }
      }
    }
    expansions[key] = parts
    return parts
  }

  /// The figure itself, where no file has it: a declared blank, or a set without places.
  private mutating func cell(of key: FigureKey, _ figure: Figure) -> Int {
    add(
      Entry(
        reference: .figure(key), key: key, unit: figure.unit, decimals: figure.decimals,
        value: figure.shown.atoms, step: figure.shown.spread))
  }

  /// A cell of a file; as printed where the figure is that cell and known only so.
  private mutating func cell(
    _ reading: Reading, of key: FigureKey, _ figure: Figure, isWhole: Bool
  ) -> Int {
    let isPrinted = isWhole && figure.exact == nil
    return add(
      Entry(
        reference: .place(reading.place), key: key, unit: reading.unit,
        decimals: isPrinted ? figure.decimals : 2,
        value: isPrinted ? figure.shown.atoms : reading.amount.atoms,
        step: isPrinted ? figure.shown.spread : reading.quantum))
  }

  private mutating func add(_ entry: Entry) -> Int {
    if let known = index[entry.reference] { return known }
    index[entry.reference] = entries.count
    entries.append(entry)
    return entries.count - 1
  }
}
