import AssetRegister
import Budget
import Profiles

/// The registers of assets that a project gives, and what matching them found.
struct AssetRegisters {
  let plan: RegisterPlan
  let categories: CategoryList
  let register: CardTests.Register

  /// Matches the cards among the facts and writes into each what it found; nil where the profile
  /// knows no register or no cards were given.
  init?(profile: Profile, facts: inout [Period: [String: FactTable]]) {
    guard let plan = profile.register, let schema = profile.input(plan.input),
      let categories = profile.categories[plan.categories],
      let cards = facts[.current]?[plan.input]?.facts
    else { return nil }
    self.plan = plan
    self.categories = categories
    let hidden: Set<String> = [plan.matchField]
    let prior = facts[.prior]?[plan.input]?.facts
    register = CardTests.Register(
      current: CardStore(facts: cards, schema: schema, without: hidden),
      prior: prior.map { CardStore(facts: $0, schema: schema, without: hidden) }, plan: plan)
    guard let match = register.match else { return }
    for (period, side) in [(Period.current, match.current), (.prior, match.prior)] {
      for (card, standing) in side.standing.enumerated() {
        facts[period]?[plan.input]?.facts[card].values[plan.matchField] = .text(
          standing.name(inPrior: period == .prior))
      }
    }
  }

  /// The runner of tests over cards for the budget of `year`.
  func tests(year: Int) -> CardTests {
    CardTests(plan: plan, categories: categories, year: year, register: register)
  }
}
