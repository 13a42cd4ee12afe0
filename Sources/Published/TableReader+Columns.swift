import Budget
import Importing
import Localization
import Profiles
import Sheets

/// Columns of the form that a table does not print, and columns that were not understood.
extension TableReader {
  /// The figure columns that the table's heading does not have at all.
  ///
  /// Where a column has a heading that nothing explains, or figures without a heading, it may be any
  /// of those that were not found: none of them is known to be absent then.
  func absentColumns(of block: BlockDefinition, _ columns: BlockBinding) -> Set<String> {
    guard columns.cells.isEmpty, unexplained(columns).allSatisfy(isBeside) else { return [] }
    return Set(
      block.columns.filter { column in
        column.figures != nil && columns.columns[column.key] == nil
          && columns.ambiguous[column.key] == nil
      }.map(\.key))
  }

  /// The columns of a block's part of the sheet that may hold figures of its form, though no heading
  /// says which.
  private func unexplained(_ columns: BlockBinding) -> [Int] {
    let used = binding.used
    var numbers: Set<Int> = []
    var texts: Set<Int> = []
    for (row, cells) in region.cells where row > binding.rows.upperBound {
      for (column, cell) in cells where columns.segment.contains(column) && !used.contains(column) {
        if NumberText(cell.text) != nil {
          numbers.insert(column)
        } else if !declaresNothing(folded(cell.text)) {
          texts.insert(column)
        }
      }
    }
    let headed = Set(binding.headings.keys.filter(columns.segment.contains)).subtracting(used)
    return headed.union(numbers).filter { column in
      guard let heading = binding.headings[column] else { return true }
      return !isExplained(heading) && (numbers.contains(column) || !texts.contains(column))
    }.sorted()
  }

  /// What a cell states as money, in the unit of its heading, or else of the table.
  func money(_ line: Int, _ position: Int, tableUnit: MeasureUnit?) -> CellStatement {
    let unit = binding.headings[position]?.unit.flatMap { MeasureUnit(named: $0) } ?? tableUnit
    return figures.read(region.cells[line]?[position], unit: unit, dimension: .money)
  }

  /// Whether a column is known to be none of any form's.
  private func isBeside(_ position: Int) -> Bool {
    binding.headings[position].map { isBeside($0.leaf) } ?? false
  }

  /// Whether a heading or label is known to be that of no column or row of any form.
  func isBeside(_ name: String) -> Bool {
    let core = Names.rowCore(name)
    return profile.namesBeside.contains { Names.rowCore($0) == core }
  }

  /// Whether a heading that names no column of the form says what else the column is: row numbers,
  /// remarks, codes, another year, or the total or a part of a group whose other columns are known.
  private func isExplained(_ heading: Heading) -> Bool {
    guard let last = heading.path.last, !ColumnBinder.saysNothing(last), !heading.isBesideTheSum
    else { return true }
    let group = heading.path.dropLast()
    guard !group.isEmpty else { return false }
    let used = binding.used
    let known = binding.headings.values.filter {
      used.contains($0.column) && $0.path.count > group.count && $0.path.starts(with: group)
    }
    return heading.totalOf != nil ? !known.isEmpty : known.contains { $0.totalOf != nil }
  }

  /// Takes columns of money that the form does not have: their figures count under their own names.
  ///
  /// Where a column of the form was not found, such a column may be that one, and is not taken.
  func addStrangerColumns(
    of block: BlockDefinition, _ columns: BlockBinding, _ rows: [BodyRow], unit: MeasureUnit?,
    _ open: [MeasureUnit: Int], _ result: inout ReadBlock, _ notes: inout [PublishedNote]
  ) {
    let own = block.columns.filter { $0.figures?.format.unit.dimension == .money }
    guard let format = own.first?.figures?.format, columns.cells.isEmpty else { return }
    let isWhole = block.columns.allSatisfy {
      $0.figures == nil || columns.columns[$0.key] != nil
    }
    for position in unexplained(columns) where isWhole || isBeside(position) {
      let letters = CellAddress.letters(ofColumn: position)
      let name = binding.headings[position]?.path.joined(separator: "/") ?? "\(letters)列"
      var taken: [FigureKey: Figure] = [:]
      for row in rows {
        guard let line = row.line else { continue }
        let cell = money(line, position, tableUnit: unit)
        taken[result.statement.key(row: row.row.key, column: name)] = figure(
          cell, format, open: open, isFiner: false, isParent: false)
      }
      guard !block.columns.contains(where: { $0.key == name }),
        taken.values.contains(where: { $0.shown.atoms != 0 })
      else { continue }
      result.statement.strangerColumns.append(name)
      result.figures.merge(taken) { own, _ in own }
      notes.append(
        note(
          "column-unknown", .warning, .notChecked,
          CellAddress(row: binding.rows.upperBound, column: position),
          Message(
            zh: "《\(table.title)》的“\(name)”列（\(letters) 列）不是规范所列的列；已按其自身名称计入，"
              + "各行合计连同它核对",
            en: "the column “\(name)” (\(letters)) of “\(table.title)” is none of the profile's; "
              + "counted under its own name, totals of rows are checked with it"), raw: name))
    }
  }

  // MARK: Notes

  /// What is said of figures beside the blocks of the form, such as 支出 by its kinds.
  func unreadColumns() -> PublishedNote? {
    let segments = binding.blocks.values.map(\.segment)
    // 序号 and the like stand before the blocks.
    let start = segments.map(\.lowerBound).min() ?? 0
    var unread: Set<Int> = []
    for (row, cells) in region.cells where row > binding.rows.upperBound {
      for (column, cell) in cells
      where column > start && !segments.contains(where: { $0.contains(column) })
        && NumberText(cell.text) != nil
        && binding.headings[column].map({ !isExplained($0) }) ?? true
      {
        unread.insert(column)
      }
    }
    guard let first = unread.min() else { return nil }
    let letters = unread.sorted().map { CellAddress.letters(ofColumn: $0) }
    return note(
      "unread-columns", .info, .notChecked,
      CellAddress(row: binding.rows.upperBound, column: first),
      Message(
        zh: "《\(table.title)》的 \(letters.joined(separator: "、")) 列不属于规范的表式，没有读取，不核对",
        en:
          "the columns \(letters.joined(separator: ", ")) of “\(table.title)” belong to none of the "
          + "form's parts; they were not read and are not checked"))
  }

  func noteColumns(
    _ block: BlockDefinition, _ columns: BlockBinding, absent: Set<String>,
    _ notes: inout [PublishedNote]
  ) {
    guard columns.cells.isEmpty else { return noteCells(block, columns, &notes) }
    let header = CellAddress(row: binding.rows.lowerBound, column: columns.label ?? 0)
    for column in block.columns where column.figures != nil && columns.columns[column.key] == nil {
      if let rivals = columns.ambiguous[column.key] {
        let letters = rivals.map { CellAddress.letters(ofColumn: $0) }.joined(separator: "、")
        notes.append(
          note(
            "ambiguous-column", .warning, .notChecked,
            CellAddress(row: binding.rows.lowerBound, column: rivals[0]),
            Message(
              zh: "《\(table.title)》的“\(column.key)”列可能是 \(letters) 中的任一列，未采用；请写明表头",
              en:
                "column “\(column.key)” of “\(table.title)” may be any of \(letters); none was taken"
            )))
      } else if !absent.contains(column.key) {
        notes.append(note("missing-column", .info, .notChecked, header, unfound(column, columns)))
      }
    }
    let names = block.columns.map(\.key).filter(absent.contains)
    guard !names.isEmpty else { return }
    notes.append(
      note(
        "absent-columns", .info, .notChecked, header,
        Message(
          zh: "《\(table.title)》没有“\(names.joined(separator: "”“"))”列：各行合计按表中已有的列核对",
          en: "“\(table.title)” does not print the columns “\(names.joined(separator: "”, “"))”: "
            + "totals of rows are checked over the columns that it has")))
  }

  private func unfound(_ column: ColumnDefinition, _ columns: BlockBinding) -> Message {
    let letters = unexplained(columns).filter { !isBeside($0) }.map {
      CellAddress.letters(ofColumn: $0)
    }
    let choices = letters.joined(separator: "、")
    return Message(
      zh: "《\(table.title)》没有认出“\(column.key)”列，可能是表头未能识别的 \(choices) 列；需要它的规则不能核对",
      en: "the column “\(column.key)” of “\(table.title)” was not recognised and may be "
        + "\(letters.joined(separator: ", ")), whose heading says nothing known; rules that need it are not checked"
    )
  }

  // Figures side by side whose headings were not found.
  private func noteCells(
    _ block: BlockDefinition, _ columns: BlockBinding, _ notes: inout [PublishedNote]
  ) {
    for layout in profile.layouts where layout.table == table.key {
      for case .cell(let row, let column) in layout.columns.map(\.content)
      where columns.cells[row]?[column] == nil {
        notes.append(
          note(
            "missing-column", .info, .notChecked,
            CellAddress(row: binding.rows.lowerBound, column: 0),
            Message(
              zh: "《\(table.title)》没有“\(row)”的列，或有几列分不清；需要它的规则不能核对",
              en: "“\(table.title)” has no column “\(row)”, or several that cannot be told apart; "
                + "rules that need it are not checked")))
      }
    }
  }
}
