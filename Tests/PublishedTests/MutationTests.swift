import Budget
import Decimals
import Profiles
import Published
import Reconciliation
import Sheets
import Testing

@Suite struct MutationTests {
  @Test func `a digit changed in any figure is found, or coverage lists the figure`() throws {
    let made = try Published2020(fixture: "weixian-2020-corrected")
    let profile = made.profile.forPublished
    let sheets = try made.sheets().map(\.withoutFormulas)
    let reader = PublishedReader(profile: profile)
    let base = reader.read([sheets]).statements
    let baseline = checks(base, profile)
    let uncovered = Set(
      Coverage(profile: profile, statements: base, checks: baseline).uncovered)
    #expect(baseline.count { $0.verdict == .mismatch } == 0)
    var found = 0
    var listed = 0
    var missed: [String] = []
    for statement in base.statements {
      for key in base.keys(of: statement) {
        guard let figure = base[key], figure.state == .value,
          case .constant(let parts) = figure.derivation, let place = parts.first?.reading.place,
          case .cell(let address) = place.spot,
          let index = sheets.firstIndex(where: { $0.name == place.sheet }),
          let cell = sheets[index].cells.firstIndex(where: { $0.address == address })
        else { continue }
        var changed = sheets[index]
        let text = Self.withDigitChanged(changed.cells[cell].raw)
        changed.cells[cell].value = .number(try #require(ExactDecimal(text)))
        changed.cells[cell].text = text
        changed.cells[cell].raw = text
        let read = reader.read([[changed]]).statements
        var set = base
        for block in read.statements where block.table == key.table {
          for other in read.keys(of: block) { set[other] = read[other] }
        }
        #expect(set[key]?.shown.atoms != figure.shown.atoms)
        let isFound = checks(set, profile).contains {
          $0.verdict == .mismatch || $0.verdict == .unlikelyRounding
        }
        if isFound {
          found += 1
        } else if uncovered.contains(key) {
          listed += 1
        } else {
          missed.append(key.description)
        }
      }
    }
    print("mutations: \(found) found, \(listed) listed as uncovered, missed: \(missed)")
    #expect(missed == [])
    #expect(found > 200)
  }

  private func checks(_ set: StatementSet, _ profile: Profile) -> [Check] {
    Reconciler(profile: profile, unit: Published2020.unit, statements: set).checks()
  }

  /// The first digit raised by one, 9 becoming 8, so that the number stays as long.
  private static func withDigitChanged(_ text: String) -> String {
    var characters = Array(text)
    let index = characters.firstIndex { $0.isNumber } ?? 0
    let digit = characters[index].wholeNumberValue ?? 0
    characters[index] = Character(String(digit == 9 ? 8 : digit + 1))
    return String(characters)
  }
}
