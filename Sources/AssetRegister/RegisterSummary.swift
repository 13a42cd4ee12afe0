import Budget
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

  /// Adds up the field `measure` of all cards of two matched registers.
  public init(
    _ match: RegisterMatch, prior: CardStore, current: CardStore, measure: String,
    plan: RegisterPlan, categories: CategoryList
  ) {
    let names = categories.categories + [CategoryList.unlisted]
    var sums = [Line](repeating: Line(), count: names.count)
    func buckets(_ store: CardStore) -> [Int]? {
      guard let column = store.column(plan.field(.category)) else { return nil }
      let pool = store.columns[column].pool
      let known = (0..<Int32(pool.count)).map { number in
        categories.category(of: pool.text(number)).flatMap { names.firstIndex(of: $0) }
          ?? names.count - 1
      }
      return store.columns[column].texts.map { known[Int($0)] }
    }
    guard let before = prior.column(measure), let after = current.column(measure) else { return }
    let priorBuckets = buckets(prior) ?? [Int](repeating: names.count - 1, count: prior.count)
    let currentBuckets =
      buckets(current) ?? [Int](repeating: names.count - 1, count: current.count)
    for card in 0..<prior.count where match.prior.standing[card] != .gone {
      sums[priorBuckets[card]].open(prior.amount(card, before) ?? 0, match.prior.standing[card])
    }
    for card in 0..<current.count where match.current.standing[card] != .gone {
      sums[currentBuckets[card]].close(
        current.amount(card, after) ?? 0, match.current.standing[card])
    }
    for (name, line) in zip(names, sums) {
      if line.opening != 0 || line.closing != 0 || line.added != 0 || line.disposed != 0 {
        lines.append((name, line))
      }
      total.add(line)
    }
  }
}
