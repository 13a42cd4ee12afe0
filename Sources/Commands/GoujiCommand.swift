public import ArgumentParser

/// The root command; each subcommand has a file of its own.
public struct GoujiCommand: ParsableCommand {
  /// Name, abstract and subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "gouji",
    abstract: "部门预算公开：导入、勾稽、导出。Import, reconcile and export department budgets.",
    version: "0.1.0",
    subcommands: [
      ImportCommand.self, ReconcileCommand.self, ExportCommand.self, AuditCommand.self,
      AcceptCommand.self, ExplainCommand.self, AssetsCommand.self, CellsCommand.self,
      ProfilesCommand.self,
    ])

  /// Made by ArgumentParser.
  public init() {}

  /// Runs the program with the process's arguments and ends it with the contract's exit status.
  public static func runProgram() -> Never {
    main()
    exit()
  }
}
