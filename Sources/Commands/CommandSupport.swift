import ArgumentParser
import Budget
import Glibc
import Localization

/// Writes a line to standard error.
func printError(_ text: String) {
  fputs(text + "\n", stderr)
}

/// Runs a command's work and turns what it throws into a message and exit status 2: the command
/// could not do it.
func reporting(in language: Language, _ work: () throws -> Void) throws {
  do {
    try work()
  } catch let code as ExitCode {
    throw code
  } catch let failure as any LocalizedFailure {
    printError(
      Message(
        zh: "错误：\(failure.message.chinese)", en: "error: \(failure.message.english)"
      ).text(in: language))
    throw ExitCode(2)
  } catch {
    printError("error: \(error)")
    throw ExitCode(2)
  }
}

/// How findings are printed.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}

/// The severity from which open findings make a command fail.
struct FailOnOption: ParsableArguments {
  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "从哪一级起以状态 1 结束：error、warning 或 info。Fail from this severity on.",
      valueName: "severity"))
  var severity: Severity = .error
}

extension Severity: @retroactive ExpressibleByArgument {}
