#!/usr/bin/env python3
"""Writes the inputs of weixian-2020, its corrected twin and the broken variants.

Needs openpyxl and LibreOffice (`soffice`). The same program gives the same bytes every time:
no date of today, no random number, fixed ZIP time stamps.
"""

import csv
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from data import (
    CARDS, CARDS_OF_2018, CORRECTED_PERFORMANCE, DEFECTIVE_CARDS, DEFECTS, ECONOMIC_NAMES, FUNCTION_NAMES, LINES, PERFORMANCE, UNIT_CODE, UNIT_NAME,
)

FIXTURES = Path(__file__).resolve().parent.parent
THIN = Border(*(Side(style="thin"),) * 4)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
DOCUMENT_TIME = "2020-01-15T08:00:00Z"


# -- writing workbooks ---------------------------------------------------------------------------

def sheet_with_head(title, sheet_name, columns, unit_line, header_rows):
    """A workbook whose one sheet has a merged title, a unit line and merged header rows.

    `header_rows` holds (first row, first column, last row, last column, label), counted from 1.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet["A1"] = title
    sheet["A1"].font = Font(name="宋体", size=16, bold=True)
    sheet["A1"].alignment = CENTRE
    sheet["A2"] = f"编制单位：{UNIT_CODE} {UNIT_NAME}"
    sheet.cell(2, columns, unit_line).alignment = Alignment(horizontal="right")
    for top, left, bottom, right, label in header_rows:
        cell = sheet.cell(top, left, label)
        cell.font = Font(name="宋体", size=11, bold=True)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                sheet.cell(row, column).alignment = CENTRE
                sheet.cell(row, column).border = THIN
        if (top, left) != (bottom, right):
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    return book, sheet


def put_row(sheet, row, values, number_format="#,##0.00"):
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        cell.border = THIN
        if value is None:
            continue
        cell.value = value
        if isinstance(value, (float, int, Decimal)) or str(value).startswith("="):
            cell.number_format = number_format
        elif isinstance(value, str) and value.isdigit():
            cell.number_format = "@"


def set_widths(sheet, widths):
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def save(book, path, through_libreoffice=False):
    """Saves the workbook; through LibreOffice where the file shall carry cached formula values."""
    book.properties.creator = UNIT_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in" / "book.xlsx"
        source.parent.mkdir()
        book.save(source)
        if through_libreoffice:
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                 "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", f"{folder}/out", str(source)],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            source = Path(folder) / "out" / "book.xlsx"
        copy_without_today(source, path)


def copy_without_today(source, target):
    """Copies a ZIP with fixed time stamps and a fixed document date; the parts stay as they are."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                text = content.decode("utf-8")
                text = re.sub(r"(<dcterms:(created|modified)[^>]*>)[^<]*", rf"\g<1>{DOCUMENT_TIME}", text)
                content = text.encode("utf-8")
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)


# -- the inputs ----------------------------------------------------------------------------------

def number(text):
    """The nearest double, as a spreadsheet program stores what someone typed."""
    return float(text)


BUDGET_HEAD = [
    (3, 1, 4, 1, "序号"), (3, 2, 3, 3, "功能分类科目"), (4, 2, 4, 2, "科目编码"), (4, 3, 4, 3, "科目名称"),
    (3, 4, 3, 5, "部门预算支出经济分类科目"), (4, 4, 4, 4, "科目编码"), (4, 5, 4, 5, "科目名称"),
    (3, 6, 4, 6, "支出类别"), (3, 7, 4, 7, "项目名称"), (3, 8, 4, 8, "资金来源"),
    (3, 9, 3, 10, "预算数"), (4, 9, 4, 9, "本年预算"), (4, 10, 4, 10, "备注"),
]


def budget(year, lines, path, through_libreoffice=False):
    book, sheet = sheet_with_head(f"{year}年部门预算支出明细表", "支出明细", 10, "单位：元", BUDGET_HEAD)
    for index, (function, economic, kind, project, note, amount) in enumerate(lines, 1):
        put_row(sheet, 4 + index, [
            index, function, FUNCTION_NAMES.get(function, "未列科目"), economic,
            ECONOMIC_NAMES.get(economic, "未列科目"), kind, project or None, "一般公共预算拨款",
            number(amount) if amount.replace(".", "").isdigit() else amount, note or None])
        sheet.cell(4 + index, 1).number_format = "0"
    last = 4 + len(lines)
    put_row(sheet, last + 1, ["合计"] + [None] * 7 + [f"=SUM(I5:I{last})", None])
    sheet.merge_cells(start_row=last + 1, start_column=1, end_row=last + 1, end_column=8)
    sheet.cell(last + 1, 1).alignment = CENTRE
    set_widths(sheet, [6, 11, 40, 11, 30, 11, 36, 18, 18, 18])
    sheet.freeze_panes = "A5"
    save(book, path, through_libreoffice)


def income(lines, path):
    """Income by functional code, GB18030 with CRLF, as Chinese Excel writes a CSV file."""
    sums = defaultdict(Decimal)
    for function, _, _, _, _, amount in lines:
        sums[function] += Decimal(amount)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["单位编码", "单位名称", "功能科目编码", "功能科目名称", "收入来源", "金额（元）"])
    for function in sorted(sums):
        amount = f"{sums[function]:,.2f}" if sums[function] >= 1_000_000 else f"{sums[function]:.2f}"
        writer.writerow([UNIT_CODE, UNIT_NAME, function, FUNCTION_NAMES.get(function, "未列科目"),
                         "一般公共预算拨款收入", amount])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue().encode("gb18030"))


def sangong(year, path):
    book, sheet = sheet_with_head(
        f"{year}年财政拨款“三公”经费预算表", "三公经费", 4, "单位：万元",
        [(3, 1, 4, 1, "项目"), (3, 2, 3, 4, "财政拨款"), (4, 2, 4, 2, "一般公共预算财政拨款"),
         (4, 3, 4, 3, "政府性基金预算财政拨款"), (4, 4, 4, 4, "国有资本经营预算财政拨款")])
    items = [("因公出国（境）费", 0), ("公务用车购置费", 0), ("公务用车运行维护费", 0), ("公务接待费", 0.2)]
    for row, (item, amount) in enumerate(items, 5):
        put_row(sheet, row, [item, amount, 0, 0])
    set_widths(sheet, [28, 24, 24, 26])
    save(book, path)


def performance(year, duties, path):
    book, sheet = sheet_with_head(
        f"{year}年部门职责-工作活动绩效目标", "职责活动绩效目标", 9, "单位：万元",
        [(3, 1, 4, 1, "职责活动"), (3, 2, 4, 2, "年度预算数"), (3, 3, 4, 3, "内容描述"), (3, 4, 4, 4, "绩效目标"),
         (3, 5, 4, 5, "绩效指标"), (3, 6, 3, 9, "评价标准"), (4, 6, 4, 6, "优"), (4, 7, 4, 7, "良"),
         (4, 8, 4, 8, "中"), (4, 9, 4, 9, "差")])
    row = 5
    for name, amount, texts, activities in duties:
        put_row(sheet, row, [name, amount and number(amount), *texts, "≥90%", "≥80%", "≥60%", "＜60%"])
        row += 1
        for activity, part, part_texts in activities:
            put_row(sheet, row, ["\u3000\u3000" + activity, part and number(part), *part_texts,
                                 "≥90%", "≥80%", "≥60%", "＜60%"])
            row += 1
    for cells in sheet.iter_rows(min_row=5, max_row=row - 1):
        for cell in cells[2:5]:
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    set_widths(sheet, [30, 14, 34, 34, 24, 8, 8, 8, 8])
    save(book, path)


def procurement(year, path):
    labels = ["项目名称", "采购物品名称", "采购目录编码", "计量单位", "数量", "单价（元）", "金额（元）", "资金来源"]
    book, sheet = sheet_with_head(
        f"{year}年政府采购预算表", "政府采购预算", len(labels), "单位：元",
        [(3, column, 3, column, label) for column, label in enumerate(labels, 1)])
    put_row(sheet, 4, ["无"] + [None] * 7)
    set_widths(sheet, [28, 24, 14, 10, 8, 14, 16, 18])
    save(book, path)


ASSET_HEAD = ["资产编号", "资产名称", "资产分类代码", "资产分类名称", "计量单位", "数量", "建筑面积（平方米）", "取得方式",
              "取得日期", "投入使用日期", "价值类型", "原值（元）", "折旧年限（月）", "已提月数", "累计折旧（元）", "净值（元）",
              "使用部门", "存放地点", "使用状况"]


def assets(cards, path, until=date(2019, 12, 31), defects={}):
    """The register at the end of `until`: straight line, whole months, no residual value.

    The month in which an asset is taken into use counts; depreciation stops at the life's end.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(ASSET_HEAD)
    for index, card in enumerate(cards, 1):
        (name, code, kind, unit, count, area, how, acquired, in_use, cost, life, office, place, state) = card
        defect = dict(defects.get(index, {}))
        cost = defect.pop("card", {}).get("cost", cost)
        day = date.fromisoformat(in_use)
        if date.fromisoformat(acquired) > until and not defects:
            continue
        months = max(0, min(life, (until.year - day.year) * 12 + until.month - day.month + 1))
        cost = Decimal(cost)
        worn = (cost * months / life).quantize(Decimal("0.01"), ROUND_HALF_UP)
        row = [f"ZC2019{index:05d}", name, code, kind, unit, count, area, how, acquired, in_use, "原值",
               f"{cost:.2f}", life, months, f"{worn:.2f}", f"{cost - worn:.2f}", office, place, state]
        writer.writerow([defect.get(head, value) for head, value in zip(ASSET_HEAD, row)])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue().encode("utf-8"))


PROJECT = """\
unit:
  code: "{code}"
  name: {name}
  type: 参公
year: 2020
profile: hebei-2020
inputs:
  budget: inputs/2020年部门预算支出明细.xlsx
  income: inputs/2020年收入预算.csv
  sangong: inputs/2020年三公经费预算.xlsx
  procurement: inputs/2020年政府采购预算.xlsx
  performance: inputs/2020年绩效目标.xlsx
  assets: inputs/2019年末固定资产卡片.csv
  prior-assets: inputs/2018年末固定资产卡片.csv
  prior-budget: inputs/2019年部门预算支出明细.xlsx
  prior-income: inputs/2019年收入预算.csv
  prior-sangong: inputs/2019年三公经费预算.xlsx
  unit-text: 单位文字.txt
reasons:
  - item: 人员经费
    text: 在职人员正常晋升职务职级，工资相应增加
  - item: 项目支出
    text: 机关事业单位养老保险制度改革清算已于上年完成，对基金的补助相应减少
"""


def whole_project(folder, duties, cards=CARDS, defects={}):
    inputs = folder / "inputs"
    shutil.rmtree(inputs, ignore_errors=True)
    budget(2020, LINES[2020], inputs / "2020年部门预算支出明细.xlsx", through_libreoffice=True)
    budget(2019, LINES[2019], inputs / "2019年部门预算支出明细.xlsx")
    for year in (2019, 2020):
        income(LINES[year], inputs / f"{year}年收入预算.csv")
        sangong(year, inputs / f"{year}年三公经费预算.xlsx")
    procurement(2020, inputs / "2020年政府采购预算.xlsx")
    performance(2020, duties, inputs / "2020年绩效目标.xlsx")
    assets(cards, inputs / "2019年末固定资产卡片.csv", defects=defects)
    assets(CARDS_OF_2018, inputs / "2018年末固定资产卡片.csv", until=date(2018, 12, 31))
    texts = FIXTURES / "weixian-2020" / "单位文字.txt"
    if folder != texts.parent:
        shutil.copy(texts, folder)
    (folder / "gouji.yaml").write_text(PROJECT.format(code=UNIT_CODE, name=UNIT_NAME), encoding="utf-8")


# -- the broken variants -------------------------------------------------------------------------

SMALL = [
    ("2080109", "30101", "基本支出", "", "", "250000.00"),
    ("2080109", "30201", "基本支出", "", "", "30000.00"),
    ("2080505", "30108", "基本支出", "", "", "72000.00"),
    ("2210201", "30113", "基本支出", "", "", "57500.00"),
    ("2080109", "30227", "项目支出", "社会保险档案数字化", "", "90500.00"),
]

SMALL_PROJECT = """\
unit:
  code: "{code}"
  name: {name}
  type: 参公
year: 2020
profile: hebei-2020
inputs:
  budget: {budget}
  income: inputs/2020年收入预算.csv
"""


def broken_projects(folder):
    def project(name, lines=SMALL, income_lines=SMALL, budget_input="inputs/2020年部门预算支出明细.xlsx",
                with_budget=True):
        place = folder / name
        shutil.rmtree(place, ignore_errors=True)
        if with_budget:
            budget(2020, lines, place / "inputs" / "2020年部门预算支出明细.xlsx")
        income(income_lines, place / "inputs" / "2020年收入预算.csv")
        (place / "gouji.yaml").write_text(
            SMALL_PROJECT.format(code=UNIT_CODE, name=UNIT_NAME, budget=budget_input), encoding="utf-8")

    project("missing-file", with_budget=False)
    project("wrong-sheet", budget_input="{file: inputs/2020年部门预算支出明细.xlsx, sheet: 不存在}")
    project("text-amount", SMALL[:3] + [SMALL[3][:5] + ("一千元",)] + SMALL[4:])
    unknown = SMALL + [("2089998", "30298", "项目支出", "临时专项", "", "12000.00")]
    project("unknown-code", unknown, unknown)


if __name__ == "__main__":
    whole_project(FIXTURES / "weixian-2020", PERFORMANCE)
    whole_project(FIXTURES / "weixian-2020-corrected", CORRECTED_PERFORMANCE)
    whole_project(
        FIXTURES / "weixian-2020-register-defects", CORRECTED_PERFORMANCE, DEFECTIVE_CARDS, DEFECTS)
    broken_projects(FIXTURES / "codes-and-errors")
