import Localization
import Profiles
import Reconciliation
import Testing

@testable import NoteReading

@Suite struct WordingTests {
  @Test func `correct sentences made from forms give no error and are bound`() throws {
    try expectRight(Wording.sentences(), atLeast: 200)
  }

  @Test func `correct sentences as provinces word them give no error and are bound`() throws {
    try expectRight(Wording.provinces.get(), atLeast: 100)
  }

  private func expectRight(_ sentences: [String], atLeast count: Int) throws {
    let read = ReadSentences(sentences, in: try SampleBudget.shared.get())
    #expect(sentences.count >= count)
    print(
      "wording: \(sentences.count) sentences, \(read.wrong.count) with errors, \(read.bound) of \(read.all) bound"
    )
    print(read.unbound.map { "unbound: \($0)" }.joined(separator: "\n"))
    #expect(
      read.wrong.count * 100 <= sentences.count, "\(read.wrong.joined(separator: "\n"))")
    #expect(read.bound * 100 >= read.all * 95)
  }

  /// Words in which a slip of another text stands by chance.
  @Test(arguments: [
    "抚恤因公亡故人员家属。", "保证各项支出合规合法。", "制定的办法法规合法有效。", "落实阶段性降低费率政策。",
    "压减开支，降低费用。", "管理公租房收入。", "防止过度负债。", "按照公务员法管理的事业单位两个。", "新建粮仓五千立方米。",
    "按排名分配奖励资金。", "完成年度收支初步核算。", "不予算入当年支出。", "三公经费较少的单位予以通报。",
  ])
  func `a right word that has a slip in it is left alone`(_ sentence: String) throws {
    let found = try SampleBudget.shared.get().mismatches(sentence).filter {
      $0.test == .noteWording
    }
    #expect(found.map(\.outcome.message.chinese) == [])
  }

  @Test(arguments: [
    "负责公亡职工丧葬。", "调整和规合法准确。", "做好新老制度衔接与过度。", "因公出国(境)降低费0万元。", "房屋2474方米。",
    "项目经费较少的主要因素是压减。", "合理按排支出。",
  ])
  func `a slip is told`(_ sentence: String) throws {
    let found = try SampleBudget.shared.get().mismatches(sentence).filter {
      $0.test == .noteWording
    }
    #expect(found.count == 1)
  }
}
