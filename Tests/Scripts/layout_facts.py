"""Extracts the layout of an official form: layout_facts.py FORM.xlsx > LAYOUT.json

Kept are facts of the layout only: the names of all sheets, for every table the texts of title, unit
line and headings, the fixed labels, the merged ranges, the row of the total and the number formats
of the columns; for cover, contents and sheets with text the merged ranges and the lines, of the
latter the title, with * for what a body fills in. Sample rows and narrative texts are left out.
"""
import json
import re
import sys

import openpyxl
from openpyxl.utils import get_column_letter

TOTALS = ("合计", "收入总计", "支出总计")


def facts(sheet):
    merges = sorted(str(merged) for merged in sheet.merged_cells.ranges)
    line = next(row for row in range(1, 9)
                if str(sheet.cell(row, 1).value or "").startswith("编制"))
    first = next(row for row in range(line + 1, 12) if sheet.cell(row, 1).value)
    # The headings end with the last row that a merge beginning above it, or 类, reaches.
    body = first + 1
    for merged in sheet.merged_cells.ranges:
        if first <= merged.min_row < first + 4:
            body = max(body, merged.max_row + 1)
    if sheet.cell(first + 1, 1).value == "项目":
        body = max(body, first + 2)
    foot = next((row for row in range(body, sheet.max_row + 1) if sheet.cell(row, 1).value in TOTALS), None)
    cells = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            is_fixed = cell.row < body or cell.row == foot
            # The labels of income are fixed; numbered with a full stop, a comma or in Chinese.
            is_label = foot and cell.column == 1 and re.match(r"[一二三四][、]|[123][.、]", str(cell.value))
            if is_fixed or is_label:
                cells[cell.coordinate] = str(cell.value)
    formats = {}
    for column in range(1, sheet.max_column + 1):
        code = sheet.cell(body + 1, column).number_format
        if "#" in code:
            formats[get_column_letter(column)] = code
    return {"sheet": sheet.title, "line": line, "body": body, "foot": foot, "cells": cells,
            "merges": merges, "formats": formats}


def text_facts(sheet):
    lines = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None or sheet.title not in ("封面", "目录") and cell.row > 1:
                continue
            text = re.sub("XX（(部门|单位)）|普陀区(?=2026)|上海市普陀区XX.*|XX", "*", str(cell.value))
            # Dots that lead to a page number, and the two ways of numbering.
            lines[cell.coordinate] = re.sub(r"^( *\d)．", r"\1. ", text).rstrip(" …")
    return {"sheet": sheet.title, "lines": lines, "merges": sorted(str(m) for m in sheet.merged_cells.ranges)}


def main():
    book = openpyxl.load_workbook(sys.argv[1])
    tables = [facts(sheet) for sheet in book if sheet.title.strip().endswith("表")]
    texts = [text_facts(sheet) for sheet in book if not sheet.title.strip().endswith("表")]
    json.dump({"sheets": book.sheetnames, "tables": tables, "texts": texts}, sys.stdout, ensure_ascii=False, indent=1)
    print()


main()
