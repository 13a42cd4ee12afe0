/// A classification (分类科目) by year: codes with the names they had.
public struct CodeList: Sendable {
  private struct Entry {
    var name: String
    var from: Int
    var to: Int
  }

  private var entries: [String: [Entry]] = [:]
  private var equivalents: [String: [String]] = [:]

  /// An empty list.
  public init() {}

  /// Adds the name that `code` has from one budget year to another, both included.
  public mutating func add(code: String, name: String, from: Int, to: Int) {
    entries[code, default: []].append(Entry(name: name, from: from, to: to))
  }

  /// Adds a name that goes before those which `code` has in the same years.
  public mutating func putFirst(code: String, name: String, from: Int, to: Int) {
    entries[code, default: []].insert(Entry(name: name, from: from, to: to), at: 0)
  }

  /// Says that what another classification has under `foreign` belongs under `code` of this one.
  public mutating func add(equivalent foreign: String, of code: String) {
    equivalents[foreign, default: []].append(code)
  }

  /// The codes of this list under which the matter of another classification's `foreign` may stand,
  /// as 30113 for 50103 of 政府预算支出经济分类; none where nothing is known of it.
  public func codes(equivalentTo foreign: String) -> [String] { equivalents[foreign] ?? [] }

  /// The name of `code` in `year`; nil where the list does not have it then.
  public func name(of code: String, year: Int) -> String? {
    entries[code]?.first { ($0.from...$0.to).contains(year) }?.name
  }

  /// Whether the list divides `code` further in `year`, as 20801 into 2080101 and others.
  public func divides(_ code: String, year: Int) -> Bool {
    entries.keys.contains { key in
      key.utf8.count > code.utf8.count && key.hasPrefix(code) && name(of: key, year: year) != nil
    }
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
