import ArgumentParser
import AssetRegister
import CardReading
import Importing
import Localization
import Parallel
import Profiles
import Reading
import Reports
import Sheets

/// `gouji assets`: two registers of assets, card against card, without a project.
struct AssetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assets",
    abstract: "两个时点的固定资产卡片逐卡核对。Compare two registers of assets card by card.")

  @Argument(help: "较早的卡片文件。The earlier register, CSV or XLSX.")
  var prior: String

  @Argument(help: "较晚的卡片文件。The later register, CSV or XLSX.")
  var current: String

  @Option(help: "规范：决定列名、分类和状态用语。The standard whose columns, categories and words hold.")
  var profile: String?

  @Option(help: "text 或 json。Output format.")
  var format: ReportFormat = .text

  @Option(help: "每类最多列出的卡片数。How many cards of each kind are listed.")
  var list = 10

  @OptionGroup var global: GlobalOptions

  func run() throws {
    try reporting(in: global.messageLanguage) {
      let (standard, plan) = try standardWithRegister()
      guard let schema = standard.input(plan.input),
        let categories = standard.categories[plan.categories]
      else { throw AssetsError.noRegister(standard.id) }
      let reader = CardReader(
        schema: schema,
        context: ImportContext(year: standard.validYears.upperBound, codes: standard.codes))
      let files = try [prior, current].map { try SpreadsheetFile(path: $0) }
      let registers = try concurrently(files) { try reader.cards(of: $0) }
      let match = RegisterMatch(prior: registers[0], current: registers[1], plan: plan)
      let report = RegisterReport(
        match: match, prior: registers[0], current: registers[1], plan: plan,
        categories: categories, schema: schema, limit: list)
      switch format {
      case .text: writeOutput(report.text(language: global.messageLanguage))
      case .json: writeOutput(report.json(language: global.messageLanguage).document)
      }
      throw ExitCode(report.isClean ? 0 : 1)
    }
  }

  private func standardWithRegister() throws -> (Profile, RegisterPlan) {
    let names = profile.map { [$0] } ?? TemplateSource.builtInProfiles
    for name in names {
      let standard = try ProfileLoader.load(name)
      if let plan = standard.register { return (standard, plan) }
    }
    throw AssetsError.noRegister(names.joined(separator: ", "))
  }
}

/// Why registers cannot be compared.
enum AssetsError: LocalizedFailure {
  case noRegister(String)

  var message: Message {
    switch self {
    case .noRegister(let name):
      Message(
        zh: "规范 \(name) 没有固定资产卡片的说明（register）；请用 --profile 换一个规范",
        en:
          "the standard \(name) says nothing of asset cards (register); choose another with --profile"
      )
    }
  }
}
