"""A document's specification, what it says, its renderings, how it looks, and the truth that follows from the two.

In: `corpus/specs/*.json` and `corpus/renderings/*.json`. Out: dictionaries that have been checked, and the truth of
each rendering. The truth is made from the specification, from the wishes that decide what is printed, and from the
pages that a layout of ours decided; never from a rendered file.
"""

import json
import re

# What a rendering prints unless it says otherwise.
DEFAULTS = {
    "text_layer": "full",
    "merge_total": False,
    "org_label": "单位：",
    "unit_label": "单位：",
    "form_number": None,
    "leave_out_numbers": False,
    "spaced": {},
    "forms": {},
}


def load(path):
    """Reads and checks one specification; raises ValueError on the first thing that is wrong."""
    spec = json.loads(path.read_text(encoding="utf-8"))
    if spec["id"] != path.stem:
        raise ValueError(f"{path.name}: the id is {spec['id']}")
    for table in spec["tables"]:
        wanted = len(table["columns"])
        numbers = table["column_numbers"]
        if numbers is not None and len(numbers) != wanted:
            raise ValueError(f"{path.name}: {table['kind']}: {len(numbers)} column numbers for {wanted} columns")
        if len(table["measures"]) != wanted:
            raise ValueError(f"{path.name}: {table['kind']}: {len(table['measures'])} measures for {wanted} columns")
        for at, row in enumerate(table["rows"]):
            if len(row) != wanted:
                raise ValueError(f"{path.name}: {table['kind']}: row {at} has {len(row)} cells, not {wanted}")
        if len(table.get("row_measures", table["rows"])) != len(table["rows"]):
            raise ValueError(f"{path.name}: {table['kind']}: not one row measure for each row")
    return spec


def load_renderings(folder, specs):
    """The renderings of all files in `folder`, with the defaults; `paged_like` becomes the rendering that it names."""
    renderings = {}
    for path in sorted(folder.glob("*.json")):
        for wishes in json.loads(path.read_text(encoding="utf-8")):
            if wishes["id"] in renderings:
                raise ValueError(f"{path.name}: {wishes['id']} is there twice")
            if wishes["spec"] not in specs:
                raise ValueError(f"{path.name}: {wishes['id']}: no specification {wishes['spec']}")
            renderings[wishes["id"]] = check_widths(DEFAULTS | wishes, specs[wishes["spec"]])
    for rendering in renderings.values():
        if "paged_like" in rendering:
            rendering["paged_like"] = renderings[rendering["paged_like"]]
    return list(renderings.values())


def wishes(rendering):
    """What the rendering says itself, without the defaults."""
    return {key: value for key, value in rendering.items() if key not in DEFAULTS or value != DEFAULTS[key]}


def check_widths(rendering, spec):
    """The rendering; raises ValueError where it gives a form as many widths as the form has no columns."""
    columns = {table["kind"]: len(table["columns"]) for table in spec["tables"]}
    for kind, form in rendering["forms"].items():
        if "widths" in form and len(form["widths"]) != columns[kind]:
            raise ValueError(f"{rendering['id']}: {kind}: {len(form['widths'])} widths for {columns[kind]} columns")
    return rendering


def blocks_of(section):
    """The (style, text) blocks of a prose section; a glossary becomes one paragraph a term."""
    if "glossary" in section:
        return [("p", f"{entry['term']}：{entry['definition']}") for entry in section["glossary"]]
    return [next(iter(block.items())) for block in section.get("blocks", [])]


def body_rows(table, merge_total):
    """The rows as a reader should get them.

    With `merge_total` a total (合计) whose code cells are blank is printed over the code and the name columns, so its
    text belongs to the first of them.
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
    """The (first code column, name column) pairs of `row` that a total may be merged over."""
    pairs = []
    for name, measure in enumerate(table["measures"]):
        code = name
        while measure == "name" and code > 0 and (table["measures"][code - 1] or "").startswith("code"):
            code -= 1
        if code < name and not any(row[code:name]) and row[name].endswith("合计"):
            pairs.append((code, name))
    return pairs


def unit_of(spec, table):
    """The unit that a form's figures are in: its own, or the document's."""
    return table.get("unit", spec["unit"])


def column_numbers(rendering, table):
    """The 栏次 row as this rendering prints it, or None."""
    return None if rendering["leave_out_numbers"] else table["column_numbers"]


def content_traits(spec):
    """The traits that come with what a document says, however it is drawn."""
    tables = {table["kind"]: table for table in spec["tables"]}
    income, basic = tables["income"], tables["general_public_budget_basic_expenditure"]
    figures = [cell for row in income["rows"] for cell in row]
    has = {
        "codes-in-three-columns": "code_class" in income["measures"],
        "total-row-last": "合计" in income["rows"][-1],
        "blank-zeros": "0.00" not in figures,
        "three-blocks": len(basic["columns"]) > 6,
        "carry-over-columns": "opening_carryover" in tables["general_public_budget_expenditure"]["measures"],
        "empty-form-rows": any(not any(cell for row in table["rows"] for cell in row) for table in spec["tables"]),
        "three-public-transposed": "row_measures" in tables["three_public"],
        "unit-yuan": spec["unit"] == "元",
        "units-mixed": any(unit_of(spec, table) != spec["unit"] for table in spec["tables"]),
        "forms-after-prose": bool(spec["sections"][-1].get("tables")),
        "faults": bool(spec.get("inconsistencies")),
        "many-rows": any(len(table["rows"]) > 200 for table in spec["tables"]),
    }
    return [slug for slug, there in has.items() if there]


def without_layout(text):
    """The text with whitespace removed: how notes and heads are compared."""
    return re.sub(r"\s+", "", text)


def form_number(rendering, table):
    """The form number as this rendering prints it, or None."""
    pattern, number = rendering["form_number"], table["form_number"]
    if pattern is None or number is None:
        return None
    return pattern.format(number if "公开" in pattern else number.lstrip("0"))


def truth(spec, rendering, row_pages):
    """What a perfect reading of `rendering` gives.

    `row_pages` says, form by form, the page of each row (1-based),
    or is None.
    """
    tables = []
    for at, table in enumerate(spec["tables"]):
        number = form_number(rendering, table)
        entry = {
            "kind": table["kind"],
            "title": table["title"],
            "form_number": without_layout(number) if number else None,
            "unit": unit_of(spec, table) if rendering["unit_label"] is not None else None,
            "columns": table["columns"],
            "measures": table["measures"],
            "column_numbers": column_numbers(rendering, table),
            "rows": body_rows(table, rendering["merge_total"]),
        }
        if "row_measures" in table:
            entry["row_measures"] = table["row_measures"]
        if rendering.get("scan", {}).get("pages") == table["kind"]:
            entry["scanned"] = True
        entry["notes"] = [without_layout(note) for note in table["notes"]]
        if row_pages is not None:
            entry["pages"] = sorted(set(row_pages[at]))
            entry["row_pages"] = row_pages[at]
        tables.append(entry)
    sections = []
    for section in spec["sections"]:
        headings = [{"level": int(style[1]) + 1, "title": text} for style, text in blocks_of(section) if style != "p"]
        sections.append({"number": section["number"], "title": section["title"], "headings": headings})
    glossary = [entry for section in spec["sections"] for entry in section.get("glossary", [])]
    facts = [fact for section in spec["sections"] for block in section.get("blocks", []) for fact in block.get("facts", [])]
    found = {
        "facts": facts or None,
        "inconsistencies": spec.get("inconsistencies", []) if spec.get("seed") is not None else None,
    }
    return {
        "file": rendering["file"],
        "text_layer": rendering["text_layer"],
        "fiscal_year": spec["fiscal_year"],
        "kind": spec["kind"],
        "entity": spec["entity"],
        "tables": tables,
        "sections": sections,
        "glossary": glossary,
    } | {key: value for key, value in found.items() if value is not None}


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
