#!/usr/bin/env python3
"""Writes the inputs of the example projects beside this folder: one a standard, all figures made up.

yuntai-2024 (national-2016), songpu-2026 (shanghai-2026), songpu-library-2026 (shanghai-2026-unit).
Needs openpyxl. The same program gives the same bytes every time.
"""

import csv
import io
import re
import shutil
import tempfile
import zipfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from data import PROJECTS

FIXTURES = Path(__file__).resolve().parent.parent
CODES = FIXTURES.parent / "Templates" / "codes"
THIN = Border(*(Side(style="thin"),) * 4)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def names(list_name, year):
    with open(CODES / f"{list_name}.csv", encoding="utf-8") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)
                if int(row["from"]) <= year <= int(row["to"] or 9999)}


def save(book, path, year):
    """Saves with fixed time stamps, so that a second run changes nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as source:
        book.save(source.name)
        with zipfile.ZipFile(source.name) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "docProps/core.xml":
                    content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*",
                                     rb"\g<1>%d-01-15T08:00:00Z" % year, content)
                entry = zipfile.ZipInfo(name, ZIP_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, content)


def sheet_with_head(project, title, sheet_name, unit_line, head, widths):
    """A workbook as a platform exports it; `head` holds (top, left, bottom, right, label) from 1."""
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name
    columns = len(widths)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet["A1"] = title
    sheet["A1"].font = Font(name="宋体", size=16, bold=True)
    sheet["A1"].alignment = CENTRE
    sheet["A2"] = f"单位：{project['code']} {project['name']}"
    sheet.cell(2, columns, unit_line).alignment = Alignment(horizontal="right")
    for top, left, bottom, right, label in head:
        sheet.cell(top, left, label)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                sheet.cell(row, column).alignment = CENTRE
                sheet.cell(row, column).border = THIN
        if (top, left) != (bottom, right):
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    return book, sheet


def put_row(sheet, row, values):
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column, value)
        cell.border = THIN
        if isinstance(value, float):
            cell.number_format = "#,##0.00"
        elif isinstance(value, str) and value.isdigit():
            cell.number_format = "@"


BUDGET_HEAD = [
    (3, 1, 4, 1, "序号"), (3, 2, 3, 3, "功能分类科目"), (4, 2, 4, 2, "科目编码"), (4, 3, 4, 3, "科目名称"),
    (3, 4, 3, 5, "部门预算支出经济分类科目"), (4, 4, 4, 4, "科目编码"), (4, 5, 4, 5, "科目名称"),
    (3, 6, 4, 6, "支出类别"), (3, 7, 4, 7, "项目名称"), (3, 8, 4, 8, "资金来源"), (3, 9, 4, 9, "预算数"),
]


def budget(project, year, lines, path):
    functions, economics = names("functional", year), names("economic", year)
    book, sheet = sheet_with_head(project, f"{year}年部门预算支出明细表", "支出明细", "单位：元", BUDGET_HEAD,
                                  [6, 11, 40, 11, 30, 14, 34, 18, 18])
    for index, (function, economic, kind, name, fund, _, amount) in enumerate(lines, 1):
        put_row(sheet, 4 + index, [index, function, functions[function], economic, economics[economic], kind,
                                   name or None, fund, float(amount)])
    save(book, path, year)


def income(project, year, lines, path):
    functions = names("functional", year)
    sums = defaultdict(Decimal)
    for function, _, _, _, _, source, amount in lines:
        sums[function, source] += Decimal(amount)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["单位编码", "单位名称", "功能科目编码", "功能科目名称", "收入来源", "金额（元）"])
    for (function, source), amount in sorted(sums.items()):
        writer.writerow([project["code"], project["name"], function, functions[function], source, f"{amount:.2f}"])
    path.write_bytes(text.getvalue().encode("gb18030"))


def sangong(project, year, items, path):
    title, label = (("“三公”经费和机关运行经费预算表", "预算数") if project["profile"].startswith("shanghai")
                    else ("一般公共预算“三公”经费预算表", "一般公共预算"))
    book, sheet = sheet_with_head(project, f"{year}年{title}", "三公经费", "单位：万元",
                                  [(3, 1, 3, 1, "项目"), (3, 2, 3, 2, label)], [32, 24])
    for row, (item, amount) in enumerate(items.items(), 4):
        put_row(sheet, row, [item, float(amount)])
    save(book, path, year)


def last_year(lines):
    """Last year's budget: this year's leaves less five in a hundred, nothing carried over."""
    return [(*line[:5], line[5].removesuffix("结转"), str(int(Decimal(line[6]) * 19 / 2000) * 100))
            for line in lines if not line[5].endswith("结转")]


PROJECT = """\
unit:
  code: "{code}"
  name: {name}
  type: {type}
year: {year}
profile: {profile}
inputs:
  budget: inputs/{year}年部门预算支出明细.xlsx
  income: inputs/{year}年收入预算.csv
  sangong: inputs/{year}年三公经费预算.xlsx
  prior-budget: inputs/{prior}年部门预算支出明细.xlsx
  prior-income: inputs/{prior}年收入预算.csv
  prior-sangong: inputs/{prior}年三公经费预算.xlsx
  unit-text: 单位文字.txt
"""


def main():
    for folder, project in PROJECTS.items():
        place = FIXTURES / folder
        inputs = place / "inputs"
        shutil.rmtree(inputs, ignore_errors=True)
        year = project["year"]
        for number, lines, items in [(year, project["lines"], project["sangong"]),
                                     (year - 1, last_year(project["lines"]), project["prior-sangong"])]:
            budget(project, number, lines, inputs / f"{number}年部门预算支出明细.xlsx")
            income(project, number, lines, inputs / f"{number}年收入预算.csv")
            sangong(project, number, items, inputs / f"{number}年三公经费预算.xlsx")
        text = PROJECT.format(prior=year - 1, **project) + "reasons:\n"
        for item, reason in project["reasons"].items():
            text += f"  - item: {item}\n    text: {reason}\n"
        (place / "gouji.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
