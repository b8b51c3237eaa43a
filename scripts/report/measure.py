#!/usr/bin/env python3
"""How long a report takes beside the conversion of the same document, and how large it is.

    scripts/report/measure.py [--juesuan COMMAND] [--runs N] FILE…

Each command is run N times (9), turn by turn, and the shortest wall time counts: what is beyond it is other work of the machine.
"""

import argparse
import pathlib
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def seconds(command):
    start = time.perf_counter()
    # 1 is a result with problems.
    if subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode not in (0, 1):
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--juesuan", default=ROOT / "target/release/juesuan")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    print("| document | pages drawn | conversion | report | times | report without pictures | size |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        report, data = pathlib.Path(folder, "r.html"), pathlib.Path(folder, "r.json")
        for file in arguments.files:
            commands = [
                [arguments.juesuan, "convert", file, "-o", data],
                [arguments.juesuan, "report", file, "-o", report, "--no-pictures"],
                [arguments.juesuan, "report", file, "-o", report],
            ]
            best = [min(turn) for turn in zip(*([seconds(c) for c in commands] for _ in range(arguments.runs)))]
            convert, bare, whole = (1000 * t for t in best)
            pictures = report.read_text(encoding="utf-8").count("<img ")
            size = report.stat().st_size / 1e6
            print(f"| {file.name} | {pictures} | {convert:.0f} ms | {whole:.0f} ms | {whole / convert:.1f} "
                  f"| {bare:.0f} ms | {size:.2f} MB |")


if __name__ == "__main__":
    main()
