public import Localization

/// How figures are rounded for print (舍入方式).
public enum RoundingPolicy: String, Sendable, CaseIterable {
  /// 四舍五入: leaves are rounded half up once, totals are sums of what is printed.
  case halfUp = "四舍五入"
  /// 平差: every cell, totals included, becomes a neighbour of its exact value, and all sums foot.
  case controlled = "平差"

  /// What is wrong where a file names a policy that there is not.
  public static func unknown(_ name: String) -> Message {
    let known = allCases.map(\.rawValue)
    return Message(
      zh: "没有舍入方式“\(name)”；可以是：\(known.joined(separator: "、"))",
      en: "there is no rounding '\(name)'; it can be: \(known.joined(separator: ", "))")
  }
}
