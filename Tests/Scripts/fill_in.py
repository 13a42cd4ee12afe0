#!/usr/bin/env python3
"""Fills in the forms of `gouji init` with the figures of an example project's inputs.

fill_in.py PROJECT EXAMPLE: every form of PROJECT/inputs that has a file of the same year and input
in EXAMPLE/inputs is filled in, line by line, under the form's own headings. Needs openpyxl.
"""

import csv
import shutil
import sys
from pathlib import Path

from openpyxl import load_workbook

# Which headings of the example's files mean which headings of the forms, where they differ.
NAMES = {
    "功能分类科目/科目编码": "功能分类科目编码", "功能分类科目/科目名称": "功能分类科目名称",
    "部门预算支出经济分类科目/科目编码": "部门预算支出经济分类科目编码",
    "部门预算支出经济分类科目/科目名称": "部门预算支出经济分类科目名称",
    "预算数": "本年预算数", "金额（元）": "金额", "一般公共预算": "一般公共预算财政拨款",
    "数量/面积": "数量", "预算数/本年预算": "本年预算数",
}


def decoded(path):
    """The text of a file in UTF-8 or GB18030."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return path.read_bytes().decode("gb18030")


def heading(name, heads):
    """The form's heading for that of an example's file: its own, or without group and unit."""
    last = NAMES.get(name, name).split("/")[-1]
    plain = last.removesuffix("（元）").removesuffix("（平方米）")
    return next((text for text in (name, NAMES.get(name), last, plain) if text in heads), name)


def amount(value):
    return float(value.replace(",", "")) if isinstance(value, str) else float(value)


def table(path):
    """Rows of a file under its header: a list of dicts by heading."""
    if path.suffix == ".csv":
        rows = list(csv.reader(decoded(path).splitlines()))
        return [dict(zip(rows[0], row)) for row in rows[1:]]
    sheet = load_workbook(path).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    top = next(i for i, row in enumerate(rows) if sum(isinstance(v, str) for v in row) > 1 and i > 1)
    merged = {r.bounds for r in sheet.merged_cells.ranges if r.min_row == top + 1}
    depth = max((b[3] - top for b in merged), default=1)
    heads = []
    for column in range(len(rows[top])):
        parts = []
        for level in range(depth):
            value = rows[top + level][column]
            for left, first, right, _ in merged:
                if first == top + level + 1 and left <= column + 1 <= right:
                    value = rows[top + level][left - 1]
            if value is not None:
                parts.append(value)
        heads.append("/".join(parts))
    return [dict(zip(heads, row)) for row in rows[top + depth:] if any(v is not None for v in row)]


def fill(form, lines, unit):
    book = load_workbook(form)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[3] if cell.value}
    listed = {sheet.cell(row, 1).value: row for row in range(4, sheet.max_row + 1)}
    listed.pop(None, None)
    for cell in sheet[2]:
        if cell.value == "单位：元":
            cell.value = f"单位：{unit}"
    # Rows of totals are no lines.
    lines = [line for line in lines if not any(str(value).startswith("=") for value in line.values())]
    for number, line in enumerate(lines):
        named = {heading(key, heads): value for key, value in line.items()}
        row = listed.get(named.get("项目"), 4 + number)
        for head, column in heads.items():
            value = named.get(head)
            if value not in (None, ""):
                cell = sheet.cell(row, column)
                is_amount = cell.number_format == "#,##0.00"
                cell.value = amount(value) if is_amount else value
    book.save(form)


def main():
    project, example = (Path(name) / "inputs" for name in sys.argv[1:])
    kinds = ["支出明细", "收入", "三公", "绩效", "采购", "资产"]
    for form in sorted(project.glob("*.xlsx")):
        kind = next(kind for kind in kinds if kind in form.name)
        # A register's form says its closing day.
        year = form.name[:4] + "年末" if kind == "资产" else form.name[:4]
        sources = [source for source in example.iterdir()
                   if source.name.startswith(year) and kind in source.name]
        for source in sources:
            fill(form, table(source), "万元" if kind in ("三公", "绩效") else "元")
            print(form.name, "<-", source.name)
        if not sources:
            # The example does not have it: nobody has to give all inputs.
            settings = project.parent / "gouji.yaml"
            lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
            settings.write_text("".join(line for line in lines if form.name not in line),
                                encoding="utf-8")
    # The unit's own words and the reasons, which no form asks for.
    shutil.copy(example.parent / "单位文字.txt", project.parent / "单位文字.txt")
    own = (example.parent / "gouji.yaml").read_text(encoding="utf-8")
    settings = project.parent / "gouji.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + own[own.index("reasons:"):], encoding="utf-8")


if __name__ == "__main__":
    main()
