"""A document's specification: what it says, before anything decides how it looks.

In: `corpus/specs/*.json`. Out: dictionaries that have been checked, and the truth of each rendering. The truth is made
from the specification and from what the layout decided (which page), never from a rendered file.
"""

import json
import re


def load(path):
    """Reads and checks one specification; raises ValueError on the first thing that is wrong."""
    spec = json.loads(path.read_text(encoding="utf-8"))
    for table in spec["tables"]:
        wanted = len(table["columns"])
        numbers = table["column_numbers"]
        if numbers is not None and len(numbers) != wanted:
            raise ValueError(f"{path.name}: {table['kind']}: {len(numbers)} column numbers for {wanted} columns")
        for at, row in enumerate(table["rows"]):
            if len(row) != wanted:
                raise ValueError(f"{path.name}: {table['kind']}: row {at} has {len(row)} cells, not {wanted}")
    for rendering in spec["renderings"]:
        for kind, form in rendering.get("forms", {}).items():
            columns = next(table["columns"] for table in spec["tables"] if table["kind"] == kind)
            if len(form["widths"]) != len(columns):
                raise ValueError(f"{rendering['id']}: {kind}: {len(form['widths'])} widths for {len(columns)} columns")
    return spec


def blocks_of(section):
    """The (style, text) blocks of a prose section; a glossary becomes one paragraph a term."""
    if "glossary" in section:
        return [("p", f"{entry['term']}：{entry['definition']}") for entry in section["glossary"]]
    return [next(iter(block.items())) for block in section.get("blocks", [])]


def body_rows(table, merge_total):
    """The rows as a reader should get them.

    With `merge_total` a total (合计) whose code cell is blank is printed over the code and the name column, so its text
    belongs to the first of the two.
    """
    rows = []
    for row in table["rows"]:
        row = list(row)
        if merge_total:
            for code, name in total_pairs(table, row):
                row[code], row[name] = row[name], ""
        rows.append(row)
    return rows


def total_pairs(table, row):
    """The (code, name) column pairs of `row` that a total may be merged over."""
    pairs = []
    for at, path in enumerate(table["columns"][:-1]):
        if path[-1].endswith("科目编码") and not row[at] and row[at + 1].endswith("合计"):
            pairs.append((at, at + 1))
    return pairs


def without_layout(text):
    """The text with whitespace removed: how notes and heads are compared."""
    return re.sub(r"\s+", "", text)


def form_number(rendering, table):
    """The form number as this rendering prints it, or None."""
    pattern = rendering["form_number"]
    if pattern is None:
        return None
    number = table["form_number"]
    return pattern.format(number if "公开" in pattern else int(number))


def truth(spec, rendering, placed):
    """What a perfect reading of `rendering` gives. `placed` says, by kind, the page of each row (1-based)."""
    tables = []
    for table in spec["tables"]:
        where = placed[table["kind"]]
        number = form_number(rendering, table)
        tables.append(
            {
                "kind": table["kind"],
                "title": table["title"],
                "form_number": without_layout(number) if number else None,
                "unit": spec["unit"],
                "pages": sorted(set(where)),
                "columns": table["columns"],
                "column_numbers": table["column_numbers"],
                "rows": body_rows(table, rendering["merge_total"]),
                "row_pages": where,
                "notes": [without_layout(note) for note in table["notes"]],
            }
        )
    sections = []
    for section in spec["sections"]:
        headings = [{"level": int(style[1]) + 1, "title": text} for style, text in blocks_of(section) if style != "p"]
        sections.append({"number": section["number"], "title": section["title"], "headings": headings})
    glossary = [entry for section in spec["sections"] for entry in section.get("glossary", [])]
    return {
        "file": rendering["file"],
        "title_org": spec["entity"]["name"],
        "fiscal_year": spec["fiscal_year"],
        "tables": tables,
        "sections": sections,
        "glossary": glossary,
    }


def pretty(value, indent=0):
    """JSON with short values on one line, so that a table row is a line of the diff."""
    pad = " " * indent
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or len(line) <= 100 - indent:
        return line
    if isinstance(value, dict):
        inside = ",\n".join(
            f"{pad}  {json.dumps(key, ensure_ascii=False)}: {pretty(entry, indent + 2)}" for key, entry in value.items()
        )
        return "{\n" + inside + "\n" + pad + "}"
    if all(isinstance(entry, str) for entry in value) and len(line) <= 200 - indent:
        return line
    if all(isinstance(entry, int) for entry in value):
        return line
    return "[\n" + ",\n".join(pad + "  " + pretty(entry, indent + 2) for entry in value) + "\n" + pad + "]"
