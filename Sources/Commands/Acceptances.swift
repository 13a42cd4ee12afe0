import Budget
import Localization
import Project

/// The acceptances of a project, held against the findings of a run.
struct Acceptances {
  let accepted: [Project.Acceptance]

  /// Marks the findings that are accepted, and those whose figures changed since.
  func apply(to findings: inout [Finding]) {
    for acceptance in accepted {
      for index in findings.indices where findings[index].id == acceptance.id {
        guard findings[index].verdict != .agree else { continue }
        let who = "\(acceptance.name)，\(acceptance.date)"
        if findings[index].figures == acceptance.figures {
          findings[index].acceptedReason = "\(acceptance.reason)（\(who)）"
        } else {
          findings[index].lapsed = Message(
            zh:
              "曾被接受（\(acceptance.reason)；\(who)），但数字已变，当时是 \(acceptance.figures)；请重新核对",
            en:
              "was accepted (\(acceptance.reason); \(acceptance.name), \(acceptance.date)), but its figures have changed, then \(acceptance.figures); check it again"
          )
        }
      }
    }
  }
}
