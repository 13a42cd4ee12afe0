public import ArgumentParser
public import Budget
import Localization

/// Runs a command's work and turns what it throws into a message and exit status 2: the command
/// could not do it.
func reporting(in language: Language, _ work: () throws -> Void) throws {
  do {
    try work()
  } catch let code as ExitCode {
    throw code
  } catch let failure as any LocalizedFailure {
    writeError(
      Message(
        zh: "错误：\(failure.message.chinese)", en: "error: \(failure.message.english)"
      ).text(in: language))
    throw ExitCode(2)
  } catch {
    writeError("error: \(error)")
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

extension Severity: ExpressibleByArgument {}
