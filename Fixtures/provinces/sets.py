"""Writes whole sets of tables of one invented bureau as four places print them, with openpyxl.

Guangdong: 收入 and 支出 as lists, codes in brackets before the names, 支出 of the first table by its
kinds. Chongqing: last year's figures beside this year's, columns that the ministry's form does not have.
Central: totals last, 增减 columns, an empty table. Hunan: 元, three blocks side by side, 类款项 in columns, two economic classifications. Figures are in 万元.
"""

import sys
from pathlib import Path

from openpyxl import Workbook

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
UNIT = "部门名称：青原市体育局"

# Code, name, basic and project expenditure of the general budget, last year's total.
FUNCTIONS = [
    ("207", "文化旅游体育与传媒支出", 480.2, 150.0, 620.0),
    ("20703", "体育", 480.2, 150.0, 620.0),
    ("2070301", "行政运行", 480.2, 0, 480.0),
    ("2070307", "体育场馆", 0, 150.0, 140.0),
    ("208", "社会保障和就业支出", 150.1, 0, 145.0),
    ("20805", "行政事业单位养老支出", 150.1, 0, 145.0),
    ("2080505", "机关事业单位基本养老保险缴费支出", 150.1, 0, 145.0),
    ("210", "卫生健康支出", 60.2, 0, 57.0),
    ("21011", "行政事业单位医疗", 60.2, 0, 57.0),
    ("2101101", "行政单位医疗", 60.2, 0, 57.0),
    ("221", "住房保障支出", 60.0, 0, 58.0),
    ("22102", "住房改革支出", 60.0, 0, 58.0),
    ("2210201", "住房公积金", 60.0, 0, 58.0),
]
LOTTERY = [
    ("229", "其他支出"),
    ("22960", "彩票公益金安排的支出"),
    ("2296003", "用于体育事业的彩票公益金支出"),
]
# 事业收入 20 and 上年结转 10 are spent on projects of 2070307.
OTHER_FUNDS = {"207", "20703", "2070307"}
RUNNING = {"207", "20703", "2070301"}
# Code, name, 人员经费, 公用经费, and code and name in the government's classification.
ECONOMIC = [
    ("301", "工资福利支出", 650.5, 0, "501", "机关工资福利支出"),
    ("30101", "基本工资", 200.0, 0, "50101", "工资奖金津补贴"),
    ("30102", "津贴补贴", 180.2, 0, "50101", "工资奖金津补贴"),
    ("30108", "机关事业单位基本养老保险缴费", 150.1, 0, "50102", "社会保障缴费"),
    ("30110", "职工基本医疗保险缴费", 60.2, 0, "50102", "社会保障缴费"),
    ("30113", "住房公积金", 60.0, 0, "50103", "住房公积金"),
    ("302", "商品和服务支出", 0, 100.0, "502", "机关商品和服务支出"),
    ("30201", "办公费", 0, 40.0, "50201", "办公经费"),
    ("30211", "差旅费", 0, 30.0, "50201", "办公经费"),
    ("30217", "公务接待费", 0, 5.0, "50206", "公务接待费"),
    ("30231", "公务用车运行维护费", 0, 25.0, "50208", "公务用车运行维护费"),
]


class Book:
    def __init__(self, scale=1):
        self.book = Workbook()
        self.book.remove(self.book.active)
        self.scale = scale
        self.unit = "单位：元" if scale == 10000 else "单位：万元"

    def money(self, amount):
        return round(amount * self.scale, 2) if amount else None

    def table(self, tab, title, width, heads, rows, merges=(), number=None):
        """`merges` are (row, column, rows, columns) within the heads, from 0."""
        sheet = self.book.create_sheet(tab)
        top = 1
        if number:
            sheet.cell(1, 1).value = number
            top = 2
        sheet.cell(top, 1).value = title
        sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=width)
        sheet.cell(top + 1, 1).value = UNIT
        sheet.cell(top + 1, width).value = self.unit
        top += 2
        for offset, row in enumerate(heads + rows):
            for column, value in enumerate(row, 1):
                if value is not None:
                    cell = sheet.cell(top + offset, column)
                    cell.value = value
                    if isinstance(value, float):
                        cell.number_format = "#,##0.00"
        for row, column, height, span in merges:
            sheet.merge_cells(
                start_row=top + row, start_column=column + 1,
                end_row=top + row + height - 1, end_column=column + span)

    def save(self, name):
        self.book.save(FOLDER / name)


def beside(*blocks):
    """Rows of blocks that stand side by side, each two columns wide."""
    height = max(len(block) for block in blocks)
    padded = [block + [(None, None)] * (height - len(block)) for block in blocks]
    return [[value for pair in row for value in pair] for row in zip(*padded)]


def guangdong():
    book = Book()
    pair = [["项目", "2024年预算", "项目", "2024年预算"]]
    groups = [["收      入", None, "支      出", None]]
    halves = [(0, 0, 1, 2), (0, 2, 1, 2)]
    income = [
        ("一、一般公共预算拨款", 900.5), ("二、政府性基金预算拨款", 60.0),
        ("三、国有资本经营预算拨款", 0.0), ("四、财政专户管理资金", 0.0), ("五、事业收入", 20.0),
        ("六、事业单位经营收入", 0.0), ("七、其他收入", 0.0), ("本年收入合计", 980.5),
        ("八、上级补助收入", 0.0), ("九、附属单位上缴收入", 0.0),
        ("十、用事业基金弥补收支差额", 0.0), ("十一、上年结转、结余", 10.0), ("收入总计", 990.5)]
    kinds = [
        ("一、基本支出", 750.5), ("二、项目支出", 240.0), ("三、事业单位经营支出", 0.0),
        *[(None, None)] * 4, ("本年支出合计", 990.5), ("四、对附属单位补助支出", 0.0),
        ("五、上缴上级支出", 0.0), ("六、结转下年", 0.0), (None, None), ("支出总计", 990.5)]
    book.table("01", "收支总体情况表", 4, groups + pair, beside(income, kinds), halves, "表1")
    book.table("02", "收入总体情况表", 2, [["项目", "2024年预算"]], [
        ["一、预算拨款", 960.5], ["　　一般公共预算拨款", 900.5], ["　　政府性基金预算拨款", 60.0],
        ["　　国有资本经营预算拨款", 0.0], ["二、财政专户管理资金", 0.0], ["三、其他资金", 20.0],
        ["　　事业收入", 20.0], ["　　事业单位经营收入", 0.0], ["　　其他收入", 0.0],
        ["本年收入合计", 980.5], ["四、上级补助收入", 0.0], ["五、附属单位上缴收入", 0.0],
        ["六、用事业基金弥补收支差额", 0.0], ["七、上年结转、结余", 10.0], ["收入总计", 990.5],
    ], number="表2")
    book.table("03", "支出总体情况表", 2, [["项目", "2024年预算"]], [
        ["一、基本支出", 750.5], ["　　工资福利支出", 650.5], ["　　商品和服务支出", 100.0],
        ["　　对个人和家庭的补助", 0.0], ["二、项目支出", 240.0], ["三、事业单位经营支出", 0.0],
        ["本年支出合计", 990.5], ["四、对附属单位补助支出", 0.0], ["五、上缴上级支出", 0.0],
        ["六、结转下年", 0.0], ["支出总计", 990.5]], number="表3")
    names = [
        ("一般公共服务支出", 0.0), ("外交支出", 0.0), ("国防支出", 0.0), ("公共安全支出", 0.0),
        ("教育支出", 0.0), ("科学技术支出", 0.0), ("文化旅游体育与传媒支出", 630.2),
        ("社会保障和就业支出", 150.1), ("卫生健康支出", 60.2), ("节能环保支出", 0.0),
        ("住房保障支出", 60.0), ("其他支出", 60.0)]
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    functions = [(f"{numeral}、{name}", sum_) for numeral, (name, sum_) in zip(numerals, names)]
    book.table("04", "财政拨款收支总体情况表", 4, groups + pair, beside(
        [("一、一般公共预算", 900.5), ("二、政府性基金预算", 60.0), ("三、国有资本经营预算", 0.0),
         *[(None, None)] * 9, ("本年收入合计", 960.5), ("四、上年结转、结余", 0.0), ("收入总计", 960.5)],
        functions + [("本年支出合计", 960.5), ("十三、结转下年", 0.0), ("支出总计", 960.5)],
    ), halves, "表4")
    book.table(
        "05", "一般公共预算支出情况表（按功能分类科目）", 4,
        [["功能科目名称", "2024年预算"], [None, "小计", "其中：", None],
         [None, None, "基本支出", "项目支出"]],
        [["合计", 900.5, 750.5, 150.0]]
        + [[f"[{code}]{name}", basic + project, basic or None, project or None]
           for code, name, basic, project, _ in FUNCTIONS],
        [(0, 0, 3, 1), (0, 1, 1, 3), (1, 1, 2, 1), (1, 2, 1, 2)], "表5")
    book.table(
        "06", "一般公共预算基本支出情况表（按支出经济分类科目）", 2,
        [["支出经济分类科目", "2024年预算"]],
        [["合计", 750.5]]
        + [[f"[{code}]{name}", staff + running] for code, name, staff, running, *_ in ECONOMIC],
        number="表6")
    book.table(
        "08", "一般公共预算安排的行政经费及“三公”经费预算表", 2, [["项目", "2024年预算"]], [
            ["行政经费", 750.5], ["“三公”经费", 30.0],
            ["　　其中：（一）因公出国（境）支出", 0.0],
            ["　　　　　（二）公务用车购置及运行维护支出", 25.0],
            ["　　　　　　　　1.公务用车购置", 0.0], ["　　　　　　　　2.公务用车运行维护费", 25.0],
            ["　　　　　（三）公务接待费支出", 5.0]], number="表8")
    book.table(
        "09", "政府性基金预算支出情况表", 4, [["功能科目名称", "合计", "基本支出", "项目支出"]],
        [["合计", 60.0, 0.0, 60.0]]
        + [[f"[{code}]{name}", 60.0, None, 60.0] for code, name in LOTTERY], number="表9")
    book.save("set-guangdong.xlsx")


def vehicles(book, tab, title, number=None):
    """三公 of last year and of this year, side by side in one row."""
    parts = ["合计", "因公出国（境）费", "公务用车购置及运行费", None, None, "公务接待费"]
    cars = [None, None, "小计", "公务用车购置费", "公务用车运行费", None]
    book.table(
        tab, title, 12,
        [["2023年预算数", *[None] * 5, "2024年预算数", *[None] * 5], parts * 2, cars * 2],
        [[32.0, None, 26.0, None, 26.0, 6.0, 30.0, None, 25.0, None, 25.0, 5.0]],
        [area for left in (0, 6) for area in [
            (0, left, 1, 6), (1, left, 2, 1), (1, left + 1, 2, 1), (1, left + 2, 1, 3),
            (1, left + 5, 2, 1)]], number)


def chongqing():
    book = Book()
    book.table(
        "表一", "2024年财政拨款收支总表", 7,
        [["收入", None, "支出"],
         ["项目", "预算数", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款",
          "国有资本经营预算财政拨款"]],
        [["一、本年收入", 960.5, "一、本年支出", 960.5, 900.5, 60.0],
         ["一般公共预算资金", 900.5, "文化旅游体育与传媒支出", 630.2, 630.2],
         ["政府性基金预算资金", 60.0, "社会保障和就业支出", 150.1, 150.1],
         ["国有资本经营预算资金", None, "卫生健康支出", 60.2, 60.2],
         [None, None, "住房保障支出", 60.0, 60.0], [None, None, "其他支出", 60.0, None, 60.0],
         ["二、上年结转", None, "二、结转下年"], ["一般公共预算拨款"], ["政府性基金预算拨款"],
         ["国有资本经营预算拨款"], ["收入合计", 960.5, "支出合计", 960.5, 900.5, 60.0]],
        [(0, 0, 1, 2), (0, 2, 1, 5)])
    book.table(
        "表二", "2024年一般公共预算财政拨款支出预算表", 6,
        [["功能分类科目", None, "2023年预算数", "2024年预算数"],
         ["科目编码", "科目名称", None, "小计", "基本支出", "项目支出"]],
        [["合计", None, 880.0, 900.5, 750.5, 150.0]]
        + [[code, name, last, basic + project, basic or None, project or None]
           for code, name, basic, project, last in FUNCTIONS],
        [(0, 0, 1, 2), (0, 2, 2, 1), (0, 3, 1, 3)])
    book.table(
        "表三", "2024年一般公共预算财政拨款基本支出预算表（部门预算支出经济分类科目）", 5,
        [["经济分类科目", None, "2024年基本支出"], ["科目编码", "科目名称", "总计", "人员经费", "日常公用经费"]],
        [["合计", None, 750.5, 650.5, 100.0]]
        + [[code, name, staff + running, staff or None, running or None]
           for code, name, staff, running, *_ in ECONOMIC],
        [(0, 0, 1, 2), (0, 2, 1, 3)])
    vehicles(book, "表四", "2024年一般公共预算“三公”经费支出表")
    book.table(
        "表五", "2024年政府性基金预算支出表", 5,
        [["科目编码", "科目名称", "本年政府性基金预算财政拨款支出"],
         [None, None, "合计", "基本支出", "项目支出"]],
        [["合计", None, 60.0, None, 60.0]]
        + [[code, name, 60.0, None, 60.0] for code, name in LOTTERY], [(0, 2, 1, 3)])
    book.table(
        "表六", "2024年部门收支总表", 4, [["收入", None, "支出"], ["项目", "预算数", "项目", "预算数"]],
        beside(
            [("一般公共预算拨款收入", 900.5), ("政府性基金预算拨款收入", 60.0),
             ("国有资本经营预算拨款收入", None), ("事业收入预算", 20.0), ("事业单位经营收入预算", None),
             ("其他收入预算", None), ("本年收入总计", 980.5), ("用事业基金弥补收支差额", None),
             ("上年结转", 10.0), ("收入总计", 990.5)],
            [("文化旅游体育与传媒支出", 660.2), ("社会保障和就业支出", 150.1), ("卫生健康支出", 60.2),
             ("住房保障支出", 60.0), ("其他支出", 60.0), (None, None), ("本年支出总计", 990.5),
             ("结转下年", None), (None, None), ("支出总计", 990.5)]))
    extra = {code: 30.0 for code in OTHER_FUNDS}
    book.table(
        "表七", "2024年部门收入总表", 12,
        [["科目", None, "总计", "上年结转", "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入",
          "国有资本经营预算财政拨款收入", "事业收入", "上级补助收入", "附属单位上缴收入",
          "用事业基金弥补收支差额", "其他收入"], ["科目编码", "科目名称"]],
        [["合计", None, 990.5, 10.0, 900.5, 60.0, None, 20.0]]
        + [[code, name, basic + project + extra.get(code, 0), 10.0 if code in extra else None,
            basic + project, None, None, 20.0 if code in extra else None]
           for code, name, basic, project, _ in FUNCTIONS]
        + [[code, name, 60.0, None, None, 60.0] for code, name in LOTTERY],
        [(0, 0, 1, 2)] + [(0, column, 2, 1) for column in range(2, 12)])
    book.table(
        "表八", "2024年部门支出总表", 8,
        [["科目编码", "科目名称", "总计", "基本支出", "项目支出", "上缴上级支出", "事业单位经营支出",
          "对下级单位补助支出"]],
        [["合计", None, 990.5, 750.5, 240.0]]
        + [[code, name, basic + project + extra.get(code, 0), basic or None,
            project + extra.get(code, 0) or None] for code, name, basic, project, _ in FUNCTIONS]
        + [[code, name, 60.0, None, 60.0] for code, name in LOTTERY])
    book.save("set-chongqing.xlsx")


def hunan():
    book = Book(scale=10000)
    money = book.money

    def block(rows):
        return [(name, money(amount)) for name, amount in rows]

    blank = [(None, 0)] * 3
    book.table(
        "部门收支总表", "2024年部门收支总体情况表", 6,
        [["收入", None, "支出（按功能分类）", None, "支出（按支出性质）", None],
         ["项目", "本年预算"] * 3],
        beside(
            block([("一、一般公共预算拨款收入", 900.5), ("　　其中：经费拨款", 890.5),
                   ("　　　　　纳入预算管理的非税收入", 10.0), ("二、政府性基金预算拨款收入", 60.0),
                   ("三、国有资本经营预算拨款收入", 0), ("四、财政专户管理资金收入", 0),
                   ("五、事业收入", 20.0), ("六、上级补助收入", 0), ("本年收入合计", 980.5),
                   ("上年结转", 10.0), ("收入总计", 990.5)]),
            block([("一、文化旅游体育与传媒支出", 660.2), ("二、社会保障和就业支出", 150.1),
                   ("三、卫生健康支出", 60.2), ("四、住房保障支出", 60.0), ("五、其他支出", 60.0),
                   *blank, ("本年支出合计", 990.5), ("结转下年", 0), ("支出总计", 990.5)]),
            block([("一、基本支出", 750.5), ("　　工资福利支出", 650.5), ("　　商品和服务支出", 100.0),
                   ("　　对个人和家庭的补助", 0), ("二、项目支出", 240.0), *blank,
                   ("本年支出合计", 990.5), ("结转下年", 0), ("支出总计", 990.5)])),
        [(0, 0, 1, 2), (0, 2, 1, 2), (0, 4, 1, 2)])

    def levels(code):
        return [code[:3], code[3:5] or None, code[5:7] or None]

    def running(code, basic):
        return 100.0 if basic and code in RUNNING else 0

    rows = []
    for code, name, basic, project, _ in FUNCTIONS:
        office = running(code, basic)
        project += 30.0 if code in OTHER_FUNDS else 0
        rows.append([*levels(code), name, money(basic + project), money(basic),
                     money(basic - office), money(office), None, money(project), money(project)])
    for code, name in LOTTERY:
        rows.append([*levels(code), name, money(60.0), *[None] * 4, money(60.0), money(60.0)])
    book.table(
        "部门支出总表", "2024年部门支出总体情况表", 12,
        [["科目编码", None, None, "科目名称", "合计", "基本支出", None, None, None, "项目支出"],
         ["类", "款", "项", None, None, "小计", "工资福利支出", "商品和服务支出", "对个人和家庭的补助",
          "小计", "一般性项目支出", "专项资金"]],
        [[None, None, None, "合计", money(990.5), money(750.5), money(650.5), money(100.0), None,
          money(240.0), money(240.0)]] + rows,
        [(0, 0, 1, 3), (0, 3, 2, 1), (0, 4, 2, 1), (0, 5, 1, 4), (0, 9, 1, 3)])
    book.table(
        "一般公共预算支出表", "2024年一般公共预算支出情况表", 7,
        [["功能分类科目", None, "合计", "基本支出", None, None, "项目支出"],
         ["科目编码", "科目名称", None, "小计", "人员经费", "公用经费"]],
        [["栏次", None, 1, 2, 3, 4, 5],
         ["合计", None, money(900.5), money(750.5), money(650.5), money(100.0), money(150.0)]]
        + [[code, name, money(basic + project), money(basic), money(basic - running(code, basic)),
            money(running(code, basic)), money(project)]
           for code, name, basic, project, _ in FUNCTIONS],
        [(0, 0, 1, 2), (0, 2, 2, 1), (0, 3, 1, 3), (0, 6, 2, 1)])
    book.table(
        "一般公共预算基本支出表", "2024年一般公共预算基本支出情况表", 7,
        [["部门预算支出经济分类", None, "政府预算支出经济分类", None, "合计", "人员经费", "公用经费"],
         ["科目编码", "科目名称", "科目编码", "科目名称"]],
        [[None, "合计", None, None, money(750.5), money(650.5), money(100.0)]]
        + [[code, name, other, other_name, money(staff + office), money(staff), money(office)]
           for code, name, staff, office, other, other_name in ECONOMIC],
        [(0, 0, 1, 2), (0, 2, 1, 2), (0, 4, 2, 1), (0, 5, 2, 1), (0, 6, 2, 1)])
    office_cars = [300000.0, 0.0, 250000.0, 0.0, 250000.0, 50000.0]
    book.table(
        "三公", "2024年一般公共预算“三公”经费支出情况表", 7,
        [["单位名称", "“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", None, None, "公务接待费"],
         [None, None, None, "小计", "公务用车购置费", "公务用车运行费"]],
        [["合计", *office_cars], ["青原市体育局", *office_cars]],
        [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 1, 3), (0, 6, 2, 1)])
    book.table(
        "政府性基金", "2024年政府性基金预算支出情况表", 6,
        [["科目编码", "科目名称", "本年支出"], [None, None, "合计", "基本支出", "项目支出"]],
        [["合计", None, money(60.0), None, money(60.0)]]
        + [[code, name, money(60.0), None, money(60.0)] for code, name in LOTTERY],
        [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 3)])
    book.save("set-hunan.xlsx")


def central():
    book = Book()
    pair = [["项    目", "预算数", "项    目", "预算数"]]
    groups = [["收          入", None, "支          出", None]]
    halves = [(0, 0, 1, 2), (0, 2, 1, 2)]
    gap = [(None, None)]
    book.table("1", "收支总表", 4, groups + pair, beside(
        [("一、一般公共预算拨款收入", 900.5), ("二、政府性基金预算拨款收入", 60.0),
         ("三、国有资本经营预算拨款收入", None), ("四、事业收入", 20.0), ("五、事业单位经营收入", None),
         ("六、其他收入", None), *gap, ("本年收入合计", 980.5), ("使用非财政拨款结余", None),
         ("上年结转", 10.0), *gap, ("收入总计", 990.5)],
        [("一、文化旅游体育与传媒支出", 660.2), ("二、社会保障和就业支出", 150.1), ("三、卫生健康支出", 60.2),
         ("四、住房保障支出", 60.0), ("五、其他支出", 60.0), *gap * 2, ("本年支出合计", 990.5),
         ("结转下年", None), *gap * 2, ("支出总计", 990.5)]), halves, "部门公开表1")
    extra = {code: 30.0 for code in OTHER_FUNDS}
    book.table(
        "2", "收入总表", 14,
        [["科目", None, "合计", "上年结转", "一般公共预算拨款收入", "政府性基金预算拨款收入",
          "国有资本经营预算拨款收入", "事业收入", None, "事业单位经营收入", "上级补助收入", "下级单位上缴收入",
          "其他收入", "使用非财政拨款结余"],
         ["科目编码", "科目名称", *[None] * 5, "金额", "其中：教育收费"]],
        [[code, name, basic + project + extra.get(code, 0), 10.0 if code in extra else None,
          basic + project, None, None, 20.0 if code in extra else None]
         for code, name, basic, project, _ in FUNCTIONS]
        + [[code, name, 60.0, None, None, 60.0] for code, name in LOTTERY]
        + [["合      计", None, 990.5, 10.0, 900.5, 60.0, None, 20.0]],
        [(0, 0, 1, 2), (0, 7, 1, 2)] + [(0, column, 2, 1) for column in [2, 3, 4, 5, 6, 9, 10, 11, 12, 13]],
        "部门公开表2")
    book.table(
        "3", "支出总表", 8,
        [["科目编码", "科目名称", "合计", "基本支出", "项目支出", "上缴上级支出", "事业单位经营支出",
          "对下级单位补助支出"]],
        [[code, name, basic + project + extra.get(code, 0), basic or None,
          project + extra.get(code, 0) or None] for code, name, basic, project, _ in FUNCTIONS]
        + [[code, name, 60.0, None, 60.0] for code, name in LOTTERY]
        + [["合    计", None, 990.5, 750.5, 240.0]], number="部门公开表3")
    book.table("4", "财政拨款收支总表", 4, groups + pair, beside(
        [("一、本年收入", 960.5), ("（一）一般公共预算拨款", 900.5), ("（二）政府性基金预算拨款", 60.0),
         ("（三）国有资本经营预算拨款", None), ("二、上年结转", None), ("（一）一般公共预算拨款", None),
         ("（二）政府性基金预算拨款", None), ("（三）国有资本经营预算拨款", None), ("收 入 总 计", 960.5)],
        [("一、本年支出", 960.5), ("（一）文化旅游体育与传媒支出", 630.2), ("（二）社会保障和就业支出", 150.1),
         ("（三）卫生健康支出", 60.2), ("（四）住房保障支出", 60.0), ("（五）其他支出", 60.0),
         ("二、结转下年", None), *gap, ("支 出 总 计", 960.5)]), halves, "部门公开表4")
    book.table(
        "5", "一般公共预算支出表", 8,
        [["功能分类科目", None, "2023年执行数", "2024年预算数", None, None, "2024年预算数比2023年执行数", None],
         ["科目编码", "科目名称", None, "小计", "基本支出", "项目支出", "增减额", "增减%"]],
        [[code, name, last, basic + project, basic or None, project or None,
          round(basic + project - last, 2), round((basic + project - last) / last * 100, 2)]
         for code, name, basic, project, last in FUNCTIONS]
        + [["合    计", None, 880.0, 900.5, 750.5, 150.0, 20.5, 2.33]],
        [(0, 0, 1, 2), (0, 2, 2, 1), (0, 3, 1, 3), (0, 6, 1, 2)], "部门公开表5")
    book.table(
        "6", "一般公共预算基本支出表", 5,
        [["支出经济分类科目", None, "2024年基本支出", None, None],
         ["科目编码", "科目名称", "合计", "人员经费", "公用经费"]],
        [[code, name, staff + running, staff or None, running or None]
         for code, name, staff, running, *_ in ECONOMIC]
        + [["合    计", None, 750.5, 650.5, 100.0]], [(0, 0, 1, 2), (0, 2, 1, 3)], "部门公开表6")
    vehicles(book, "7", "一般公共预算“三公”经费支出表", "部门公开表7")
    book.table(
        "8", "政府性基金预算支出表", 5,
        [["科目编码", "科目名称", "2024年政府性基金预算支出"], [None, None, "小计", "基本支出", "项目支出"]],
        [[code, name, 60.0, None, 60.0] for code, name in LOTTERY]
        + [["合    计", None, 60.0, None, 60.0]],
        [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 3)], "部门公开表8")
    book.table(
        "9", "国有资本经营预算支出表", 5,
        [["科目编码", "科目名称", "本年国有资本经营预算支出"], [None, None, "合计", "基本支出", "项目支出"]],
        [[None], ["注：2024年没有使用国有资本经营预算拨款安排的支出。"]],
        [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 3)], "部门公开表9")
    book.save("set-central.xlsx")


guangdong()
chongqing()
hunan()
central()
