#!/usr/bin/env python3
"""Times whole runs over the example and puts the result into docs/PERFORMANCE.md.

usage: bench_disclosure.py GOUJI [--runs N]

Every run is a process of its own; an export writes into a new folder. Beside it the writer module alone:
writer-benchmark, from GOUJI's folder, has the cells of both workbooks and writes the files.
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_readers import machine
from performance import put_section

PROJECT = str(Path(__file__).parent.parent / "Fixtures" / "weixian-2020")


def measured(command):
    """Seconds on the wall and of processor time of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    # Status 1 says that the example has open findings, which it has.
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} failed")
    return seconds, usage.ru_utime + usage.ru_stime


def peak(command):
    """The peak memory in MB."""
    run = subprocess.run(["/usr/bin/time", "-f", "%M", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(run.stderr.split()[-1]) / 1024


def writing(program, folder, runs):
    """The milliseconds in which both workbooks are written, one run after the other in one process."""
    command = [str(Path(program).parent / "writer-benchmark"), "disclosure", PROJECT, folder, str(runs)]
    return [float(line) for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()]


def main():
    program = sys.argv[1]
    runs = int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 15
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        output = f"{folder}/out"
        for name, command in [
            ("export", [program, "export", PROJECT, "-o", output]),
            ("reconcile", [program, "reconcile", PROJECT]),
            ("import", [program, "import", PROJECT]),
            ("--help", [program, "--help"]),
        ]:
            results = []
            for _ in range(runs):
                shutil.rmtree(output, ignore_errors=True)
                results.append(measured(command))
            wall, cpu = (statistics.median(values) * 1000 for values in zip(*results))
            rows.append(f"| gouji {name} | {wall:.0f} | {cpu:.0f} | {peak(command):.0f} |")
        written = writing(program, folder, runs)
    put_section("A whole disclosure", [
        f"Written by `make bench`. Fixtures/weixian-2020, eleven input files: `export` writes both workbooks, the note and "
        f"findings.json into a new folder. Runs: {runs}, medians. Machine: {machine()}.", "",
        "| command | milliseconds | of processor time | peak MB |", "|---|---|---|---|", *rows, "",
        f"The writer module alone, from the cells of both workbooks to the files on disk: {statistics.median(written):.0f} ms."])
    print("\n".join(rows), f"\nwriting {statistics.median(written):.0f} ms")


main()
