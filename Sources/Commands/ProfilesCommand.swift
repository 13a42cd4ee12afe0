import ArgumentParser
import Localization
import Profiles

/// `gouji profiles [show ID]`: the standards that are built in.
struct ProfilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract: "列出内置规范。List the built-in standards.", subcommands: [Show.self, Rules.self])

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let language = global.messageLanguage
    try reporting(in: language) {
      for id in TemplateSource.builtInProfiles {
        let profile = try ProfileLoader.load(id)
        let years = profile.validYears
        writeOutput("\(id)\t\(years.lowerBound)–\(years.upperBound)\t\(profile.name)\n")
      }
    }
  }

  /// `gouji profiles show ID`: tables, inputs and rules as sentences.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "列出一个规范的表、输入和规则。Show a standard's tables, inputs and rules.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "规范的编号，或含 profile.yaml 的文件夹。The id, or a folder with profile.yaml.")
    var profile: String

    func run() throws {
      let language = global.messageLanguage
      try reporting(in: language) {
        writeOutput(
          ProfileText(profile: try ProfileLoader.load(profile), language: language).text + "\n")
      }
    }
  }

  /// `gouji profiles rules`: `docs/RULES.md`.
  struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "以 Markdown 列出内置规范的全部规则。Print all rules of the built-in standards as Markdown.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
      try reporting(in: global.messageLanguage) {
        var profiles: [Profile] = []
        for id in TemplateSource.builtInProfiles { profiles.append(try ProfileLoader.load(id)) }
        writeOutput(
          RulesDocument(catalogue: try RuleCatalogue.load(), profiles: profiles).markdown)
      }
    }
  }
}
