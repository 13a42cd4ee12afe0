import Foundation

/// Writes the files of `Templates/` into a Swift source, so that a program that is copied alone
/// still has them: `embed-templates OUTPUT FOLDER PATH…`.
@main
struct EmbedTemplates {
  static func main() throws {
    let arguments = CommandLine.arguments
    let folder = arguments[2]
    var source = "enum EmbeddedTemplates {\n  static let files: [String: String] = [\n"
    for path in arguments.dropFirst(3).sorted() {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let name = path.dropFirst(folder.count + 1)
      source += "    \"\(name)\": ####\"\"\"\n\(text)\n\"\"\"####,\n"
    }
    source += "  ]\n}\n"
    try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
  }
}
