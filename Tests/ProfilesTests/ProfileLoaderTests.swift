import Profiles
import Testing

@Suite struct ProfileLoaderTests {
  @Test(arguments: TemplateSource.builtInProfiles)
  func `every built-in profile holds together`(id: String) throws {
    let profile = try ProfileLoader.load(id)
    #expect(profile.id == id)
    for table in profile.tables {
      #expect(profile.layouts.contains { $0.table == table.key }, "\(table.key) has no layout")
    }
    #expect(Set(profile.rules.map(\.id)).count == profile.rules.count)
  }
}
