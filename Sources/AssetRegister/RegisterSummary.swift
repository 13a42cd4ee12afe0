import Budget
import Parallel
public import Profiles

/// The roll-forward (变动表) of one measure over all cards and by bucket.
///
/// Opening + added − disposed + changes + undecided = closing.
public struct RegisterSummary: Sendable {
  /// One line of the roll-forward, in atoms of the measure.
  public struct Line: Sendable {
    /// 期初: what the earlier register holds.
    public var opening: Int64 = 0
    /// 增加: the cards that only the later register has.
    public var added: Int64 = 0
    /// 减少: the cards that only the earlier one has.
    public var disposed: Int64 = 0
    /// 变动: what cards of both registers changed by.
    public var changed: Int64 = 0
    /// 待定: the later register's undecided and duplicate cards less the earlier one's.
    public var undecided: Int64 = 0
    /// 期末: what the later register holds.
    public var closing: Int64 = 0
    /// Whether a sum went beyond what can be represented.
    public var overflows = false

    /// An empty line.
    public init() {}

    /// Adds a card of the earlier register.
    mutating func open(_ atoms: Int64, _ standing: RegisterMatch.Standing) {
      opening = sum(opening, atoms)
      switch standing {
      case .single: disposed = sum(disposed, atoms)
      case .undecided, .duplicate: undecided = sum(undecided, -atoms)
      case .unchanged, .changed: changed = sum(changed, -atoms)
      case .gone: break
      }
    }

    /// Adds a card of the later register.
    mutating func close(_ atoms: Int64, _ standing: RegisterMatch.Standing) {
      closing = sum(closing, atoms)
      switch standing {
      case .single: added = sum(added, atoms)
      case .undecided, .duplicate: undecided = sum(undecided, atoms)
      case .unchanged, .changed: changed = sum(changed, atoms)
      case .gone: break
      }
    }

    private mutating func sum(_ left: Int64, _ right: Int64) -> Int64 {
      let (sum, overflow) = left.addingReportingOverflow(right)
      if overflow || sum.magnitude > Amount.limit.magnitude { overflows = true }
      return sum
    }

    /// Adds another line.
    mutating func add(_ other: Line) {
      opening = sum(opening, other.opening)
      added = sum(added, other.added)
      disposed = sum(disposed, other.disposed)
      changed = sum(changed, other.changed)
      undecided = sum(undecided, other.undecided)
      closing = sum(closing, other.closing)
      if other.overflows { overflows = true }
    }
  }

  /// The lines by bucket, in the order of the list of categories.
  public private(set) var lines: [(bucket: String, line: Line)] = []
  /// The line over all buckets.
  public private(set) var total = Line()

  /// The bucket of every card of two registers.
  public struct Buckets: Sendable {
    /// The buckets in the order of the list of categories.
    fileprivate let names: [String]
    /// For each card of the earlier register the index of its bucket.
    fileprivate let prior: [Int32]
    /// For each card of the later one.
    fileprivate let current: [Int32]

    /// The buckets into which `categories` puts the cards.
    public init(
      prior: CardStore, current: CardStore, plan: RegisterPlan, categories: CategoryList
    ) {
      let names = categories.categories + [CategoryList.unlisted]
      self.names = names
      let unlisted = names.count - 1
      let buckets = concurrently([prior, current]) { store -> [Int32] in
        guard let column = store.column(plan.field(.category)) else {
          return [Int32](repeating: Int32(unlisted), count: store.count)
        }
        let pool = store.columns[column].pool
        let known = (0..<Int32(pool.count)).map { number in
          Int32(
            categories.category(of: pool.text(number)).flatMap { names.firstIndex(of: $0) }
              ?? unlisted)
        }
        return store.columns[column].texts.map { known[Int($0)] }
      }
      (self.prior, self.current) = (buckets[0], buckets[1])
    }
  }

  /// Adds up the field `measure` of all cards of two matched registers.
  public init(
    _ match: RegisterMatch, prior: CardStore, current: CardStore, measure: String,
    buckets: Buckets
  ) {
    guard let before = prior.column(measure), let after = current.column(measure) else { return }
    var sums = [Line](repeating: Line(), count: buckets.names.count)
    for card in 0..<prior.count where match.prior.standing[card] != .gone {
      sums[Int(buckets.prior[card])].open(
        prior.amount(card, before) ?? 0, match.prior.standing[card])
    }
    for card in 0..<current.count where match.current.standing[card] != .gone {
      sums[Int(buckets.current[card])].close(
        current.amount(card, after) ?? 0, match.current.standing[card])
    }
    for (name, line) in zip(buckets.names, sums) {
      if line.opening != 0 || line.closing != 0 || line.added != 0 || line.disposed != 0 {
        lines.append((name, line))
      }
      total.add(line)
    }
  }
}
