public import Localization

/// The budgets that keep a hostile or damaged file from using up memory or time.
///
/// They are counted while reading; sizes that a file declares about itself are never trusted.
public struct ReadLimits: Hashable, Sendable {
  /// Entries in an archive.
  public var entries = 100_000
  /// Bytes of an archive's directory.
  public var directoryBytes = 64 << 20
  /// Inflated bytes of one part of an archive.
  public var partBytes = 2 << 30
  /// Inflated bytes of a whole archive, each part as often as it is read.
  public var totalBytes = 8 << 30
  /// Elements that may be open at once in an XML part.
  public var depth = 256
  /// Attributes of one XML element.
  public var attributes = 256
  /// Bytes of one piece of markup, one text or one field.
  public var fieldBytes = 16 << 20
  /// Bytes of all texts that a workbook's sheets share.
  public var sharedTextBytes = 256 << 20
  /// Cells of one sheet that is held in memory.
  public var cells = 4_000_000
  /// Bytes of text of one sheet that is held in memory.
  public var textBytes = 256 << 20
  /// Cells of a sheet's rectangle, empty ones included, where it is written as CSV.
  public var rectangle = 50_000_000

  /// The default budgets.
  public init() {}

  /// The names under which budgets are raised on the command line.
  public static var names: [String] { budgets.map(\.name) }

  /// Sets the budget called `name`; false where there is none of that name.
  public mutating func set(_ name: String, to value: Int) -> Bool {
    guard let budget = Self.budgets.first(where: { $0.name == name }) else { return false }
    self[keyPath: budget.path] = value
    return true
  }

  /// What a user is told when the budget at `path` is passed, naming it and the way to raise it.
  public func exceeded(_ path: KeyPath<ReadLimits, Int>) -> Message {
    let value = self[keyPath: path]
    guard let budget = Self.budgets.first(where: { $0.path == path }) else {
      return Message(zh: "超过限额 \(value)", en: "passes the budget of \(value)")
    }
    return Message(
      zh: "\(budget.chinese)超过限额 \(value)；确认文件可靠后可用 --limit \(budget.name)=N 提高",
      en: "\(budget.english) pass the budget of \(value); if the file is sound, raise it with "
        + "--limit \(budget.name)=N")
  }

  private struct Budget {
    var name: String
    var path: WritableKeyPath<ReadLimits, Int>
    var chinese: String
    var english: String
  }

  private static var budgets: [Budget] {
    [
      Budget(name: "entries", path: \.entries, chinese: "压缩包条目数", english: "archive entries"),
      Budget(
        name: "directory-bytes", path: \.directoryBytes, chinese: "压缩包目录字节数",
        english: "bytes of the archive's directory"),
      Budget(
        name: "part-bytes", path: \.partBytes, chinese: "部件解压后字节数",
        english: "inflated bytes of the part"),
      Budget(
        name: "total-bytes", path: \.totalBytes, chinese: "全部部件解压后字节数",
        english: "inflated bytes of all parts"),
      Budget(name: "depth", path: \.depth, chinese: "XML 嵌套层数", english: "nested XML elements"),
      Budget(
        name: "attributes", path: \.attributes, chinese: "XML 元素属性数",
        english: "attributes of an XML element"),
      Budget(
        name: "field-bytes", path: \.fieldBytes, chinese: "单个字段或文本的字节数",
        english: "bytes of one field or text"),
      Budget(
        name: "shared-text-bytes", path: \.sharedTextBytes, chinese: "共享字符串字节数",
        english: "bytes of shared strings"),
      Budget(name: "cells", path: \.cells, chinese: "工作表单元格数", english: "cells of the sheet"),
      Budget(
        name: "text-bytes", path: \.textBytes, chinese: "工作表文本字节数",
        english: "bytes of text of the sheet"),
      Budget(
        name: "rectangle", path: \.rectangle, chinese: "工作表矩形（含空格）的单元格数",
        english: "cells of the sheet's rectangle, empty ones included,"),
    ]
  }
}
