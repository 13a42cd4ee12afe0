import Budget
import Localization
import Profiles
import Reconciliation

/// Shares of a whole that the words do not name: 住房保障支出200万元，占9.78%.
extension ClaimJudge {
  /// Judges the shares of a paragraph that do not say of what they are.
  ///
  /// They are of one whole: that of which most of them are right. With three and more of them the one
  /// that does not fit is wrong; with fewer nothing can be told. Shares that say of what they are speak
  /// for their whole, too.
  mutating func judgeOpenShares(_ part: Note.Part, _ index: Int) {
    let shares = part.reading.claims.filter { $0.aspect == .share && $0.whole == nil }
    guard !shares.isEmpty else { return }
    let wholes = audit.profile.vocabulary.subjects.filter { !$0.parts.isEmpty }.compactMap {
      figure(Claim.Name(subject: $0.key, printed: $0.key), .current, .money).first
    }
    let fits = wholes.map { whole in (whole, shares.map { fit(of: $0, in: whole) }) }
    let best = fits.max { $0.1.count { $0.isRight } < $1.1.count { $0.isRight } }
    guard let (whole, found) = best else { return }
    let right = found.count { $0.isRight }
    let others = part.reading.claims.filter { $0.aspect == .share && $0.whole != nil }
    let alike = right + others.count { fit(of: $0, in: whole).isRight }
    let isTold = right == shares.count || alike > 1 && right + 1 == shares.count
    for (share, fit) in zip(shares, found) {
      if fit.isRight, right == shares.count || isTold, let value = fit.part {
        addShare(share, index, value, whole, .agree, expected: fit.expected)
      } else if isTold, let value = fit.part, let expected = fit.expected {
        wrongSubjects.insert(share.name.id)
        addShare(share, index, value, whole, .mismatch, expected: expected)
      } else {
        uncertain(
          .noteShares, share, index,
          Message(zh: "没有写明是什么的占比", en: "it does not say of what it is the share"))
      }
    }
  }

  /// Whether a share is right for a whole, its part, and what it should be.
  private func fit(
    of share: Claim, in whole: FigureValue
  ) -> (isRight: Bool, part: FigureValue?, expected: Int64?) {
    guard let number = share.number, let printed = number.observation else {
      return (false, nil, nil)
    }
    let parts = figure(share.name, .current, .money)
    var expected: Int64?
    for part in parts {
      let exact = Comparison.percent(part.atoms, of: whole.atoms, decimals: number.decimals)
      expected = expected ?? exact
      if let exact, exact == printed.atoms { return (true, part, exact) }
    }
    return (false, parts.first, expected)
  }
}
