import Budget
import Decimals
import Localization
import Profiles
import Reconciliation

/// Adds up the lists of parts in a note, and compares what it states twice.
struct SumJudge {
  let audit: NoteAudit
  let note: Note
  /// The subjects whose numbers are wrong already: a sum over them says nothing more.
  let wrong: Set<String>
  private(set) var found: [RecordTest.Name: [TestOutcome]] = [:]

  init(audit: NoteAudit, note: Note, wrong: Set<String>) {
    self.audit = audit
    self.note = note
    self.wrong = wrong
  }

  mutating func judgeAll() {
    for (index, part) in note.parts.enumerated() {
      for list in part.reading.lists { judge(list, part.reading, index) }
      judgeDecimals(part, index)
    }
    judgeRepeats()
    judgeParts()
  }

  // MARK: Lists

  private mutating func judge(_ list: PartList, _ reading: ParagraphReading, _ index: Int) {
    let head = reading.claims[list.head]
    guard list.items.count > 0, let number = head.number, let whole = number.observation,
      let unit = number.unit, unit.dimension != .ratio
    else { return }
    var sum = Observation(atoms: 0)
    var names: [Claim.Name] = []
    var operands: [Operand] = []
    var hasUnknown = false
    var allStrict = head.isStrict
    for item in list.items {
      var value: Observation
      switch item {
      case .number(let number):
        guard let observation = number.observation else { return }
        value = observation
        hasUnknown = true
        operands.append(note.operand(index, number.range, value: stated(number)))
      case .claim(let place):
        let claim = reading.claims[place]
        // As much as last year: that much, where it is known.
        if claim.aspect == .flat, head.aspect == .level {
          guard let prior = audit.values.values(claim.name, .prior, unit.dimension).first else {
            return leaveOpen(head, claim, index)
          }
          guard (try? sum.add(Observation(atoms: prior.shown, quantum: prior.spread))) != nil
          else { return }
          names.append(claim.name)
          continue
        }
        value = claim.number?.observation ?? Observation(atoms: 0)
        if case .change(-1) = claim.aspect { value = value.negated }
        names.append(claim.name)
        allStrict = allStrict && claim.isStrict
        if let number = claim.number {
          operands.append(note.operand(index, number.range, value: stated(number)))
        }
      }
      guard (try? sum.add(value)) != nil else { return }
    }
    var total = whole
    if case .change(-1) = head.aspect { total = total.negated }
    var difference = total
    guard (try? difference.add(sum, times: -1)) != nil else { return }
    let isComplete = !hasUnknown && isWhole(head.name, names)
    let isSaidComplete = list.listsAll || endsInOthers(list, reading, index)
    let residual = Int128(total.atoms) - Int128(sum.atoms)
    let verdict = Verdict(
      residual: residual, bounds: difference.rounding, relation: .equal)
    let message = Message(
      zh:
        "“\(head.name.printed)”是 \(text(total.atoms, unit))，所列 \(list.items.count) 项之和是 \(text(sum.atoms, unit))，相差 \(text(total.atoms - sum.atoms, unit))",
      en:
        "'\(head.name.printed)' is \(text(total.atoms, unit)), the \(list.items.count) parts listed come to \(text(sum.atoms, unit)), a difference of \(text(total.atoms - sum.atoms, unit))"
    )
    var outcome = TestOutcome(
      scope: "说明", row: head.name.id, column: head.aspect.id, verdict: verdict, message: message,
      operands: [note.operand(index, head.range, value: stated(number))] + operands)
    if verdict != .mismatch {
      return append(.noteSums, outcome)
    }
    // Wrong against the tables already, or parts of several kinds: nothing new, or nothing certain.
    let isKnownWrong = names.contains { wrong.contains($0.id) } || wrong.contains(head.name.id)
    if isKnownWrong { return }
    // Where the tables have the whole and every part as stated, there are other parts.
    if audit.hasTables, !hasUnknown,
      ([head.name] + names).allSatisfy({
        !audit.values.values($0, head.isPrior ? .prior : .current, unit.dimension).isEmpty
      })
    {
      return
    }
    let isBeyond = head.aspect == .level && sum.atoms > total.atoms && !overlap(names)
    let isCertain =
      !list.isAmbiguous
      && (isComplete || isSaidComplete || isBeyond && (allStrict || list.listsAll))
    if isCertain {
      outcome.causes = [cause(list, reading, outcome.operands)]
      return append(.noteSums, outcome)
    }
    // 其中 may name some parts only.
    guard list.items.count > 1 || isBeyond else { return }
    outcome.verdict = .notChecked
    outcome.message = Message(
      zh: message.chinese + "；看不出所列是否齐全",
      en: message.english + "; whether they are all cannot be told")
    append(.noteSums, outcome)
  }

  /// A sum with a part whose amount is not stated and not known.
  private mutating func leaveOpen(_ head: Claim, _ part: Claim, _ index: Int) {
    append(
      .noteSums,
      TestOutcome(
        scope: "说明", row: head.name.id, column: head.aspect.id, verdict: .notChecked,
        message: Message(
          zh: "“\(part.name.printed)”只写与上年持平，没有写数额，上年数也没有给出，合计没有核对",
          en:
            "'\(part.name.printed)' is said to be as last year, without an amount, and last year's is not known: the sum was not checked"
        ), operands: [note.operand(index, part.range)]))
  }

  /// What is probably wrong: the one amount in another unit than all others, else the total.
  private func cause(
    _ list: PartList, _ reading: ParagraphReading, _ operands: [Operand]
  ) -> Cause {
    let head = reading.claims[list.head].number
    let items = list.items.compactMap { item in
      switch item {
      case .number(let number): number
      case .claim(let place): reading.claims[place].number
      }
    }
    let numbers = [head].compactMap(\.self) + items
    let odd = numbers.indices.filter { place in
      !numbers.indices.contains { $0 != place && numbers[$0].kind == numbers[place].kind }
    }
    if numbers.count == operands.count, numbers.count > 2, odd.count == 1 {
      return Cause(
        kind: .unit, cells: [.place(operands[odd[0]].place)],
        explanation: ClaimJudge.explanation(.unit))
    }
    return Cause(
      kind: .staleTotal, cells: [.place(operands[0].place)],
      explanation: Message(zh: "总数与所列各项不符", en: "the total does not follow its parts"))
  }

  private func stated(_ number: NoteNumber) -> StatedAmount? {
    guard let unit = number.unit, let observation = number.observation,
      let amount = try? Amount(atoms: observation.atoms, dimension: unit.dimension)
    else { return nil }
    return StatedAmount(amount: amount, unit: unit, decimals: number.decimals)
  }

  private func text(_ atoms: Int64, _ unit: MeasureUnit) -> String {
    guard let amount = try? Amount(atoms: atoms, dimension: unit.dimension) else { return "" }
    return StatedAmount(amount: amount, unit: unit, decimals: unit.dimension == .money ? 2 : 0)
      .number
      + unit.name
  }

  /// Whether the names are all parts of a group that makes up the whole.
  private func isWhole(_ head: Claim.Name, _ names: [Claim.Name]) -> Bool {
    guard let subject = head.subject.flatMap({ audit.profile.vocabulary.subject($0) }) else {
      return false
    }
    let keys = Set(names.compactMap(\.subject))
    guard keys.count == names.count else { return false }
    return subject.parts.contains { Set($0) == keys }
  }

  /// Whether the last part is what is left over: 其他….
  private func endsInOthers(_ list: PartList, _ reading: ParagraphReading, _ index: Int) -> Bool {
    guard list.items.count > 1, case .claim(let last) = list.items[list.items.count - 1] else {
      return false
    }
    let scalars = note.parts[index].text.scalars
    let clause = scalars[..<reading.claims[last].range.lowerBound].reversed().prefix {
      !",;:。、(".unicodeScalars.contains($0)
    }
    return clause.reversed().starts(with: "其他".unicodeScalars)
      || clause.reversed().starts(with: "其它".unicodeScalars)
  }

  /// Whether one of the names is a part of another.
  private func overlap(_ names: [Claim.Name]) -> Bool {
    let keys = Set(names.compactMap(\.subject))
    for key in keys {
      guard let subject = audit.profile.vocabulary.subject(key) else { continue }
      if subject.parts.contains(where: { !keys.isDisjoint(with: $0) }) { return true }
    }
    // A class and its own items.
    let codes = names.flatMap { $0.codes.values.flatMap(\.self) }
    return codes.contains { code in codes.contains { $0 != code && $0.hasPrefix(code) } }
  }

  // MARK: Twice

  private mutating func judgeRepeats() {
    struct Key: Hashable {
      var name: String
      var isPrior: Bool
      var dimension: Dimension
      /// The list in which it stands, where the list is of one fund or code only.
      var scope: String?
    }
    var first: [Key: (index: Int, claim: Claim)] = [:]
    for (index, part) in note.parts.enumerated() {
      for claim in part.reading.claims where claim.aspect == .level && claim.isStrict {
        guard let number = claim.number, let unit = number.unit, let value = number.observation
        else { continue }
        let name = Claim.Name(
          subject: claim.name.subject, codes: claim.name.codes, rows: claim.name.rows, printed: "")
        // What is to be bought is not what is there, nor one kind of equipment another.
        guard !claim.isPlanned, !claim.isActual else { continue }
        let subject = unit.dimension == .count ? nil : claim.name.subject
        let key = Key(
          name: subject ?? "\(name.codes.sorted { $0.key < $1.key })\(claim.name.printed)",
          isPrior: claim.isPrior, dimension: unit.dimension,
          scope: claim.name.scope.flatMap { hasOwnParts($0) ? $0 : nil })
        guard let other = first[key], let before = other.claim.number?.observation else {
          first[key] = (index, claim)
          continue
        }
        guard !wrong.contains(claim.name.id) else { continue }
        // What the tables state is compared with them.
        let period: Period = claim.isPrior ? .prior : .current
        if audit.hasTables, !audit.values.values(claim.name, period, unit.dimension).isEmpty {
          continue
        }
        let coarse = max(value.spread, before.spread, 1)
        let isSame =
          Comparison.rounded(value.atoms, coarse) == Comparison.rounded(before.atoms, coarse)
        let shown = text(value.atoms, unit)
        let expected = text(before.atoms, unit)
        var outcome = TestOutcome(
          scope: "说明", row: claim.name.id, column: claim.isPrior ? "prior" : "current",
          verdict: isSame ? .agree : .mismatch,
          message: Message(
            zh: "“\(claim.name.printed)”这里是 \(shown)，另一处是 \(expected)",
            en: "'\(claim.name.printed)' is \(shown) here and \(expected) elsewhere"),
          operands: [
            note.operand(index, claim.range, value: stated(number)),
            note.operand(
              other.index, other.claim.range, value: other.claim.number.flatMap(stated)),
          ])
        if !isSame {
          outcome.causes = [
            Cause(
              kind: .stale, cells: outcome.operands.map { .place($0.place) },
              explanation: Message(zh: "一处改了，另一处没有改", en: "one was changed, the other was not"))
          ]
        }
        append(.noteRepeats, outcome)
      }
    }
  }

  /// Whether parts listed under a figure are its own and not those of the whole budget.
  private func hasOwnParts(_ id: String) -> Bool {
    audit.profile.vocabulary.subject(id)?.hasOwnParts ?? true
  }

  // MARK: Prescribed parts

  private mutating func judgeParts() {
    for subject in audit.profile.vocabulary.subjects where subject.isComplete {
      guard let parts = subject.parts.first else { continue }
      var place: (index: Int, claim: Claim)?
      var levels: Set<String> = []
      var changes: Set<String> = []
      // Those that are only said to be as last year.
      var flat: [String: (index: Int, claim: Claim)] = [:]
      for (index, part) in note.parts.enumerated() {
        for claim in part.reading.claims {
          guard let key = claim.name.subject else { continue }
          switch claim.aspect {
          case .level where !claim.isPrior:
            if key == subject.key, place == nil { place = (index, claim) }
            levels.insert(key)
          case .nothing: levels.insert(key)
          case .flat:
            changes.insert(key)
            flat[key] = flat[key] ?? (index, claim)
          case .change, .rate: changes.insert(key)
          default: break
          }
        }
      }
      guard let place else { continue }
      // A part that has parts of its own must name these as well: 购置费 may not hide in its sum.
      let wanted = parts + parts.flatMap { audit.profile.vocabulary.subject($0)?.parts.first ?? [] }
      let total = place.claim.number?.value ?? .zero
      // A subtotal is told by its parts.
      let unstated = wanted.filter { key in
        let own = audit.profile.vocabulary.subject(key)?.parts.first ?? []
        return !levels.contains(key) && (own.isEmpty || !own.allSatisfy(levels.contains))
      }
      let missing = unstated.filter { flat[$0] == nil }
      if total != .zero {
        for key in unstated {
          guard let (index, claim) = flat[key],
            audit.values.values(claim.name, .prior, .money).isEmpty
          else { continue }
          append(
            .noteParts,
            TestOutcome(
              scope: "说明", row: subject.key, column: key, verdict: .notChecked,
              message: Message(
                zh: "“\(claim.name.printed)”只写与上年持平，没有写数额，上年数也没有给出；请写明数额",
                en:
                  "'\(claim.name.printed)' is said to be as last year, without an amount, and last year's is not known; state it"
              ), operands: [note.operand(index, claim.range)]))
        }
      }
      if !missing.isEmpty, total != .zero {
        append(
          .noteParts,
          TestOutcome(
            scope: "说明", row: subject.key,
            message: Message(
              zh: "没有写明：\(missing.joined(separator: "、"))；没有的也要写 0",
              en: "not stated: \(missing.joined(separator: ", ")); what is nil is stated as 0"),
            operands: [note.operand(place.index, place.claim.range)]))
      }
      // A part whose own parts are all compared is compared with them.
      let unchanged = ([subject.key] + wanted).filter { key in
        let own = audit.profile.vocabulary.subject(key)?.parts.first ?? []
        return !changes.contains(key) && (own.isEmpty || key == subject.key)
      }
      if !unchanged.isEmpty {
        append(
          .notePartChanges,
          TestOutcome(
            scope: "说明", row: subject.key,
            message: Message(
              zh: "没有与上年对比：\(unchanged.joined(separator: "、"))",
              en: "not compared with last year: \(unchanged.joined(separator: ", "))"),
            operands: [note.operand(place.index, place.claim.range)]))
      }
    }
  }

  // MARK: Places

  private mutating func judgeDecimals(_ part: Note.Part, _ index: Int) {
    var start = 0
    for end in part.text.scalars.indices
    where part.text.scalars[end] == "。" || end == part.text.count - 1 {
      let range = start...end
      start = end + 1
      let numbers = part.reading.claims.compactMap(\.number).filter {
        guard $0.isMoney, range.contains($0.range.lowerBound), $0.value != .zero else {
          return false
        }
        return true
      }
      guard let first = numbers.first, numbers.allSatisfy({ $0.kind == first.kind }),
        let most = numbers.map(\.decimals).max(),
        most <= 2, let odd = numbers.first(where: { $0.decimals != most })
      else { continue }
      let operand = note.operand(index, odd.range)
      append(
        .noteDecimals,
        TestOutcome(
          scope: "说明", row: operand.raw, column: nil,
          message: Message(
            zh: "“\(operand.raw)”写 \(odd.decimals) 位小数，同句另有 \(most) 位的；请统一",
            en: "'\(operand.raw)' has \(odd.decimals) places, others in the sentence have \(most)"),
          operands: [operand]))
    }
  }

  private mutating func append(_ test: RecordTest.Name, _ outcome: TestOutcome) {
    found[test, default: []].append(outcome)
  }
}
