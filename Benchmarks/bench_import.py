#!/usr/bin/env python3
"""Times `gouji import` on a million asset cards and a million budget lines, and appends the figures
to docs/PERFORMANCE.md, in place of those that are there.

usage: bench_import.py DATA_FOLDER GOUJI [--rows N]

The peer reads the same file with pandas (openpyxl for XLSX, the C engine for CSV), as text, finds
the columns by their headings, turns amounts into whole 分 by exact decimals and dates into dates:
the same facts, without any check. Each runs once in a fresh process.
"""
import csv
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parent))
from make_data import HEAD, RELS, RELS_FULL, STYLES, TYPES_FULL, BOOK  # noqa: E402
from performance import put_section  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
TITLE = "Import"
CARDS = ["资产编号", "资产名称", "资产分类代码", "资产分类名称", "计量单位", "数量", "建筑面积（平方米）", "取得方式",
         "取得日期", "投入使用日期", "价值类型", "原值（元）", "折旧年限（月）", "已提月数", "累计折旧（元）", "净值（元）",
         "使用部门", "存放地点", "使用状况"]
LINES = ["功能科目编码", "功能科目名称", "部门经济分类编码", "部门经济分类名称", "支出类别", "项目名称", "资金来源",
         "预算金额（元）"]
PEER = """
import sys, resource, time
from decimal import Decimal
import pandas
file, year = sys.argv[1], 2020
start = time.process_time()
if file.endswith(".xlsx"):
    table = pandas.read_excel(file, dtype=str, engine="openpyxl")
else:
    table = pandas.read_csv(file, dtype=str)
money = [name for name in table.columns if "（元）" in name]
total = 0
for name in money:
    table[name] = [int(Decimal(text) * 100) if isinstance(text, str) else 0 for text in table[name]]
for name in table.columns:
    if name.endswith("日期"):
        table[name] = pandas.to_datetime(table[name])
print(len(table), int(table[money[0]].sum()), time.process_time() - start,
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def codes(name, lengths):
    with open(ROOT / "Templates/codes" / name, encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file)
                if int(row["from"]) <= 2020 and (not row["to"] or int(row["to"]) >= 2020)]
    return [(row["code"], row["name"]) for row in rows if len(row["code"]) == lengths]


def cards(count):
    rng = random.Random(1)
    kinds = [("2010104", "台式机", "台"), ("2020400", "多功能一体机", "台"), ("2010202", "交换设备", "台"),
             ("2030500", "乘用车（轿车）", "辆"), ("1020000", "房屋", "幢")]
    for number in range(1, count + 1):
        code, name, measure = kinds[rng.randrange(len(kinds))]
        life, months = 72, rng.randrange(72)
        cost = rng.randrange(100, 10_000_000)
        done = cost * months // life
        day = f"{rng.randrange(2005, 2020)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
        yield [f"ZC{number:09d}", name, code, name, measure, 1,
               f"{rng.randrange(1, 10**5) / 100:.2f}" if code == "1020000" else "", "购置", day, day, "原值",
               cost, life, months, done, cost - done, f"第{rng.randrange(40)}科",
               f"{rng.randrange(1, 9)}号楼{rng.randrange(100, 999)}室", "在用"]


def lines(count):
    rng = random.Random(2)
    functional, economic = codes("functional.csv", 7), codes("economic.csv", 5)
    for _ in range(count):
        kind = rng.choice(["基本支出", "项目支出"])
        yield [*rng.choice(functional), *rng.choice(economic), kind,
               f"项目{rng.randrange(9000):05d}号专项经费" if kind == "项目支出" else "",
               rng.choice(["一般公共预算", "政府性基金"]), rng.randrange(1, 10**9)]


def text(value, heading):
    """A cell as text; money comes in 分."""
    return f"{value // 100}.{value % 100:02d}" if "（元）" in heading else str(value)


def write_csv(path, headings, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for row in rows:
            writer.writerow([text(value, heading) for value, heading in zip(row, headings)])


def write_xlsx(path, headings, rows):
    strings, columns = {}, [chr(65 + index) for index in range(len(headings))]

    def cell(column, number, value, heading):
        if value == "":
            return ""
        if isinstance(value, str):
            index = strings.setdefault(value, len(strings))
            return f'<c r="{column}{number}" t="s"><v>{index}</v></c>'
        plain = text(value, heading)
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".")
        return f'<c r="{column}{number}" s="1"><v>{plain}</v></c>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in (("[Content_Types].xml", TYPES_FULL), ("_rels/.rels", RELS),
                           ("xl/workbook.xml", BOOK.replace('name="S"', 'name="明细"')),
                           ("xl/_rels/workbook.xml.rels", RELS_FULL), ("xl/styles.xml", STYLES)):
            archive.writestr(name, data)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            file.write(HEAD.encode())
            for number, row in enumerate([headings], 1):
                file.write(f'<row r="{number}">{"".join(cell(c, number, v, "") for c, v in zip(columns, row))}</row>'.encode())
            for number, row in enumerate(rows, 2):
                body = "".join(cell(c, number, v, h) for c, v, h in zip(columns, row, headings))
                file.write(f'<row r="{number}">{body}</row>'.encode())
            file.write(b"</sheetData></worksheet>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as file:
            file.write(b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">')
            for value in strings:
                file.write(f"<si><t>{escape(value)}</t></si>".encode())
            file.write(b"</sst>")


def measured(command):
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = child.stdout.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    return None if status else (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def main():
    data, program = Path(sys.argv[1]), sys.argv[2]
    count = int(sys.argv[sys.argv.index("--rows") + 1]) if "--rows" in sys.argv else 1_000_000
    data.mkdir(parents=True, exist_ok=True)
    section = ["`gouji import FILE --year 2020`, the whole process: recognition, codes checked against the "
               "lists, every row accounted for, every fact with its cell and raw text. pandas "
               "(openpyxl for XLSX) makes the same facts without checks, its own import not counted. One run each; "
               "seconds are processor time, so that what else the machine does counts little.", "",
               "| input | program | facts | seconds | facts per second | peak MB |", "|---|---|---|---|---|---|"]
    for title, headings, rows in (("asset cards", CARDS, cards), ("budget lines", LINES, lines)):
        for ending in ("xlsx", "csv"):
            path = data / f"import-{title.replace(' ', '-')}-{count}.{ending}"
            if not path.exists():
                (write_xlsx if ending == "xlsx" else write_csv)(path, headings, rows(count))
            name = f"{title}, {ending.upper()}, {path.stat().st_size / 1e6:.0f} MB"
            run = measured([program, "import", str(path), "--year", "2020", "--language", "en"])
            if run is None or f"rows: {count} taken" not in run[2]:
                sys.exit(f"gouji did not take all rows of {path}")
            section.append(f"| {name} | gouji | {count:,} | {run[0]:.1f} | {count / run[0]:,.0f} | {run[1]:.0f} |")
            peer = measured([sys.executable, "-c", PEER, str(path)])
            if peer is None:
                section.append(f"| {name} | pandas | not installed or failed | | | |")
            else:
                seconds = float(peer[2].split()[2])
                section.append(
                    f"| {name} | pandas | {count:,} | {seconds:.1f} | {count / seconds:,.0f} | {peer[1]:.0f} |")
            print(*section[-2:], sep="\n", flush=True)
    put_section(TITLE, section)


main()
