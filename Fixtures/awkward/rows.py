"""Rows: totals and parts among the lines, headings, footnotes, forms, outlines."""

from kit import GENERAL, Csv, F, I, Sheet, bud, case, general, inc, income

case("total-at-the-foot", "income", income(["2080109", GENERAL, 1], ["2080108", GENERAL, 2], ["合　计", None, 3]),
     [inc("2080109", 100), inc("2080108", 200)],
     income(["2080109", GENERAL, 1], ["2080108", GENERAL, 2], ["合　计", None, 4]))
case("total-at-the-head", "income", income([None, "合计", 3], ["2080109", GENERAL, 1], ["2080108", GENERAL, 2]),
     [inc("2080109", 100), inc("2080108", 200)],
     income([None, "合计", 4], ["2080109", GENERAL, 1], ["2080108", GENERAL, 2]), by="libreoffice")
case("total-without-a-stored-result", "income",
     income(["2080109", GENERAL, 1], ["2080108", GENERAL, 2], ["合计", None, F("SUM(C2:C3)")]),
     [inc("2080109", 100), inc("2080108", 200)],
     income(["2080109", GENERAL, 1], ["2080108", GENERAL, 2], ["合计", None, F("SUM(C2:C2)", 3)]))
case("subtotals-and-grand-total", "income",
     income(["2080109", GENERAL, 1], ["2080108", GENERAL, 2], [None, "小计", 3], ["2210201", GENERAL, 4],
            [None, "小计", 4], [None, "总计", 7]),
     [inc("2080109", 100), inc("2080108", 200), inc("2210201", 400)],
     income(["2080109", GENERAL, 1], ["2080108", GENERAL, 2], [None, "小计", 3], ["2210201", GENERAL, 4],
            [None, "小计", 4], [None, "总计", 11]))
case("subtotals-of-pages", "income",
     income(["2080109", GENERAL, 1], ["本页小计", None, 1], ["2080108", GENERAL, 2], ["本页小计", None, 2], ["合计", None, 3]),
     [inc("2080109", 100), inc("2080108", 200)],
     income(["2080109", GENERAL, 1], ["本页小计", None, 2], ["2080108", GENERAL, 2], ["本页小计", None, 2], ["合计", None, 3]))
case("subtotals-with-names", "income",
     income(["2080109", GENERAL, 1], ["2080108", GENERAL, 2], ["社会保障和就业支出小计", None, 3]),
     [inc("2080109", 100), inc("2080108", 200)],
     income(["2080109", GENERAL, 1], ["2080108", GENERAL, 2], ["社会保障和就业支出小计", None, 5]))
case("classes-above-their-items", "income",
     income(["208", None, 3], ["20801", None, 3], ["2080108", GENERAL, 1], ["2080109", GENERAL, 2], ["221", None, 4],
            ["22102", None, 4], ["2210201", GENERAL, 4]),
     [inc("2080108", 100), inc("2080109", 200), inc("2210201", 400)],
     income(["208", None, 3], ["20801", None, 3], ["2080108", GENERAL, 1], ["2080109", GENERAL, 5]))
case("item-above-its-sources", "budget",
     Sheet([["功能科目编码", "支出类别", "资金来源", "金额（元）"], ["2080109", None, None, 3],
            ["2080109", "基本支出", GENERAL, 1], ["2080109", "项目支出", GENERAL, 2]]),
     [{"function": "2080109", "kind": "基本支出", "fund": GENERAL, "amount": 100},
      {"function": "2080109", "kind": "项目支出", "fund": GENERAL, "amount": 200}],
     Sheet([["功能科目编码", "支出类别", "资金来源", "金额（元）"], ["2080109", None, None, 5],
            ["2080109", "基本支出", GENERAL, 1], ["2080109", "项目支出", GENERAL, 2]]), by="libreoffice")
case("class-without-items", "income", income(["20801", GENERAL, 3], ["2210201", GENERAL, 4]),
     [inc("20801", 300), inc("2210201", 400)], income(["2080", GENERAL, 3], ["2210201", GENERAL, 4]))
case("of-which-rows", "sangong",
     Sheet([["经费项目", "一般公共预算拨款（元）"], ["因公出国（境）费", 1], ["公务用车购置及运行费", 5], ["其中：公务用车购置费", 2],
            ["公务用车运行费", 3], ["公务接待费", 4], ["合计", 10]]),
     [{"item": "因公出国（境）费", "general": 100}, {"item": "公务用车购置费", "general": 200},
      {"item": "公务用车运行维护费", "general": 300}, {"item": "公务接待费", "general": 400}],
     Sheet([["经费项目", "一般公共预算拨款（元）"], ["因公出国（境）费", 1], ["公务用车购置及运行费", 6], ["其中：公务用车购置费", 2],
            ["公务用车运行费", 3], ["公务接待费", 4]]))
case("of-which-counted-elsewhere", "income",
     income(["2080109", GENERAL, 5], ["其中：人员经费", None, 3], ["合计", None, 5]), [inc("2080109", 500)],
     income(["2080109", GENERAL, 5], ["其中：人员经费", None, 3], ["合计", None, 8]))
case("headings-between-lines", "income",
     income(["一、财政拨款"], ["2080109", GENERAL, 5], ["二、其他收入"], ["2080109", "其他收入", 1]),
     [inc("2080109", 500), inc("2080109", 100, "其他收入")],
     income(["一、财政拨款", None, 5], ["2080109", GENERAL, 5], ["二、其他收入", None, 1], ["2080109", "其他收入", 1]))
case("footnotes-and-signatures", "income",
     income(["2080109", GENERAL, 5], ["注：本表数据来源于批复。"], ["注1、含上年结转"], ["制表人：张三", None, "审核人：李四"]),
     [inc("2080109", 500)],
     income(["2080109", GENERAL, 5], ["注：以万元为单位的数据见附表", None, 7]))
case("blank-template-rows", "income",
     income(["2080109", GENERAL, 5], [" "], ["　", None, " "], ["…", "…", "…"], [None, None, 0], [], ["2080108", GENERAL, 1]),
     [inc("2080109", 500), inc("2080108", 100)],
     income(["2080109", GENERAL, 5], ["…", "…", 7]), by="libreoffice")
case("declared-empty-table", "income", income(["无"]), [], income(["无", None, 12]))
case("lines-two-rows-high", "income",
     Sheet([["功能科目编码", "收入来源", "金额（元）"], ["2080109", GENERAL, 1], [], ["2080108", GENERAL, 2]],
           ["A2:A3", "B2:B3", "C2:C3"]), [inc("2080109", 100), inc("2080108", 200)],
     Sheet([["功能科目编码", "收入来源", "金额（元）"], ["2080109", GENERAL, 3], ["2080108", GENERAL, None]], ["C2:C3"]))


def duties(*lines):
    return Sheet([["职责活动", "年度预算数（元）", "绩效目标"], *lines])


def duty(name, fen, level):
    return {"level": level, "duty": name, "amount": fen}


OUTLINE = [duty("社会保障", 3000, 0), duty("基金管理", 2000, 1), duty("专户管理", 500, 2), duty("稽核", 1000, 1),
           duty("机关事业", 500, 0)]
case("outline-by-spaces", "performance",
     duties(["社会保障", 30, "足额"], ["　　基金管理", 20, "足额"], ["　　　　专户管理", 5, "足额"], ["　　稽核", 10, "足额"],
            ["机关事业", 5, "足额"], ["合计", 35]), OUTLINE,
     duties(["社会保障", 30, "足额"], ["　　基金管理", 20, "足额"], ["合计", 50]))
case("outline-by-indents", "performance",
     duties(["社会保障", 30, "足额"], [I("基金管理", 1), 20, "足额"], [I("专户管理", 2), 5, "足额"], [I("稽核", 1), 10, "足额"],
            ["机关事业", 5, "足额"], ["合计", 35]), OUTLINE,
     duties(["社会保障", 30, "足额"], [I("基金管理", 1), 20, "足额"], ["合计", 50]))
case("total-in-a-gb18030-csv", "income",
     Csv([["功能科目编码", "收入来源", "金额（元）"], ["2080109", GENERAL, "1"], ["2080108", GENERAL, "2"], ["", "合计", "3"],
          ["", "", ""], ["制表日期：2020-01-15", "", ""]], encoding="gb18030"),
     [inc("2080109", 100), inc("2080108", 200)],
     Csv([["功能科目编码", "收入来源", "金额（元）"], ["2080109", GENERAL, "1"], ["2080108", GENERAL, "2"], ["", "", "3"]],
         encoding="gb18030"))
case("budget-lines-as-a-tree", "budget",
     Sheet([["功能科目编码", "经济科目编码", "支出类别", "资金来源", "金额（元）"], ["合计", None, None, None, 6],
            ["208", None, None, None, 6], ["20801", None, None, None, 6], ["2080109", None, None, None, 6],
            ["2080109", "30101", "基本支出", GENERAL, 1], ["2080109", "30201", "基本支出", GENERAL, 2],
            ["2080109", "30227", "项目支出", GENERAL, 3]]),
     [bud("2080109", "30101", "基本支出", 100), bud("2080109", "30201", "基本支出", 200),
      bud("2080109", "30227", "项目支出", 300)],
     Sheet([["功能科目编码", "经济科目编码", "支出类别", "资金来源", "金额（元）"], ["合计", None, None, None, 6],
            ["208", None, None, None, 6], ["2080109", None, None, None, 7],
            ["2080109", "30101", "基本支出", GENERAL, 1], ["2080109", "30201", "基本支出", GENERAL, 2]]))
