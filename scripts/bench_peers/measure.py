"""Runs juesuan and its peers on files and prints their CPU time. Started by run.sh, whose head says what is measured."""

import argparse
import json
import os
import pathlib
import platform
import shlex
import statistics
import subprocess
import sys
import tempfile

from pdf_files import pdf_files

JUESUAN = "juesuan"
PDFTOTEXT = "pdftotext"
SLOW = {
    # Each prints "<CPU at the end of its imports> <CPU at the end>".
    "pdfplumber": """
import resource, sys
def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
import pdfplumber
imported = used()
with pdfplumber.open(sys.argv[1]) as document:
    for page in document.pages:
        page.extract_tables()
        page.close()
print(imported, used())
""",
    "pymupdf_tables": """
import resource, sys
def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
import pymupdf
imported = used()
with pymupdf.open(sys.argv[1]) as document:
    for page in document:
        page.find_tables()
print(imported, used())
""",
}


def main():
    wishes = arguments()
    files = pdf_files(wishes.paths)
    command = shlex.split(os.environ[JUESUAN.upper()])
    if not any("{in}" in part for part in command):
        command += ["convert", "{in}", "-o", "{out}"]
    fast = {JUESUAN: command, PDFTOTEXT: ["pdftotext", "-q", "{in}", "{out}"]}
    results = {str(path): {"pages": page_count(path)} for path in files}
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        measure_fast(fast, files, wishes.runs, out, results)
        if not wishes.skip_slow:
            measure_slow(files, out, results)
        report = summary(results, wishes.runs)
        report["batch"] = measure_batch([path for path in files if str(path) not in report["failed"]], folder, report)
    if wishes.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print_table(report)
    return 1 if report["failed"] else 0


def arguments():
    parser = argparse.ArgumentParser(prog="run.sh", description="CPU time of juesuan beside its peers; see run.sh.")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--runs", type=int, default=5, help="runs of the fast tools, of which the median counts")
    parser.add_argument("--skip-slow", action="store_true", help="leave pdfplumber and pymupdf out")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    return parser.parse_args()


def page_count(path):
    """Pages by pdfinfo; None when it cannot open the file."""
    answer = subprocess.run(["pdfinfo", path], capture_output=True, text=True, errors="replace", check=False)
    for line in answer.stdout.splitlines():
        if line.startswith("Pages:"):
            return int(line.split()[1])
    return None


def run(command, stdout):
    """Runs a command; gives (exit status, CPU seconds, peak memory in KiB) of that process and what it waited for."""
    try:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.DEVNULL)
    except OSError as problem:
        sys.exit(f"{command[0]}: {problem}")
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def measure_fast(tools, files, runs, out, results):
    """`runs` runs of each tool on each file, turn by turn, so that a busy moment falls on all of them alike."""
    samples = {(name, path): [] for name in tools for path in files}
    failed = set()
    for _ in range(runs):
        for path in files:
            for name, command in tools.items():
                filled = [part.replace("{in}", str(path)).replace("{out}", str(out)) for part in command]
                out.unlink(missing_ok=True)
                status, cpu, memory = run(filled, subprocess.DEVNULL)
                samples[name, path].append((cpu, memory))
                # juesuan's exit status may speak of the document; that it wrote something says that it worked.
                wrote = out.exists() and out.stat().st_size > 0
                if status not in (0, 1) or not wrote or (name == PDFTOTEXT and status != 0):
                    failed.add((name, path))
    for (name, path), taken in samples.items():
        results[str(path)][name] = {
            "cpu": statistics.median(cpu for cpu, _ in taken),
            "runs": [cpu for cpu, _ in taken],
            "peak_kib": max(memory for _, memory in taken),
            "failed": (name, path) in failed,
        }


def measure_slow(files, out, results):
    """One run of each Python peer on each file, told apart into imports and work."""
    for path in files:
        for name, program in SLOW.items():
            with out.open("w") as stdout:
                status, cpu, memory = run([sys.executable, "-c", program, str(path)], stdout)
            words = out.read_text().split()
            fine = status == 0 and len(words) >= 2
            results[str(path)][name] = {
                "cpu": float(words[-1]) - float(words[-2]) if fine else cpu,
                "cpu_with_imports": cpu,
                "peak_kib": memory,
                "failed": not fine,
            }


def measure_batch(files, folder, report):
    """The files in one run, as an archive is converted: the program starts once. None for another command than ours."""
    program = shlex.split(os.environ[JUESUAN.upper()])
    if len(program) != 1:
        return None
    taken = []
    for turn in range(report["runs"]):
        command = [*program, "convert", *map(str, files), "-o", f"{folder}/batch-{turn}", "--quiet", "-j", "1"]
        status, cpu, memory = run(command, subprocess.DEVNULL)
        assert status in (0, 1), status
        taken.append((cpu, memory))
    cpu = statistics.median(cpu for cpu, _ in taken)
    ratios = {name: cpu / total["cpu"] for name, total in report["totals"].items() if name != JUESUAN and total["cpu"]}
    return {"cpu": cpu, "peak_kib": max(memory for _, memory in taken), "ratios": ratios}


def summary(results, runs):
    """Everything measured, with totals over the files on which no tool failed."""
    failed = {
        path: tools
        for path, result in results.items()
        if (tools := [name for name, tool in result.items() if name != "pages" and tool["failed"]])
    }
    counted = [result for path, result in results.items() if path not in failed]
    names = [name for name in next(iter(results.values())) if name != "pages"]
    pages = sum(result["pages"] or 0 for result in counted)
    totals = {}
    for name in names:
        cpu = sum(result[name]["cpu"] for result in counted)
        totals[name] = {"cpu": cpu, "cpu_per_page": cpu / pages if pages else None}
        if name in SLOW:
            totals[name]["cpu_with_imports"] = sum(result[name]["cpu_with_imports"] for result in counted)
        totals[name]["peak_kib"] = max((result[name]["peak_kib"] for result in counted), default=0)
    ours = totals[JUESUAN]["cpu"]
    ratios = {}
    for name in names[1:]:
        ratios[name] = ours / totals[name]["cpu"] if totals[name]["cpu"] else None
        if name in SLOW and totals[name]["cpu_with_imports"]:
            ratios[name + "_with_imports"] = ours / totals[name]["cpu_with_imports"]
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        "runs": runs,
        "files": results,
        "failed": failed,
        "pages": pages,
        "totals": totals,
        "ratios": ratios,
    }


def print_table(report):
    """Milliseconds of CPU, a line a file, the totals, and the ratios."""
    names = list(report["totals"])
    head = ["file", "pages"] + [f"{name} ms" for name in names]
    head += [f"÷ {name}" for name in (PDFTOTEXT, "pdfplumber") if name in names] + ["µs/page"]
    rows = [head]
    for path, result in report["files"].items():
        rows.append(line(pathlib.Path(path).name, result["pages"], result, names, report["failed"].get(path, [])))
    rows.append(line("total", report["pages"], report["totals"], names, []))
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(cells))
    print()
    for name, total in report["totals"].items():
        each = f"{total['cpu_per_page'] * 1e3:.3f} ms a page" if total["cpu_per_page"] is not None else "no pages"
        imports = f"; with imports {total['cpu_with_imports']:.3f} s" if "cpu_with_imports" in total else ""
        print(f"{name}: {total['cpu']:.3f} s CPU, {each}, peak {total['peak_kib'] / 1024:.0f} MiB{imports}")
    for name, ratio in report["ratios"].items():
        print(f"juesuan / {name}: {'-' if ratio is None else f'{ratio:.4f}'}")
    if batch := report["batch"]:
        each = f"{batch['cpu'] / report['pages'] * 1e3:.3f} ms a page" if report["pages"] else "no pages"
        print(f"juesuan, all files in one run: {batch['cpu']:.3f} s CPU, {each}, peak {batch['peak_kib'] / 1024:.0f} MiB")
        for name, ratio in batch["ratios"].items():
            print(f"juesuan in one run / {name}: {ratio:.4f} (1/{1 / ratio:.1f})")
    for path, tools in report["failed"].items():
        print(f"failed, not in the totals: {path}: {', '.join(tools)}")
    print(f"({report['machine']}; median of {report['runs']} runs of {JUESUAN} and {PDFTOTEXT})")


def line(label, pages, result, names, failed):
    ours = result[JUESUAN]["cpu"]
    cells = [label, str(pages if pages is not None else "?")]
    cells += ["failed" if name in failed else f"{result[name]['cpu'] * 1e3:.1f}" for name in names]
    for name in (PDFTOTEXT, "pdfplumber"):
        if name in names:
            usable = result[name]["cpu"] and not failed
            cells.append(f"{ours / result[name]['cpu']:.4f}" if usable else "-")
    cells.append(f"{ours / pages * 1e6:.0f}" if pages and not failed else "-")
    return cells


if __name__ == "__main__":
    sys.exit(main())
