#!/usr/bin/env python3
"""Writes workbooks and CSV files made to exhaust or mislead a reader.

usage: make_hostile.py FOLDER

Each must be read or refused within 10 seconds and 1 GB of address space.
"""
import struct
import sys
import zipfile
from pathlib import Path

TYPES = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
BOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"""
BOOKRELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def book(path, pieces, strings=None, extra=()):
    """A workbook with one sheet made of text pieces, written one after another."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        z.writestr("[Content_Types].xml", TYPES)
        z.writestr("_rels/.rels", RELS)
        z.writestr("xl/workbook.xml", BOOK)
        z.writestr("xl/_rels/workbook.xml.rels", BOOKRELS)
        if strings is not None:
            with z.open("xl/sharedStrings.xml", "w", force_zip64=True) as f:
                for piece in strings:
                    f.write(piece.encode())
        with z.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as f:
            for piece in pieces:
                f.write(piece.encode())
        for name, data in extra:
            z.writestr(name, data)


def sheet(rows):
    return [HEAD, "<sheetData>", *rows, "</sheetData></worksheet>"]


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    mb = 1 << 20
    cell = '<c r="{}"><v>1</v></c>'
    book(out / "sparse_corner.xlsx", sheet(
        ['<row r="1">', cell.format("A1"), '</row><row r="1048576">', cell.format("XFD1048576"),
         "</row>"]))
    book(out / "bomb_whitespace.xlsx", [HEAD, *[" " * mb] * 256, "<sheetData/></worksheet>"])
    book(out / "bomb_whitespace_3g.xlsx", [HEAD, *[" " * mb] * 3072, "<sheetData/></worksheet>"])
    book(out / "bomb_comment.xlsx", [HEAD, "<!--", *["a" * mb] * 256, "--><sheetData/></worksheet>"])
    book(out / "one_string_200m.xlsx", sheet(
        ['<row r="1"><c r="A1" t="inlineStr"><is><t>', *["x" * mb] * 200, "</t></is></c></row>"]))
    book(out / "shared_string_200m.xlsx", sheet(
        ['<row r="1"><c r="A1" t="s"><v>0</v></c></row>']),
        ["<sst><si><t>", *["x" * mb] * 200, "</t></si></sst>"])
    book(out / "many_shared_strings.xlsx", sheet([]),
         ["<sst>", *["<si><t>a</t></si>" * 10000] * 5000, "</sst>"])
    book(out / "empty_cells.xlsx", sheet(
        [f'<row r="{r}">' + "<c/>" * 2000 + "</row>" for r in range(1, 1001)]))
    book(out / "cells_20m.xlsx", sheet(
        ["<row>" + "<c><v>1</v></c>" * 1000 + "</row>"] * 20000))
    book(out / "row_out_of_range.xlsx", sheet(
        ['<row r="4294967295"><c r="ZZZZZ4294967295"><v>1</v></c></row>']))
    book(out / "huge_si.xlsx", sheet(
        ['<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="900000000">B1</f><v>1</v></c></row>',
         '<row r="2"><c r="A2"><f t="shared" si="900000000"/><v>1</v></c></row>']))
    book(out / "shared_index.xlsx", sheet(
        ['<row r="1"><c r="A1" t="s"><v>99999999999999999999</v></c>'
         '<c r="B1" t="s"><v>-1</v></c></row>']), ["<sst/>"])
    book(out / "deep.xlsx", [HEAD, *["<a>" * 1000] * 1000])
    book(out / "attributes.xlsx", [HEAD, "<a ", *[f'b{i}="1" ' for i in range(200000)], "/>"])
    book(out / "long_attribute.xlsx", [HEAD, '<a b="', *["x" * mb] * 64, '"/></worksheet>'])
    book(out / "long_name.xlsx", [HEAD, "<", *["x" * mb] * 64, "/></worksheet>"])
    book(out / "entities.xlsx", [
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "', "x" * 1000, '">]>', "<worksheet>",
        "&b;" * 100000, "</worksheet>"])
    book(out / "external_entity.xlsx", [
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData>"
        "</worksheet>"])
    book(out / "merges.xlsx", [HEAD, "<sheetData/><mergeCells>",
                               *['<mergeCell ref="A1:XFD1048576"/>' * 1000] * 500,
                               "</mergeCells></worksheet>"])
    book(out / "many_rows_hidden.xlsx", sheet(
        [f'<row r="{r}" hidden="1"/>' for r in range(1, 1048577)]))
    book(out / "path_escape.xlsx", sheet([cell.format("A1")]),
         extra=[("../../../../escaped.txt", "no"), ("/absolute.txt", "no")])
    book(out / "long_number.xlsx", sheet(
        ['<row r="1"><c r="A1"><v>', *["1" * mb] * 8, "</v></c></row>"]))
    book(out / "formats.xlsx", sheet(['<row r="1"><c r="A1" s="4294967296"><v>1e308</v></c>'
                                      '<c r="B1" s="-1"><v>1e-308</v></c></row>']))
    with zipfile.ZipFile(out / "many_entries.xlsx", "w") as z:
        for i in range(120000):
            z.writestr(f"a{i}", "")
    # One compressed part that all directory entries share.
    plain = out / "overlap.xlsx"
    book(plain, sheet([cell.format("A1")]))
    data = plain.read_bytes()
    end = data.rfind(b"PK\5\6")
    size, start = struct.unpack("<II", data[end + 12:end + 20])
    directory = data[start:start + size]
    count = struct.unpack("<H", data[end + 10:end + 12])[0]
    plain.write_bytes(
        data[:start] + directory * 1000 + data[end:end + 8]
        + struct.pack("<HHII", count * 1000 & 0xFFFF, count * 1000 & 0xFFFF, size * 1000, start)
        + b"\0\0")
    # Sizes that lie.
    lying = bytearray(data)
    at = data.rfind(b"PK\1\2", 0, end)
    lying[at + 24:at + 28] = struct.pack("<I", 1)
    (out / "lying_size.xlsx").write_bytes(lying)
    (out / "zip64_nonsense.xlsx").write_bytes(
        data[:end] + b"PK\6\6" + b"\xff" * 52 + b"PK\6\7" + b"\xff" * 16 + data[end:])
    (out / "quote_never_ends.csv").write_bytes(b'a,b\n"' + b"x" * (40 * mb))
    (out / "one_field.csv").write_bytes(b"x" * (40 * mb))
    (out / "wide.csv").write_bytes(b"," * (40 * mb))
    (out / "nul.csv").write_bytes(b"a,b\n1,\x002\n" * 1000)
    (out / "only_newlines.csv").write_bytes(b"\n" * (40 * mb))


if __name__ == "__main__":
    main()
