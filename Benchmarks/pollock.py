#!/usr/bin/env python3
"""Scores how polluted CSV files are loaded, by the ten measures of the Pollock benchmark.

usage: pollock.py POLLOCK_FOLDER GOUJI [--verbose]

Ten measures a file: success; precision, recall and F1 of header, records and cells. The simple score
is the mean over files of their sum; the weighted one counts a file as often as real files show its
fault. Systems: gouji, DuckDB's sniffer, and Python's csv module without any detection.
(Vitagliano et al., Pollock: A Data Loading Benchmark, VLDB 2023.)
"""
import csv
import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

csv.field_size_limit(1 << 30)


def gouji(path, program):
    run = subprocess.run([program, "cells", str(path), "--format", "csv", "--table"],
                         capture_output=True)
    if run.returncode:
        return None
    return list(csv.reader(io.StringIO(run.stdout.decode(), newline="")))


def duckdb_sniffer(path, _):
    import duckdb
    try:
        found = duckdb.execute("from read_csv(?, all_varchar=true, null_padding=true, strict_mode=false)", [str(path)])
        header = [column[0] for column in found.description]
        return [header] + [["" if v is None else v for v in row] for row in found.fetchall()]
    except Exception:
        return None


def plain(path, _):
    text = path.read_bytes().decode("utf-8", "replace")
    return [row for row in csv.reader(io.StringIO(text, newline=""))]


def clean(cell):
    return " ".join(cell.split())


def agreement(source, loaded):
    """Precision, recall and F1 of two bags."""
    if not source:
        return [1.0, 1.0, 1.0]
    common = sum((Counter(source) & Counter(loaded)).values())
    if not common:
        return [0.0, 0.0, 0.0]
    precision, recall = common / len(source), common / len(loaded)
    return [precision, recall, 2 * precision * recall / (precision + recall)]


def measures(source, loaded):
    if loaded is None:
        return 0.0
    head, body = source[:1], source[1:]
    found = [[clean(c) for c in row] for row in loaded]
    source_cells = [clean(c) for row in body for c in row]
    scores = [1.0]
    scores += agreement([clean(c) for row in head for c in row], found[0] if found else [])
    scores += agreement(["\0".join(map(clean, row)) for row in body],
                        ["\0".join(row) for row in found[1:]])
    scores += agreement(source_cells, [c for row in found[1:] for c in row])
    return sum(scores)


def main():
    folder, program = Path(sys.argv[1]), sys.argv[2]
    weights = json.loads((folder / "pollock_weights.json").read_text())
    files = sorted((folder / "polluted_files" / "csv").glob("*.csv"))
    print(f"{len(files)} files\n\n| system | simple | weighted |\n|---|---|---|")
    for name, system in [("gouji cells --table", gouji), ("DuckDB sniffer", duckdb_sniffer),
                         ("Python csv, no detection", plain)]:
        total = weighted = weight_sum = 0.0
        for path in files:
            reference = folder / "polluted_files" / "clean" / path.name
            source = list(csv.reader(io.StringIO(reference.read_bytes().decode(), newline="")))
            score = measures(source, system(path, program))
            weight = weights.get(path.name, 0)
            total += score
            weighted += score * weight
            weight_sum += weight
            if "--verbose" in sys.argv and system is gouji and score < 9.99:
                print("   ", path.name, round(score, 3))
        print(f"| {name} | {total / len(files):.3f} | {weighted / weight_sum:.3f} |")


main()
