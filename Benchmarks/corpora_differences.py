#!/usr/bin/env python3
"""Compares every cell of a folder of workbooks with what calamine and openpyxl see.

usage: corpora_differences.py CORPORA_FOLDER GOUJI [--verbose]

Prints a table of differences by kind; each kind has its explanation beside it, and a kind without
one is a fault to look into.
"""
import datetime
import json
import re
import subprocess
import sys
import warnings
from collections import Counter, defaultdict
from pathlib import Path

warnings.filterwarnings("ignore")
EXPLAINED = {
    "they have no text": "calamine drops texts of spaces only and empty results of text formulas; "
                         "openpyxl drops the latter",
    "they have no error": "calamine's Python package gives errors as empty cells",
    "they have no value": "a formula that was stored without a result: kept for its formula",
    "they have no number": "openpyxl takes a merged range's first cell only",
    "they have no boolean": "openpyxl takes a merged range's first cell only",
    "they have no date": "openpyxl takes a merged range's first cell only",
    "text: space around it": "they trim texts without xml:space; Excel keeps the spaces",
    "text: escapes": "openpyxl leaves _xHHHH_ in inline strings and formula results",
    "number: they have a date": "a negative number under a date format is no date: Excel shows ####",
    "date: they have another": "serials below 1 or below 61: Excel's own calendar is kept, theirs is "
                               "shifted; or a time beside the day",
    "date: they have a span": "elapsed times are written in full hours, theirs in days",
    "date: they have a number": "openpyxl does not know the date formats 27 to 58 of Chinese Excel",
    "number: they have a text": "a date beyond the year 9999, which openpyxl gives as #VALUE!",
    "date: they have a text": "a cell of type d with a zone or in a form that they leave as text",
    "we have no text": "an empty text without a formula is an empty cell",
}


def ours(path, program):
    run = subprocess.run([program, "cells", str(path), "--language", "en"], capture_output=True)
    if run.returncode:
        return None
    sheets = {}
    for line in run.stdout.decode().splitlines():
        cell = json.loads(line)
        letters, row = re.match(r"([A-Z]+)(\d+)", cell["cell"]).groups()
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        sheets.setdefault(cell["sheet"], {})[int(row) - 1, column - 1] = (cell["kind"], cell["value"])
    return sheets


def calamine(path):
    import python_calamine
    book = python_calamine.load_workbook(str(path))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        start = sheet.start or (0, 0)
        yield name, {(i + start[0], j + start[1]): value
                     for i, row in enumerate(sheet.to_python(skip_empty_area=True))
                     for j, value in enumerate(row) if value not in ("", None)}


def openpyxl(path):
    import openpyxl
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        yield sheet.title, {(cell.row - 1, cell.column - 1): cell.value
                            for cell in sheet._cells.values() if cell.value is not None}


def kind_of(mine, theirs):
    if mine is None:
        return "we have no " + {str: "text", bool: "boolean", int: "number", float: "number"}.get(
            type(theirs), "date")
    kind, value = mine
    if theirs is None:
        return "they have no " + (kind or "value")
    if kind is None:
        return "no value: they have one"
    if kind == "boolean":
        return None if theirs is value else "boolean differs"
    if kind == "error":
        return None if str(theirs) == value else "error differs"
    if kind == "text":
        if isinstance(theirs, str):
            if theirs == value:
                return None
            if theirs.strip() == value.strip():
                return "text: space around it"
            return "text: escapes" if re.search("_x[0-9A-Fa-f]{4}_", theirs) else "text differs"
        return "text: they have none"
    if kind == "number":
        if isinstance(theirs, (int, float)) and not isinstance(theirs, bool):
            return None if float(value) == float(theirs) else "number differs"
        return "number: they have a text" if isinstance(theirs, str) else "number: they have a date"
    if isinstance(theirs, datetime.timedelta):
        return "date: they have a span"
    if isinstance(theirs, (int, float)):
        return "date: they have a number"
    if isinstance(theirs, str):
        return "date: they have a text"
    text = re.sub(r"T00:00:00$", "", theirs.isoformat())
    text = re.sub(r"\.(\d{3})\d*$", r".\1", text)
    mine_text = re.sub(r"T00:00:00$", "", value)
    if text[:19] == mine_text[:19]:
        return None
    return "date: they have another"


def main():
    folder, program = Path(sys.argv[1]), sys.argv[2]
    for reader in (calamine, openpyxl):
        counts, samples, books = Counter(), defaultdict(list), 0
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() not in (".xlsx", ".xlsm") or path.name == "xfd1048576.xlsx" \
                    or reader is openpyxl and path.name == "issue_174.xlsx":
                continue
            mine = ours(path, program)
            if mine is None:
                continue
            try:
                sheets = list(reader(path))
            except BaseException:
                continue
            books += 1
            for name, cells in sheets:
                own = mine.get(name, {})
                for place in set(cells) | set(own):
                    kind = kind_of(own.get(place), cells.get(place))
                    counts[kind or "equal"] += 1
                    if kind and len(samples[kind]) < 5:
                        samples[kind].append((path.name, name, place, own.get(place), cells.get(place)))
        print(f"\n{reader.__name__}: {books} workbooks that both open\n\n| kind | cells | why |\n|---|---|---|")
        for kind, count in counts.most_common():
            print(f"| {kind} | {count} | {'' if kind == 'equal' else EXPLAINED.get(kind, 'NOT EXPLAINED')} |")
        if "--verbose" in sys.argv:
            for kind, found in samples.items():
                for sample in found:
                    print("   ", kind, sample)


main()
