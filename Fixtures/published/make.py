"""Writes the published workbooks of this folder with openpyxl: layouts that gouji does not write."""

import sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
ROWS = [
    ("208", "", "", "社会保障和就业支出", 120000.0, 300000.5),
    ("208", "05", "", "行政事业单位养老支出", 120000.0, 300000.5),
    ("208", "05", "05", "机关事业单位基本养老保险缴费支出", 120000.0, 300000.5),
    ("221", "", "", "住房保障支出", 45000.25, 0),
    ("221", "02", "", "住房改革支出", 45000.25, 0),
    ("221", "02", "01", "住房公积金", 45000.25, 0),
]


def general(spoilt):
    """一般公共预算支出情况表 in 元: three columns of codes, total last, formulas, a footnote."""
    book = Workbook()
    sheet = book.active
    sheet.title = "表五"
    sheet["B2"] = "2020年一般公共预算支出情况表"
    sheet.merge_cells("B2:I2")
    sheet["B3"] = "编制单位：某县某局"
    sheet["I3"] = "单位：元"
    for cell, text in [
        ("B4", "功能分类科目编码"), ("E4", "科目名称"), ("F4", "合计"),
        ("G4", "基本支出"), ("H4", "项目支出"), ("I4", "备注"),
        ("B5", "类"), ("C5", "款"), ("D5", "项"),
    ]:
        sheet[cell] = text
        sheet[cell].alignment = Alignment(horizontal="center", wrap_text=True)
    for area in ["B4:D4", "E4:E5", "F4:F5", "G4:G5", "H4:H5", "I4:I5"]:
        sheet.merge_cells(area)
    row = 6
    for kind, group, item, name, basic, project in ROWS:
        sheet.cell(row, 2, int(kind))
        if group:
            sheet.cell(row, 3, group)
        if item:
            sheet.cell(row, 4, item)
        sheet.cell(row, 5, name)
        sheet.cell(row, 6, basic + project + (1 if spoilt and item == "05" else 0))
        sheet.cell(row, 7, basic)
        sheet.cell(row, 8, project or "—")
        for column in (6, 7, 8):
            sheet.cell(row, column).number_format = "#,##0.00"
        row += 1
        if item == "05":
            row += 1  # a blank row of the template
    sheet.cell(row, 2, "合  计")
    sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=5)
    for column, letter in ((6, "F"), (7, "G"), (8, "H")):
        # Stored without a result, as programs other than spreadsheets write formulas.
        sheet.cell(row, column, f"=SUM({letter}6,{letter}10)").number_format = "#,##0.00"
    sheet.cell(row + 1, 2, "注：本表按功能分类项级科目公开。")
    book.save(FOLDER / ("general-spoilt.xlsx" if spoilt else "general.xlsx"))


general(False)
general(True)
