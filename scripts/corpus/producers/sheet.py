"""What every producer prints, in printed order and before any of them decides how it looks.

In: a specification and a rendering. Out: parts: the cover, the contents, section titles, headings, paragraphs, and
forms whose head and rows are cells with spans and whose column widths are known. Widths are in em of the cell text, so
that a producer only has to choose a size; nothing here names a page description language.
"""

import os
import pathlib
import subprocess
import sys
from dataclasses import dataclass

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import grid  # noqa: E402
import spec as specification  # noqa: E402

EPOCH = 1693526400  # 2023-09-01T00:00:00Z, a plausible day of publication; the only date that a producer may print
MARGIN = 51.0  # points, left and right of every form
LONG, SHORT = 841.89, 595.276
CELL_PADDING = 0.7  # em, both sides of a cell together
LARGEST, SMALLEST, SMALLEST_UPRIGHT = 10.5, 6.5, 9.0  # points, cell text


@dataclass
class Form:
    """One form as it is to be printed. `widths` are em and add up to what fits the page at `size` points."""

    kind: str
    title: str
    number: str | None
    org: str
    unit: str | None
    head: list
    head_rows: int
    rows: list
    widths: list
    size: float
    landscape: bool
    notes: list

    @property
    def room(self):
        """The width of the table in points."""
        return (LONG if self.landscape else SHORT) - 2 * MARGIN

    @property
    def shares(self):
        """The columns' widths in points."""
        return [self.room * width / sum(self.widths) for width in self.widths]


def parts(spec, rendering):
    """The document as (style, what): cover, contents, section, h1, h2, p, form."""
    found = [("cover", spec["cover"])]
    if rendering.get("contents", True):
        found.append(("contents", entries(spec)))
    for section in spec["sections"]:
        found.append(("section", section_title(section)))
        if section.get("tables"):
            found += [("form", form(spec, rendering, table)) for table in spec["tables"]]
        else:
            found += specification.blocks_of(section)
    return found


def entries(spec):
    """The (level, text) lines of the contents; level 2 are the forms' titles and the 一、 headings."""
    found = []
    for section in spec["sections"]:
        found.append((1, section_title(section)))
        if section.get("tables"):
            found += [(2, f"{ordinal(at)}、{table['title']}") for at, table in enumerate(spec["tables"], 1)]
        else:
            found += [(2, text) for style, text in specification.blocks_of(section) if style == "h1"]
    return found


def section_title(section):
    """The number and the title of a section on one line."""
    return f"{section['number']}　{section['title']}"


def ordinal(number):
    """1 → 一, 12 → 十二; enough for a list of forms."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones or not tens else "")


def form(spec, rendering, table):
    """One table with its lines above and below, its cells and its widths."""
    wishes = rendering["forms"].get(table["kind"], {})
    head, head_rows = grid.head_cells(table["columns"], specification.column_numbers(rendering, table))
    rows = []
    for row in table["rows"]:
        merged = specification.total_pairs(table, row) if rendering["merge_total"] else []
        cells = grid.body_cells(table["columns"], row, merged)
        rows.append([aligned(cell, table) for cell in cells])
    for cell in head + [cell for row in rows for cell in row]:
        cell.text = rendering["spaced"].get(cell.text, cell.text)
    needed = needed_widths(len(table["columns"]), head, rows)
    landscape = wishes.get("orientation", orientation(sum(needed))) != "portrait"
    room = (LONG if landscape else SHORT) - 2 * MARGIN
    size = wishes.get("size") or max(SMALLEST, min(rendering.get("size", LARGEST), int(2 * room / sum(needed)) / 2))
    widths = wishes.get("widths") or stretched(needed, room / size, rows)
    unit_label = rendering["unit_label"]
    return Form(
        kind=table["kind"],
        title=table["title"],
        number=specification.form_number(rendering, table),
        org=rendering["org_label"] + spec["entity"]["name"],
        unit=None if unit_label is None else unit_label + specification.unit_of(spec, table),
        head=head,
        head_rows=head_rows,
        rows=rows,
        widths=widths,
        size=size,
        landscape=landscape,
        notes=table["notes"],
    )


def aligned(cell, table):
    """Codes and line numbers stand in the middle, money to the right, names to the left, totals as grid.py has them."""
    measure = table["measures"][cell.column]
    if cell.columns == 1 and measure is not None and measure.startswith(("code", "line_number")):
        cell.align = "center"
    elif cell.columns == 1 and measure == "name":
        cell.align = "center" if cell.text.endswith(("合计", "总计")) else "left"
    return cell


def orientation(needed):
    """Portrait as long as the cell text stays readable there."""
    return "portrait" if (SHORT - 2 * MARGIN) / needed >= SMALLEST_UPRIGHT else "landscape"


def em(text):
    """The width of a text in em: a Chinese character is 1, a Latin letter or a digit about 0.55."""
    return sum(0.58 if letter.isascii() else 1.0 for letter in text)


def is_figure(text):
    """Figures, codes and line numbers must not be broken over lines."""
    return bool(text) and all(letter in "0123456789,.-%+—" for letter in text)


def needed_widths(columns, head, rows):
    """The least width of each column: figures on one line, heads and names broken into a few lines."""
    widths = [2.4 + CELL_PADDING] * columns
    for cell in rows[0] if rows else []:
        if cell.columns == 1 and cell.align == "right":
            widths[cell.column] = 5.6
    for cell in [cell for row in rows for cell in row]:
        if cell.columns == 1:
            wide = em(cell.text) if is_figure(cell.text) else max(2.2, min(em(cell.text), max(6.0, em(cell.text) / 2)))
            widths[cell.column] = max(widths[cell.column], min(wide, 14.0) + CELL_PADDING)
    for cell in head:
        share = (em(cell.text) / 3 if not is_figure(cell.text) else em(cell.text)) / cell.columns + CELL_PADDING
        for column in range(cell.column, cell.column + cell.columns):
            widths[column] = max(widths[column], min(share, 5.0))
    return widths


def stretched(needed, room, rows):
    """The widths after the room that is left went first to the names that would have to be broken, then to all."""
    widths = list(needed)
    wanted = list(needed)
    for cell in [cell for row in rows for cell in row]:
        if cell.columns == 1:
            wanted[cell.column] = max(wanted[cell.column], min(em(cell.text), 18.0) + CELL_PADDING)
    missing = [max(0.0, want - have) for want, have in zip(wanted, needed, strict=True)]
    spare = room - sum(needed)
    if spare > 0 and sum(missing) > 0:
        given = min(1.0, spare / sum(missing))
        widths = [have + given * lack for have, lack in zip(needed, missing, strict=True)]
    factor = room / sum(widths)
    return [width * factor for width in widths]


def head_lines(form):
    """The head's cells, row by row."""
    return [[cell for cell in form.head if cell.row == at] for at in range(form.head_rows)]


def run(command, folder, **more):
    """Runs a producer's program in `folder` with the fixed day; raises with what it printed when it fails."""
    environment = dict(os.environ, SOURCE_DATE_EPOCH=str(EPOCH), TZ="UTC", LC_ALL="C.UTF-8", **more)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]}: exit status {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def known(program, pinned, found):
    """The version found; warns when the bytes may differ because it is not the pinned one."""
    if found != pinned:
        print(f"warning: {program} {found}, the corpus was made with {pinned}", file=sys.stderr)
    return found


def page_count(path):
    """The pages of a PDF, by poppler."""
    for line in run(["pdfinfo", str(path)], None).splitlines():
        if line.startswith("Pages:"):
            return int(line.split()[1])
    raise RuntimeError(f"{path}: pdfinfo names no page count")
