import Commands

@main
struct Gouji {
  static func main() {
    GoujiCommand.runProgram()
  }
}
