"""Writes the sheets of the cases: CSV, openpyxl, or openpyxl and then LibreOffice."""

import csv
import html
import io
import re
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment

HERE = Path(__file__).resolve().parent
GENERAL = "一般公共预算"
FUND = "政府性基金"


@dataclass
class F:
    """A formula with the result that the file stores for it; None stores none."""
    text: str
    cached: object = None


@dataclass
class N:
    """A number with its number format."""
    value: object
    format: str


@dataclass
class I:
    """A text with an alignment that indents it."""
    text: str
    indent: int


@dataclass
class Sheet:
    """A sheet: rows from row 1 on, None for no cell."""
    rows: list
    merges: list = field(default_factory=list)


@dataclass
class Csv:
    """A text file."""
    rows: list
    encoding: str = "utf-8"
    delimiter: str = ","


@dataclass
class Case:
    """One trait: the file, the facts in it, and a twin in which the trait is truly ambiguous."""
    name: str
    role: str
    good: object
    facts: list
    twin: object
    by: str = "openpyxl"
    profile: str = "hebei-2020"
    year: int = 2020


CASES = []


def case(name, role, good, facts, twin, **more):
    CASES.append(Case(name, role, good, facts, twin, **more))


def inc(function, fen, source=GENERAL):
    """A line of income."""
    return {"function": function, "source": source, "amount": fen}


def bud(function, economic, kind, fen, fund=GENERAL, project=None):
    """A line of the budget."""
    line = {"function": function, "economic": economic, "kind": kind, "fund": fund, "amount": fen}
    if project:
        line["project"] = project
    return line


def income(*lines, unit="（元）", top=()):
    """A sheet of income lines: code, source and amount, under rows `top`."""
    return Sheet([*top, ["功能科目编码", "收入来源", "金额" + unit], *lines])


def general(*lines, unit="（元）", top=()):
    """Income lines that are all 一般公共预算: code and amount."""
    return income(*([code, GENERAL, amount] for code, amount in lines), unit=unit, top=top)


# -- files ---------------------------------------------------------------------------------------

def fill(book_sheet, sheet):
    for row, cells in enumerate(sheet.rows, 1):
        for column, value in enumerate(cells, 1):
            if value is None:
                continue
            cell = book_sheet.cell(row, column)
            if isinstance(value, F):
                cell.value = "=" + value.text
            elif isinstance(value, N):
                cell.value, cell.number_format = value.value, value.format
            elif isinstance(value, I):
                cell.value, cell.alignment = value.text, Alignment(indent=value.indent)
            else:
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    for merge in sheet.merges:
        book_sheet.merge_cells(merge)


def workbook(sheets):
    """The bytes of a workbook by openpyxl, with the stored results of its formulas put in."""
    book = Workbook()
    book.remove(book.active)
    for name, sheet in sheets.items():
        fill(book.create_sheet(name), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return with_results(stream.getvalue(), sheets)


def with_results(data, sheets):
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    for index, sheet in enumerate(sheets.values(), 1):
        part = f"xl/worksheets/sheet{index}.xml"
        results = {value.text: value.cached for cells in sheet.rows for value in cells
                   if isinstance(value, F) and value.cached is not None}

        def stored(match):
            result = results.pop(html.unescape(match[1]), None)
            return match[0] if result is None else f"<f>{match[1]}</f><v>{result}</v>"

        text = re.sub(r"<f>([^<]*)</f><v ?(?:/>|></v>)", stored, parts[part].decode())
        assert not results, results
        parts[part] = text.encode()
    return packed(parts)


def packed(parts):
    """A ZIP archive that is the same on every run."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", b"2020-01-15T08:00:00Z", data)
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def by_libreoffice(files):
    """The workbooks `files` (name to bytes), opened and saved again by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        for name, data in files.items():
            (source / name).write_bytes(data)
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
             "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", target,
             *sorted(source.iterdir())],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        saved = {}
        for name in files:
            with zipfile.ZipFile(target / name) as archive:
                saved[name] = packed({part: archive.read(part) for part in archive.namelist()})
        return saved


def text_file(file):
    stream = io.StringIO()
    csv.writer(stream, delimiter=file.delimiter, lineterminator="\r\n").writerows(
        [["" if value is None else value for value in row] for row in file.rows])
    return stream.getvalue().encode(file.encoding)


def write():
    """Writes all files; returns the line of each case for expected.jsonl."""
    files, to_libreoffice, lines = {}, {}, []
    for one in CASES:
        for suffix, content in (("", one.good), (".twin", one.twin)):
            if isinstance(content, Csv):
                name = f"{one.name}{suffix}.csv"
                files[name] = text_file(content)
            else:
                sheets = content if isinstance(content, dict) else {"Sheet1": content}
                name = f"{one.name}{suffix}.xlsx"
                target = to_libreoffice if one.by == "libreoffice" else files
                target[name] = workbook(sheets)
            if not suffix:
                made_by = "python" if isinstance(content, Csv) else one.by
                lines.append({
                    "file": name, "by": made_by, "profile": one.profile, "year": one.year,
                    "role": one.role, "facts": one.facts})
            else:
                lines[-1]["twin"] = name
    files |= by_libreoffice(to_libreoffice)
    for old in [*HERE.glob("*.xlsx"), *HERE.glob("*.csv")]:
        old.unlink()
    for name, data in files.items():
        (HERE / name).write_bytes(data)
    return lines
