"""Copies a workbook with one formula's cached number made wrong: the control of recalculate.py.

spoil.py WORKBOOK COPY
"""
import re
import sys
import zipfile

done = False
with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as new:
    for entry in old.infolist():
        data = old.read(entry)
        if not done and entry.filename.startswith("xl/worksheets/sheet"):
            data, count = re.subn(rb"(</f><v>)([0-9.]+)(</v>)", rb"\g<1>\g<2>7\g<3>", data, count=1)
            done = count == 1
        new.writestr(entry, data)
sys.exit(0 if done else 1)
