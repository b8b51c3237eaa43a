"""Decides what stands where: a specification and a rendering's wishes → pages of text pieces and rules.

Lengths are points; a piece's place counts from the top left of the page as displayed. The drawing room knows paper
and fonts, this one only asks it how wide a text is. A rendering without paper (the text dump) reads the same pages.
"""

from dataclasses import dataclass, field

import grid
import spec as specification

LONG, SHORT = 841.89, 595.276
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 62.0, 72.0, 68.0
PROSE, PROSE_LEADING = 14.0, 26.0
CELL, CELL_LEADING, CELL_PADDING = 10.0, 12.5, 3.0
NEVER_FIRST = set("，。、；：？！）》”％%)")
NEVER_LAST = set("（《“(")


@dataclass
class Page:
    """One page: `turned` pages are stored portrait and displayed landscape by /Rotate."""

    number: int
    width: float
    height: float
    turned: bool = False
    pieces: list = field(default_factory=list)  # (x, baseline, size, text)
    lines: list = field(default_factory=list)  # (x0, y0, x1, y1)
    blocks: list = field(default_factory=list)  # what the page says, for a rendering without paper


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


class Layout:
    """Lays one rendering out. `contents` gives the page of each contents entry, known from a first pass."""

    def __init__(self, spec, rendering, measure, contents):
        self.spec, self.rendering, self.measure, self.contents = spec, rendering, measure, contents
        self.pages = []
        self.y = 0.0
        self.starts = {}
        self.placed = [[] for _ in spec["tables"]]

    def run(self):
        """Lays out cover, contents and sections, then the page numbers."""
        self.cover()
        self.contents_page()
        for section in self.spec["sections"]:
            self.section(section)
        for page in self.pages[1:]:
            self.centred(page, page.height - 36.0, 9.0, f"— {page.number} —")
        return self

    # ---- pages -------------------------------------------------------------------------------------------------

    def open_page(self, orientation="portrait"):
        across = orientation != "portrait"
        width, height = (LONG, SHORT) if across else (SHORT, LONG)
        self.pages.append(Page(len(self.pages) + 1, width, height, turned=orientation == "rotated"))
        self.y = MARGIN_TOP

    @property
    def page(self):
        return self.pages[-1]

    @property
    def bottom(self):
        return self.page.height - MARGIN_BOTTOM

    def put(self, x, baseline, size, text):
        if text:
            self.page.pieces.append((x, baseline, size, text))

    def centred(self, page, baseline, size, text):
        page.pieces.append(((page.width - self.measure(text, size)) / 2, baseline, size, text))

    def spaced(self, text):
        """The text as this rendering spaces it out (项目 as 项 目)."""
        return self.rendering["spaced"].get(text, text)

    # ---- cover, contents, prose --------------------------------------------------------------------------------

    def cover(self):
        self.open_page()
        entity, title, date = self.spec["cover"]
        self.centred(self.page, 280.0, 24.0, entity)
        self.centred(self.page, 330.0, 24.0, title)
        self.centred(self.page, 640.0, 16.0, date)
        self.page.blocks.append(("cover", [entity, title, date]))

    def contents_page(self):
        self.open_page()
        self.centred(self.page, self.y + 18.0, 18.0, "目  录")
        self.page.blocks.append(("contents", None))
        self.y += 46.0
        for level, text in self.entries():
            size = 12.0
            left = MARGIN_SIDE + (0.0 if level == 1 else 24.0)
            right = self.page.width - MARGIN_SIDE
            number = str(self.contents.get(text, 0))
            dot = self.rendering["leader"]
            room = right - left - self.measure(text, size) - self.measure(number, size) - 8.0
            dots = dot * max(3, int(room / self.measure(dot, size)))
            self.put(left, self.y + size, size, text)
            self.put(right - self.measure(number + dots, size) - 4.0, self.y + size, size, dots)
            self.put(right - self.measure(number, size), self.y + size, size, number)
            self.y += 24.0

    def entries(self):
        """The (level, text) lines of the contents page."""
        found = []
        for section in self.spec["sections"]:
            found.append((1, self.section_title(section)))
            if section.get("tables"):
                found += [(2, entry) for entry in self.form_entries()]
            else:
                found += [(2, text) for style, text in specification.blocks_of(section) if style == "h1"]
        return found

    def form_entries(self):
        ordinals = "一二三四五六七八九"
        return [f"{ordinals[at]}、{table['title']}" for at, table in enumerate(self.spec["tables"])]

    @staticmethod
    def section_title(section):
        return f"{section['number']}  {section['title']}"

    def section(self, section):
        self.open_page()
        title = self.section_title(section)
        self.starts[title] = self.page.number
        self.page.blocks.append(("section", section))
        width = self.page.width - 2 * MARGIN_SIDE
        if section.get("tables"):
            self.y = 320.0
        for line in wrap(title, 16.0, width, self.measure):
            self.centred(self.page, self.y + 16.0, 16.0, line)
            self.y += 30.0
        self.y += 14.0
        if section.get("tables"):
            for table, entry, placed in zip(self.spec["tables"], self.form_entries(), self.placed, strict=True):
                self.form(table, placed)
                self.starts[entry] = placed[0]
            return
        for style, text in specification.blocks_of(section):
            self.paragraph(style, text)

    def paragraph(self, style, text):
        size = PROSE + 1.0 if style == "h1" else PROSE
        indent = 2 * size
        lines = wrap(text, size, self.page.width - 2 * MARGIN_SIDE, self.measure, indent)
        # A heading is not left alone at the foot of a page.
        if style != "p" and self.y + 2 * PROSE_LEADING > self.bottom:
            self.open_page()
        for at, line in enumerate(lines):
            if self.y + PROSE_LEADING > self.bottom:
                self.open_page()
            if at == 0:
                self.page.blocks.append((style, text))
                if style == "h1":
                    self.starts.setdefault(text, self.page.number)
            self.put(MARGIN_SIDE + (indent if at == 0 else 0.0), self.y + size + 4.0, size, line)
            self.y += PROSE_LEADING

    # ---- forms -------------------------------------------------------------------------------------------------

    def form(self, table, placed):
        wishes = self.rendering["forms"][table["kind"]]
        orientation = wishes.get("orientation", "portrait")
        if wishes.get("same_page"):
            self.y += 34.0
        else:
            self.open_page(orientation)
        self.form_top(table)
        head, head_heights = self.head(table, wishes)
        rows = self.body(table, wishes)
        waiting = list(range(len(rows)))
        breaks = set(wishes.get("breaks", ()))
        first = True
        while waiting:
            if not first:
                self.open_page(orientation)
                if self.rendering["continuation"] == "title_and_heads":
                    self.form_top(table)
            with_head = first or self.rendering["continuation"] != "nothing"
            cells, heights = ([], []) if not with_head else (list(head), list(head_heights))
            if not first and wishes.get("carry_total"):
                self.add_row(cells, heights, *rows[0])
            start = len(heights)
            taken = []
            while waiting:
                at = waiting[0]
                full = self.y + sum(heights) + rows[at][1] > self.bottom
                if taken and (full or at in breaks):
                    break
                self.add_row(cells, heights, *rows[at])
                taken.append(waiting.pop(0))
            self.draw(cells, heights, wishes["widths"])
            placed += [self.page.number] * len(taken)
            carried = not first and bool(wishes.get("carry_total"))
            self.page.blocks.append(("fragment", (table, taken, with_head, carried, start)))
            first = False
        width = self.page.width - 2 * MARGIN_SIDE
        for note in table["notes"]:
            for line in wrap(note, CELL, width, self.measure):
                self.y += 15.0
                self.put(MARGIN_SIDE, self.y, CELL, line)
        self.page.blocks.append(("notes", table))

    def form_top(self, table):
        """Title, form number, unit name and money unit above a form."""
        self.page.blocks.append(("form_top", table))
        self.centred(self.page, self.y + 16.0, 16.0, table["title"])
        self.y += 28.0
        right = self.page.width - MARGIN_SIDE
        number = specification.form_number(self.rendering, table)
        if number:
            self.put(right - self.measure(number, CELL), self.y + CELL, CELL, number)
            self.y += 15.0
        unit = self.rendering["unit_label"] + specification.unit_of(self.spec, table)
        self.put(MARGIN_SIDE, self.y + CELL, CELL, self.rendering["org_label"] + self.spec["entity"]["name"])
        self.put(right - self.measure(unit, CELL), self.y + CELL, CELL, unit)
        self.y += 16.0

    def edges(self, widths):
        room = self.page.width - 2 * MARGIN_SIDE
        xs = [MARGIN_SIDE]
        for width in widths:
            xs.append(xs[-1] + room * width / sum(widths))
        return xs

    def head(self, table, wishes):
        cells, depth = grid.head_cells(table["columns"], specification.column_numbers(self.rendering, table))
        heights = [22.0] * depth
        xs = self.edges(wishes["widths"])
        for cell in cells:
            missing = self.height(cell, xs) - sum(heights[cell.row : cell.row + cell.rows])
            if missing > 0:
                heights[cell.row + cell.rows - 1] += missing
        return cells, heights

    def body(self, table, wishes):
        """The (cells, height) of every row."""
        xs = self.edges(wishes["widths"])
        rows = []
        for row in table["rows"]:
            merged = specification.total_pairs(table, row) if self.rendering["merge_total"] else []
            cells = grid.body_cells(table["columns"], row, merged)
            rows.append((cells, max([wishes["row_height"]] + [self.height(cell, xs) for cell in cells])))
        return rows

    def cell_lines(self, cell, xs):
        width = xs[cell.column + cell.columns] - xs[cell.column] - 2 * CELL_PADDING
        return wrap(self.spaced(cell.text), CELL, width, self.measure)

    def height(self, cell, xs):
        return len(self.cell_lines(cell, xs)) * CELL_LEADING + 2 * CELL_PADDING

    @staticmethod
    def add_row(cells, heights, row_cells, height):
        at = len(heights)
        heights.append(height)
        cells += [grid.Cell(at, cell.column, 1, cell.columns, cell.text, cell.align) for cell in row_cells]

    def draw(self, cells, heights, widths):
        xs = self.edges(widths)
        ys = [self.y]
        for height in heights:
            ys.append(ys[-1] + height)
        for cell in cells:
            left, right = xs[cell.column] + CELL_PADDING, xs[cell.column + cell.columns] - CELL_PADDING
            top, foot = ys[cell.row], ys[cell.row + cell.rows]
            lines = self.cell_lines(cell, xs)
            baseline = (top + foot - len(lines) * CELL_LEADING) / 2 + CELL
            for line in lines:
                wide = self.measure(line, CELL)
                x = {"left": left, "right": right - wide, "center": (left + right - wide) / 2}[cell.align]
                self.put(x, baseline, CELL, line)
                baseline += CELL_LEADING
        self.page.lines += grid.rules(cells, xs, ys)
        self.y = ys[-1]
