#!/usr/bin/env python3
"""Times `gouji audit` on a note of 300 pages with its workbook and puts the result into docs/PERFORMANCE.md.

usage: bench_note.py FOLDER GOUJI [--runs N]

The note is that of Fixtures/weixian-2020-corrected as `gouji export` writes it, its paragraphs and tables
repeated until they fill 300 pages of 22 lines of 28 characters (GB/T 9704). Each run is a fresh process, from the
two files to the findings.
"""
import statistics
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from bench_readers import machine, run_program
from performance import put_section

ROOT = Path(__file__).parent.parent
TITLE = "A note of 300 pages"
PAGES, PAGE = 300, 22 * 28
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>')


def paragraph(text):
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def blocks(lines):
    """The paragraphs and tables of the note's lines as XML, and how many characters they have."""
    count, xml, rows = 0, [], []
    for line in [*lines, ""]:
        if "\t" in line:
            rows.append("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in line.split("\t")))
        else:
            if rows:
                xml.append("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
                rows = []
            if line.strip():
                xml.append(paragraph(line))
        count += len(line)
    return "".join(xml), count


def main():
    folder, program = Path(sys.argv[1]) / "note", sys.argv[2]
    runs = int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 5
    subprocess.run(
        [program, "export", ROOT / "Fixtures/weixian-2020-corrected", "-o", folder], check=True, capture_output=True)
    lines = (folder / "说明.txt").read_text(encoding="utf-8").splitlines()
    body, count = blocks(lines)
    copies = -(-PAGES * PAGE // count)
    note = folder / "long.docx"
    with zipfile.ZipFile(note, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body * copies}</w:body></w:document>')
    command = [program, "audit", folder / "公开.xlsx", note, "--format", "json"]
    measured = [run_program([str(part) for part in command]) for _ in range(runs)]
    if None in measured:
        sys.exit("gouji audit failed")
    seconds = statistics.median(run[0] for run in measured)
    memory = max(run[1] for run in measured) / 1024
    put_section(TITLE, [
        f"Written by `make bench`. `gouji audit 公开.xlsx 说明.docx`, the whole process with the choice of the standard: "
        f"{copies * count:,} characters, {body.count('<w:p>') * copies:,} paragraphs and cells, the note of "
        f"Fixtures/weixian-2020-corrected {copies} times over.", "",
        f"Machine: {machine()}. Runs: {runs}.", "",
        "| program | median s | peak MB |", "|---|---|---|", f"| gouji audit | {seconds:.2f} | {memory:.0f} |"])


if __name__ == "__main__":
    main()
