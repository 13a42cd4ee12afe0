import Localization
import Sheets
import YAMLReading

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where template files come from: the program itself, or a folder that goes before it.
public struct TemplateSource: Sendable {
  private let folder: String?

  /// The built-in templates, overridden by the files of `folder` where one is given.
  public init(folder: String? = nil) {
    self.folder = folder
  }

  /// The text of the template at `path`, such as `rules/totals.yaml`, and the name under which
  /// messages speak of it; nil where there is none.
  func text(at path: String) throws(YAMLError) -> (text: String, name: String)? {
    if let own = try ownText(at: path) { return own }
    return EmbeddedTemplates.texts[path].map { ($0, Self.name(ofBuiltIn: path)) }
  }

  /// The template at `path` as YAML; nil where there is none.
  func yaml(at path: String) throws(YAMLError) -> YAMLValue? {
    if let own = try ownText(at: path) { return try YAMLValue(parsing: own.text, file: own.name) }
    return EmbeddedTemplates.documents[path].map {
      YAMLValue(prepared: $0, file: Self.name(ofBuiltIn: path))
    }
  }

  private static func name(ofBuiltIn path: String) -> String { "Templates/\(path)" }

  private func ownText(at path: String) throws(YAMLError) -> (text: String, name: String)? {
    guard let folder else { return nil }
    let file = "\(folder)/\(path)"
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    guard let data = FileManager.default.contents(atPath: file),
      let text = String(validating: data, as: UTF8.self)
    else {
      throw YAMLError(
        at: Place(file: file),
        Message(zh: "不能按 UTF-8 读取；请另存为 UTF-8", en: "not readable as UTF-8; save it as UTF-8"))
    }
    return (text, file)
  }

  /// The ids of the built-in profiles, sorted.
  public static var builtInProfiles: [String] {
    EmbeddedTemplates.documents.keys.compactMap { path in
      let parts = path.split(separator: "/")
      return parts.count == 3 && parts[0] == "profiles" && parts[2] == "profile.yaml"
        ? String(parts[1]) : nil
    }.sorted()
  }
}
