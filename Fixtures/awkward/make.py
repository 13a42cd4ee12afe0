#!/usr/bin/env python3
"""Writes the awkward sheets and expected.jsonl, the facts that they hold.

The facts are written by hand beside each sheet, not read back from gouji. Needs openpyxl and
LibreOffice (`soffice`); another version of LibreOffice may write other bytes.
"""

import json

import codes  # noqa: F401  each module adds its cases
import funds  # noqa: F401
import headers  # noqa: F401
import rows  # noqa: F401
import scope  # noqa: F401
import units  # noqa: F401
import values  # noqa: F401
from kit import HERE, write

lines = write()
with open(HERE / "expected.jsonl", "w", encoding="utf-8") as file:
    for line in lines:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
made = [line["by"] for line in lines]
print(f"{len(lines)} cases, each with its twin:", {by: made.count(by) for by in sorted(set(made))})
