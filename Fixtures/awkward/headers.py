"""Headers: merged, repeated, renamed, beside each other, with things above and below."""

from kit import FUND, GENERAL, Csv, Sheet, bud, case, general, inc, income

LINE = ["2080109", "社会保险经办机构", "30101", "基本工资", "基本支出", GENERAL, 252700.28]
FACT = bud("2080109", "30101", "基本支出", 25270028)
GROUPS = ["功能分类科目", None, "部门预算支出经济分类科目", None, "支出类别", "资金来源", "预算数（元）"]
LEAVES = ["科目编码", "科目名称", "科目编码", "科目名称", None, None, None]
MERGES = ["A1:B1", "C1:D1", "E1:E2", "F1:F2", "G1:G2"]
BOTH_SAME = ["科目", None, "科目", None, "支出类别", "资金来源", "预算数（元）"]

case("header-two-rows-merged", "budget", Sheet([GROUPS, LEAVES, LINE], MERGES), [FACT],
     Sheet([BOTH_SAME, LEAVES, LINE], MERGES))
case("header-two-rows-merged-libreoffice", "budget", Sheet([GROUPS, LEAVES, LINE], MERGES), [FACT],
     Sheet([BOTH_SAME, LEAVES, LINE], MERGES), by="libreoffice")
case("header-three-rows-merged", "budget",
     Sheet([["2020年部门预算（元）", *[None] * 6],
            GROUPS[:6] + ["预算数"], LEAVES[:6] + ["本年预算"], LINE],
           ["A1:G1", "A2:B2", "C2:D2", "E2:E3", "F2:F3"]), [FACT],
     Sheet([["2020年部门预算（元）", *[None] * 7],
            GROUPS[:6] + ["预算数", None], LEAVES[:6] + ["本年预算", "本年预算"], LINE + [1]],
           ["A1:H1", "A2:B2", "C2:D2", "E2:E3", "F2:F3", "G2:H2"]))
case("header-groups-not-merged", "budget", Csv([GROUPS, LEAVES, LINE]), [FACT],
     Csv([BOTH_SAME, LEAVES, LINE]))
case("header-spaces-and-widths", "budget",
     Sheet([["功 能 科 目\n编 码", "经济科目　编码", "支出 类别", "资金来源", "金 额（ 元 ）"],
            ["2080109", "30101", "基本支出", GENERAL, 100]]),
     [bud("2080109", "30101", "基本支出", 10000)],
     Sheet([["功 能 科 目\n编 码", "功能科目编码", "支出 类别", "资金来源", "金 额（ 元 ）"],
            ["2080109", "2080108", "基本支出", GENERAL, 100]]), by="libreoffice")
case("header-synonyms-and-brackets", "sangong",
     Sheet([["经费项目", "一般公共预算拨款〔元〕"], ["因公出国(境)费用", 0], ["购置费", 5], ["公务用车运维费", 12],
            ["接待费", 3]]),
     [{"item": "因公出国（境）费", "general": 0}, {"item": "公务用车购置费", "general": 500},
      {"item": "公务用车运行维护费", "general": 1200}, {"item": "公务接待费", "general": 300}],
     Sheet([["经费项目", "一般公共预算拨款〔元〕"], ["因公出国(境)费用", 0], ["公务用车费", 12], ["接待费", 3]]))
case("header-marks-of-forms", "income",
     Sheet([["*功能科目编码（必填）", "★收入来源：", "金额（元）*"], ["2080109", GENERAL, 100]]),
     [inc("2080109", 10000)],
     Sheet([["*功能科目编码（必填）", "功能科目编码（选填）", "收入来源", "金额（元）*"],
            ["2080109", "2080108", GENERAL, 100]]))
case("header-years-in-headings", "income",
     Sheet([["功能科目编码", "收入来源", "2019年预算数（元）", "2020年预算数（元）"],
            ["2080109", GENERAL, 90, 100]]), [inc("2080109", 10000)],
     Sheet([["功能科目编码", "收入来源", "预算数（元）", "金额（元）"], ["2080109", GENERAL, 90, 100]]))
case("header-columns-moved", "income",
     Sheet([["备注", "金额（元）", "经办人", "收入来源", "功能科目编码"],
            ["见附件", 100, "张三", GENERAL, "2080109"]]), [inc("2080109", 10000)],
     Sheet([["金额（元）", "经办人", "收入来源", "功能科目编码", "金额（元）"],
            [100, "张三", GENERAL, "2080109", 200]]))
case("header-column-numbers-below", "income",
     income(["甲", "乙", 1], ["2080109", GENERAL, 100]), [inc("2080109", 10000)],
     income(["栏次", "1", 2], ["2080109", GENERAL, 100], [None, "乙", 1]))
case("header-in-the-middle-of-the-sheet", "income",
     Sheet([[]] * 10 + [[None, None, None, "功能科目编码", "收入来源", "金额（元）"],
                        [None, None, None, "2080109", GENERAL, 100]]), [inc("2080109", 10000)],
     Sheet([[]] * 10 + [[None, None, None, "功能科目编码", "收入来源", "金额", None],
                        [None, None, None, "2080109", GENERAL, 100]]), by="libreoffice")
case("preamble-of-eight-rows", "income",
     general(("2080109", 100), unit="", top=[
         ["2020年部门预算收入明细"], [], ["编制单位：某中心"], ["预算年度：2020"], ["批复文号：某财〔2020〕1号"],
         ["打印日期：2020-01-15"], [None, None, "单位：元"], []]), [inc("2080109", 10000)],
     general(("2080109", 100), unit="", top=[
         ["2020年部门预算收入明细（万元）"], [], ["编制单位：某中心"], [None, None, "单位：元"]]))
case("header-repeated-on-next-page", "income",
     Sheet([["部门预算收入明细"], ["编制单位：某中心", None, "单位：元"], ["功能科目编码", "收入来源", "金额"],
            ["2080109", GENERAL, 100], ["第1页，共2页"],
            ["部门预算收入明细"], ["编制单位：某中心", None, "单位：元"], ["功能科目编码", "收入来源", "金额"],
            ["2080108", GENERAL, 200], ["第2页，共2页"]]),
     [inc("2080109", 10000), inc("2080108", 20000)],
     Sheet([["部门预算收入明细"], ["编制单位：某中心", None, "单位：元"], ["功能科目编码", "收入来源", "金额"],
            ["2080109", GENERAL, 100],
            ["部门预算收入明细"], ["编制单位：某中心", None, "单位：万元"], ["功能科目编码", "收入来源", "金额"],
            ["2080108", GENERAL, 200]]))
case("next-page-of-another-unit", "income",
     Sheet([["编制单位：某中心", None, "单位：元"], ["功能科目编码", "收入来源", "金额"], ["2080109", GENERAL, 100],
            ["编制单位：某中心", None, "单位：元"], ["2080108", GENERAL, 200]]),
     [inc("2080109", 10000), inc("2080108", 20000)],
     Sheet([["编制单位：某中心", None, "单位：元"], ["功能科目编码", "收入来源", "金额"], ["2080109", GENERAL, 100],
            ["编制单位：另一中心", None, "单位：元"], ["2080108", GENERAL, 200]]))
case("side-by-side-columns-begin-again", "income",
     Sheet([[*["功能科目编码", "收入来源", "金额（元）"] * 2],
            ["2080109", GENERAL, 1, "2080505", GENERAL, 3],
            ["2080108", GENERAL, 2, "2210201", GENERAL, 4],
            ["合计", None, 3, "合计", None, 7]]),
     [inc("2080109", 100), inc("2080108", 200), inc("2080505", 300), inc("2210201", 400)],
     Sheet([["功能科目编码", "收入来源", "金额（元）", "金额（元）"], ["2080109", GENERAL, 1, 3]]))
case("side-by-side-income-and-expenditure", "budget",
     Sheet([["收入", None, None, "支出", None, None, None, None],
            ["功能科目编码", "收入来源", "金额（元）",
             "功能科目编码", "经济科目编码", "支出类别", "资金来源", "金额（元）"],
            ["2080109", GENERAL, 9, "2080109", "30101", "基本支出", GENERAL, 4],
            [None, None, None, "2080109", "30201", "项目支出", GENERAL, 5]],
           ["A1:C1", "D1:H1"]),
     [bud("2080109", "30101", "基本支出", 400), bud("2080109", "30201", "项目支出", 500)],
     Sheet([["方案一", None, None, None, "方案二", None, None, None],
            [*["功能科目编码", "支出类别", "资金来源", "金额（元）"] * 2],
            ["2080109", "基本支出", GENERAL, 9, "2080109", "基本支出", GENERAL, 4]],
           ["A1:D1", "E1:H1"]), by="libreoffice")
case("side-by-side-with-a-free-column", "budget",
     Sheet([["功能科目编码", "经济科目编码", "支出类别", "资金来源", "金额（元）", None,
             "功能科目编码", "经济科目编码", "支出类别", "资金来源", "金额（元）"],
            ["2080109", "30101", "基本支出", GENERAL, 4, None, "2080109", "30201", "基本支出", GENERAL, 5],
            ["2080109", "30301", "基本支出", FUND, 6]]),
     [bud("2080109", "30101", "基本支出", 400), bud("2080109", "30301", "基本支出", 600, FUND),
      bud("2080109", "30201", "基本支出", 500)],
     Sheet([["功能科目编码", "支出类别", "资金来源", "经济科目编码", "金额（元）", None, "经济科目编码", "金额（元）"],
            ["2080109", "基本支出", GENERAL, "30101", 4, None, "30201", 5]]))
