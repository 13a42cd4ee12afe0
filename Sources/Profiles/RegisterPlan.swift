/// How the registers of assets are compared and what their fields mean: data of a profile, so that
/// other card systems need no code.
public struct RegisterPlan: Sendable {
  /// What a field of a card is to the register.
  public enum Role: String, Sendable, CaseIterable {
    /// 资产编号.
    case number
    /// 会计凭证号.
    case voucher
    /// 资产名称.
    case name
    /// 规格型号.
    case model
    /// 资产分类代码.
    case category
    /// 数量.
    case quantity
    /// 面积.
    case area
    /// 取得日期.
    case acquired
    /// 投入使用日期.
    case inUse = "in-use"
    /// 处置日期.
    case disposed
    /// 原值.
    case cost
    /// 折旧年限, in months.
    case life
    /// 折旧年限, in years.
    case lifeYears = "life-years"
    /// 已提月数.
    case months
    /// 累计折旧.
    case depreciation
    /// 减值.
    case impairment
    /// 净值.
    case net
    /// 价值类型.
    case valueKind = "value-kind"
    /// 折旧状态.
    case depreciationState = "depreciation-state"
    /// 使用状况.
    case status
    /// 车辆用途.
    case use
  }

  /// The input role of the cards.
  public var input: String
  /// The field of the lines that takes what matching found.
  public var matchField: String
  /// The field of each role.
  public var fields: [Role: String]
  /// The last day that the cards of the later register cover, in the year before the budget year.
  public var closing: MonthDay
  /// The fields that time alone changes: they make no card a changed one.
  public var movesWithTime: Set<String>
  /// The status of cards that are no longer held.
  public var gone: [String]
  /// The status of cards that wait for their disposal.
  public var pending: [String]
  /// Texts in value kind or depreciation state that say that a card is not depreciated.
  public var notDepreciated: [String]
  /// The shortest life of each category in months, by prefix; 0 where it is not depreciated.
  public var lives: LifeList
  /// The list of categories that gives a card its bucket.
  public var categories: String

  /// The field of a role; nil where the profile has none.
  public func field(_ role: Role) -> String? { fields[role] }

  /// The field with the asset's number.
  public var number: String? { fields[.number] }
  /// The field with the model.
  public var model: String? { fields[.model] }
  /// The field with the status.
  public var status: String? { fields[.status] }

  /// What cards of one voucher have in common with their partners.
  public var voucherKey: [String] { keys([.voucher, .name]) }

  /// What describes a card without its number.
  public var descriptionKey: [String] { keys([.name, .model, .acquired, .cost]) }

  private func keys(_ roles: [Role]) -> [String] { roles.compactMap { fields[$0] } }

  /// Whether a status says that the card is no longer held.
  public func isGone(_ status: String) -> Bool { gone.contains(status) }
}

/// A day of any year.
public struct MonthDay: Sendable, Hashable {
  /// From 1.
  public var month: Int
  /// From 1.
  public var day: Int

  /// The day written `MM-DD`; nil where no year has it.
  init?(_ text: String) {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard parts.count == 2, (1...12).contains(parts[0]),
      (1...lengths[parts[0] - 1]).contains(parts[1])
    else { return nil }
    (month, day) = (parts[0], parts[1])
  }
}

/// Shortest lives (最低折旧年限) of asset categories by their longest listed prefix.
public struct LifeList: Sendable {
  private var months: [String: Int] = [:]
  private var longest = 0

  /// An empty list.
  public init() {}

  /// Gives codes that begin with `prefix` a shortest life of so many months; 0 for what is not
  /// depreciated.
  public mutating func add(prefix: String, months: Int) {
    self.months[prefix] = months
    longest = max(longest, prefix.count)
  }

  /// The shortest life of `category` in months; 0 where it is not depreciated, nil where no prefix
  /// of it is listed.
  public func months(of category: String) -> Int? {
    var prefix = category.prefix(longest)
    while !prefix.isEmpty {
      if let months = months[String(prefix)] { return months }
      prefix.removeLast()
    }
    return nil
  }
}
