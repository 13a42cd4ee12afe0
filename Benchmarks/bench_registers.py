#!/usr/bin/env python3
"""Times `gouji assets` against datacompy with polars and puts the result into docs/PERFORMANCE.md.

usage: bench_registers.py FOLDER GOUJI [--runs N]

FOLDER comes from make_registers.py. Both read the same two CSV files from disk, in turn, each run in a
fresh process; ours is the whole process, datacompy's import is not counted. Both must agree on how many
cards have one number in both registers.
"""
import json
import re
import statistics
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from bench_readers import machine, run_program
from performance import put_section

TITLE = "Registers of assets, card against card"
PEER = """
import sys, time, resource
import polars, datacompy
start = time.perf_counter()
prior, current = (polars.read_csv(path, infer_schema_length=10000) for path in sys.argv[1:3])
comparison = datacompy.PolarsCompare(prior, current, join_columns=["资产编号"])
report = comparison.report()
seconds = time.perf_counter() - start
print(report)
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def run_peer(prior, current):
    """Seconds, KiB and the rows in common."""
    run = subprocess.run([sys.executable, "-c", PEER, prior, current], capture_output=True, text=True)
    if run.returncode:
        sys.exit("datacompy is not installed or failed: pip install datacompy polars\n" + run.stderr)
    seconds, memory = run.stdout.split()[-2:]
    common = re.search(r"rows in common: ([\d,]+)", run.stdout)[1]
    return float(seconds), int(memory), int(common.replace(",", ""))


def main():
    folder, program = Path(sys.argv[1]), sys.argv[2]
    runs = int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 3
    files = [str(folder / name) for name in ("prior.csv", "current.csv")]
    truth = json.loads((folder / "truth.json").read_text())
    ours, theirs = [], []
    for _ in range(runs):
        # Status 1 says that cards are undecided or share a number; these have neither.
        result = run_program([program, "assets", *files, "--format", "json", "--list", "0"])
        if result is None:
            sys.exit("gouji assets failed")
        ours.append(result)
        theirs.append(run_peer(*files))
    found = json.loads(ours[0][2])
    rows = [("gouji assets", ours), ("datacompy with polars", theirs)]
    base = statistics.median(run[0] for run in ours)
    lines = [
        f"Written by `make bench`. {truth['cards']:,} cards against as many, 17 columns, two CSV files on disk; "
        f"{truth['gone']:,} cards gone, {truth['new']:,} new, {truth['changed']:,} changed, "
        f"{truth['without-number']:,} without their number. Ours is the whole process, from the files to the report "
        "with the roll-forward of five measures; datacompy joins on the number and reports, its import is not counted.",
        "", f"Machine: {machine()}.",
        f"Peers: datacompy {version('datacompy')}, polars {version('polars')}. Runs: {runs} each, in turn.", "",
        "| program | median s | times gouji | peak MB |", "|---|---|---|---|"]
    for name, measured in rows:
        seconds = statistics.median(run[0] for run in measured)
        memory = max(run[1] for run in measured) / 1024
        lines.append(f"| {name} | {seconds:.2f} | {seconds / base:.2f} | {memory:.0f} |")
    same = "the same" if found["matched"]["number"] == theirs[0][2] else "NOT the same"
    lines += [
        "", f"Cards with one number in both registers: {found['matched']['number']:,}, {same} as datacompy's rows in "
        f"common ({theirs[0][2]:,}). Beyond them gouji found {found['matched']['voucher']:,} by voucher and "
        f"{found['matched']['description']:,} by name, model, date and cost, which are added and deleted rows for a "
        f"join; undecided {found['summary']['undecided']['current']:,}, duplicates "
        f"{found['summary']['duplicate']['current']:,}.", ""]
    put_section(TITLE, lines)


if __name__ == "__main__":
    main()
