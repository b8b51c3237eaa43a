"""Lays one form out over as many pages as it needs: the lines above it, its head, its rows, its notes.

Wishes of a rendering, or of one form of it under `forms`: `continuation` (title_and_heads, heads or nothing: what a
continuation page repeats), `frame` (all, open: no outer verticals, three_line, none), `no_top_rule` (continuations
have no rule over their first row), `split_rows` (a page may end within a row), `uneven` (cells of a row stand at
different heights), `overhang` (figures stand over the rule to their right), `row_height`. Of one form only:
`orientation`, `widths`, `size` (without them what the contents need), `breaks` (rows before which a page ends),
`carry_total` (its first row comes again on continuations), `same_page`, `tail` (an empty ruled box on the next page,
what is left of the last row), `blank_column` (the first page has one column more, empty).
"""

import grid
import spec as specification
from disguise import lookalike
from page import wrap
from widths import CELL, choose

TITLE, HEAD_ROW, LABEL = 16.0, 22.0, 10.0
MARGIN_SIDE = 62.0
CONTINUATION = "title_and_heads"


class FormLayout:
    """One form on the pages of a layout; `placed` takes the page of each row."""

    def __init__(self, flow, table, placed, opens=True):
        self.flow, self.table, self.placed, self.opens = flow, table, placed, opens
        self.rendering = flow.rendering
        self.wishes = self.rendering["forms"].get(table["kind"], {})
        self.size = CELL
        self.merged = [
            specification.total_pairs(table, row) if self.rendering["merge_total"] else [] for row in table["rows"]
        ]
        self.orientation = self.wishes.get("orientation", "portrait")
        self.widths = self.wishes.get("widths")
        self.head_cells, self.depth = grid.head_cells(
            table["columns"], specification.column_numbers(self.rendering, table)
        )
        if self.widths is None:
            chosen = choose(self, flow.measure, self.wishes.get("orientation"), self.wishes.get("size"))
            self.orientation, self.size, self.widths = chosen

    def wish(self, name, default=None):
        return self.wishes.get(name, self.rendering.get(name, default))

    @property
    def leading(self):
        return 1.25 * self.size

    @property
    def padding(self):
        return 0.3 * self.size

    def printed(self, text):
        """The text as this rendering prints it: spaced out (项目 as 项 目), or in look-alike characters."""
        text = self.rendering["spaced"].get(text, text)
        return lookalike(text) if self.rendering.get("lookalikes") else text

    # ---- pages -------------------------------------------------------------------------------------------------

    def run(self):
        flow = self.flow
        rows = self.rows()
        self.begin(rows)
        head = self.head()
        waiting = [(at, *row, False) for at, row in enumerate(rows)]
        first = True
        while waiting:
            if not first:
                flow.open_page(self.orientation)
                if self.wish("continuation", CONTINUATION) == "title_and_heads":
                    self.above()
            with_head = first or self.wish("continuation", CONTINUATION) != "nothing"
            cells, heights = (list(head[0]), list(head[1])) if with_head else ([], [])
            carried = not first and bool(self.wishes.get("carry_total"))
            if carried:
                self.add_row(cells, heights, *rows[0])
            taken, waiting = self.fill(cells, heights, waiting)
            self.draw(cells, heights, with_head, first)
            self.placed += [flow.page.number] * len(taken)
            flow.page.blocks.append(("fragment", (self, taken, with_head, carried)))
            first = False
        if self.wishes.get("tail"):
            flow.open_page(self.orientation)
            empty = [grid.Cell(0, column, 1, 1, "") for column in range(len(self.widths))]
            self.draw(empty, [14.0], False, False)
        flow.page.form_ends.append((flow.page.width - MARGIN_SIDE, flow.y))
        self.notes()

    def begin(self, rows):
        """Opens a page, unless the form goes on the one that is open."""
        flow = self.flow
        needed = 34.0 + 60.0 + sum(self.head()[1]) + sum(height for _, height in rows[:3]) if rows else 0.0
        upright = flow.page.height > flow.page.width
        fits = not self.opens and upright == (self.orientation == "portrait") and flow.y + needed <= flow.bottom
        if self.wishes.get("same_page") or (self.rendering.get("packed") and fits):
            flow.y += 34.0
        else:
            flow.open_page(self.orientation)
        self.above()

    def fill(self, cells, heights, waiting):
        """Adds rows until the page is full or must end; gives the numbers of those that begin here, and the rest."""
        flow = self.flow
        breaks = set(self.wishes.get("breaks", ()))
        taken = []
        for done, (at, row, height, is_tail) in enumerate(waiting):
            room = flow.bottom - flow.y - sum(heights)
            if done and (height > room or (at in breaks and not is_tail)):
                halves = self.split(row, room) if self.wish("split_rows") and not is_tail else None
                if halves is None:
                    return taken, waiting[done:]
                self.add_row(cells, heights, *halves[0])
                return taken + [at], [(at, *halves[1], True)] + waiting[done + 1 :]
            self.add_row(cells, heights, row, height)
            if not is_tail:
                taken.append(at)
        return taken, []

    def split(self, row, room):
        """The two parts of a row that a page's end cuts: one line of each cell here, the rest on the next page."""
        height = self.leading + 2 * self.padding
        lines = [self.cell_lines(cell) for cell in row]
        if height > room or max(len(cell) for cell in lines) < 2:
            return None
        upper = [cell.holding(lines[:1]) for cell, lines in zip(row, lines, strict=True)]
        lower = [cell.holding(lines[1:]) for cell, lines in zip(row, lines, strict=True)]
        return (upper, height), (lower, max(self.height(cell) for cell in lower))

    def above(self):
        """Title, form number, unit name and money unit above a form."""
        flow = self.flow
        flow.page.blocks.append(("form_top", self.table))
        flow.centred(flow.page, flow.y + TITLE, TITLE, self.table["title"], "title")
        flow.y += 28.0
        right = flow.page.width - MARGIN_SIDE
        number = specification.form_number(self.rendering, self.table)
        if number:
            flow.put(right - flow.measure(number, LABEL), flow.y + LABEL, LABEL, number, "label")
            flow.y += 15.0
        entity = self.rendering["org_label"] + flow.spec["entity"]["name"]
        flow.put(MARGIN_SIDE, flow.y + LABEL, LABEL, entity, "label")
        if self.rendering["unit_label"] is not None:
            unit = self.rendering["unit_label"] + specification.unit_of(flow.spec, self.table)
            flow.put(right - flow.measure(unit, LABEL), flow.y + LABEL, LABEL, unit, "label")
        flow.y += 16.0

    def notes(self):
        flow = self.flow
        width = flow.page.width - 2 * MARGIN_SIDE
        for note in self.table["notes"]:
            for line in wrap(note, LABEL, width, flow.measure):
                if flow.y + 15.0 > flow.page.height - 44.0:
                    flow.open_page(self.orientation)
                flow.y += 15.0
                flow.put(MARGIN_SIDE, flow.y, LABEL, line, "note")
        flow.page.blocks.append(("notes", self.table))

    # ---- cells -------------------------------------------------------------------------------------------------

    def edges(self):
        across = self.orientation != "portrait"
        room = (841.89 if across else 595.276) - 2 * MARGIN_SIDE
        xs = [MARGIN_SIDE]
        for width in self.widths:
            xs.append(xs[-1] + room * width / sum(self.widths))
        return xs

    def head(self):
        heights = [HEAD_ROW] * self.depth
        for cell in self.head_cells:
            missing = self.height(cell) - sum(heights[cell.row : cell.row + cell.rows])
            if missing > 0:
                heights[cell.row + cell.rows - 1] += missing
        return self.head_cells, heights

    def rows(self):
        """The (cells, height) of every row."""
        least = self.wish("row_height", 21.0)
        rows = []
        for row, merged in zip(self.table["rows"], self.merged, strict=True):
            cells = grid.body_cells(self.table["columns"], row, merged)
            rows.append((cells, max([least] + [self.height(cell) for cell in cells])))
        return rows

    def cell_lines(self, cell):
        if cell.lines is not None:
            return cell.lines
        xs = self.edges()
        width = xs[cell.column + cell.columns] - xs[cell.column] - 2 * self.padding
        return wrap(self.printed(cell.text), self.size, width, self.flow.measure)

    def height(self, cell):
        return len(self.cell_lines(cell)) * self.leading + 2 * self.padding

    @staticmethod
    def add_row(cells, heights, row_cells, height):
        at = len(heights)
        heights.append(height)
        cells += [cell.at_row(at) for cell in row_cells]

    def draw(self, cells, heights, with_head, first):
        flow = self.flow
        xs, ys = self.edges(), [flow.y]
        for height in heights:
            ys.append(ys[-1] + height)
        head_rows = self.depth if with_head else 0
        for cell in cells:
            self.draw_cell(cell, xs, ys, head_rows)
        if first and self.wishes.get("blank_column"):
            xs = xs + [xs[-1] + 16.0]
            last = len(xs) - 2
            cells = cells + [grid.Cell(row, last, 1, 1, "") for row in range(len(heights))]
        rules = grid.rules(cells, xs, ys)
        frame = self.wish("frame", "all")
        flow.page.lines += grid.framed(rules, frame, xs, ys, head_rows, first or not self.wish("no_top_rule"))
        flow.y = ys[-1]

    def draw_cell(self, cell, xs, ys, head_rows):
        left, right = xs[cell.column] + self.padding, xs[cell.column + cell.columns] - self.padding
        top, foot = ys[cell.row], ys[cell.row + cell.rows]
        lines = self.cell_lines(cell)
        baseline = (top + foot - len(lines) * self.leading) / 2 + self.size
        role = "head" if cell.row < head_rows else "cell"
        if role == "cell" and cell.text.endswith(("合计", "总计")):
            role = "total"
        if self.wish("uneven") and role != "head":
            room = max(0.0, foot - top - len(lines) * self.leading - self.padding)
            baseline += ((cell.row * 7 + cell.column * 3) % 5 - 2) / 4 * min(room, self.size)
        for line in lines:
            wide = self.flow.measure(line, self.size)
            x = {"left": left, "right": right - wide, "center": (left + right - wide) / 2}[cell.align]
            if self.wish("overhang") and cell.align == "right" and role != "head" and cell.row % 2:
                x += self.padding + 0.2 * self.size
            self.flow.put(x, baseline, self.size, line, role, cell.column)
            baseline += self.leading
