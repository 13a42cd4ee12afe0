#!/usr/bin/env python3
"""Makes the tables that the readers are timed on: a department's budget lines.

usage: make_data.py FOLDER

budget-200k.xlsx/.csv/.gb18030.csv: 200,000 rows of 12 cells; at least a tenth of the numbers are
written with 16 or 17 digits, as spreadsheet programs do. budget-1m.xlsx: 1,000,000 rows, 10,000
distinct texts. inline-100k.xlsx: inline strings. small.xlsx: about 20 kB. Same output every time.
"""
import random
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parent))
from make_hostile import BOOK, BOOKRELS, RELS, TYPES  # noqa: E402

HEADER = ["序号", "单位编码", "单位名称", "功能科目编码", "功能科目名称", "项目名称",
          "合计", "基本支出", "项目支出", "人员经费", "公用经费", "上年数"]
UNITS = [(f"{100 + i:03d}{i % 7:03d}", f"某县{n}{i:02d}中心")
         for i, n in enumerate(["就业服务", "社会保险", "劳动监察", "人才交流", "职业技能"] * 40)]
CODES = [(f"208{i:02d}{j:02d}", f"社会保障和就业支出第{i:02d}款第{j:02d}项")
         for i in range(1, 30) for j in range(1, 10)]
STYLES = """<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>"""
TYPES_FULL = TYPES.replace("</Types>", '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>')
RELS_FULL = BOOKRELS.replace("</Relationships>", '<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>')
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetData>'
COLUMNS = "ABCDEFGHIJKL"


def rows(count, names):
    rng = random.Random(20200101)
    for i in range(1, count + 1):
        unit, code = UNITS[rng.randrange(len(UNITS))], CODES[rng.randrange(len(CODES))]
        people, office, project, prior = (rng.randrange(1, 10**8) for _ in range(4))
        amounts = [people + office + project, people + office, project, people, office, prior]
        yield [i, unit[0], unit[1], code[0], code[1], f"项目{rng.randrange(names):05d}号专项经费",
               *amounts], rng.random()


def decimal(cents):
    return f"{cents // 100}.{cents % 100:02d}"


def stored(cents, chance):
    """The amount as a spreadsheet program writes it: one in eight by its 17-digit form."""
    text = decimal(cents)
    if chance < 0.125:
        return format(float(text), ".17g")
    return text.rstrip("0").rstrip(".")


def workbook(path, count, names=9000, inline=False):
    strings, order = {}, []

    def index(text):
        if text not in strings:
            strings[text] = len(order)
            order.append(text)
        return strings[text]

    def text_cell(column, row, text):
        if inline:
            return f'<c r="{column}{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        return f'<c r="{column}{row}" t="s"><v>{index(text)}</v></c>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        def put(name, data):
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, data)
        put("[Content_Types].xml", TYPES_FULL)
        put("_rels/.rels", RELS)
        put("xl/workbook.xml", BOOK.replace('name="S"', 'name="明细"'))
        put("xl/_rels/workbook.xml.rels", RELS_FULL)
        put("xl/styles.xml", STYLES)
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml", (2020, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        with z.open(info, "w", force_zip64=True) as f:
            f.write(HEAD.encode())
            cells = "".join(text_cell(COLUMNS[c], 1, t) for c, t in enumerate(HEADER))
            f.write(f'<row r="1" spans="1:12">{cells}</row>'.encode())
            for i, (row, chance) in enumerate(rows(count, names), 2):
                parts = [f'<row r="{i}" spans="1:12"><c r="A{i}"><v>{row[0]}</v></c>']
                parts += [text_cell(COLUMNS[c], i, row[c]) for c in range(1, 6)]
                parts += [f'<c r="{COLUMNS[c]}{i}" s="1"><v>{stored(row[c], (chance * (c + 1)) % 1)}</v></c>'
                          for c in range(6, 12)]
                parts.append("</row>")
                f.write("".join(parts).encode())
            f.write(b"</sheetData></worksheet>")
        table = "".join(f"<si><t>{escape(t)}</t></si>" for t in order)
        put("xl/sharedStrings.xml",
            f'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="{len(order)}">{table}</sst>')


def text_table(path, count, encoding):
    with open(path, "w", encoding=encoding, newline="") as f:
        f.write(",".join(HEADER) + "\r\n")
        for row, _ in rows(count, 9000):
            f.write(",".join([str(row[0]), *row[1:6], *(decimal(v) for v in row[6:])]) + "\r\n")


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    workbook(out / "budget-200k.xlsx", 200_000)
    workbook(out / "budget-1m.xlsx", 1_000_000, names=9500)
    workbook(out / "inline-100k.xlsx", 100_000, inline=True)
    workbook(out / "small.xlsx", 300)
    text_table(out / "budget-200k.csv", 200_000, "utf-8")
    text_table(out / "budget-200k.gb18030.csv", 200_000, "gb18030")


if __name__ == "__main__":
    main()
