"""Recalculates workbooks with LibreOffice and compares every formula's result with its cached value.

recalculate.py SCRATCH-FOLDER WORKBOOK…  (one start of LibreOffice for all)

The cached values are taken out first: LibreOffice trusts those of files that name Excel as their
maker. Numbers are compared after rounding to 8 places, finer than any figure's quantum, and to the 15
digits that LibreOffice writes. Prints one line per difference and a count for each workbook; exits 1
where anything differs.
"""
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl


def strip_cached_values(source, target):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>|<f[^>]*/>)<v>[^<]*</v>", rb"\1", data)
            new.writestr(entry, data)


def printed(number):
    return round(float(f"{number:.15g}"), 8)


def differences(workbook, fresh):
    """The number of formulas, and a line for each whose fresh result is another."""
    formulas = openpyxl.load_workbook(workbook)
    cached = openpyxl.load_workbook(workbook, data_only=True)
    fresh = openpyxl.load_workbook(fresh, data_only=True)
    count, lines = 0, []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                old = cached[sheet.title][cell.coordinate].value
                new = fresh[sheet.title][cell.coordinate].value
                same = (
                    printed(old) == printed(new)
                    if isinstance(old, (int, float)) and isinstance(new, (int, float))
                    else (old or "") == (new or ""))
                if not same:
                    lines.append(f"{workbook}: {sheet.title}!{cell.coordinate}: cached {old!r}, recalculated {new!r}")
    return count, lines


def main():
    scratch = Path(sys.argv[1]).resolve()
    workbooks = [Path(path) for path in sys.argv[2:]]
    results = scratch / "recalculated"
    results.mkdir(parents=True, exist_ok=True)
    stripped = [scratch / f"{number}.xlsx" for number in range(len(workbooks))]
    for workbook, target in zip(workbooks, stripped):
        strip_cached_values(workbook, target)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to",
         "xlsx", "--outdir", str(results)] + [str(path) for path in stripped],
        check=True, timeout=600, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    failed = False
    for workbook, target in zip(workbooks, stripped):
        count, lines = differences(workbook, results / target.name)
        print("\n".join(lines + [f"{workbook}: {count} formulas, {len(lines)} differ"]))
        failed = failed or bool(lines) or not count
    sys.exit(1 if failed else 0)


main()
