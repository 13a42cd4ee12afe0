import Localization
import Project
import YAMLReading
import YearComparison

extension Project {
  /// The reasons as the tests of the comparison with last year take them.
  var changeReasons: [ChangeTests.Reason] {
    reasons.map { ChangeTests.Reason(item: $0.item, text: $0.text, place: $0.place) }
  }

  /// Refuses a reason for an item that no comparison with last year has.
  ///
  /// Where a comparison could not be made its items are not known, and nothing is refused.
  func checkReasons(_ comparison: YearComparison) throws(YAMLError) {
    guard comparison.missing.isEmpty else { return }
    for reason in reasons where comparison[reason.item] == nil {
      let known = comparison.changes.filter(\.isTotal).map(\.item)
      throw YAMLError(
        at: reason.place,
        Message(
          zh: "比上年增减的各表没有“\(reason.item)”；可用的有：\(known.joined(separator: "、"))，以及各科目编码和项目名称",
          en:
            "no comparison with last year has the item '\(reason.item)'; there are: \(known.joined(separator: ", ")), and the codes and projects"
        ))
    }
  }
}
