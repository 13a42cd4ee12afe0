import Budget
import Localization
import Sheets

/// What may be meant where a cell could not be taken, and what settles it.
extension ImportNote {
  /// The note of a cell that could not be taken, with the choices where its message names none, and the
  /// line of `gouji.yaml` that settles the cell.
  var withChoices: ImportNote {
    guard severity == .error, case .cell(let address) = place.spot, kind.isAboutCell else {
      return self
    }
    var note = self
    if let choices = kind.choices, !message.chinese.contains("可能是"),
      !message.chinese.contains("应为：")
    {
      note.message.chinese += "；" + choices.chinese
      note.message.english += "; " + choices.english
    }
    guard !note.message.chinese.contains("gouji.yaml") || kind == .unitConflict else { return note }
    note.message.chinese += "；也可在 gouji.yaml 中为该输入写 cells: {\(address): 值}"
    note.message.english += "; or settle it in gouji.yaml with cells: {\(address): VALUE}"
    return note
  }
}

extension ImportNoteKind {
  /// Whether a value for the cell settles it.
  fileprivate var isAboutCell: Bool {
    switch self {
    case .malformedCode, .textAmount, .errorCell, .formulaValue, .mergedAmount, .unknownChoice,
      .amountTooLarge, .unitConflict, .ambiguousColumn, .statedTotal, .otherContext, .missingField,
      .badDate:
      true
    default: false
    }
  }

  /// What there is to choose from where the cell itself suggests nothing.
  fileprivate var choices: Message? {
    switch self {
    case .malformedCode:
      Message(
        zh: "可选：是明细的，更正编码；是标题、小计或注的，清空金额",
        en:
          "the choices: a line, whose code is to be corrected, or a heading, subtotal or footnote, whose amount is to be cleared"
      )
    case .textAmount, .errorCell:
      Message(
        zh: "可选：填数额；没有的写“无”", en: "the choices: the amount, or 无 where there is none")
    case .formulaValue:
      Message(
        zh: "可能是存储的结果，也可能是重算后的数",
        en: "the choices: the stored result, or what recalculation gives")
    case .mergedAmount:
      Message(
        zh: "可能全是其中一行的，也可能是几行的合计",
        en: "the choices: the amount of one of the rows, or of all of them together")
    case .unitConflict:
      Message(
        zh: "可选：以表头上方或列标题的为准，或以此处的为准",
        en: "the choices: the unit of the header or the one that stands here")
    case .otherContext:
      Message(
        zh: "可选：以下各行仍属表头上方所写的（改写此行），或属此行所写的（分成两张表）",
        en:
          "the choices: the rows below belong to what the header says (correct this line), or to what it says here (two sheets)"
      )
    default: nil
    }
  }
}
