import Importing
public import Profiles

extension Profile {
  /// The profile as far as a published workbook can be held against it: without the rules about
  /// tables of the working paper and about inputs, which are never published.
  public var forPublished: Profile {
    let internalTables = Set(tables.filter(\.isWorkingPaper).map(\.key))
    var profile = self
    profile.rules = rules.filter { rule in
      internalTables.isDisjoint(with: rule.tables) && !rule.needsInput
    }
    return profile
  }

  /// Whether a text says that its table has no data, as 本表无数据 does.
  func saysEmpty(_ text: String) -> Bool {
    let plain = folded(text)
    return (vocabulary.words[.emptyTable] ?? []).contains { plain.contains(folded($0)) }
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
    var comparisons = [comparison].compactMap(\.self)
    if let block = test?.block("table") { keys.insert(block.table) }
    for case .comparison(let comparison) in conditions { comparisons.append(comparison) }
    for comparison in comparisons {
      add(comparison.left)
      add(comparison.right)
    }
    for case .rows(let block, _, _) in bindings { keys.insert(block.table) }
    return keys
  }

  /// Whether the rule tests lines or cards of an input.
  fileprivate var needsInput: Bool {
    guard let test else { return false }
    return [.cards, .changes].contains(test.name.family) || test.text("input") != nil
  }
}
