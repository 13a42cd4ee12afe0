/// The body whose budget is published (预算单位).
public struct BudgetUnit: Hashable, Sendable {
  /// What kind of body it is; it decides whether there are 机关运行经费.
  public enum Kind: String, Sendable, CaseIterable {
    /// 行政单位.
    case administrative = "行政"
    /// 参照公务员法管理的事业单位.
    case civilServiceLike = "参公"
    /// 事业单位.
    case institution = "事业"
  }

  /// The budget code.
  public var code: String
  /// The full name, as it stands on the cover.
  public var name: String
  /// The kind.
  public var kind: Kind
  /// Other codes and names that files know it by: a short or former name, the code of another system.
  public var aliases: [String] = []
  /// The bodies whose budgets a department (部门) consolidates; empty for a single unit (单位).
  public var members: [BudgetUnit] = []

  /// Whether it is a department that consolidates units.
  public var isDepartment: Bool { !members.isEmpty }

  /// The kinds of all bodies whose money its budget is.
  public var kinds: Set<Kind> { members.isEmpty ? [kind] : Set(members.map(\.kind)) }

  /// The district or county (区、县) in the name, as 松浦区 in 上海市松浦区图书馆; empty where the name
  /// has none after its city.
  public var district: String {
    guard let city = name.firstIndex(of: "市") else { return "" }
    let rest = name[name.index(after: city)...].prefix(7)
    guard let end = rest.dropFirst().firstIndex(where: { "区县旗".contains($0) }),
      // 社区, 园区 and the like are no districts.
      !"社园校景库地".contains(rest[rest.index(before: end)])
    else { return "" }
    return String(rest[...end])
  }

  /// A single unit made of its parts.
  public init(code: String, name: String, kind: Kind) {
    self.code = code
    self.name = name
    self.kind = kind
  }
}
