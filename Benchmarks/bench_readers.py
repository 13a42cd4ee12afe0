#!/usr/bin/env python3
"""Times the readers against their peers and writes docs/PERFORMANCE.md.

usage: bench_readers.py DATA_FOLDER GOUJI [--runs N]

DATA_FOLDER comes from make_data.py. Peers run in fresh processes, five times each in turn; their
import is not counted, ours is the whole process. Needs python-calamine, fastexcel, polars, duckdb,
pyarrow and pandas; a peer that is not installed is left out and said to be.
"""
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from decimal import Decimal
from pathlib import Path

from performance import put_head

HERE = Path(__file__).parent
PEERS = {
    "python-calamine": "import python_calamine as m;T();m.load_workbook(F).get_sheet_by_index(0)",
    "fastexcel": "import fastexcel as m;T();m.read_excel(F).load_sheet(0)",
    "openpyxl": "import openpyxl as m;T()\nfor r in m.load_workbook(F,read_only=True).worksheets[0].values: pass",
    "polars": "import polars as m;T();m.read_csv(F)",
    "polars gb18030": "import polars as m;T();m.read_csv(F,encoding='gb18030')",
    "duckdb": "import duckdb as m;T();m.sql(f\"create table t as from read_csv('{F}')\")",
    "pyarrow": "import pyarrow.csv as m;T();m.read_csv(F)",
    "pandas": "import pandas as m;T();m.read_csv(F)",
    "pandas gb18030": "import pandas as m;T();m.read_csv(F,encoding='gb18030')",
}
WRAPPER = """
import sys,time,resource
F=sys.argv[1]; t=[0]
def T(): t[0]=time.perf_counter()
{code}
print(time.perf_counter()-t[0], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def run_peer(name, file):
    """Seconds and KiB; None where the peer is missing or fails."""
    run = subprocess.run([sys.executable, "-c", WRAPPER.format(code=PEERS[name]), str(file)],
                         capture_output=True, text=True)
    if run.returncode:
        return None
    seconds, memory = run.stdout.split()[-2:]
    return float(seconds), int(memory)


def run_program(arguments):
    """Seconds, KiB and output of a program.

    A child inherits the peak of the process that forked it, which here is all of Python; so the
    peak is that of a child of GNU time, in a run of its own.
    """
    start = time.perf_counter()
    run = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    if run.returncode:
        return None
    peak = subprocess.run(["/usr/bin/time", "-f", "%M", *arguments], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)
    return seconds, int(peak.stderr.split()[-1]), run.stdout


def version(name):
    try:
        from importlib.metadata import version as installed
        return installed(name)
    except Exception:
        return "not installed"


def contest(title, file, peers, program, runs, floor=None):
    results = {"gouji": []}
    for peer in peers:
        results[peer] = []
    if floor:
        results["zlib inflate only (C)"] = []
    for _ in range(runs):
        results["gouji"].append(run_program([program, "cells", str(file), "--format", "none"])[:2])
        for peer in peers:
            if peer == "openpyxl" and results[peer]:
                continue
            results[peer].append(run_peer(peer, file))
        if floor:
            _, memory, output = run_program(floor)
            results["zlib inflate only (C)"].append((float(output.split()[2]), memory))
    lines = [f"### {title}", "", "| reader | median s | times gouji | peak MB |", "|---|---|---|---|"]
    ours = statistics.median(seconds for seconds, _ in results["gouji"])
    for name, measured in results.items():
        if None in measured:
            lines.append(f"| {name} | not installed or failed | | |")
            continue
        seconds = statistics.median(s for s, _ in measured)
        memory = max(m for _, m in measured) / 1024
        lines.append(f"| {name} | {seconds:.3f} | {seconds / ours:.2f} | {memory:.0f} |")
    return lines + [""]


def string_table(file, program):
    """MB that the shared texts of `file` take."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.xlsx"
        with zipfile.ZipFile(file) as source, zipfile.ZipFile(bare, "w") as target:
            for item in source.infolist():
                with source.open(item) as part, target.open(item.filename, "w") as copy:
                    if item.filename == "xl/sharedStrings.xml":
                        copy.write(re.sub(rb"<t>[^<]*</t>", b"<t></t>", part.read()))
                    else:
                        shutil.copyfileobj(part, copy)
        command = [program, "cells", "--format", "none"]
        return (run_program([*command, str(file)])[1] - run_program([*command, str(bare)])[1]) / 1024


COUNTS = """
import sys
from decimal import Decimal
import python_calamine
texts = characters = numbers = 0
total = Decimal(0)
for row in python_calamine.load_workbook(sys.argv[1]).get_sheet_by_index(0).iter_rows():
    for value in row:
        if isinstance(value, str) and value:
            texts, characters = texts + 1, characters + len(value)
        elif isinstance(value, (int, float)):
            numbers += 1
            total += Decimal(repr(value))
print(texts, characters, numbers, total)
"""


def check(file, program):
    """The counts that prove that every cell was read, ours and calamine's."""
    output = json.loads(run_program([program, "cells", str(file), "--format", "none"])[2])
    # In a process of its own: what this one holds in memory would count for its children.
    run = subprocess.run([sys.executable, "-c", COUNTS, str(file)], capture_output=True, text=True)
    if run.returncode:
        return ["python-calamine is not installed: the counts were not compared.", ""]
    theirs = run.stdout.split()
    ours = [str(output[key]) for key in ("texts", "characters", "numbers")]
    same = theirs[:3] == ours and Decimal(theirs[3]) == Decimal(output["sum"])
    verdict = "the same as" if same else "NOT the same as"
    return [f"Counts of texts, characters and numbers and the exact sum ({output['sum']}) are "
            f"{verdict} those of calamine's cells.", ""]


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), platform.processor())
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release().split('-')[0]}"


def main():
    data, program = Path(sys.argv[1]), sys.argv[2]
    runs = int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 5
    names = ["python-calamine", "fastexcel", "openpyxl", "polars", "duckdb", "pyarrow", "pandas"]
    lines = ["# Performance of the readers", "",
             "Written by `make bench`. Ours is the whole process of `gouji cells FILE --format none`, "
             "which types every cell and sums all numbers exactly; peers are timed without their "
             "import, each run in a fresh process, in turn.", "", f"Machine: {machine()}.",
             "Peers: " + ", ".join(f"{name} {version(name)}" for name in names) + ".",
             f"Runs: {runs} each (openpyxl 1).", ""]
    with tempfile.TemporaryDirectory() as folder:
        floor = Path(folder) / "inflate_only"
        compiler = shutil.which("cc")
        if compiler:
            subprocess.run([compiler, "-O2", HERE / "inflate_only.c", "-lz", "-o", floor], check=True)
        book = data / "budget-200k.xlsx"
        lines += contest(
            "XLSX, 200,000 × 12 cells, 97 MB of sheet XML", book,
            ["python-calamine", "fastexcel", "openpyxl"], program, runs,
            [str(floor), str(book), "xl/worksheets/sheet1.xml"] if compiler else None)
        lines += check(book, program)
    many = data / "budget-1m.xlsx"
    lines += contest("XLSX, 1,000,000 × 12 cells, 10,000 distinct texts", many, [], program, runs)
    with zipfile.ZipFile(many) as archive:
        table = archive.read("xl/sharedStrings.xml")
    lines += [f"Of that memory the table of {table.count(b'<si>'):,} shared texts, "
              f"{len(table) / 1e6:.1f} MB of XML, takes about {string_table(many, program):.1f} MB: "
              "the peak beside that of the same workbook with its texts taken out.", ""]
    lines += contest("XLSX, inline strings, 100,000 × 12 cells", data / "inline-100k.xlsx",
                     ["python-calamine", "fastexcel"], program, runs)
    lines += contest("XLSX, a small workbook (30 kB)", data / "small.xlsx",
                     ["python-calamine", "fastexcel"], program, runs)
    lines += contest("CSV, UTF-8, 200,000 × 12 fields, 36 MB", data / "budget-200k.csv",
                     ["polars", "duckdb", "pyarrow", "pandas"], program, runs)
    lines += contest("CSV, GB18030, the same table, 31 MB", data / "budget-200k.gb18030.csv",
                     ["polars gb18030", "pandas gb18030"], program, runs)
    text = "\n".join(lines)
    put_head(text)
    print(text)


if __name__ == "__main__":
    main()
