import ArgumentParser
import Glibc
import Localization

/// The options that every command has.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "提示信息的语言：zh 或 en。Language of messages: zh or en.", valueName: "zh|en"),
    transform: { text in
      guard let language = Language(rawValue: text) else {
        throw ValidationError("应为 zh 或 en。Expected zh or en.")
      }
      return language
    })
  private var language: Language?

  /// The language asked for, else that of the locale, else Chinese.
  var messageLanguage: Language {
    if let language { return language }
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = getenv(name) else { continue }
      let locale = String(cString: value)
      // The first that is set decides, as POSIX says; one that names neither language says nothing.
      if !locale.isEmpty { return Language(locale: locale) ?? .chinese }
    }
    return .chinese
  }
}
