"""Chooses orientation, letter size and column widths of a form from its contents.

Figures are never broken, names and heads are, over a few lines. Portrait paper is taken while the text stays readable
on it.
"""

import grid

CELL = 10.0
ROOM = {"portrait": 595.276 - 124.0, "landscape": 841.89 - 124.0}
CHOICES = [("portrait", CELL), ("portrait", 9.0)] + [("landscape", size) for size in (CELL, 9.0, 8.0, 7.0, 6.5, 6.0)]


def choose(form, measure, orientation=None, size=None):
    """The first (orientation, size, widths) that the contents fit in."""
    for across, points in CHOICES:
        if (size is not None and points != size) or (orientation not in (None, across)):
            continue
        least, wanted = needed(form, measure, points)
        if sum(least) <= ROOM[across]:
            return across, points, spread(least, wanted, ROOM[across])
    raise ValueError(f"{form.table['title']}: wider than a page")


def is_figure(text):
    return all(letter in "0123456789,.-%+—" for letter in text)


def needed(form, measure, size):
    """The least width of each column, and the one with which no name is broken."""
    columns = len(form.table["columns"])
    padding = 0.65 * size
    least, wanted = [2.4 * size + padding] * columns, [2.4 * size + padding] * columns
    for row, merged in zip(form.table["rows"], form.merged, strict=True):
        for cell in grid.body_cells(form.table["columns"], row, merged):
            if cell.columns > 1 or not cell.text:
                continue
            wide = measure(form.printed(cell.text), size)
            short = wide if is_figure(cell.text) else max(min(wide, 6 * size), wide / 2.5)
            least[cell.column] = max(least[cell.column], short + padding)
            wanted[cell.column] = max(wanted[cell.column], min(wide, 17 * size) + padding)
    for cell in form.head_cells:
        share = max(measure(form.printed(cell.text), size) / 3 / cell.columns, 1.2 * size) + padding
        for column in range(cell.column, cell.column + cell.columns):
            least[column] = max(least[column], share)
            wanted[column] = max(wanted[column], 1.3 * share)
    return least, wanted


def spread(least, wanted, room):
    """The widths that fill `room`: what is left over goes to the columns that want more, then to all."""
    missing = [want - have for have, want in zip(least, wanted, strict=True)]
    given = min(1.0, (room - sum(least)) / sum(missing)) if sum(missing) > 0 else 0.0
    return [have + given * lack for have, lack in zip(least, missing, strict=True)]
