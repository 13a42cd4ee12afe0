public import DOCXWriter

extension Note {
  /// The note as a text document by `author`; its first title is that of the file too.
  public func document(author: String, mark: String?) -> DocumentDraft {
    var draft = DocumentDraft(title: title, author: author, mark: mark)
    if let mark { draft.blocks.append(.centred("【\(mark)】")) }
    for (kind, block) in document {
      switch block {
      case .text(_, let spans):
        switch kind {
        case .title: draft.blocks.append(.title(spans.text))
        case .heading(let level): draft.blocks.append(.heading(level: level, spans.text))
        case .item: draft.blocks.append(.item(spans.text))
        case .paragraph, nil: draft.blocks.append(.paragraph(spans.text))
        }
      case .table(let table): draft.blocks.append(.table(table.draft))
      case .sheet, .tables: break
      }
    }
    return draft
  }

  private var title: String {
    for case (.title, .text(_, let spans)) in document { return spans.text }
    return Self.documentName
  }
}

extension Note.Table {
  fileprivate var draft: DocumentDraft.Table {
    DocumentDraft.Table(
      widths: widths, heading: (0..<headingDepth).map(headingRow),
      rows: rows.map { cells in
        cells.enumerated().map { column, spans in
          DocumentDraft.Table.Cell(
            spans.text, alignment: figureColumns.contains(column) ? .right : .left)
        }
      })
  }

  private func headingRow(_ level: Int) -> [DocumentDraft.Table.Cell] {
    var cells: [DocumentDraft.Table.Cell] = []
    for (column, path) in headings.enumerated() {
      if continuesLeft(column, level) {
        cells[cells.count - 1].columns += 1
      } else if level < path.count {
        // A short path's last heading reaches down to the last row.
        let reachesDown = level == path.count - 1 && level < headingDepth - 1
        cells.append(
          DocumentDraft.Table.Cell(path[level], startsRows: reachesDown ? true : nil))
      } else {
        cells.append(DocumentDraft.Table.Cell("", startsRows: false))
      }
    }
    return cells
  }
}
