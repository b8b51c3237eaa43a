#!/usr/bin/env python3
"""Compares the characters that juesuan sees on each page with those of pdftotext (or mutool).

usage: compare_glyphs.py [--reference pdftotext|mutool] [--command TEMPLATE] [--verbose] JUESUAN FILE|FOLDER…

JUESUAN is the program; it is called as `JUESUAN text FILE` and must print the visible characters of every page, pages
separated by form feeds. --command gives another call: {juesuan} and {file} stand for the program and the file, e.g.
--command '{juesuan} -q -raw -enc UTF-8 {file} -' with pdftotext as JUESUAN.

Both sides are brought to NFKC (full-width digits, compatibility ideographs and ligatures count as the plain character)
and lose whitespace, control and format characters; then each page is a multiset of characters: order and
layout do not count.
  recall     of the reference's characters, the part that we have
  precision  of our characters, the part that the reference has
The reference is not the truth. pdftotext prints invisible and clipped text in some cases, and text of hidden layers;
juesuan leaves all three out. Where the two disagree, ask mutool as well and look at the page.

Exit status: 0 compared; 1 some file could not be read by either side; 2 usage.
"""

import argparse
import collections
import pathlib
import shlex
import subprocess
import sys
import unicodedata

# Nothing is left behind in the repository.
sys.dont_write_bytecode = True
from pdf_files import pdf_files  # noqa: E402

REFERENCES = {
    "pdftotext": "pdftotext -q -enc UTF-8 {file} -",
    "mutool": "mutool draw -q -F txt {file}",
}
SECONDS = 120


def main():
    wishes = arguments()
    files = pdf_files(wishes.paths)
    reference = REFERENCES[wishes.reference]
    # shared, theirs, ours, over all files
    sums = [0, 0, 0]
    unread = 0
    for path in files:
        theirs, ours = pages(reference, "", path), pages(wishes.command, wishes.juesuan, path)
        if isinstance(theirs, str) or isinstance(ours, str):
            unread += 1
            for side, answer in ((wishes.reference, theirs), ("juesuan", ours)):
                if isinstance(answer, str):
                    print(f"{path.name}: {side}: {answer}")
            continue
        shared, count_theirs, count_ours = compare(path.name, theirs, ours, wishes.verbose)
        for at, value in enumerate((shared, count_theirs, count_ours)):
            sums[at] += value
    if len(files) - unread > 1:
        print(report(f"all {len(files) - unread} files", *sums))
    if unread:
        print(f"{unread} of {len(files)} files could not be compared")
    return 1 if unread else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", choices=sorted(REFERENCES), default="pdftotext")
    parser.add_argument("--command", default="{juesuan} text {file}", help="how our side is called")
    parser.add_argument("--verbose", action="store_true", help="name the characters that differ, page by page")
    parser.add_argument("juesuan", metavar="JUESUAN")
    parser.add_argument("paths", nargs="+", type=pathlib.Path, metavar="FILE")
    return parser.parse_args()


def pages(template, juesuan, path):
    """A multiset of characters for each page, or a sentence saying why there is none."""
    command = [part.replace("{juesuan}", juesuan).replace("{file}", str(path)) for part in shlex.split(template)]
    try:
        answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False)
    except OSError as problem:
        sys.exit(f"{command[0]}: {problem}")
    except subprocess.TimeoutExpired:
        return f"no answer within {SECONDS} s"
    # 1 beside an answer: juesuan has problems to report, and the text is there.
    if answer.returncode != 0 and not (answer.returncode == 1 and answer.stdout):
        said = answer.stderr.decode("utf-8", "replace").strip().splitlines()
        return f"exit status {answer.returncode}" + (f": {said[-1]}" if said else "")
    texts = answer.stdout.decode("utf-8", "replace").split("\f")
    # Each page may be ended by a form feed, or only be separated by it: nothing after the last one is no page.
    if len(texts) > 1 and not texts[-1].strip():
        texts.pop()
    return [characters(text) for text in texts]


def characters(text):
    """The characters that count, NFKC, whitespace and controls left out."""
    # MuPDF reads the leader of the GB collections as a mathematical ellipsis.
    plain = unicodedata.normalize("NFKC", text.replace("⋯", "…"))
    return collections.Counter(
        letter for letter in plain if not letter.isspace() and unicodedata.category(letter) not in ("Cc", "Cf")
    )


def compare(name, theirs, ours, verbose):
    """Prints one file's line, and with `verbose` its differing pages; gives (shared, theirs, ours) in characters."""
    shared = count_theirs = count_ours = 0
    details = []
    for number in range(max(len(theirs), len(ours))):
        their = theirs[number] if number < len(theirs) else collections.Counter()
        our = ours[number] if number < len(ours) else collections.Counter()
        shared += (their & our).total()
        count_theirs += their.total()
        count_ours += our.total()
        if their != our:
            details.append((number + 1, their - our, our - their))
    pages_said = f"{len(theirs)} pages" if len(theirs) == len(ours) else f"{len(ours)} pages, not {len(theirs)}"
    print(report(f"{name} ({pages_said})", shared, count_theirs, count_ours))
    if verbose:
        for page, missing, extra in details:
            print(f"    page {page}: missing {spelled(missing)}; extra {spelled(extra)}")
    return shared, count_theirs, count_ours


def report(label, shared, theirs, ours):
    recall = f"{shared / theirs:.4f}" if theirs else "-"
    precision = f"{shared / ours:.4f}" if ours else "-"
    return f"{label}: recall {recall}  precision {precision}  ({shared} shared, {theirs} theirs, {ours} ours)"


def spelled(letters, limit=40):
    """Characters with their counts, most frequent first; unassigned and private ones by their number."""
    if not letters:
        return "nothing"
    ordered = sorted(letters.items(), key=lambda entry: (-entry[1], entry[0]))
    shown = []
    for letter, count in ordered[:limit]:
        named = f"U+{ord(letter):04X}" if unicodedata.category(letter) in ("Co", "Cn", "Cs", "Mn") else letter
        shown.append(f"{named}×{count}" if count > 1 else named)
    more = f" … and {len(ordered) - limit} more kinds" if len(ordered) > limit else ""
    return f"{letters.total()}: {' '.join(shown)}{more}"


if __name__ == "__main__":
    sys.exit(main())
