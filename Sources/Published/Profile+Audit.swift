public import Profiles

extension Profile {
  /// The profile as far as a published workbook can be held against it: without the rules about
  /// tables of the working paper, which are never published.
  public var forPublished: Profile {
    let internalTables = Set(tables.filter(\.isWorkingPaper).map(\.key))
    var profile = self
    profile.rules = rules.filter { internalTables.isDisjoint(with: $0.tables) }
    return profile
  }
}

extension Rule {
  /// The keys of the tables that the rule needs.
  fileprivate var tables: Set<String> {
    var keys: Set<String> = []
    func add(_ expression: Expression) {
      for case .cells(let selector, _) in expression.terms.map(\.operand) {
        if let block = selector.block { keys.insert(block.table) }
      }
    }
    var comparisons = [check]
    for case .comparison(let comparison) in conditions { comparisons.append(comparison) }
    for comparison in comparisons {
      add(comparison.left)
      add(comparison.right)
    }
    for case .rows(let block, _, _) in bindings { keys.insert(block.table) }
    return keys
  }
}
