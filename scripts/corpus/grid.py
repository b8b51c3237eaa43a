"""Head cells, body cells and the rules between them, before they have a place on a page.

In: a table's column paths and rows. Out: cells with spans (row, column, rows, columns), and, once heights are known,
the lines that a ruled table shows: each line once, as long as it runs.
"""

from dataclasses import dataclass, replace


@dataclass
class Cell:
    """One printed cell; `row` and `column` count from the top left of the head or of the body row."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    align: str = "center"
    lines: list | None = None  # where the text has been broken already

    def at_row(self, row):
        """The same cell in another row."""
        return replace(self, row=row)

    def holding(self, lines):
        """The same cell with these lines for its text."""
        return replace(self, text="".join(lines), lines=lines)


def head_cells(columns, numbers):
    """The head of a table: a path's prefix that neighbours share is one cell, a leaf reaches down to the last row."""
    depth = max(len(path) for path in columns)
    cells = []

    def split(first, last, level):
        at = first
        while at < last:
            end = at + 1
            is_leaf = len(columns[at]) == level + 1
            while end < last and not is_leaf and columns[end][: level + 1] == columns[at][: level + 1]:
                end += 1
            rows = depth - level if is_leaf else 1
            cells.append(Cell(level, at, rows, end - at, columns[at][level]))
            if not is_leaf:
                split(at, end, level + 1)
            at = end

    split(0, len(columns), 0)
    if numbers is not None:
        at = 0
        while at < len(columns):
            end = at + 1
            # 栏次 stands over every unnumbered column that follows it.
            while numbers[at] == "栏次" and end < len(columns) and numbers[end] == "":
                end += 1
            cells.append(Cell(depth, at, 1, end - at, numbers[at]))
            at = end
        depth += 1
    return cells, depth


def body_cells(columns, row, merged):
    """The cells of one row; `merged` holds the (code, name) pairs printed as one cell."""
    over = {code: name for code, name in merged}
    cells = []
    at = 0
    while at < len(row):
        end = over.get(at, at) + 1
        text = row[at] or (row[end - 1] if end - at > 1 else "")
        cells.append(Cell(0, at, 1, end - at, text, "center" if end - at > 1 else alignment(columns[at], text)))
        at = end
    return cells


def alignment(path, text):
    """Names to the left, money to the right, codes and line numbers in the middle."""
    leaf = path[-1]
    if leaf == "行次" or leaf.endswith("科目编码"):
        return "center"
    if leaf in ("项目", "科目名称"):
        return "center" if text.endswith(("合计", "总计")) else "left"
    return "right"


def framed(lines, frame, xs, ys, head_rows, with_top):
    """Of the lines that enclose cells, those that are printed in this `frame` (all, open, three_line or none)."""
    if frame == "none":
        return []
    if frame == "three_line":
        lines = [(xs[0], y, xs[-1], y) for y in (ys[0], ys[head_rows], ys[-1])]
    if frame == "open":
        lines = [line for line in lines if line[0] != line[2] or line[0] not in (xs[0], xs[-1])]
    return lines if with_top else [line for line in lines if line[1] != ys[0] or line[3] != ys[0]]


def rules(cells, xs, ys):
    """The straight lines (x0, y0, x1, y1) that enclose `cells`, collinear neighbours joined."""
    owner = {}
    for number, cell in enumerate(cells):
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                owner[row, column] = number
    rows, columns = len(ys) - 1, len(xs) - 1
    lines = []
    for row in range(rows + 1):
        start = None
        for column in range(columns + 1):
            drawn = column < columns and owner.get((row - 1, column)) != owner.get((row, column))
            if drawn and start is None:
                start = column
            elif not drawn and start is not None:
                lines.append((xs[start], ys[row], xs[column], ys[row]))
                start = None
    for column in range(columns + 1):
        start = None
        for row in range(rows + 1):
            drawn = row < rows and owner.get((row, column - 1)) != owner.get((row, column))
            if drawn and start is None:
                start = row
            elif not drawn and start is not None:
                lines.append((xs[column], ys[start], xs[column], ys[row]))
                start = None
    return lines
