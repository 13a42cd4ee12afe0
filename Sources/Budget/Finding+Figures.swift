import Sheets

extension Finding {
  /// What the finding rests on, in one line: both sides as printed, and a digest of verdict, sides
  /// and cells.
  ///
  /// An acceptance (接受) in `gouji.yaml` keeps this line; where the line is another one, the
  /// acceptance no longer holds. Where cells stand is not in it, so that it stays when a row moves.
  public var figures: String {
    var parts = [verdict.rawValue]
    for side in [left, right] {
      parts.append(side.map { "\($0.amount.atoms) \($0.unit.dimension.rawValue)" } ?? "-")
    }
    parts += operands.map { operand in
      "\(operand.raw)=\(operand.value.map { String($0.amount.atoms) } ?? "-")"
    }.sorted()
    let digest = Self.digest(parts.joined(separator: "\n"))
    guard let left, let right else { return "#\(digest)" }
    return "\(left.number) / \(right.number) #\(digest)"
  }

  // FNV-1a over 64 bits: it tells changed figures, it need not withstand an attack.
  private static func digest(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
