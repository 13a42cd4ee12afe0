import AssetRegister
import Budget
import Profiles

/// The registers of assets that a project gives, and what matching them found.
struct AssetRegisters {
  let plan: RegisterPlan
  let schema: InputSchema
  let categories: CategoryList
  let register: CardTests.Register

  /// Matches the cards among the facts and writes into each what it found; nil where the profile
  /// knows no register, no cards were given or their form is still to be filled in.
  init?(profile: Profile, facts: inout [Period: [String: FactTable]]) {
    guard let plan = profile.register, let schema = profile.input(plan.input),
      let categories = profile.categories[plan.categories],
      let cards = facts[.current]?[plan.input], cards.missing == nil
    else { return nil }
    self.plan = plan
    self.schema = schema
    self.categories = categories
    let hidden: Set<String> = [plan.matchField]
    let prior = facts[.prior]?[plan.input].flatMap { $0.missing == nil ? $0.facts : nil }
    register = CardTests.Register(
      current: CardStore(facts: cards.facts, schema: schema, without: hidden),
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
    CardTests(
      plan: plan, schema: schema, categories: categories, year: year, register: register)
  }
}
