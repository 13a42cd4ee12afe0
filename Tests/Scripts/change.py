"""Changes constants of a workbook, lets LibreOffice recalculate it and prints what that came to.

change.py WORKBOOK SCRATCH-FOLDER SHEET!CELL=+0.01 … : `+` or `-` adds to the constant, a bare number
replaces it. Prints the line of the checks as the first table shows it, then `changed SHEET` for every
sheet with a cell whose value changed, then `RULE: old → new` for every verdict that changed.
"""
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl


def values(path):
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value is not None}
            for sheet in book}


def main():
    workbook, scratch = Path(sys.argv[1]), Path(sys.argv[2]).resolve()
    book = openpyxl.load_workbook(workbook)
    for change in sys.argv[3:]:
        place, value = change.rsplit("=", 1)
        sheet, cell = place.rsplit("!", 1)
        target = book[sheet][cell]
        if target.data_type == "f":
            sys.exit(f"{place} is a formula")
        relative = value[0] in "+-"
        target.value = float(Decimal(str(target.value or 0)) * relative + Decimal(value))
    changed = scratch / "changed.xlsx"
    book.save(changed)
    results = scratch / "results"
    results.mkdir(exist_ok=True)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to",
         "xlsx", "--outdir", str(results), str(changed)],
        check=True, timeout=180, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    old, new = values(workbook), values(results / changed.name)
    master = next(v for sheet in new.values() for v in sheet.values() if str(v).startswith("勾稽") and "：" in str(v))
    print(master)
    for name in old:
        cells = [c for c in set(old[name]) | set(new[name])
                 if not same(old[name].get(c), new[name].get(c))]
        if cells:
            print(f"changed {name}")
    checks = old["勾稽核对"]
    for cell, verdict in checks.items():
        row = re.fullmatch(r"L(\d+)", cell)
        if row and new["勾稽核对"].get(cell) != verdict and int(row[1]) > 3:
            print(f"{checks.get('B' + row[1])}: {verdict} → {new['勾稽核对'].get(cell)}")


def same(old, new):
    if isinstance(old, (int, float)) and isinstance(new, (int, float)):
        return round(old, 6) == round(new, 6)
    return (old or "") == (new or "")


main()
