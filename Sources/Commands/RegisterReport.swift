import AssetRegister
import Budget
import Decimals
import Localization
import Parallel
import Profiles
import Reports
import Sheets

/// Two matched registers as text and JSON.
struct RegisterReport {
  let match: RegisterMatch
  let prior: CardStore
  let current: CardStore
  let plan: RegisterPlan
  let categories: CategoryList
  let schema: InputSchema
  /// How many cards of each kind are listed.
  let limit: Int

  /// Whether every card was read and its partner, or that it has none, is known.
  var isClean: Bool {
    match.ties.isEmpty && match.duplicates.isEmpty && match.reused.isEmpty
      && prior.unreadable.isEmpty && current.unreadable.isEmpty
  }

  private struct Entry {
    var prior: Int?
    var current: Int?
    var fields: [RegisterMatch.Field] = []
  }

  // MARK: Text

  func text(language: Language) -> String {
    func say(_ chinese: String, _ english: String) -> String {
      Message(zh: chinese, en: english).text(in: language)
    }
    var lines = [
      say(
        "期初 \(prior.count) 张卡片，期末 \(current.count) 张",
        "\(prior.count) cards before, \(current.count) after")
    ]
    lines.append(
      say(
        "未变 \(count(.unchanged))，变动 \(count(.changed))，新增 \(match.current.count(.single))，减少 \(match.prior.count(.single))，待定 \(match.prior.count(.undecided))/\(match.current.count(.undecided))，重号 \(match.prior.count(.duplicate))/\(match.current.count(.duplicate))，已不在账 \(match.prior.count(.gone))/\(match.current.count(.gone))",
        "unchanged \(count(.unchanged)), changed \(count(.changed)), added \(match.current.count(.single)), disposed \(match.prior.count(.single)), undecided \(match.prior.count(.undecided))/\(match.current.count(.undecided)), duplicate \(match.prior.count(.duplicate))/\(match.current.count(.duplicate)), gone \(match.prior.count(.gone))/\(match.current.count(.gone))"
      ))
    let steps = stepCounts
    lines.append(
      say(
        "按编号匹配 \(steps[0])，按凭证 \(steps[1])，按名称、型号、日期和原值 \(steps[2])",
        "matched by number \(steps[0]), by voucher \(steps[1]), by name, model, date and cost \(steps[2])"
      ))
    for (field, count) in fieldCounts where count > 0 {
      let note = field.movesWithTime ? say("（随时间变化）", " (moves with time)") : ""
      lines.append(
        "  " + say("\(field.label) 不同 \(count)\(note)", "\(field.label) differs \(count)\(note)"))
    }
    for (measure, summary) in summaries { lines += roll(measure, summary, say) }
    for (title, entries) in listings(say) where !entries.isEmpty {
      lines.append(title)
      for entry in entries.prefix(limit) { lines.append("  " + describe(entry)) }
      if entries.count > limit {
        lines.append(
          "  " + say("另有 \(entries.count - limit) 张", "and \(entries.count - limit) more"))
      }
    }
    for cell in (prior.unreadable + current.unreadable).prefix(limit) {
      lines.append(
        say("\(cell.place)：“\(cell.raw)”不是数字", "\(cell.place): “\(cell.raw)” is no number"))
    }
    for note in prior.notes + current.notes {
      lines.append("\(note.place): \(note.message.text(in: language))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func roll(
    _ measure: Measure, _ summary: RegisterSummary, _ say: (String, String) -> String
  ) -> [String] {
    var lines = [
      say(
        "\(measure.label)（\(measure.unit.name)）：期初 + 增加 − 减少 + 变动 + 待定 = 期末",
        "\(measure.label) (\(measure.unit.name)): opening + added − disposed + changed + undecided = closing"
      )
    ]
    for (bucket, line) in summary.lines + [(say("合计", "total"), summary.total)] {
      guard !line.overflows else {
        lines.append("  \(bucket) " + say("超出可表示的范围", "beyond what can be represented"))
        continue
      }
      let numbers = [
        line.opening, line.added, -line.disposed, line.changed, line.undecided, line.closing,
      ].map { measure.text($0) }
      lines.append("  \(bucket) " + numbers.joined(separator: " "))
    }
    return lines
  }

  private func listings(
    _ say: (String, String) -> String
  ) -> [(title: String, entries: [Entry])] {
    [
      (say("重号：", "Duplicate numbers:"), grouped(match.duplicates)),
      (say("编号重用：", "Numbers used again:"), grouped(match.reused)),
      (say("待定：", "Undecided:"), grouped(match.ties)),
      (say("变动：", "Changed:"), changed),
      (say("减少：", "Disposed:"), disposed), (say("新增：", "Added:"), added),
    ]
  }

  private func describe(_ entry: Entry) -> String {
    let (store, card) = entry.current.map { (current, $0) } ?? (prior, entry.prior ?? 0)
    let names = [plan.number, plan.field(.name)].compactMap { store.column($0) }
      .map { store.text(card, $0) }.filter { !$0.isEmpty }
    var text = "\(store.place(card)) \(names.joined(separator: " "))"
    if let before = entry.prior, let after = entry.current {
      let parts = entry.fields.map { field in
        "\(field.label) \(quoted(prior.text(before, field.prior))) → \(quoted(current.text(after, field.current)))"
      }
      text += "（\(prior.place(before))）" + parts.joined(separator: "；")
    }
    return text
  }

  private func quoted(_ text: String) -> String { text.isEmpty ? "（空）" : text }

  // MARK: JSON

  func json(language: Language) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("schema", .integer(1)),
      (
        "cards",
        .object([("prior", .integer(prior.count)), ("current", .integer(current.count))])
      ),
      (
        "summary",
        .object([
          ("unchanged", .integer(count(.unchanged))), ("changed", .integer(count(.changed))),
          ("added", .integer(match.current.count(.single))),
          ("disposed", .integer(match.prior.count(.single))),
          ("undecided", sides(.undecided)), ("duplicate", sides(.duplicate)),
          ("gone", sides(.gone)),
        ])
      ),
      (
        "matched",
        .object(zip(["number", "voucher", "description"], stepCounts).map { ($0, .integer($1)) })
      ),
      (
        "fields",
        .array(
          fieldCounts.map { field, count in
            .object([
              ("field", .string(field.key)), ("label", .string(field.label)),
              ("differ", .integer(count)), ("moves-with-time", .boolean(field.movesWithTime)),
            ])
          })
      ),
      ("roll-forward", .array(summaries.map(rollForward))),
    ]
    for (key, entries) in [
      ("duplicates", grouped(match.duplicates)), ("reused", grouped(match.reused)),
      ("undecided", grouped(match.ties)),
      ("changed", changed), ("disposed", disposed), ("added", added),
    ] {
      pairs.append((key, .array(entries.prefix(limit).map(object))))
    }
    pairs.append(
      (
        "unreadable",
        .array(
          (prior.unreadable + current.unreadable).prefix(limit).map {
            .object([
              ("place", .string("\($0.place)")), ("field", .string($0.field)),
              ("raw", .string($0.raw)),
            ])
          })
      ))
    pairs.append(
      (
        "notes",
        .array(
          (prior.notes + current.notes).map {
            .object([
              ("place", .string("\($0.place)")),
              ("message", .string($0.message.text(in: language))),
            ])
          })
      ))
    return .object(pairs)
  }

  private func sides(_ standing: RegisterMatch.Standing) -> JSONText {
    .object([
      ("prior", .integer(match.prior.count(standing))),
      ("current", .integer(match.current.count(standing))),
    ])
  }

  private func rollForward(_ measure: Measure, _ summary: RegisterSummary) -> JSONText {
    func object(_ name: String, _ line: RegisterSummary.Line) -> JSONText {
      let parts = [
        ("opening", line.opening), ("added", line.added), ("disposed", line.disposed),
        ("changed", line.changed), ("undecided", line.undecided), ("closing", line.closing),
      ]
      return .object(
        [("bucket", .string(name))]
          + parts.map { ($0.0, line.overflows ? .null : .string(measure.text($0.1))) })
    }
    return .object([
      ("field", .string(measure.key)), ("unit", .string(measure.unit.name)),
      ("buckets", .array(summary.lines.map { object($0.bucket, $0.line) })),
      ("total", object("total", summary.total)),
    ])
  }

  private func object(_ entry: Entry) -> JSONText {
    var pairs: [(key: String, value: JSONText)] = []
    for (key, store, card) in [
      ("prior", prior, entry.prior), ("current", current, entry.current),
    ] {
      guard let card else { continue }
      let number = store.column(plan.number).map { store.text(card, $0) } ?? ""
      pairs.append(
        (
          key,
          .object([
            ("place", .string("\(store.place(card))")), ("number", .string(number)),
          ])
        ))
    }
    if let before = entry.prior, let after = entry.current, !entry.fields.isEmpty {
      pairs.append(
        (
          "fields",
          .array(
            entry.fields.map { field in
              .object([
                ("field", .string(field.key)),
                ("prior", .string(prior.text(before, field.prior))),
                ("current", .string(current.text(after, field.current))),
              ])
            })
        ))
    }
    return .object(pairs)
  }

  // MARK: Counts and lists

  private func count(_ standing: RegisterMatch.Standing) -> Int { match.current.count(standing) }

  private var stepCounts: [Int] {
    RegisterMatch.Step.allCases.map { step in
      match.step.indices.count { match.step[$0] == step && match.current.partner[$0] >= 0 }
    }
  }

  private var fieldCounts: [(field: RegisterMatch.Field, count: Int)] {
    var counts = [Int](repeating: 0, count: match.fields.count)
    for changes in match.changes where changes != 0 {
      for index in counts.indices where changes & 1 << UInt64(index) != 0 { counts[index] += 1 }
    }
    return zip(match.fields, counts).map { ($0, $1) }
  }

  private func grouped(_ groups: [RegisterMatch.Group]) -> [Entry] {
    groups.flatMap { group in
      group.prior.map { Entry(prior: $0, current: nil) }
        + group.current.map { Entry(prior: nil, current: $0) }
    }
  }

  private var changed: [Entry] {
    match.current.standing.indices.filter { match.current.standing[$0] == .changed }.map { card in
      Entry(
        prior: Int(match.current.partner[card]), current: card,
        fields: match.changedFields(card).filter { !$0.movesWithTime })
    }
  }

  private var disposed: [Entry] {
    match.prior.standing.indices.filter { match.prior.standing[$0] == .single }
      .map { Entry(prior: $0, current: nil) }
  }

  private var added: [Entry] {
    match.current.standing.indices.filter { match.current.standing[$0] == .single }
      .map { Entry(prior: nil, current: $0) }
  }

  /// The roll-forward of every measure, each by a thread of its own.
  private var summaries: [(Measure, RegisterSummary)] {
    let buckets = RegisterSummary.Buckets(
      prior: prior, current: current, plan: plan, categories: categories)
    let made = concurrently(measures) { measure in
      RegisterSummary(
        match, prior: prior, current: current, measure: measure.key, buckets: buckets)
    }
    return zip(measures, made).map { ($0, $1) }
  }

  private struct Measure {
    var key: String
    var label: String
    var unit: MeasureUnit

    func text(_ atoms: Int64) -> String { unit.decimal(atoms: atoms).description }
  }

  private var measures: [Measure] {
    [RegisterPlan.Role.cost, .depreciation, .net, .quantity, .area].compactMap { role in
      guard let key = plan.field(role), prior.column(key) != nil, let index = current.column(key),
        case .amount(let unit) = current.columns[index].kind
      else { return nil }
      return Measure(key: key, label: current.columns[index].label, unit: unit)
    }
  }
}
