"""Recalculates a workbook with LibreOffice and compares every formula's result with its cached value.

recalculate.py WORKBOOK SCRATCH-FOLDER

The cached values are taken out first: LibreOffice trusts those of files that name Excel as their
maker. Numbers are compared after rounding to 8 places, finer than any figure's quantum. Prints one
line per difference and a count; exits 1 where anything differs.
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


def main():
    workbook, scratch = Path(sys.argv[1]), Path(sys.argv[2]).resolve()
    stripped = scratch / f"stripped-{workbook.name}"
    strip_cached_values(workbook, stripped)
    results = scratch / "recalculated"
    results.mkdir(exist_ok=True)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to",
         "xlsx", "--outdir", str(results), str(stripped)],
        check=True, timeout=180, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    formulas = openpyxl.load_workbook(workbook)
    cached = openpyxl.load_workbook(workbook, data_only=True)
    fresh = openpyxl.load_workbook(results / stripped.name, data_only=True)
    count = differences = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                old = cached[sheet.title][cell.coordinate].value
                new = fresh[sheet.title][cell.coordinate].value
                same = (
                    round(old, 8) == round(new, 8)
                    if isinstance(old, (int, float)) and isinstance(new, (int, float))
                    else (old or "") == (new or ""))
                if not same:
                    differences += 1
                    print(f"{sheet.title}!{cell.coordinate}: cached {old!r}, recalculated {new!r}")
    print(f"{count} formulas, {differences} differ")
    sys.exit(1 if differences or not count else 0)


main()
