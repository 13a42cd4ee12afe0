import Budget
import Profiles
import Reconciliation

/// Holds every claim of a note against the figures.
struct ClaimJudge {
  let audit: NoteAudit
  let note: Note
  var found: [RecordTest.Name: [TestOutcome]] = [:]
  /// The subjects with a number that is not what it should be.
  var wrongSubjects: Set<String> = []
  /// What the note itself states, for figures that no table has.
  var stated: [Key: FigureValue] = [:]
  /// The amounts and changes of this year, other than zero, that are as the tables have them, by
  /// paragraph.
  var confirmed: [Int: [Range<Int>]] = [:]

  /// The paragraphs about a figure that is less than the most it can be: what they list are parts of
  /// the tables' figures.
  var partial: Set<Int> = []
  /// Whether the body is, or has, a 事业单位, for which a figure may be less than its limit.
  let hasInstitution: Bool

  /// A figure that the note states.
  struct Key: Hashable {
    var name: String
    var period: Period
    var dimension: Dimension
    /// Whether it is what was spent (执行数) and not the budget.
    var isActual = false
  }

  init(audit: NoteAudit, note: Note) {
    self.audit = audit
    self.note = note
    hasInstitution = note.speaksOfInstitution(audit.profile.vocabulary)
  }

  /// Judges all that the note says.
  mutating func judgeAll() {
    for part in note.parts {
      for claim in part.reading.claims where claim.aspect == .level && claim.isStrict {
        guard let number = claim.number, let unit = number.unit,
          let observation = number.observation
        else { continue }
        let key = Key(
          name: claim.name.id, period: claim.isPrior ? .prior : .current,
          dimension: unit.dimension, isActual: claim.isActual)
        if stated[key] == nil {
          stated[key] = FigureValue(
            label: claim.name.printed, keys: [], atoms: observation.atoms, shown: observation.atoms,
            spread: observation.spread, unit: unit, decimals: number.decimals)
        }
      }
    }
    for (index, part) in note.parts.enumerated() {
      for claim in part.reading.claims { judge(claim, index) }
      judgeLoose(part, index)
      judgeOpenShares(part, index)
      judgeYears(part, index)
    }
    judgeGuessedTables()
  }

  mutating func judge(_ claim: Claim, _ index: Int) {
    switch claim.aspect {
    case .level: judgeLevel(claim, index)
    case .change(let sign): judgeChange(claim, sign, index)
    case .rate(let sign): judgeRate(claim, sign, index)
    case .share: judgeShare(claim, index)
    case .flat: judgeFlat(claim, index)
    case .nothing: judgeNothing(claim, index)
    }
  }

  /// The figure that a name has, from the tables or from the note itself.
  func figure(_ name: Claim.Name, _ period: Period, _ dimension: Dimension) -> [FigureValue] {
    let values = audit.values.values(name, period, dimension)
    if !values.isEmpty { return values }
    return stated[Key(name: name.id, period: period, dimension: dimension)].map { [$0] } ?? []
  }

  /// What a claim's figure can stand for in both years: its own name, then the others that the
  /// words may go on about; whether every one of them is known.
  func pairs(of claim: Claim, _ dimension: Dimension) -> (pairs: [FigurePair], areAll: Bool) {
    var all: [FigurePair] = []
    var areAll = true
    for name in [claim.name] + claim.others {
      var own = pairs(name, dimension)
      if claim.isActual {
        let key = Key(name: name.id, period: .prior, dimension: dimension, isActual: true)
        if let actual = stated[key], let current = figure(name, .current, dimension).first {
          own.insert(FigurePair(current: current, prior: actual), at: 0)
        } else {
          // Against what was spent, which no table has.
          areAll = false
        }
      }
      if own.isEmpty || hasInstitution && own.contains(where: \.current.isLimit) { areAll = false }
      all += own
    }
    return (all, areAll)
  }

  /// What a name can stand for in both years: the same cell of both first.
  func pairs(_ name: Claim.Name, _ dimension: Dimension) -> [FigurePair] {
    let now = figure(name, .current, dimension)
    let before = figure(name, .prior, dimension)
    var pairs: [FigurePair] = []
    // The same cell of both years first.
    for current in now {
      if let same = before.first(where: { value in
        value.keys.map { $0.withoutPeriod } == current.keys.map { $0.withoutPeriod }
      }) {
        pairs.append(FigurePair(current: current, prior: same))
      } else if let prior = audit.values.absent(current) {
        pairs.append(FigurePair(current: current, prior: prior))
      }
    }
    if pairs.isEmpty, let current = now.first, let prior = before.first {
      pairs.append(FigurePair(current: current, prior: prior))
    }
    return pairs
  }
}

extension FigureKey {
  fileprivate var withoutPeriod: FigureKey {
    var key = self
    key.period = .current
    return key
  }
}
