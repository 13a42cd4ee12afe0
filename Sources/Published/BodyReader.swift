import Budget
import Importing
import Profiles
import Sheets

/// A row of a statement and the row of the sheet on which it stands; nil where it was not found.
struct BodyRow {
  var row: StatementRow
  var line: Int?
  var fixed: FixedRow?
}

/// Finds the rows of a block under a table's header.
struct BodyReader {
  let profile: Profile
  let block: BlockDefinition
  let binding: BlockBinding
  let table: TableBinding
  let region: Region
  let year: Int
  /// The profile's title of the table, to let go of it where it is repeated.
  let titles: [String]

  /// What the rows of a block came to.
  struct Body {
    var rows: [BodyRow] = []
    /// Rows with figures that are none of the profile's.
    var strangers: [Stranger] = []
    /// How many rows with figures were read.
    var understood = 0
    /// Whether the rows should stand on several levels, and nothing tells which is on which.
    var lacksLevels = false
  }

  /// A row with figures that is not in the profile's form.
  struct Stranger {
    enum Kind {
      /// The label is none of the form's: it is kept under its own name.
      case unknownLabel
      /// A code or label that stands there already: it is kept as a second one.
      case duplicate
      /// It breaks down the row above (其中) where the form does not: left out.
      case ofWhich
      /// Neither label nor code can be made out, or it is a subtotal: left out.
      case leftOut
    }

    var kind: Kind
    var line: Int
    var text: String
  }

  /// The rows of the block in the order of the profile.
  func body() -> Body {
    switch block.rows {
    case .fixed(let rows): fixed(rows)
    case .tree(let plan): tree(plan)
    case .records(let plan): records(plan)
    }
  }

  var lines: [Int] {
    region.rowNumbers.filter { $0 > table.rows.upperBound && !isFurniture($0) }
  }
}
