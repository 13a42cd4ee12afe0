"""Extracts the layout of the tables of an official form: layout_facts.py FORM.xlsx > LAYOUT.json

Kept are facts of the layout only: the names of all sheets, and for every table the texts of title,
unit line and headings, the fixed labels, the merged ranges, the row of the total and the number
formats of the columns. Sample rows are left out.
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


def main():
    book = openpyxl.load_workbook(sys.argv[1])
    tables = [facts(sheet) for sheet in book if sheet.title.strip().endswith("表")]
    json.dump({"sheets": book.sheetnames, "tables": tables}, sys.stdout, ensure_ascii=False, indent=1)
    print()


main()
