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

  @Test func `every entry of the catalogue is made by a rule, or says who makes it`() throws {
    var made: Set<String> = []
    for id in TemplateSource.builtInProfiles {
      for rule in try ProfileLoader.load(id).rules { made.formUnion(rule.catalogue) }
    }
    for entry in try RuleCatalogue.load().entries where entry.madeBy == nil {
      // The register's rules come with the register.
      guard !entry.id.hasPrefix("A") else { continue }
      #expect(made.contains(entry.id), "\(entry.id): \(entry.says.english)")
    }
  }
}
