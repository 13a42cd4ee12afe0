public import Profiles

/// Two registers matched card to card (台账逐卡匹配), one to one.
///
/// Asset numbers count first, then voucher and name, then name, model, date and cost. Where
/// several cards could be meant, the fields that are left decide; where they do not, the cards are
/// 待定. Cards that share a number are reported and never paired by their order.
public struct RegisterMatch: Sendable {
  /// What became of a card.
  public enum Standing: UInt8, Sendable, CaseIterable {
    /// 不在账: its status says that it is gone.
    case gone
    /// 未变: it stands in both registers with the same fields.
    case unchanged
    /// 变动: it stands in both, and fields differ that time alone does not change.
    case changed
    /// 新增 or 减少: only one register has it.
    case single
    /// 待定: it could be any of several cards.
    case undecided
    /// 重号: another card of its register, or of the other, has its number twice.
    case duplicate
  }

  /// By what a pair was found.
  public enum Step: UInt8, Sendable, CaseIterable {
    /// The asset number.
    case number
    /// Voucher and name.
    case voucher
    /// Name, model, date and cost.
    case description
  }

  /// Cards that cannot be told apart, or that share a number.
  public struct Group: Sendable {
    /// Cards of the earlier register.
    public var prior: [Int]
    /// Cards of the later one.
    public var current: [Int]
  }

  /// One register's side of the match.
  public struct Side: Sendable {
    /// What became of each card.
    public internal(set) var standing: [Standing]
    /// The other register's card; −1 where there is none.
    public internal(set) var partner: [Int32]

    init(count: Int) {
      standing = [Standing](repeating: .single, count: count)
      partner = [Int32](repeating: -1, count: count)
    }

    /// How many cards have this standing.
    public func count(_ wanted: Standing) -> Int { standing.count { $0 == wanted } }
  }

  /// The earlier register's cards.
  public internal(set) var prior: Side
  /// The later register's cards.
  public internal(set) var current: Side
  /// By what each card of the later register was found.
  public internal(set) var step: [Step]
  /// The fields that both registers have, by their index in each.
  public let fields: [Field]
  /// For each card of the later register the fields that differ, one bit a field.
  public internal(set) var changes: [UInt64] = []
  /// The groups of cards that are 待定.
  public internal(set) var ties: [Group] = []
  /// The groups of cards with one number.
  public internal(set) var duplicates: [Group] = []

  /// Cards of both registers with one number that have nothing else in common (编号重用): another
  /// asset got the number of one that is gone.
  public internal(set) var reused: [Group] = []

  /// A field that both registers have.
  public struct Field: Sendable {
    /// The key.
    public var key: String
    /// The printed name.
    public var label: String
    /// Its column in the earlier register.
    public var prior: Int
    /// Its column in the later register.
    public var current: Int
    /// Whether time alone changes it (累计折旧, 净值).
    public var movesWithTime: Bool
  }

  /// Matches the cards of two registers.
  public init(prior: CardStore, current: CardStore, plan: RegisterPlan) {
    var matcher = Matcher(prior: prior, current: current, plan: plan)
    self = matcher.run()
  }

  init(prior: Int, current: Int, fields: [Field]) {
    self.prior = Side(count: prior)
    self.current = Side(count: current)
    self.fields = fields
    step = [Step](repeating: .number, count: current)
  }

  /// The fields in which a card of the later register differs from its partner.
  public func changedFields(_ card: Int) -> [Field] {
    fields.indices.filter { changes[card] & 1 << UInt64($0) != 0 }.map { fields[$0] }
  }
}
