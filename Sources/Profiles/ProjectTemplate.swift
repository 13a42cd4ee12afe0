import Localization
import Sheets
public import YAMLReading

/// The commented project file from which `gouji init` starts; with its slots it is no YAML yet.
public enum ProjectTemplate {
  /// The text with its slots, such as `{year}`.
  ///
  /// - Throws: `YAMLError` where the program was built without it.
  public static func text() throws(YAMLError) -> String {
    let path = "project/gouji.yaml.txt"
    guard let file = try TemplateSource().text(at: path) else {
      throw YAMLError(
        at: Place(file: path), Message(zh: "找不到模板文件", en: "the template file is not there"))
    }
    return file.text
  }
}
