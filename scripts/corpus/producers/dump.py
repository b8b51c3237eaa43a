"""Writes a document as a plain-text dump: paragraphs with a blank line between, table cells separated by tabs.

The dump has no pages of its own. It reads like a text extraction of the rendering that it is `paged_like`: titles and
heads come again where that one turned the page, and a cell that was wrapped there has a space at the wrap.

Wishes: `paged_like`, `encoding` (utf-8, gb18030, utf-16: little-endian with a byte order mark), `line_end`.
"""

import re

import fonts
import grid
import layout
import paper
import spec as specification

BESIDE_LATIN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")


def loose(text):
    """Prose with a space between Chinese and Latin letters or digits, as converters like to put it."""
    return BESIDE_LATIN.sub(" ", text)


def draw(spec, rendering, path):
    """Writes the dump at `path`; a dump is one page."""
    like = rendering["paged_like"]
    measure = paper.font(like["font"]) if isinstance(like["font"], str) else fonts.make(like["font"]).measure
    laid = layout.lay_out(spec, like, measure)
    text = "\n\n" + "\n\n".join(parts(spec, rendering, laid)) + "\n"
    text = text.replace("\n", rendering.get("line_end", "\n"))
    path.write_bytes(text.encode(rendering.get("encoding", "utf-8")))
    return {
        "pages": 1,
        "producer": "plain text",
        "row_pages": [[1] * len(table["rows"]) for table in spec["tables"]],
        "font_licence": "none: plain text",
    }


def parts(spec, rendering, laid):
    """The paragraphs of the pages of `laid`; a table's fragment is one."""
    out = []
    numbered = set()
    entity = loose(spec["entity"]["name"])
    for page in laid.pages:
        for kind, what in page.blocks:
            if kind == "cover":
                out += [f"{what[0]} {what[1]}", what[2]]
            elif kind == "contents":
                out.append("目 录")
                out += contents(spec, laid)
            elif kind == "section":
                out.append(loose(f"{what['number']}：{what['title']}"))
            elif kind in ("h1", "h2", "p"):
                out.append(loose(what))
            elif kind == "form_top":
                if what["kind"] not in numbered:
                    numbered.add(what["kind"])
                    number = specification.form_number(rendering, what)
                    out += [number] if number else []
                unit = rendering["unit_label"] + specification.unit_of(spec, what)
                out += [what["title"], rendering["org_label"] + entity, unit]
            elif kind == "fragment":
                out.append(fragment(rendering, *what))
            elif kind == "notes":
                out += [loose(note) for note in what["notes"]]
    return out


def contents(spec, laid):
    """The contents: a paragraph a section, the entries under it as a list."""
    found, items = [], []
    for level, text in laid.entries():
        if level == 2:
            items.append("- " + text)
            continue
        if items:
            found.append("\n".join(items))
            items = []
        found.append(loose(re.sub(r"\s+", "：", text, count=1)))
    return found + (["\n".join(items)] if items else [])


def fragment(rendering, form, taken, with_head, carried):
    """One page's part of a table, a line a row."""

    def printed(cell):
        return " ".join(line.strip() for line in form.cell_lines(cell))

    table, lines = form.table, []
    if with_head:
        cells, depth = grid.head_cells(table["columns"], specification.column_numbers(rendering, table))
        head = [[""] * len(table["columns"]) for _ in range(depth)]
        for cell in cells:
            head[cell.row][cell.column] = printed(cell)
        lines += head
    for at in ([0] if carried else []) + taken:
        row = [""] * len(table["columns"])
        for cell in grid.body_cells(table["columns"], table["rows"][at], []):
            row[cell.column] = printed(cell)
        lines.append(row)
    return "\n".join("\t".join(line) for line in lines)
