import ArgumentParser
import Project

/// Which project a command works on, and by which standard.
struct ProjectOptions: ParsableArguments {
  @Argument(
    help: "含 gouji.yaml 的文件夹。The folder with gouji.yaml.", transform: Project.folder(named:))
  var project = "."

  @OptionGroup var standard: ProfileOption
}

/// The standard, where it is not the one that the project names.
struct ProfileOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "改用这个规范：编号，或含 profile.yaml 的文件夹。Use this profile instead of the project's.",
      valueName: "ID|PATH"))
  var profile: String?
}
