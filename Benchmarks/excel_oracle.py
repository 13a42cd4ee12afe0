#!/usr/bin/env python3
"""Compares what readers see with the CSV files that Excel itself saved from the same workbooks.

usage: excel_oracle.py CORPORA_FOLDER GOUJI

CORPORA_FOLDER has excel_csv_oracle_pairs.json. Cells of CSV and workbook are matched by place; a
sheet whose used range does not begin at A1 is shifted, as Excel does not write what comes before.
"""
import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import python_calamine

csv.field_size_limit(1 << 30)


def number(text):
    plain = text.strip().replace(",", "").lstrip("$¥€£")
    scale = 1
    if plain.startswith("(") and plain.endswith(")"):
        plain, scale = plain[1:-1], -1
    if plain.endswith("%"):
        plain, scale = plain[:-1], scale / 100
    try:
        return float(plain) * scale
    except ValueError:
        return None


def ours(path, program):
    run = subprocess.run([program, "cells", str(path), "--language", "en"], capture_output=True)
    sheets = {}
    for line in run.stdout.decode().splitlines():
        cell = json.loads(line)
        letters, row = re.match(r"([A-Z]+)(\d+)", cell["cell"]).groups()
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        value = cell["value"]
        if cell["kind"] == "number":
            value = float(value)
        elif cell["kind"] == "boolean":
            value = "TRUE" if value else "FALSE"
        shown = cell.get("text", cell["value"] if cell["kind"] == "text" else "")
        sheets.setdefault(cell["sheet"], {})[int(row) - 1, column - 1] = (value, shown or "")
    return sheets


def calamine(path):
    sheets = {}
    try:
        book = python_calamine.load_workbook(str(path))
    except BaseException:
        return sheets
    for name in book.sheet_names:
        try:
            sheet = book.get_sheet_by_name(name)
            start = sheet.start or (0, 0)
            for i, row in enumerate(sheet.to_python(skip_empty_area=True)):
                for j, value in enumerate(row):
                    if value not in ("", None):
                        if isinstance(value, bool):
                            value = str(value).upper()
                        elif isinstance(value, (int, float)):
                            value = float(value)
                        else:
                            value = str(value)
                        sheets.setdefault(name, {})[i + start[0], j + start[1]] = (value, None)
        except BaseException:
            pass
    return sheets


def same_text(one, other):
    """Excel 2016 writes what its code page lacks as `_`; `#` fills a column of any width."""
    one, other = "".join(one.split()), "".join(other.split())
    if set(one) == {"#"} == set(other):
        return True
    return len(one) == len(other) and all(
        a == b or b == "_" and ord(a) > 126 for a, b in zip(one, other))


def compare(rows, cells, shift):
    count, misses = Counter(), []
    for i, row in enumerate(rows):
        for j, shown in enumerate(row):
            if shown == "":
                continue
            found = cells.get((i + shift[0], j + shift[1]))
            if found is None:
                count["missing"] += 1
                continue
            value, display = "" if found[0] is None else found[0], found[1]
            expected = number(shown)
            if isinstance(value, float):
                same = expected is not None and abs(expected - value) <= 10 ** -9 * abs(value)
                count["number" if same else "number shown rounded or as a date"] += 1
            else:
                count["text" if same_text(value, shown) else "text differs"] += 1
            if display is not None:
                same = same_text(display, shown)
                count["displayed text equal" if same else "displayed text differs"] += 1
                if not same:
                    misses.append((str(value)[:30], display[:30], shown[:30]))
    return count, misses


def main():
    folder, program = Path(sys.argv[1]), sys.argv[2]
    pairs = json.loads((folder / "excel_csv_oracle_pairs.json").read_text())
    totals = {"gouji": Counter(), "calamine": Counter()}
    samples = Counter()
    for book, keys in pairs.items():
        path = folder / book
        if not book.lower().endswith((".xlsx", ".xlsm")) or not path.exists():
            continue
        saved = keys.get("2016") or keys.get("2011")
        if not saved:
            continue
        names = subprocess.run(
            [program, "cells", str(path), "--format", "none"], capture_output=True).stdout.decode()
        names = [json.loads(line)["sheet"] for line in names.splitlines()]
        systems = {"gouji": ours(path, program), "calamine": calamine(path)}
        for index, file in saved.items():
            source = folder / file
            if not source.exists() or int(index) >= len(names):
                continue
            text = source.read_bytes()
            try:
                text = text.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = text.decode("cp1252", "replace")
            rows = list(csv.reader(io.StringIO(text, newline="")))
            for system, sheets in systems.items():
                cells = sheets.get(names[int(index)], {})
                # Excel leaves out what comes before the used range.
                shifts = {(0, 0)}
                if cells:
                    shifts.add((min(r for r, _ in cells), 0))
                    shifts.add((min(r for r, _ in cells), min(c for _, c in cells)))
                count, misses = max(
                    (compare(rows, cells, shift) for shift in sorted(shifts)),
                    key=lambda result: result[0]["text"] + result[0]["number"])
                totals[system] += count
                if system == "gouji":
                    samples.update((book.split("/")[-1], *miss) for miss in misses)
    kinds = sorted({kind for count in totals.values() for kind in count})
    print("| kind | " + " | ".join(totals) + " |\n|---|" + "---|" * len(totals))
    for kind in kinds:
        print(f"| {kind} | " + " | ".join(str(count[kind]) for count in totals.values()) + " |")
    if "--verbose" in sys.argv:
        for sample, times in samples.most_common(2000):
            print(times, sample)


main()
