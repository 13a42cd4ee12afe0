import Foundation
import TestKit

/// The damages of `rule-cases.txt`.
enum RuleCase {
  /// The damages by rule, as `standard` has them.
  static func all(for standard: String) throws -> [String: [String]] {
    let path = #filePath.replacing("RuleCase.swift", with: "rule-cases.txt")
    var general: [String: [String]] = [:]
    var own: [String: [String]] = [:]
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") {
      guard let colon = line.firstRange(of: ": ") else { continue }
      let names = line[..<colon.lowerBound].split(separator: " ").map(String.init)
      let damages = line[colon.upperBound...].split(separator: ";")
        .map { String($0.trimmingPrefix(" ")) }
      if names.count == 1 {
        general[names[0]] = damages
      } else if names[0] == standard {
        own[names[1]] = damages
      }
    }
    return general.merging(own) { _, second in second }
  }
}
