extension NoteTemplate {
  /// The items for whose change the note tells the reason.
  public var reasonItems: Set<String> {
    Set(
      lines.compactMap {
        if case .change(let slot) = $0 { slot.reason } else { nil }
      })
  }

  /// The sections of the unit's own text that the note prints.
  public var textSections: Set<String> {
    let whole = allBlocks.compactMap {
      if case .unitText(let section) = $0 { section } else { nil }
    }
    let entries = lines.compactMap {
      if case .entry(let section) = $0 { section } else { nil }
    }
    return Set(whole + entries)
  }

  /// All blocks, those inside others included.
  private var allBlocks: [Block] { Self.flat(blocks) }

  /// The pieces of all lines, those inside others included.
  private var lines: [Inline] {
    allBlocks.flatMap { block -> [Inline] in
      switch block {
      case .title(let line), .heading(_, let line), .paragraph(let line), .item(let line),
        .tables(let line):
        Self.flat(line)
      case .choice, .each, .table, .unitText, .terms, .sheet: []
      }
    }
  }

  private static func flat(_ blocks: [Block]) -> [Block] {
    blocks.flatMap { block -> [Block] in
      switch block {
      case .choice(let branches): branches.flatMap { flat($0.content) }
      case .each(_, let body): flat(body)
      default: [block]
      }
    }
  }

  private static func flat(_ line: [Inline]) -> [Inline] {
    line.flatMap { piece -> [Inline] in
      switch piece {
      case .choice(let branches): branches.flatMap { flat($0.content) }
      case .each(_, _, let body): flat(body)
      default: [piece]
      }
    }
  }
}
