import Localization
import Profiles
import Testing

@Suite struct RuleCatalogueTests {
  @Test func `every built-in rule speaks both languages and names entries of the catalogue`() throws
  {
    let known = Set(try RuleCatalogue.load().entries.map(\.id))
    for id in TemplateSource.builtInProfiles {
      for rule in try ProfileLoader.load(id).rules {
        #expect(rule.says.english != rule.says.chinese, "\(id): \(rule.id) has no says-en")
        if let explanation = rule.explanation {
          #expect(explanation.english != explanation.chinese, "\(id): \(rule.id) has no explain-en")
        }
        #expect(!rule.catalogue.isEmpty, "\(id): \(rule.id) names no entry of the catalogue")
        #expect(known.isSuperset(of: rule.catalogue), "\(id): \(rule.id): \(rule.catalogue)")
      }
    }
  }

  @Test(arguments: TemplateSource.builtInProfiles)
  func `every entry of the catalogue is made by a rule of each standard, or says why not`(
    id: String
  ) throws {
    let rules = try ProfileLoader.load(id).rules
    for entry in try RuleCatalogue.load().entries {
      if rules.contains(where: { $0.catalogue.contains(entry.id) }) {
        #expect(entry.lacking[id] == nil, "\(id) has a rule of \(entry.id)")
      } else {
        #expect(
          entry.lacking[id] != nil || entry.madeBy != nil,
          "\(id) has no rule of \(entry.id): \(entry.says.english)")
      }
    }
  }
}
