"""Reads a workbook with openpyxl and calamine and compares both with what gouji reads.

readback.py WORKBOOK OWN.jsonl: the second file is the output of `gouji cells WORKBOOK`. Numbers are
compared as the doubles that are stored, texts exactly; a cell that one reader has and another has
not is a difference.
"""
import json
import sys
from decimal import Decimal

import openpyxl
import python_calamine
from openpyxl.utils import get_column_letter


def main():
    own = {}
    for line in open(sys.argv[2], encoding="utf-8"):
        cell = json.loads(line)
        value = cell["value"]
        own[cell["sheet"], cell["cell"]] = float(Decimal(str(value))) if cell["kind"] == "number" else value
    own = {key: value for key, value in own.items() if value not in (None, "")}
    first = {(sheet.title, c.coordinate): float(c.value) if isinstance(c.value, (int, float)) else c.value
             for sheet in openpyxl.load_workbook(sys.argv[1], data_only=True)
             for row in sheet.iter_rows() for c in row if c.value not in (None, "")}
    second = {}
    book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
    for name in book.sheet_names:
        for row, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
            for column, value in enumerate(cells):
                if value != "":
                    second[name, f"{get_column_letter(column + 1)}{row + 1}"] = (
                        float(value) if isinstance(value, (int, float)) else value)
    bad = 0
    for reader, other in (("openpyxl", first), ("calamine", second)):
        for key in sorted(set(own) | set(other)):
            if own.get(key) != other.get(key):
                bad += 1
                if bad <= 20:
                    print(f"{key[0]}!{key[1]}: gouji {own.get(key)!r}, {reader} {other.get(key)!r}")
    print(f"{len(own)} cells, {bad} differ")
    sys.exit(1 if bad or not own else 0)


main()
