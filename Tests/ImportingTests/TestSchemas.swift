import Budget
import Importing
import Profiles
import Sheets

/// Schemas of the shapes that the profiles have, for sheets of the tests' own making.
enum Schemas {
  /// What files say of whose lines they hold.
  static let scope: [InputScope] = [
    .init(kind: .unitCode, labels: ["单位编码"]),
    .init(kind: .unitName, labels: ["单位名称", "预算单位"], above: ["编制单位"]),
    .init(kind: .unitName, labels: ["单位"], above: ["单位"], orMeasure: true),
    .init(kind: .year, labels: ["年度"], above: ["预算年度"]),
    .init(kind: .single, labels: ["预算版本"]),
  ]

  static let funds: [InputField.Choice] = [
    .init(name: "一般公共预算拨款", synonyms: ["一般公共预算", "公共预算"]),
    .init(name: "政府性基金预算拨款", synonyms: ["政府性基金"]),
  ]

  /// Budget lines: function × economic × kind × project × fund × amount.
  static let budget = InputSchema(
    key: "budget", title: "部门预算支出明细",
    fields: [
      InputField(
        key: "function", kind: .code(list: "functional", lengths: [3, 5, 7]),
        labels: ["功能分类科目编码", "功能科目编码", "功能分类科目/科目编码"], isRequired: true),
      InputField(
        key: "economic", kind: .code(list: "economic", lengths: [3, 5]),
        labels: ["经济分类科目编码", "部门预算支出经济分类科目/科目编码", "经济分类科目/科目编码"], isRequired: true),
      InputField(
        key: "kind",
        kind: .choice([
          .init(name: "基本支出", synonyms: ["基本"]), .init(name: "项目支出", synonyms: ["项目"]),
        ]), labels: ["支出类别", "支出类型"], isRequired: true),
      InputField(key: "project", kind: .text, labels: ["项目名称"]),
      InputField(
        key: "fund", kind: .choice(funds), labels: ["资金来源"], defaultValue: "一般公共预算拨款"),
      InputField(
        key: "amount", kind: .money, labels: ["金额", "本年预算", "预算数/本年预算", "预算金额"], isRequired: true),
    ])

  /// Income lines: function × amount.
  static let income = InputSchema(
    key: "income", title: "部门预算收入",
    fields: [
      InputField(
        key: "function", kind: .code(list: "functional", lengths: [3, 5, 7]),
        labels: ["科目编码", "功能科目编码", "功能分类科目编码"], isRequired: true),
      InputField(key: "amount", kind: .money, labels: ["金额", "预算数"], isRequired: true),
    ], scope: scope)

  /// The asset register.
  static let assets = InputSchema(
    key: "assets", title: "固定资产卡片",
    fields: [
      InputField(key: "number", kind: .text, labels: ["资产编号"], isRequired: true),
      InputField(key: "name", kind: .text, labels: ["资产名称"], isRequired: true),
      InputField(key: "quantity", kind: .count, labels: ["数量"]),
      InputField(key: "area", kind: .area, labels: ["建筑面积"]),
      InputField(key: "acquired", kind: .date, labels: ["取得日期"]),
      InputField(key: "value", kind: .money, labels: ["原值"], isRequired: true),
    ])

  /// Performance targets: an outline of duties and activities.
  static let performance = InputSchema(
    key: "performance", title: "职责活动绩效目标",
    fields: [
      InputField(key: "name", kind: .text, labels: ["职责活动"], isRequired: true),
      InputField(key: "amount", kind: .money, labels: ["年度预算数"]),
      InputField(key: "best", kind: .text, labels: ["评价标准/优", "优"]),
      InputField(key: "worst", kind: .text, labels: ["评价标准/差", "差"]),
    ], outlineField: "name")

  /// The 三公 table with its funds side by side.
  static let sangong = InputSchema(
    key: "sangong", title: "三公经费预算",
    fields: [
      InputField(
        key: "item",
        kind: .choice([
          .init(name: "因公出国（境）费", synonyms: ["因公出国境费"]),
          .init(name: "公务用车购置费", synonyms: ["购置费"]),
          .init(name: "公务用车运行维护费", synonyms: ["公务用车运行费", "运行费"]),
          .init(name: "公务接待费", synonyms: []),
        ]), labels: ["项目"], isRequired: true),
      InputField(key: "general", kind: .money, labels: ["一般公共预算财政拨款", "预算数"], isRequired: true),
      InputField(key: "fund", kind: .money, labels: ["政府性基金预算财政拨款"]),
    ])

  /// Budget lines whose economic code may be blank, with defaults of every kind.
  static let loose = InputSchema(
    key: "loose", title: "预算明细",
    fields: [
      InputField(
        key: "function", kind: .code(list: "functional", lengths: [3, 5, 7]), labels: ["功能科目编码"],
        isRequired: true),
      InputField(
        key: "economic", kind: .code(list: "economic", lengths: [3, 5]), labels: ["经济科目编码"]),
      InputField(key: "project", kind: .text, labels: ["项目名称"]),
      InputField(key: "amount", kind: .money, labels: ["金额"], isRequired: true),
      InputField(key: "quantity", kind: .count, labels: ["数量"], defaultValue: "1"),
      InputField(key: "carried", kind: .money, labels: ["结转"], defaultValue: "无"),
    ])

  static let context: ImportContext = {
    var functional = CodeList()
    for (code, name) in [
      ("208", "社会保障和就业支出"), ("20801", "人力资源和社会保障管理事务"), ("2080108", "信息化建设"),
      ("2080109", "社会保险经办机构"), ("2080505", "机关事业单位基本养老保险缴费支出"),
      ("221", "住房保障支出"), ("2210201", "住房公积金"),
    ] {
      functional.add(code: code, name: name, from: 2020, to: 2020)
    }
    functional.add(code: "20805", name: "行政事业单位离退休", from: 2010, to: 2019)
    functional.add(code: "20805", name: "行政事业单位养老支出", from: 2020, to: 2030)
    functional.add(code: "2080301", name: "旧科目", from: 2010, to: 2012)
    var economic = CodeList()
    for (code, name) in [
      ("301", "工资福利支出"), ("30101", "基本工资"), ("30102", "津贴补贴"), ("302", "商品和服务支出"),
      ("30201", "办公费"), ("30227", "委托业务费"),
    ] {
      economic.add(code: code, name: name, from: 2018, to: 2030)
    }
    return ImportContext(year: 2020, codes: ["functional": functional, "economic": economic])
  }()
}

extension Sheet {
  /// The sheet imported by `schema`.
  func imported(_ schema: InputSchema) -> ImportedSheet {
    SheetImporter(schema: schema, context: Schemas.context).importing(self)
  }
}

extension ImportedSheet {
  /// The facts in short: codes, choices and texts, amounts in atoms, `∅` for declared empty; one
  /// line a fact.
  func short(_ schema: InputSchema) -> [String] {
    facts.map { fact in
      let values = schema.fields.map { field in
        switch fact[field.key] {
        case .text(let text): text
        case .amount(let reading): "\(reading.amount.atoms)"
        case .date(let date): "\(date)"
        case .empty: "∅"
        case nil: "·"
        }
      }
      return (fact.level > 0 ? "\(fact.level)> " : "") + values.joined(separator: " ")
    }
  }

  /// The kinds of notes with their places, in order, absent columns left out.
  var kinds: [String] {
    notes.filter { $0.kind != .absentColumns }.map { "\($0.kind.rawValue)@\($0.place.cellName)" }
  }
}

extension Place {
  /// The cell's address, or `-`.
  var cellName: String {
    if case .cell(let address) = spot { "\(address)" } else { "-" }
  }

  /// The cell's row, 0-based; nil for other places.
  var row: Int? {
    if case .cell(let address) = spot { address.row } else { nil }
  }
}
