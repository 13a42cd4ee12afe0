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

    mutating func add(_ path: WritableKeyPath<Line, Int64>, _ atoms: Int64) {
      let (sum, overflow) = self[keyPath: path].addingReportingOverflow(atoms)
      self[keyPath: path] = sum
      if overflow || sum.magnitude > Amount.limit.magnitude { overflows = true }
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
      let atoms = prior.amount(card, before) ?? 0
      let bucket = priorBuckets[card]
      sums[bucket].add(\.opening, atoms)
      switch match.prior.standing[card] {
      case .single: sums[bucket].add(\.disposed, atoms)
      case .undecided, .duplicate: sums[bucket].add(\.undecided, -atoms)
      case .unchanged, .changed: sums[bucket].add(\.changed, -atoms)
      case .gone: break
      }
    }
    for card in 0..<current.count where match.current.standing[card] != .gone {
      let atoms = current.amount(card, after) ?? 0
      let bucket = currentBuckets[card]
      sums[bucket].add(\.closing, atoms)
      switch match.current.standing[card] {
      case .single: sums[bucket].add(\.added, atoms)
      case .undecided, .duplicate: sums[bucket].add(\.undecided, atoms)
      case .unchanged, .changed: sums[bucket].add(\.changed, atoms)
      case .gone: break
      }
    }
    for (name, line) in zip(names, sums) {
      if line.opening != 0 || line.closing != 0 || line.added != 0 || line.disposed != 0 {
        lines.append((name, line))
      }
      for path: WritableKeyPath<Line, Int64> in [
        \.opening, \.added, \.disposed, \.changed, \.undecided, \.closing,
      ] {
        total.add(path, line[keyPath: path])
      }
      total.overflows = total.overflows || line.overflows
    }
  }
}
