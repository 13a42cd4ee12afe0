public import Budget
import Localization
public import Profiles
public import Sheets

/// An amount of last year's budget (上年预算数) that a table prints beside this year's.
public struct LastYearFigure: Sendable {
  /// The table's title in the profile.
  public var table: String
  /// The figure of this year beside which it stands: the total of the row.
  public var key: FigureKey
  /// The row.
  public var row: StatementRow
  /// The amount as printed, in 分.
  public var shown: Observation
  /// The unit in which it is printed.
  public var unit: MeasureUnit
  /// The places with which it is printed.
  public var decimals: Int
  /// Its cell.
  public var place: Place
  /// The text in the cell.
  public var raw: String
}

extension PublishedWorkbook {
  /// Where last year's budget as this workbook prints it is not what was published last year.
  ///
  /// Codes that moved since are looked for under their old numbers.
  public func differences(from prior: PublishedWorkbook, _ profile: Profile) -> [PublishedNote] {
    lastYear.compactMap { difference($0, prior, profile) }
  }

  private func difference(
    _ figure: LastYearFigure, _ prior: PublishedWorkbook, _ profile: Profile
  ) -> PublishedNote? {
    let name = StatementKey(period: .prior, table: figure.key.table, block: figure.key.block)
    guard let theirs = prior.statements[name], theirs.missing == nil else { return nil }
    let list = profile.table(name.table)?.block(name.block)?.codes
    let moves = list.flatMap { profile.moves[$0] } ?? CodeMoves()
    let old = theirs.rows.first { row in
      row.code.flatMap { moves.successor(of: $0, year: year ?? 0) } == figure.row.code
        && figure.row.code != nil
    }
    let stated = figure.unit.printed(figure.shown.atoms, decimals: figure.decimals)
    guard let row = theirs.row(like: figure.row) ?? old else {
      guard figure.shown.atoms != 0 else { return nil }
      return note(
        figure, .warning,
        Message(
          zh: "《\(figure.table)》“\(figure.row.label)”的上年数是 \(stated)，上年公开的表中没有这一行",
          en:
            "“\(figure.table)” prints \(stated) for last year's “\(figure.row.label)”, a row that last "
            + "year's table does not have"))
    }
    guard let published = prior.statements[theirs.key(row: row.key, column: figure.key.column)],
      published.amount != nil
    else { return nil }
    // Each may be off by half of its last place.
    let (difference, overflow) = figure.shown.atoms.subtractingReportingOverflow(
      published.shown.atoms)
    guard
      overflow
        || Int128(difference).magnitude * 2
          > UInt128(figure.shown.spread) + UInt128(published.shown.spread)
    else { return nil }
    let theirAmount = figure.unit.printed(published.shown.atoms, decimals: figure.decimals)
    return note(
      figure, .error,
      Message(
        zh: "《\(figure.table)》“\(figure.row.label)”的上年数是 \(stated)，上年公开的是 \(theirAmount)；请核对",
        en:
          "“\(figure.table)” prints \(stated) for last year's “\(figure.row.label)”, but last year "
          + "\(theirAmount) was published"))
  }

  private func note(
    _ figure: LastYearFigure, _ severity: Severity, _ message: Message
  ) -> PublishedNote {
    PublishedNote(
      kind: "last-year-published", severity: severity, verdict: .mismatch, place: figure.place,
      message: message, raw: figure.row.key)
  }
}

extension MeasureUnit {
  /// So many atoms of money in this unit, with its name behind.
  func printed(_ atoms: Int64, decimals: Int) -> String {
    guard let amount = try? Amount(atoms: atoms, dimension: dimension) else { return "\(atoms)" }
    return text(amount, decimals: decimals) + " " + name
  }
}
