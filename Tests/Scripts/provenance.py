"""Proves the sheet 来源 of a working paper: re-reads every source cell with openpyxl or csv,
converts and sums, and expects the printed constant with its listed rounding move.

provenance.py WORKING-PAPER PROJECT-FOLDER
"""
import csv
import re
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
from openpyxl.utils import coordinate_to_tuple

UNITS = {"元": Decimal(1), "万元": Decimal(10000), "平方米": Decimal(1), "个": Decimal(1),
         "辆": Decimal(1), "台": Decimal(1)}
files = {}


def cell_value(folder, name, sheet, cell):
    path = folder / name
    if path not in files:
        if path.suffix == ".csv":
            data = path.read_bytes()
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError:
                text = data.decode("gb18030")
            files[path] = list(csv.reader(text.splitlines()))
        else:
            files[path] = openpyxl.load_workbook(path, data_only=True)
    if path.suffix == ".csv":
        row, column = coordinate_to_tuple(cell)
        value = files[path][row - 1][column - 1]
    else:
        value = files[path][sheet][cell].value
    return Decimal(re.sub(r"[,，\s]", "", str(value)))


def main():
    book = openpyxl.load_workbook(sys.argv[1], data_only=True)
    formulas = openpyxl.load_workbook(sys.argv[1])
    folder = Path(sys.argv[2])
    sums = defaultdict(Decimal)
    listed = {}
    for row in book["来源"].iter_rows(min_row=3, values_only=True):
        sheet, cell, _, unit, shown, exact, file, source, source_cell, raw, source_unit, factor = row
        key = (sheet, cell)
        value = cell_value(folder, file, source, source_cell)
        sums[key] += value * UNITS[source_unit] * int(factor)
        listed[key] = (unit, Decimal(str(shown)), Decimal(str(exact)))
    moves = {}
    for row in book["尾差"].iter_rows(min_row=3, values_only=True):
        sheet, cell, _, kind, unit, shown, exact, move, _, _ = row
        if kind == "末级":
            moves[(sheet, cell)] = Decimal(str(move))
    bad = 0
    for key, (unit, shown, exact) in listed.items():
        total = sums[key] / UNITS[unit]
        move = moves.get(key, Decimal(0))
        cell = book[key[0]][key[1]].value
        rounded = total.quantize(Decimal("0.01"), ROUND_HALF_UP)
        is_formula = formulas[key[0]][key[1]].data_type == "f"
        if total != exact or total + move != shown or rounded != shown or (
                not is_formula and Decimal(str(cell)) != shown):
            bad += 1
            print(f"{key[0]}!{key[1]}: cell {cell}, listed {shown} from {exact} moved {move}, sources give {total}")
    # Every number constant of the official tables must be listed.
    for sheet in formulas:
        if sheet.title in ("封面", "目录", "勾稽核对", "来源", "尾差"):
            continue
        for row in sheet.iter_rows(min_row=3):
            for cell in row:
                if cell.data_type == "n" and cell.value is not None and "#,##0" in (cell.number_format or ""):
                    if (sheet.title, cell.coordinate) not in listed:
                        bad += 1
                        print(f"{sheet.title}!{cell.coordinate}: the constant {cell.value} has no source")
    print(f"{len(listed)} constants from {sum(1 for _ in book['来源'].iter_rows(min_row=3))} source cells, {bad} wrong")
    sys.exit(1 if bad or not listed else 0)


main()
