#!/usr/bin/env python3
"""Reads the inputs of the example projects back and asserts their identities. Needs openpyxl."""

import csv
from collections import defaultdict
from decimal import Decimal

from openpyxl import load_workbook

from data import DEPARTMENTS, PROJECTS
from make import FIXTURES

PAIRS = [("2080505", "30108"), ("2080506", "30109"), ("2210201", "30113")]


def amounts(path):
    """(function, economic, kind, fund) -> amount, as the workbook stores it."""
    sums = defaultdict(Decimal)
    for row in load_workbook(path).active.iter_rows(min_row=5, values_only=True):
        sums[row[1], row[3], row[5], row[7]] += Decimal(str(row[8]))
    return sums


def main():
    units = {f"{folder}/{name}": unit for folder, department in DEPARTMENTS.items()
             for name, unit in department["units"].items()}
    for folder, project in {**PROJECTS, **units}.items():
        inputs = FIXTURES / folder / "inputs"
        for year in (project["year"], project["year"] - 1):
            spent = amounts(inputs / f"{year}年部门预算支出明细.xlsx")
            text = (inputs / f"{year}年收入预算.csv").read_bytes().decode("gb18030")
            earned = defaultdict(Decimal)
            for row in list(csv.reader(text.splitlines()))[1:]:
                earned[row[2]] += Decimal(row[5])
            functions = defaultdict(Decimal)
            for (function, *_), amount in spent.items():
                functions[function] += amount
            assert functions == earned, (folder, year)
            for function, economic in PAIRS:
                by_function = sum(a for key, a in spent.items() if key[0] == function)
                by_economic = sum(a for key, a in spent.items() if key[1] == economic)
                assert by_function == by_economic, (folder, year, function)
            running = sum(a for (_, economic, kind, fund), a in spent.items()
                          if economic[:3] in ("302", "310") and kind == "基本支出" and fund == "一般公共预算")
            sangong = {row[0]: Decimal(str(row[1])) for row in
                       load_workbook(inputs / f"{year}年三公经费预算.xlsx").active.iter_rows(
                           min_row=4, values_only=True)}
            if "机关运行经费" in sangong and project["type"] != "事业":
                assert sangong["机关运行经费"] * 10000 == running, (folder, year, running)
            print(f"{folder} {year}: {sum(functions.values()):,.2f} 元 on both sides, 公用经费 {running:,.2f} 元")


if __name__ == "__main__":
    main()
