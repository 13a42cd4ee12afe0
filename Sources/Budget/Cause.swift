public import Localization
public import Sheets

/// A cell that a cause names.
public enum CellReference: Hashable, Sendable {
  /// A figure of the statements, where no file has it.
  case figure(FigureKey)
  /// A cell of a file.
  case place(Place)
}

extension CellReference: CustomStringConvertible {
  /// The cell as reports print it, with its file, or the figure as rules write it.
  ///
  /// The inputs of several units have sheets of one name.
  public var description: String {
    switch self {
    case .figure(let key): key.description
    case .place(let place): place.description
    }
  }
}

/// What was probably done to the cells that are wrong (错因), and what would repair them.
public struct Cause: Hashable, Sendable {
  /// What was done; the list is closed.
  public enum Kind: String, Sendable, CaseIterable {
    /// 单位错: 元 for 万元 or the reverse, ×10⁴.
    case unit
    /// 小数点错位: ×10ᵏ.
    case slide
    /// 数字颠倒: two digits changed places.
    case transposition
    /// 正负号错.
    case sign
    /// 一位数字错.
    case digit
    /// 漏行: a row is not there, or not in the sum.
    case missingRow = "missing-row"
    /// 重行: a row is there twice, or counted twice.
    case duplicateRow = "duplicate-row"
    /// 串格: two cells hold each other's amounts.
    case interchange
    /// 合计未更新: a total that does not follow its parts.
    case staleTotal = "stale-total"
    /// 求和区域不全: the sum leaves out rows at its end or beginning.
    case shortRange = "short-range"
    /// 误用上年数.
    case priorYearValue = "prior-year-value"
    /// 文本数字: a number that was kept as text and so not counted.
    case textNumber = "text-number"
    /// 方向词错.
    case direction
    /// 百分比基数错.
    case percentBase = "percent-base"
    /// 过时.
    case stale
    /// 年度错.
    case wrongYear = "wrong-year"
    /// 模板残留.
    case templateResidue = "template-residue"
    /// 编号错.
    case numbering
    /// 原因不明: these cells explain the failures, but no known slip leads there.
    case unknown
  }

  /// What was done.
  public var kind: Kind
  /// The cells that are wrong together.
  public var cells: [CellReference]
  /// The value that repairs the cell; nil where there are several cells or several values.
  public var repair: StatedAmount?
  /// What was done and what to do, with the numbers.
  public var explanation: Message

  /// A cause made of its parts.
  public init(
    kind: Kind, cells: [CellReference], repair: StatedAmount? = nil, explanation: Message
  ) {
    self.kind = kind
    self.cells = cells
    self.repair = repair
    self.explanation = explanation
  }
}

/// How many explanations a failure has, so that the first is not taken for the only one.
public struct Alternatives: Hashable, Sendable {
  /// How many smallest sets of cells explain the failure, the first cause included; 0 where none
  /// was found.
  public var count: Int
  /// The cells of all these sets, the likeliest first.
  public var cells: [CellReference]

  /// Alternatives made of their parts; without them, none.
  public init(count: Int = 0, cells: [CellReference] = []) {
    self.count = count
    self.cells = cells
  }
}
