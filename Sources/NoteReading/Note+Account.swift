import Budget
public import Sheets

/// Where the paragraphs and amounts of a note went.
public struct NoteAccount: Sendable {
  /// The paragraphs.
  public var paragraphs: Int
  /// The tables.
  public var tables: Int
  /// Amounts and percentages that state a figure which was recognised.
  public var bound: Int
  /// Those that state none, such as limits and targets.
  public var outside: Int
  /// Those whose figure was not recognised.
  public var unbound: Int

  /// All amounts and percentages.
  public var numbers: Int { bound + outside + unbound }
}

/// A number of a note with what it is said of.
public struct NoteStatement: Sendable {
  /// The words that name the figure.
  public var subject: String
  /// What is said of it: `amount`, `change`, `rate` or `share`.
  public var aspect: String
  /// The number.
  public var number: NoteNumber
  /// Where it stands.
  public var place: Place
  /// The number as printed.
  public var raw: String
  /// The sentence.
  public var sentence: String
}

extension Note {
  /// Where its paragraphs and amounts went.
  public var account: NoteAccount {
    var account = NoteAccount(
      paragraphs: parts.count, tables: tables.count, bound: 0, outside: 0, unbound: 0)
    for part in parts {
      account.bound += part.reading.claims.count { $0.number?.isFigure ?? false }
      account.outside += part.reading.outside.count { $0.isFigure }
      account.unbound += part.reading.unbound.count { $0.number.isFigure }
    }
    return account
  }

  /// The numbers whose figure was recognised, in the order of the note.
  public var statements: [NoteStatement] {
    parts.indices.flatMap { index in
      parts[index].reading.claims.compactMap { claim in
        guard let number = claim.number, number.isFigure else { return nil }
        let operand = operand(index, number.range)
        return NoteStatement(
          subject: claim.name.printed, aspect: claim.aspect.name, number: number,
          place: operand.place, raw: operand.raw, sentence: operand.quotation?.sentence ?? "")
      }
    }
  }
}

extension Claim.Aspect {
  fileprivate var name: String {
    switch self {
    case .level, .nothing: "amount"
    case .change, .flat: "change"
    case .rate: "rate"
    case .share: "share"
    }
  }
}
