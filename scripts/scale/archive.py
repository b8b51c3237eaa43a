"""Makes an archive of N documents in a folder: the corpus' PDFs over and over, each copy its own content.

    archive.py CORPUS FOLDER N

A copy gets a comment at its end: other content for the manifest, the same document. Every hundredth is damaged: cut off,
overwritten with noise, emptied, or replaced by a log-in page.
"""

import pathlib
import random
import sys


def main():
    corpus, folder, count = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    dice = random.Random(7)
    originals = [path.read_bytes() for path in sorted((corpus / "pdf").glob("*.pdf")) if "password" not in path.name]
    for number in range(count):
        content = originals[number % len(originals)] + f"\n% copy {number}\n".encode()
        if number % 100 == 99:
            content = damaged(content, dice, number // 100)
        path = folder / f"{2015 + number % 10}" / f"unit-{number // 10 % 100:02}" / f"{number:06}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def damaged(content, dice, turn):
    match turn % 4:
        case 0:
            return content[: len(content) // 10]
        case 1:
            return dice.randbytes(len(content))
        case 2:
            return b""
        case _:
            return f"<html><body>login {turn}</body></html>".encode()


main()
