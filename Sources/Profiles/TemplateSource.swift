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
    if let folder {
      let file = "\(folder)/\(path)"
      if FileManager.default.fileExists(atPath: file) {
        guard let data = FileManager.default.contents(atPath: file),
          let text = String(validating: data, as: UTF8.self)
        else {
          throw YAMLError(
            at: Place(file: file),
            Message(zh: "不能按 UTF-8 读取；请另存为 UTF-8", en: "not readable as UTF-8; save it as UTF-8"))
        }
        return (text, file)
      }
    }
    return EmbeddedTemplates.files[path].map { ($0, "Templates/\(path)") }
  }

  /// The ids of the built-in profiles, sorted.
  public static var builtInProfiles: [String] {
    EmbeddedTemplates.files.keys.compactMap { path in
      let parts = path.split(separator: "/")
      return parts.count == 3 && parts[0] == "profiles" && parts[2] == "profile.yaml"
        ? String(parts[1]) : nil
    }.sorted()
  }
}
