#!/usr/bin/env python3
"""Writes the sheets of this folder and expected.jsonl: what each is, and as far as it is open, which choices
there are. All bodies and figures are our own. Workbooks are written by openpyxl.

Usage: make.py [FOLDER]
"""
import csv
import json
import os
import sys
from datetime import datetime

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

OUT = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
EXPECTED = []


def expect(file, sheet, kind, *keys, period="current"):
    EXPECTED.append({"file": file, "sheet": sheet, "kind": kind, "keys": list(keys), "period": period})


def put(sheet, rows, merges=()):
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value not in (None, ""):
                sheet.cell(number, column, value)
    for area in merges:
        sheet.merge_cells(area)


def book(name, sheets):
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows, *merges in sheets:
        put(workbook.create_sheet(title), rows, merges)
    workbook.properties.created = workbook.properties.modified = datetime(2026, 1, 1)
    workbook.save(f"{OUT}/{name}")
    return workbook


def xlsx(name, rows, kind, *keys, period="current", merges=(), tab="Sheet1"):
    book(name, [(tab, rows, *merges)])
    expect(name, tab, kind, *keys, period=period)


def text(name, rows, kind, *keys, period="current", encoding="utf-8", delimiter=","):
    with open(f"{OUT}/{name}", "w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerows([["" if v is None else v for v in row] for row in rows])
    expect(name, name.rsplit(".", 1)[0], kind, *keys, period=period)


def prose(name, lines, kind, *keys, encoding="utf-8", period="current"):
    with open(f"{OUT}/{name}", "w", encoding=encoding, newline="") as file:
        file.write("\n".join(lines) + "\n")
    expect(name, None, kind, *keys, period=period)


# --- published tables -------------------------------------------------------------------------------
UNIT = "编制单位：412001 清河县林业和草原局"
FUNCTION = [("213", "农林水支出", 600), ("21302", "林业和草原", 600), ("2130201", "行政运行", 400),
            ("2130205", "森林资源培育", 200)]


def income_total(title):
    return [
        [title], [UNIT, None, None, None, None, None, None, None, None, None, None, None, None, "单位：万元"],
        ["序号", "功能分类科目", None, "合计", "财政拨款收入", None, None, None, "财政专户管理资金收入", "事业收入",
         "事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入", "上年结转结余"],
        [None, "科目编码", "科目名称", None, "小计", "一般公共预算拨款收入", "政府性基金预算拨款收入",
         "国有资本经营预算拨款收入"],
        [1, None, "合计", 600, 600, 600, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ] + [[i + 2, c, n, v, v, v, 0, 0, 0, 0, 0, 0, 0, 0, 0] for i, (c, n, v) in enumerate(FUNCTION)]


INCOME_MERGES = ["A1:O1", "A3:A4", "B3:C3", "D3:D4", "E3:H3"] + [f"{c}3:{c}4" for c in "IJKLMNO"]
xlsx("published-hebei-income.xlsx", income_total("2020年部门预算收入总表"), "table", "T2",
     merges=INCOME_MERGES)
text("published-income-gb18030.csv", income_total("2020年部门预算收入总表"), "table", "T2", encoding="gb18030")


def both(title, heading="预算数", unit="单位：万元"):
    return [
        [title], [UNIT, None, None, unit], ["收入", None, "支出"], ["项目", heading, "项目", heading],
        ["一、一般公共预算拨款收入", 600, "一、一般公共服务支出", None],
        ["二、政府性基金预算拨款收入", 0, "二、国防支出", None],
        ["三、国有资本经营预算拨款收入", 0, "三、公共安全支出", None],
        ["四、事业收入", 0, "四、教育支出", None], ["五、其他收入", 0, "五、农林水支出", 600],
        ["本年收入合计", 600, "本年支出合计", 600], ["上年结转", 0, "结转下年", 0],
        ["收入总计", 600, "支出总计", 600],
    ]


xlsx("published-beijing-balance.xlsx", both("部门收支总体情况表"), "table", "T1",
     merges=["A1:D1", "A3:B3", "C3:D3"])
xlsx("published-sichuan-balance.xlsx", both("2024年部门收支总表", "2024年预算数"), "table", "T1",
     merges=["A1:D1", "A3:B3", "C3:D3"], tab="1")
text("published-zhejiang-balance.csv", both("2024年部门收支预算总表", unit="单位：元"), "table", "T1")


def by_function(title, columns=("合计", "基本支出", "项目支出"), note=None):
    rows = [[title], [UNIT, None, None, None, "单位：万元"], ["科目编码", "科目名称", *columns],
            [None, "合计", 600, 400, 200]]
    rows += [[c, n, v, min(v, 400) if c != "2130205" else 0, v - (min(v, 400) if c != "2130205" else 0)]
             for c, n, v in FUNCTION]
    return rows + ([[note]] if note else [])


xlsx("published-henan-general.xlsx", by_function("2024年一般公共预算支出情况表"), "table", "T5", merges=["A1:E1"])
text("published-hunan-general.csv", by_function("2024年一般公共预算支出表"), "table", "T5", encoding="gb18030")
text("published-hubei-expenditure.csv", by_function("2024年部门支出总体情况表"), "table", "T3")
xlsx("published-jiangxi-expenditure.xlsx", by_function("部门支出总表"), "table", "T3", tab="公开03表",
     merges=["A1:E1"])


def empty(title, fund):
    return [[title], [UNIT, None, None, None, "单位：万元"], ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
            [None, "合计", None, None, None], [f"注：本部门2024年没有{fund}安排的支出，本表无数据。"]]


xlsx("published-shandong-fund.xlsx", empty("2024年政府性基金预算支出情况表", "政府性基金预算"), "table", "T6")
text("published-hubei-capital.csv", empty("2024年国有资本经营预算支出情况表", "国有资本经营预算"), "table", "T7")
xlsx("published-anhui-basic.xlsx", [
    ["2024年一般公共预算基本支出情况表"], [UNIT, None, None, None, "单位：万元"],
    ["经济分类科目", None, "合计", "人员经费", "公用经费"], ["科目编码", "科目名称"], [None, "合计", 400, 330, 70],
    ["301", "工资福利支出", 330, 330, 0], ["30101", "基本工资", 330, 330, 0],
    ["302", "商品和服务支出", 70, 0, 70], ["30201", "办公费", 70, 0, 70],
], "table", "T8", merges=["A1:E1", "A3:B3", "C3:C4", "D3:D4", "E3:E4"])
SANGONG = [["合计", 8], ["1.因公出国（境）费", 0], ["2.公务用车购置及运行费", 6], ["其中：公务用车购置费", 0],
           ["公务用车运行费", 6], ["3.公务接待费", 2]]
xlsx("published-jiangsu-sangong.xlsx",
     [["2024年一般公共预算“三公”经费支出情况表"], [UNIT, "单位：万元"], ["项目", "预算数"]] + SANGONG, "table", "T9")
text("published-last-year.csv", by_function("2023年部门支出总体情况表"), "table", "T3", period="prior")
# Only the headings tell the year.
xlsx("published-year-in-headings.xlsx", both("部门收支总表", "2023年预算数"), "table", "T1", period="prior",
     merges=["A1:D1", "A3:B3", "C3:D3"])
xlsx("published-hebei-procurement.xlsx", [
    ["部门政府采购预算"], [UNIT, None, None, None, "预算年度：2024", None, None, None, None, None, "单位：万元（单价为元）"],
    ["序号", "项目名称", "采购物品名称", "采购目录序号", "计量单位", "数量", "单价", "政府采购金额"],
    [None, None, None, None, None, None, None, "总计", "一般公共预算拨款", "政府性基金预算拨款",
     "国有资本经营预算拨款", "财政专户核拨", "其他来源收入"],
    [1, None, "合计", None, None, None, None, 3, 3, 0, 0, 0, 0],
    [2, "办公设备更新", "台式计算机", "A020101", "台", 6, 5000, 3, 3, 0, 0, 0, 0],
], "table", "G", merges=["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "H3:M3"])

xlsx("published-two-on-a-sheet.xlsx", by_function("部门支出总体情况表") + [[]] + by_function("一般公共预算支出情况表"),
     "table", "T3", "T5")

# A workbook as it is published, one sheet of which could be an input by itself.
book("workbook-published.xlsx", [
    ("封面", [[None], [None], ["清河县林业和草原局"], [None], ["2020年部门预算公开"]]),
    ("目录", [["目　录"], [1, "部门预算收支总表"], [2, "部门预算收入总表"], [3, "部门预算支出总表"]]),
    ("职责", [["主要职责"], ["一、负责全县林业和草原及其生态保护修复的监督管理，组织编制预算。"]]),
    ("说明", [["部门预算情况说明"], ["2020年收入预算600.00万元，其中一般公共预算拨款收入600.00万元。"]]),
    ("收支总表", both("部门预算收支总表"), "A1:D1", "A3:B3", "C3:D3"),
    ("收入总表", income_total("部门预算收入总表"), *INCOME_MERGES),
    ("支出总表", by_function("部门预算支出总表")),
    ("空表", []),
])
for tab, kind, *keys in [("封面", "cover"), ("目录", "contents"), ("职责", "text"), ("说明", "text"),
                         ("收支总表", "table", "T1"), ("收入总表", "table", "T2"), ("支出总表", "table", "T3"),
                         ("空表", "empty")]:
    expect("workbook-published.xlsx", tab, kind, *keys)

# --- what may be either -----------------------------------------------------------------------------
text("either-income-without-title.csv", income_total("表")[1:], "ambiguous", "income", "T2")
PERFORMANCE = [
    ["2020年部门职责-工作活动绩效目标"], [UNIT, None, None, None, None, None, None, None, "单位：万元"],
    ["职责活动", "年度预算数", "内容描述", "绩效目标", "绩效指标", "评价标准"],
    [None, None, None, None, None, "优", "良", "中", "差"],
    ["林业管理", 200, "造林和抚育", "完成造林", "造林面积", "≥90%", "≥80%", "≥60%", "＜60%"],
    ["　　造林", 120, "荒山造林", "完成造林", "造林面积", "≥90%", "≥80%", "≥60%", "＜60%"],
]
xlsx("either-performance.xlsx", PERFORMANCE, "ambiguous", "P", "performance",
     merges=["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:I3"])

# --- inputs -----------------------------------------------------------------------------------------
DETAIL = [["2130201", "行政运行", "30101", "基本工资", "基本支出", None, "一般公共预算", 4000000],
          ["2130205", "森林资源培育", "30201", "办公费", "项目支出", "造林", "一般公共预算", 2000000]]


def detail(title):
    return [[title], [UNIT, None, None, None, None, None, None, "单位：元"],
            ["功能分类科目", None, "部门预算支出经济分类科目", None, "支出类别", "项目名称", "资金来源", "预算数"],
            ["科目编码", "科目名称", "科目编码", "科目名称"]] + DETAIL


DETAIL_MERGES = ["A1:H1", "A3:B3", "C3:D3", "E3:E4", "F3:F4", "G3:G4", "H3:H4"]
xlsx("input-budget.xlsx", detail("2024年部门预算支出明细表"), "input", "budget", merges=DETAIL_MERGES)
xlsx("input-budget-last-year.xlsx", detail("2023年部门预算支出明细表"), "input", "budget", period="prior",
     merges=DETAIL_MERGES)
WIDE = [["2130201", "行政运行", "30101", "基本支出", None, 4000000, 4000000, None, None, None],
        ["2130205", "森林资源培育", "30201", "项目支出", "造林", 2000000, 2000000, None, None, None]]
xlsx("either-budget-or-income.xlsx", [
    ["单位：元"], ["科目编码", "科目名称", "本级经济科目", "支出类别", "项目名称", "合计", "一般公共预算", "政府性基金预算",
                "财政专户管理资金", "单位资金"]] + WIDE, "ambiguous", "budget", "income")
xlsx("input-budget-wide.xlsx", [
    ["单位：元"], ["科目编码", "科目名称", "部门经济分类编码", "支出类别", "项目名称", "合计", "一般公共预算", "政府性基金预算",
                "财政专户管理资金", "单位资金"]] + WIDE, "input", "budget")
INCOME = [["功能科目编码", "功能科目名称", "收入来源", "金额（元）"], ["2130201", "行政运行", "一般公共预算拨款收入", 4000000],
          ["2130205", "森林资源培育", "一般公共预算拨款收入", 2000000]]
text("input-income.csv", INCOME, "input", "income")
text("input-income-tabs.txt", INCOME, "input", "income", delimiter="\t")
xlsx("input-income-wide.xlsx", income_total("2024年部门预算收入明细"), "input", "income", merges=INCOME_MERGES)
xlsx("input-sangong.xlsx", [
    ["2024年“三公”经费预算"], ["单位：万元"], ["项目", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"],
    ["因公出国（境）费", 0, 0, 0], ["公务用车运行维护费", 6, 0, 0], ["公务接待费", 2, 0, 0]], "input", "sangong")
xlsx("input-procurement.xlsx", [
    ["2024年政府采购预算表"], ["单位：元"], ["项目名称", "采购物品名称", "采购目录编码", "计量单位", "数量", "单价（元）", "金额（元）",
                                 "资金来源"],
    ["办公设备更新", "台式计算机", "A020101", "台", 6, 5000, 30000, "一般公共预算"]], "input", "procurement")
CARDS = [["资产编号", "资产名称", "资产分类代码", "资产分类名称", "计量单位", "数量", "取得日期", "原值（元）", "累计折旧（元）"],
         ["ZC001", "台式计算机", "A02010104", "台式计算机", "台", 1, "2022-03-01", 5000, 1500],
         ["ZC002", "轿车", "A02030501", "轿车", "辆", 1, "2019-05-01", 180000, 90000]]
xlsx("input-assets.xlsx", CARDS, "input", "assets")
text("input-assets-gb18030.csv", CARDS, "input", "assets", encoding="gb18030")
xlsx("input-register-year-end.xlsx", [["2023年末固定资产卡片"]] + CARDS, "input", "assets")
# Beside inputs the performance targets are one.
book("workbook-inputs.xlsx", [
    ("支出", detail("2020年部门预算支出明细表"), *DETAIL_MERGES),
    ("绩效", PERFORMANCE, "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:I3")])
expect("workbook-inputs.xlsx", "支出", "input", "budget")
expect("workbook-inputs.xlsx", "绩效", "input", "performance")

# --- notes ------------------------------------------------------------------------------------------
NOTE = ["清河县林业和草原局2024年部门预算说明", "一、主要职责", "负责全县林业和草原的监督管理。", "二、机构设置",
        "本部门设4个股室。", "三、收支预算情况", "2024年收入预算600.00万元，其中一般公共预算拨款收入600.00万元。",
        "2024年支出预算600.00万元，其中基本支出400.00万元，项目支出200.00万元。", "四、“三公”经费",
        "2024年“三公”经费预算8.00万元，与上年持平。", "五、名词解释"]
prose("note-utf8.txt", NOTE, "note")
prose("note-gb18030.txt", NOTE, "note", encoding="gb18030")
prose("note-last-year.txt", [line.replace("2024", "2023") for line in NOTE], "note", period="prior")
prose("note-own-text.txt", ["【职责】", "负责全县林业和草原的监督管理。", "【机构设置】", "设4个股室。"], "unit-text")

# --- none of all this -------------------------------------------------------------------------------
xlsx("none-price-list.xlsx", [["品名", "规格", "单位", "数量", "单价", "金额"], ["A4纸", "80克", "包", 10, 22, 220],
                              ["签字笔", "0.5", "支", 50, 2, 100]], "unknown")
xlsx("none-price-list-titled.xlsx", [["2024年办公用品采购价格表"], ["项目", "金额（元）"], ["A4纸", 220], ["签字笔", 100]],
     "unknown")
xlsx("none-contacts.xlsx", [["通讯录"], ["序号", "姓名", "部门", "职务", "电话"], [1, "张某", "办公室", "主任", "0319-1000001"],
                            [2, "李某", "财务室", "会计", "0319-1000002"]], "unknown")
text("none-attendance.csv", [["姓名", "部门", "出勤天数", "备注"], ["张某", "办公室", 22, None], ["李某", "财务室", 21, "病假"]],
     "unknown")
text("none-bank.csv", [["日期", "摘要", "借方金额", "贷方金额", "余额"], ["2024-01-05", "办公费", 320, None, 9680],
                       ["2024-01-09", "差旅费", 1200, None, 8480]], "unknown")
xlsx("none-projects.xlsx", [["2024年项目计划表"], ["项目名称", "负责人", "开始", "结束", "预算金额"],
                            ["门户改版", "张某", "3月", "6月", 50000], ["机房搬迁", "李某", "7月", "9月", 80000]], "unknown")
xlsx("none-scores.xlsx", [["考核成绩表"], ["姓名", "优", "良", "中", "差"], ["张某", 1, 0, 0, 0]], "unknown")
xlsx("none-payroll.xlsx", [["2024年1月工资表"], ["姓名", "基本工资", "津贴补贴", "奖金", "合计"], ["张某", 3200, 1800, 500, 5500],
                           ["合计", 3200, 1800, 500, 5500]], "unknown")
text("none-menu.csv", [["菜名", "价格"], ["豆腐", 3], ["青菜", 5]], "unknown")
xlsx("none-summary.xlsx", [["工作总结"], ["今年以来，办公室认真完成各项任务，加强学习，改进作风。"]], "unknown")
xlsx("none-contacts-of-the-budget.xlsx", [["预算科通讯录"], ["张某"], ["2024年部门预算联系人"], ["李某"]], "unknown")
xlsx("none-staff.xlsx", [["2024年预算单位人员情况表"], ["单位编码", "单位名称", "编制数", "实有人数"], ["412001", "林业局", 20, 18]],
     "unknown")
xlsx("none-final-accounts.xlsx", [["2024年部门决算收支总表"], ["单位：万元"], ["项目", "决算数"], ["一、财政拨款收入", 6]], "unknown")
xlsx("none-rooms.xlsx", [["会议室使用登记"], ["日期", "会议室", "事项", "联系人"], ["3月1日", "301", "例会", "张某"]], "unknown")
prose("none-minutes.txt", ["会议纪要", "3月1日上午召开例会，研究植树节活动安排。", "会议要求各股室认真准备，按时完成任务。"], "unknown")
workbook = book("none-chart.xlsx", [("数据", [["月份", "件数"], ["1月", 10], ["2月", 14]])])
chart = BarChart()
chart.add_data(Reference(workbook["数据"], min_col=2, min_row=1, max_row=3), titles_from_data=True)
workbook.create_chartsheet("图").add_chart(chart)
workbook.create_sheet("空")
workbook.save(f"{OUT}/none-chart.xlsx")
expect("none-chart.xlsx", "数据", "unknown")
expect("none-chart.xlsx", "空", "empty")

with open(f"{OUT}/expected.jsonl", "w", encoding="utf-8") as file:
    for entry in EXPECTED:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")
print(len(EXPECTED), "sheets")
