"""A column of amounts for each fund, as 预算管理一体化 platforms export them."""

from kit import FUND, GENERAL, Csv, Sheet, bud, case, inc

HEAD = [["功能分类科目编码", "部门经济分类", "支出类型", "合计", "本年拨款", None, "财政专户管理资金", "单位资金", "备注"],
        [None, None, None, None, "一般公共预算", "政府性基金预算", None, None, None]]
MERGES = ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3", "H2:H3", "I2:I3"]
UNIT = [[None] * 8 + ["单位：元"]]
LINES = [["合计", None, None, 21, 11, 4, 0, 6, None],
         ["2080109", "30101", "基本支出", 7, 7, None, None, "—", None],
         ["2080109", "30227", "项目支出", 14, 4, 4, None, 6, "见附件2"],
         ["2080505", "30201", "基本支出", None, None, None, None, None, None]]
FACTS = [bud("2080109", "30101", "基本支出", 700), bud("2080109", "30227", "项目支出", 400),
         bud("2080109", "30227", "项目支出", 400, FUND), bud("2080109", "30227", "项目支出", 600, "单位资金")]
TWICE = [HEAD[0], [None, None, None, None, "一般公共预算", "一般公共预算拨款", None, None, None]]


def unknown():
    """The same lines with a column for which no fund is known, and no total that leaves it out."""
    head = [[*row] for row in HEAD]
    head[0][7] = "往来资金"
    return head


case("funds-in-columns-merged", "budget", Sheet(UNIT + HEAD + LINES, MERGES), FACTS,
     Sheet(UNIT + TWICE + LINES, MERGES))
case("funds-in-columns-libreoffice", "budget", Sheet(UNIT + HEAD + LINES, MERGES), FACTS,
     Sheet(UNIT + unknown() + LINES, MERGES), by="libreoffice")
case("funds-in-columns-in-csv", "budget", Csv(UNIT + HEAD + LINES), FACTS, Csv(UNIT + unknown() + LINES))
SOURCES = [["科目编码", "总计（元）", "本年收入（元）", None, None, None, "上年结转（元）", None],
           [None, None, "小计", "一般公共预算", "政府性基金预算", "事业收入", "一般公共预算", "单位资金"]]
CARRIED = ["A1:A2", "B1:B2", "C1:F1", "G1:H1"]
case("funds-in-columns-carried-over", "income",
     Sheet([*SOURCES, ["2080109", 20, 12, 7, 0, 5, 8, None], ["2080505", 6, 2, None, 2, None, None, 4]], CARRIED),
     [inc("2080109", 700), inc("2080109", 500, "事业收入"), inc("2080109", 800, "一般公共预算结转"),
      inc("2080505", 200, FUND), inc("2080505", 400, "非财政拨款结转")],
     Sheet([SOURCES[0][:6] + ["年末结余（元）", None], SOURCES[1],
            ["2080109", 20, 12, 7, 0, 5, 8, None]], CARRIED))
case("code-without-its-group", "budget",
     Sheet([["科目编码", "经济分类编码", "支出类型", "资金来源", "金额（元）"], ["2080109", "30101", "基本支出", GENERAL, 1]]),
     [bud("2080109", "30101", "基本支出", 100)],
     Sheet([["科目编码", "科目编码", "支出类型", "资金来源", "金额（元）"], ["2080109", "30101", "基本支出", GENERAL, 1]]),
     by="libreoffice")
