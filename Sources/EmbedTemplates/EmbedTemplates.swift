import Foundation
import YAMLReading

/// Writes the files of `Templates/` into a Swift source, so that a program that is copied alone
/// still has them: `embed-templates OUTPUT FOLDER PATH…`.
///
/// YAML is parsed here, once for all runs of the program; a file that is none ends the build.
@main
struct EmbedTemplates {
  static func main() throws {
    let arguments = CommandLine.arguments
    let folder = arguments[2]
    var texts = ""
    var documents = ""
    for path in arguments.dropFirst(3).sorted() {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let name = String(path.dropFirst(folder.count + 1))
      texts += entry(name, text)
      guard path.hasSuffix(".yaml") else { continue }
      documents += entry(name, try YAMLValue(parsing: text, file: path).prepared)
    }
    let source = """
      enum EmbeddedTemplates {
        static let texts: [String: String] = [
      \(texts)  ]
        static let documents: [String: String] = [
      \(documents)  ]
      }

      """
    try source.write(toFile: arguments[1], atomically: true, encoding: .utf8)
  }

  private static func entry(_ name: String, _ text: String) -> String {
    "    \"\(name)\": ####\"\"\"\n\(text)\n\"\"\"####,\n"
  }
}
