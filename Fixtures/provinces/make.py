"""Writes the sheets of this folder: one invented bureau's figures, laid out as provinces do.

Workbooks are written by openpyxl, CSV files by Python's csv in GB18030. Figures are in 万元.
"""

import csv
import io
import json
import sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
UNIT = "某市民政局"
YEAR = 2024
WIDE = "\u3000"

# Code, name, basic and project expenditure in 万元.
FUNCTIONS = [
    ("208", "社会保障和就业支出", 360.70, 150.00),
    ("20802", "民政管理事务", 320.50, 150.00),
    ("2080201", "行政运行", 320.50, 0),
    ("2080299", "其他民政管理事务支出", 0, 150.00),
    ("20805", "行政事业单位养老支出", 40.20, 0),
    ("2080505", "机关事业单位基本养老保险缴费支出", 40.20, 0),
    ("210", "卫生健康支出", 18.30, 0),
    ("21011", "行政事业单位医疗", 18.30, 0),
    ("2101101", "行政单位医疗", 18.30, 0),
    ("221", "住房保障支出", 1035.00, 0),
    ("22102", "住房改革支出", 1035.00, 0),
    ("2210201", "住房公积金", 1035.00, 0),
]
LOTTERY = [
    ("229", "其他支出", 0, 60.00),
    ("22960", "彩票公益金安排的支出", 0, 60.00),
    ("2296002", "用于社会福利的彩票公益金支出", 0, 60.00),
]
# Code, name, 人员经费 and 公用经费.
ECONOMIC = [
    ("301", "工资福利支出", 1343.50, 0),
    ("30101", "基本工资", 150.00, 0),
    ("30102", "津贴补贴", 100.00, 0),
    ("30108", "机关事业单位基本养老保险缴费", 40.20, 0),
    ("30110", "职工基本医疗保险缴费", 18.30, 0),
    ("30113", "住房公积金", 1035.00, 0),
    ("302", "商品和服务支出", 0, 45.50),
    ("30201", "办公费", 0, 20.00),
    ("30217", "公务接待费", 0, 2.50),
    ("30231", "公务用车运行维护费", 0, 8.00),
    ("30299", "其他商品和服务支出", 0, 15.00),
    ("303", "对个人和家庭的补助", 25.20, 0),
    ("30302", "退休费", 25.20, 0),
]
NUMERALS = "一二三四五六七八九十"


def split(code):
    return [code[:3], code[3:5] or None, code[5:7] or None]


def indented(code, name, step=2):
    return WIDE * (step * ((len(code) - 3) // 2)) + name


def money(value, empty=None):
    return value if value else empty


def total(rows):
    top = [row for row in rows if len(row[0]) == 3]
    return sum(row[2] for row in top), sum(row[3] for row in top)


def beside(left, right):
    """Two lists of pairs beside each other."""
    height = max(len(left), len(right))
    left = left + [(None, None)] * (height - len(left))
    right = right + [(None,) * len(right[0])] * (height - len(right))
    return [list(a) + list(b) for a, b in zip(left, right)]


SHEETS = {}


def sheet(name, title_rows, header, body, merges=(), tab=None):
    SHEETS[name] = (title_rows, header, body, merges, tab)


# 北京: 预算01表, every class listed, totals at the bottom.
classes = [
    "一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出",
    "文化旅游体育与传媒支出", "社会保障和就业支出", "社会保险基金支出", "卫生健康支出",
]
amounts = {"社会保障和就业支出": 510.70, "卫生健康支出": 18.30}
right = [(f"{NUMERALS[i]}、{name}", amounts.get(name)) for i, name in enumerate(classes)]
right += [("十一、住房保障支出", 1035.00), ("十二、其他支出", 60.00)]
left = [
    ("一、一般公共预算拨款收入", 1564.00), ("二、政府性基金预算拨款收入", 60.00),
    ("三、国有资本经营预算拨款收入", None), ("四、财政专户管理资金收入", None), ("五、事业收入", None),
    ("六、上级补助收入", None), ("七、附属单位上缴收入", None), ("八、事业单位经营收入", None),
    ("九、其他收入", None),
]
sheet(
    "beijing-t1.xlsx", [["预算01表"], [f"{YEAR}年部门收支总表"], [f"部门名称：{UNIT}", None, None, "单位：万元"]],
    [["收入", None, "支出", None], ["项目", "预算数", "项目", "预算数"]],
    beside(left, right) + [
        ["本年收入合计", 1624.00, "本年支出合计", 1624.00], ["上年结转结余", None, "年终结转结余", None],
        ["收入总计", 1624.00, "支出总计", 1624.00]],
    ["A2:D2", "A4:B4", "C4:D4"], "收支总表")

# 北京: 预算03表, one column of codes, indented names, total at the bottom.
def expenditure(rows, bottom=True, empty=None):
    basic, project = total(rows)
    body = [[code, indented(code, name), b + p, money(b, empty), money(p, empty)] for code, name, b, p in rows]
    line = [None, "合计", basic + project, money(basic, empty), money(project, empty)]
    return body + [line] if bottom else [["合计", None, *line[2:]]] + body


sheet(
    "beijing-t3.csv", [["预算03表"], [f"{YEAR}年部门支出总表"], [f"部门名称：{UNIT}", None, None, None, None, None, None, "单位：万元"]],
    [["科目编码", "科目名称", "合计", "基本支出", "项目支出", "上缴上级支出", "事业单位经营支出", "对附属单位补助支出"]],
    [row + [None, None, None] for row in expenditure(FUNCTIONS + LOTTERY)], tab="支出总表")

# 广东: codes in square brackets before the name, one column.
basic, project = total(FUNCTIONS)
sheet(
    "guangdong-t5.xlsx", [["表5"], ["一般公共预算支出情况表（按功能分类科目）"], [f"单位名称：{UNIT}", None, None, f"单位：万元"]],
    [["功能科目名称", "小计", "其中：", None], [None, None, "基本支出", "项目支出"]],
    [["合计", basic + project, basic, project]] +
    [[f"[{code}]{name}", b + p, b, p] for code, name, b, p in FUNCTIONS],
    ["A2:D2", "A4:A5", "B4:B5", "C4:D4"], "表5")
sheet(
    "guangdong-t8.csv", [["表6"], ["一般公共预算基本支出情况表（按支出经济分类科目）"], [f"单位名称：{UNIT}", None, "单位：万元"]],
    [["支出经济分类", "本年预算数"]],
    [["合计", 1414.20]] + [[f"[{code}]{name}", a + b] for code, name, a, b in ECONOMIC], tab="表6")

# 浙江: the three 公费 in one row under two rows of headings.
sheet(
    "zhejiang-t9.csv", [["附表8"], [f"{YEAR}年一般公共预算“三公”经费支出表"], [f"部门：{UNIT}", None, None, None, None, None, None, "单位：万元"]],
    [["单位代码", "单位名称", "“三公”经费合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费", None, None],
     [None, None, None, None, None, "小计", "公务用车购置费", "公务用车运行费"]],
    [["301001", UNIT, 10.5, 0, 2.5, 8, 0, 8]], tab="三公")
sheet(
    "zhejiang-t1.csv", [["附表1"], [f"{YEAR}年部门收支预算总表"], [f"部门：{UNIT}", None, None, "单位：万元"]],
    [["收" + WIDE * 2 + "入", None, "支" + WIDE * 2 + "出", None], ["项" + WIDE + "目", "预算数", "项" + WIDE + "目", "预算数"]],
    beside(
        [("一、财政拨款", 1624.00), (WIDE + "1.一般公共预算", 1564.00), (WIDE + "2.政府性基金预算", 60.00),
         (WIDE + "3.国有资本经营预算", None), ("二、专户资金", None), ("三、事业收入（不含专户资金）", None)],
        [("一、社会保障和就业支出", 510.70), ("二、卫生健康支出", 18.30), ("三、住房保障支出", 1035.00),
         ("四、其他支出", 60.00)]) + [
        ["本年收入合计", 1624.00, "本年支出合计", 1624.00], ["收入总计", 1624.00, "支出总计", 1624.00]],
    tab="收支")

# 四川: three columns of codes, the unit's code beside them, the total first.
def sichuan(rows):
    basic, project = total(rows)
    body = [[None, None, None, None, "合计", basic + project, money(basic), money(project)],
            [None, None, None, "301001", UNIT, basic + project, money(basic), money(project)]]
    for code, name, b, p in rows:
        if len(code) == 7:
            body.append([*split(code), "301001", WIDE + name, b + p, money(b), money(p)])
    return body


sheet(
    "sichuan-t5.xlsx", [["表3"], ["一般公共预算支出预算表"], [f"单位：{UNIT}", *[None] * 6, "金额单位：万元"]],
    [["项" + WIDE + "目", None, None, None, None, "合计", "基本支出", "项目支出"],
     ["科目编码", None, None, "单位代码", "单位名称（科目）", None, None, None],
     ["类", "款", "项", None, None, None, None, None]],
    sichuan(FUNCTIONS),
    ["A2:H2", "A4:E4", "A5:C5", "D5:D6", "E5:E6", "F4:F6", "G4:G6", "H4:H6"], "3")
sheet(
    "sichuan-t5.csv", *SHEETS["sichuan-t5.xlsx"][:3], tab="3")
sheet(
    "sichuan-t9.xlsx", [["表3-3"], ["一般公共预算“三公”经费支出预算表"], [f"单位：{UNIT}", *[None] * 6, "金额单位：万元"]],
    [["单位编码", "单位名称（科目）", "当年财政拨款预算安排", None, None, None, None, None],
     [None, None, "合计", "因公出国（境）费用", "公务用车购置及运行费", None, None, "公务接待费"],
     [None, None, None, None, "小计", "公务用车购置费", "公务用车运行费", None]],
    [[None, "合计", 10.5, 0, 8, 0, 8, 2.5], ["301001", UNIT, 10.5, 0, 8, 0, 8, 2.5]],
    ["A2:H2", "A4:A6", "B4:B6", "C4:H4", "C5:C6", "D5:D6", "E5:G5", "H5:H6"], "3-3")

# 湖北: 公开NN表, fund table with a group over its columns.
sheet(
    "hubei-t6.xlsx", [["公开07表"], ["政府性基金预算支出表"], [f"部门名称：{UNIT}", None, None, None, "单位：万元"]],
    [["科目编码", "科目名称", "本年政府性基金预算支出", None, None], [None, None, "合计", "基本支出", "项目支出"]],
    expenditure(LOTTERY, bottom=False, empty=0.0),
    ["A2:E2", "A4:A5", "B4:B5", "C4:E4"], "公开07表")
sheet("hubei-t6.csv", *SHEETS["hubei-t6.xlsx"][:3], tab="公开07表")

# 湖南: income by unit, which is no functional classification.
sheet(
    "hunan-t2.csv", [["公开表2"], [f"{YEAR}年部门收入总表"], [f"部门：{UNIT}", *[None] * 4, "单位：万元"]],
    [["部门（单位）代码", "部门（单位）名称", "合计", "一般公共预算拨款收入", "政府性基金预算拨款收入", "其他收入"]],
    [[None, "合计", 1624.00, 1564.00, 60.00, None], ["301", UNIT, 1624.00, 1564.00, 60.00, None],
     ["301001", UNIT + "本级", 1624.00, 1564.00, 60.00, None]], tab="收入总表")

# 山东: appropriations, with 一、本年收入 and its parts.
sheet(
    "shandong-t4.xlsx", [["表4"], ["财政拨款收支总表"], [f"部门：{UNIT}", None, None, None, None, "单位：万元"]],
    [["收入", None, "支出", None, None, None],
     ["项目", "预算数", "项目", "合计", "一般公共预算拨款", "政府性基金预算拨款"]],
    beside(
        [("一、本年收入", 1624.00), ("（一）一般公共预算拨款", 1564.00), ("（二）政府性基金预算拨款", 60.00),
         ("（三）国有资本经营预算拨款", None), ("二、上年结转", None), ("（一）一般公共预算拨款", None),
         ("（二）政府性基金预算拨款", None)],
        [("一、本年支出", 1624.00, 1564.00, 60.00), ("（一）社会保障和就业支出", 510.70, 510.70, None),
         ("（二）卫生健康支出", 18.30, 18.30, None), ("（三）住房保障支出", 1035.00, 1035.00, None),
         ("（四）其他支出", 60.00, None, 60.00), ("二、结转下年", None, None, None)]) + [
        ["收入总计", 1624.00, "支出总计", 1624.00, 1564.00, 60.00]],
    ["A2:F2", "A4:B4", "C4:F4"], "表4")

# 江苏: basic expenditure is parted into 人员经费 and 公用经费.
body = []
for code, name, b, p in FUNCTIONS:
    office = 45.50 if code in ("208", "20802", "2080201") else 0
    body.append([code, indented(code, name), b + p, money(b), money(b - office), money(office), money(p)])
sheet(
    "jiangsu-t5.csv", [["公开07表"], ["一般公共预算支出表"], [f"部门：{UNIT}", *[None] * 5, "单位：万元"]],
    [["科目编码", "科目名称", "合计", "基本支出", None, None, "项目支出"],
     [None, None, None, "小计", "人员经费", "公用经费", None]],
    [["合计", None, basic + project, basic, basic - 45.50, 45.50, project]] + body, tab="一般公共预算支出表")

# 河南: basic expenditure by the economic classification, 类 and 款 in two columns, in 元.
sheet(
    "henan-t8.csv", [[f"{YEAR}年一般公共预算基本支出表"], [f"单位名称：{UNIT}", None, None, None, None, "单位：元"]],
    [["支出经济分类科目编码", None, "科目名称", "本年一般公共预算基本支出", None, None],
     ["类", "款", None, "合计", "人员经费", "公用经费"]],
    [[code[:3], code[3:] or None, name, (a + b) * 10000, money(a * 10000), money(b * 10000)]
     for code, name, a, b in ECONOMIC] + [["合计", None, None, 14142000.0, 13687000.0, 455000.0]],
    tab="基本支出")


def displayed(value):
    """A cell as a spreadsheet program saves it: the number as its format shows it."""
    if isinstance(value, (int, float)):
        return f"{value:,.2f}"
    return "" if value is None else value


for name, (titles, header, body, merges, tab) in SHEETS.items():
    rows = [*titles, *header, *body]
    if name.endswith(".csv"):
        width = max(len(row) for row in rows)
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        for row in rows:
            writer.writerow([displayed(value) for value in row] + [""] * (width - len(row)))
        (FOLDER / name).write_bytes(text.getvalue().encode("gb18030"))
        continue
    book = Workbook()
    page = book.active
    page.title = tab
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is None:
                continue
            cell = page.cell(number, column, value)
            if isinstance(value, float):
                cell.number_format = "#,##0.00"
            if number <= len(titles) + len(header):
                cell.alignment = Alignment(horizontal="center")
    for area in merges:
        page.merge_cells(area)
    book.save(FOLDER / name)


# What each sheet says: figures other than 0 in 分, by table, block, row and column of national-2016.
def fen(value):
    return round(value * 1_000_000)


def tree(table, rows, columns):
    """Figures of a table of codes: `columns` gives the columns of a line's two amounts."""
    figures = {}
    tops = [sum(row[n] for row in rows if len(row[0]) == 3) for n in (2, 3)]
    for key, a, b in [(row[0], row[2], row[3]) for row in rows] + [("合计", *tops)]:
        for column, value in columns(a, b).items():
            figures[f"{table}[{key}, {column}]"] = value
    return figures


def spending(a, b):
    return {"合计": a + b, "基本支出": a, "项目支出": b}


def items(rows):
    """The lowest lines and the totals above them that a sheet without parents does not print."""
    return {key: value for key, value in tree("T5", rows, spending).items()
            if len(key.split(",")[0]) == len("T5[2080201") or "合计," in key}


SUMMARY = {
    "T1.收入[一般公共预算拨款收入, 预算数]": 1564, "T1.收入[政府性基金预算拨款收入, 预算数]": 60,
    "T1.收入[本年收入合计, 预算数]": 1624, "T1.收入[收入总计, 预算数]": 1624,
    "T1.支出[208, 预算数]": 510.7, "T1.支出[210, 预算数]": 18.3, "T1.支出[221, 预算数]": 1035,
    "T1.支出[229, 预算数]": 60, "T1.支出[本年支出合计, 预算数]": 1624, "T1.支出[支出总计, 预算数]": 1624,
}
TRAVEL = {
    "T9[合计, 合计]": 10.5, "T9[公务用车购置及运维费, 合计]": 8, "T9[公务用车运行维护费, 合计]": 8,
    "T9[公务接待费, 合计]": 2.5,
}
# 浙江 prints 财政拨款 and its parts under names of its own: rows of their own.
ZHEJIANG = {key: value for key, value in SUMMARY.items() if "拨款收入" not in key} | {
    "T1.收入[一、财政拨款, 预算数]": 1624, "T1.收入[一般公共预算拨款收入, 预算数]": 1564,
    "T1.收入[政府性基金预算拨款收入, 预算数]": 60,
}
APPROPRIATION = {
    "T4.收入[本年收入合计, 金额]": 1624, "T4.收入[一般公共预算拨款, 金额]": 1564,
    "T4.收入[政府性基金预算拨款, 金额]": 60, "T4.收入[收入总计, 金额]": 1624,
}
for row, general, fund in [
    ("本年支出合计", 1564, 60), ("208", 510.7, 0), ("210", 18.3, 0), ("221", 1035, 0), ("229", 0, 60),
    ("支出总计", 1564, 60),
]:
    APPROPRIATION |= {
        f"T4.支出[{row}, 合计]": general + fund, f"T4.支出[{row}, 一般公共预算]": general,
        f"T4.支出[{row}, 政府性基金]": fund,
    }
EXPECTED = {
    "beijing-t1.xlsx": SUMMARY, "zhejiang-t1.csv": ZHEJIANG,
    "beijing-t3.csv": tree("T3", FUNCTIONS + LOTTERY, spending),
    "guangdong-t5.xlsx": tree("T5", FUNCTIONS, spending),
    "jiangsu-t5.csv": tree("T5", FUNCTIONS, spending),
    "sichuan-t5.xlsx": items(FUNCTIONS), "sichuan-t5.csv": items(FUNCTIONS),
    "guangdong-t8.csv": tree("T8", ECONOMIC, lambda a, b: {"合计": a + b}),
    "henan-t8.csv": tree("T8", ECONOMIC, lambda a, b: {"合计": a + b, "人员经费": a, "公用经费": b}),
    "zhejiang-t9.csv": TRAVEL, "sichuan-t9.xlsx": TRAVEL,
    "hubei-t6.xlsx": tree("T6", LOTTERY, spending), "hubei-t6.csv": tree("T6", LOTTERY, spending),
    # Lines of bodies have no place in a table of the functional classification.
    "hunan-t2.csv": {"T2[合计, 合计]": 1624, "T2[合计, 一般公共预算]": 1564, "T2[合计, 政府性基金]": 60},
    "shandong-t4.xlsx": APPROPRIATION,
}
with open(FOLDER / "expected.jsonl", "w", encoding="utf-8") as file:
    for name, figures in sorted(EXPECTED.items()):
        scaled = {key: fen(value) for key, value in sorted(figures.items())}
        scaled = {key: value for key, value in scaled.items() if value}
        file.write(json.dumps({"file": name, "figures": scaled}, ensure_ascii=False) + "\n")
