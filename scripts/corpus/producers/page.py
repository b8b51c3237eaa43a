"""What a laid-out page holds: pieces of text, rules and blocks, with their places, before any ink.

Lengths are points; a place counts from the top left of the page as displayed.
"""

from dataclasses import dataclass, field

NEVER_FIRST = set("，。、；：？！）》”％%)")
NEVER_LAST = set("（《“(")


@dataclass
class Piece:
    """One line of text at its baseline. `role`: title, label, head, cell, total, note, prose or foot."""

    x: float
    baseline: float
    size: float
    text: str
    role: str = "prose"
    column: int = 0


@dataclass
class Page:
    """One page: `turned` pages are stored portrait and displayed landscape by /Rotate."""

    number: int
    width: float
    height: float
    turned: bool = False
    pieces: list = field(default_factory=list)
    lines: list = field(default_factory=list)  # (x0, y0, x1, y1)
    blocks: list = field(default_factory=list)  # what the page says, for a rendering without paper
    form_ends: list = field(default_factory=list)  # the lower right corner of each form that ends here


def wrap(text, size, width, measure, indent=0.0):
    """Breaks `text` into lines no wider than `width`; runs of Latin letters and digits stay whole where they can."""
    tokens, run = [], ""
    for letter in text:
        if letter.isascii() and (letter.isalnum() or letter in ".,"):
            run += letter
            continue
        if run:
            tokens.append(run)
            run = ""
        tokens.append(letter)
    if run:
        tokens.append(run)
    lines, line, used = [], "", indent
    for token in tokens:
        wide = measure(token, size)
        if line and used + wide > width and token not in NEVER_FIRST:
            held = ""
            while line and line[-1] in NEVER_LAST:
                held, line = line[-1] + held, line[:-1]
            lines.append(line)
            line, used = held, measure(held, size)
        line += token
        used += wide
    lines.append(line)
    return lines
