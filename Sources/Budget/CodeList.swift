/// A classification (分类科目) by year: codes with the names they had.
public struct CodeList: Sendable {
  private struct Entry {
    var name: String
    var from: Int
    var to: Int
  }

  private var entries: [String: [Entry]] = [:]

  /// An empty list.
  public init() {}

  /// Adds the name that `code` has from one budget year to another, both included.
  public mutating func add(code: String, name: String, from: Int, to: Int) {
    entries[code, default: []].append(Entry(name: name, from: from, to: to))
  }

  /// The name of `code` in `year`; nil where the list does not have it then.
  public func name(of code: String, year: Int) -> String? {
    entries[code]?.first { ($0.from...$0.to).contains(year) }?.name
  }

  /// The codes in force in `year`, in order.
  public func codes(in year: Int) -> [String] {
    entries.keys.filter { name(of: $0, year: year) != nil }.sorted()
  }

  /// Every name that `code` ever had.
  public func names(of code: String) -> [String] {
    entries[code]?.map(\.name) ?? []
  }

  /// The codes by every name that they ever had.
  public var codesByName: [String: [String]] {
    var codes: [String: [String]] = [:]
    for (code, names) in entries {
      for entry in names where codes[entry.name]?.contains(code) != true {
        codes[entry.name, default: []].append(code)
      }
    }
    return codes
  }

  /// The codes above `code`, the topmost first: 208 and 20801 for 2080109.
  ///
  /// `lengths` are the digits of each level, such as 3, 5 and 7.
  public static func ancestors(of code: String, lengths: [Int]) -> [String] {
    lengths.filter { $0 < code.utf8.count }.map { String(code.prefix($0)) }
  }
}
