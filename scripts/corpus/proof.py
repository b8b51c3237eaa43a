#!/usr/bin/env python3
"""Proves that a rendering prints what its specification says: no text lost, clipped away or overprinted into another.

usage: proof.py PDF SPEC-OR-TRUTH [RENDERING.json ID]

Reads the PDF with poppler's pdftotext, never with this project's reader. Every figure must be there as a word of its
own, as often as the specification has it; every other text (heads, names, titles, notes, prose) must be there with
whitespace removed, as often as it is needed. A text that a page's end cut in two is accepted when both pieces are
there; how many were is reported. Exit status 1 and a line for each thing that is missing. Of a font without ToUnicode
nothing can be said.
"""

import collections
import itertools
import json
import pathlib
import re
import subprocess
import sys

FIGURE = re.compile(r"[-+]?[\d,]+(\.\d+)?%?")


def main():
    pdf, wanted = pathlib.Path(sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
    rendering = {}
    if len(sys.argv) > 4:
        listed = json.loads(pathlib.Path(sys.argv[3]).read_text(encoding="utf-8"))
        rendering = next(entry for entry in listed if entry["id"] == sys.argv[4])
    missing, split = prove(pdf, wanted, rendering)
    for line in missing:
        print(f"{pdf.name}: {line}")
    print(f"{pdf.name}: {len(missing)} missing, {split} cut by a page's end")
    return 1 if missing else 0


def prove(pdf, wanted, rendering):
    """(what is missing, how many texts a page's end cut in two)."""
    raw = pdftotext(pdf, "-raw")
    pages = [squeeze(page) for page in raw.split("\f")]
    text = "".join(pages)
    words = collections.Counter(re.findall(r"[^\s]+", raw))
    laid_out = collections.Counter(re.findall(r"[^\s]+", pdftotext(pdf, "-layout")))
    figures, texts = needed(wanted, rendering)
    missing, split = [], 0
    for figure, times in figures.items():
        # Raw and laid-out order join different neighbours; a figure is there when either sees it as a word.
        found = max(words[figure], laid_out[figure])
        if found < times:
            missing.append(f"figure {figure}: {found} of {times}")
    excused = collections.Counter()
    for wording, times in sorted(texts.items(), key=lambda entry: -len(entry[0])):
        found = text.count(wording)
        lacking = times - found - excused[wording]
        if lacking <= 0:
            continue
        if cut_in_two(wording, pages, lacking):
            split += lacking
            # What stands inside a text that was cut may have been cut with it.
            excused.update({short: lacking * wording.count(short) for short in texts if len(short) < len(wording)})
        else:
            missing.append(f"{wording}: {found} of {times}")
    return missing, split


def pdftotext(pdf, order):
    return subprocess.run(["pdftotext", order, str(pdf), "-"], check=True, capture_output=True, text=True).stdout


def squeeze(text):
    return re.sub(r"\s+", "", text)


def needed(wanted, rendering):
    """Figures and other texts with the number of times that each must be printed."""
    figures, texts = collections.Counter(), collections.Counter()
    for table in wanted["tables"]:
        texts[squeeze(table["title"])] += 1
        for cell in [cell for row in table["rows"] for cell in row]:
            add(cell, figures, texts)
        for leaf in {tuple(path[: at + 1]) for path in table["columns"] for at in range(len(path))}:
            texts[squeeze(leaf[-1])] += 1
        if not rendering.get("leave_out_numbers"):
            for number in table["column_numbers"] or []:
                add(number, figures, texts)
        for note in table["notes"]:
            texts[squeeze(note)] += 1
    for section in wanted["sections"]:
        texts[squeeze(section["title"])] += 1
        for block in section.get("blocks", []):
            texts[squeeze(next(iter(block.values())))] += 1
        for heading in section.get("headings", []):
            texts[squeeze(heading["title"])] += 1
        for entry in section.get("glossary", []):
            texts[squeeze(entry["definition"])] += 1
    # A short text is also found inside the longer ones that hold it.
    alone = dict(texts)
    for short in texts:
        texts[short] += sum(times * long.count(short) for long, times in alone.items() if len(long) > len(short))
    return figures, texts


def add(cell, figures, texts):
    wording = squeeze(cell)
    if FIGURE.fullmatch(wording):
        figures[wording] += 1
    elif wording:
        texts[wording] += 1


def cut_in_two(wording, pages, times):
    """Whether a page ends somewhere between two pieces of `wording`, at least `times` times."""
    found = 0
    for before, after in itertools.pairwise(pages):
        found += any(wording[:at] in before and wording[at:] in after for at in range(2, len(wording) - 1))
    return found >= times


if __name__ == "__main__":
    sys.exit(main())
