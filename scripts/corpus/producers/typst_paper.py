"""Typst, as the young offices' own templates use it: compiled by its library, without a network.

Wishes: `look` (grid | rows | three_line | none: which rules), `font`, `heads` (repeated | once), `tracking` (em between the
letters of heads and titles), `paged` (false: upright forms of up to 12 rows follow each other on a page), `cell_padding`.
The same bytes for the same edition: the document's day is set, and Typst derives the file identifier from the document.
"""

import importlib.metadata
import json

import typst

import sheet

PINNED = "0.15.2"
FONT_FOLDERS = ["/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/wqy"]
STROKES = {
    "grid": "0.5pt",
    "rows": "(x, y) => (top: if y == 0 {1pt} else {0.4pt}, bottom: 0.4pt)",
    "three_line": "none",
    "none": "none",
}


def draw(spec, rendering, path):
    """Prints the document at `path`."""
    version = sheet.known("typst", PINNED, importlib.metadata.version("typst"))
    source = document(spec, rendering)
    pdf = typst.compile(source.encode("utf-8"), font_paths=FONT_FOLDERS, ignore_system_fonts=True, pdf_tags=False)
    path.write_bytes(pdf)
    return {"pages": sheet.page_count(path), "producer": f"Typst {version}"}


def quoted(text):
    """A string literal; Typst escapes as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def document(spec, rendering):
    """The whole source: a preamble and one page call for each run of parts that share paper."""
    pages = []
    for style, what in sheet.parts(spec, rendering):
        if style == "form":
            shared = not rendering.get("paged", True) and pages and pages[-1][2] and short(what)
            if not shared:
                pages.append((what.landscape, [], short(what)))
            pages[-1][1].append(form(what, rendering, gap=shared))
        elif style in ("cover", "contents", "section"):
            pages.append((False, [part(style, what, rendering)], False))
        else:
            pages[-1][1].append(part(style, what, rendering))
    body = "\n".join(
        f"#page(flipped: {'true' if flipped else 'false'}{', footer: none' if at == 0 else ''})[\n{''.join(blocks)}]"
        for at, (flipped, blocks, _) in enumerate(pages)
    )
    return preamble(spec, rendering) + body


def short(what):
    """Whether a form may share an upright page with its neighbour."""
    return not what.landscape and len(what.rows) <= 12


def preamble(spec, rendering):
    """Paper, text and paragraph settings."""
    return f"""
#set document(title: {quoted(f"{spec['fiscal_year']}年度部门决算")}, author: {quoted(spec["entity"]["name"])}, date: datetime(year: 2023, month: 9, day: 1))
#set page(paper: "a4", margin: (x: {sheet.MARGIN}pt, top: 62pt, bottom: 56pt), footer: context align(center, text(9pt)[— #counter(page).display() —]))
#set text(font: {quoted(rendering.get("font", "Noto Serif CJK SC"))}, size: 14pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 11pt, spacing: 11pt, first-line-indent: (amount: 2em, all: true))
#let centred(size, space, body) = align(center, par(first-line-indent: 0pt, text(size: size, tracking: space, body)))
#let plain(size, body) = par(first-line-indent: 0pt, justify: false, leading: 5pt, text(size: size, body))
"""


def part(style, what, rendering):
    """One part that is not a form."""
    tracking = f"{rendering.get('tracking', 0)}em"
    if style == "cover":
        lines = "".join(f"#centred(24pt, {tracking})[#{quoted(line)}]\n#v(8pt)\n" for line in what[:-1])
        return f"#v(180pt)\n{lines}#v(260pt)\n#centred(16pt, 0pt)[#{quoted(what[-1])}]\n"
    if style == "contents":
        lines = "".join(
            f"#par(first-line-indent: 0pt, justify: false, text(12pt)[#h({2 * (level - 1)}em)#{quoted(text)} #box(width: 1fr, repeat[.]) "
            f"#context {{ let found = query(heading).filter(it => it.body == [#{quoted(wording(text))}])\n"
            f"if found.len() > 0 {{ str(counter(page).at(found.first().location()).first()) }} }}])\n"
            for level, text in what
        )
        return f"#centred(18pt, 1em)[目录]\n#v(10pt)\n{lines}"
    if style == "section":
        return f"#show heading: it => centred(17pt, 0pt, it.body)\n#heading[#{quoted(what)}]\n#v(12pt)\n"
    if style == "h1":
        return f'#[#show heading: it => par(text(15pt, weight: "regular", it.body))\n#heading[#{quoted(what)}]]\n'
    return f"#par[#{quoted(what)}]\n"


def wording(entry):
    """A form's entry of the contents without its ordinal, which its title does not have."""
    rest = entry.split("、", 1)[-1]
    return rest if rest.endswith("表") else entry


def form(form, rendering, gap):
    """One form: caption, unit lines, table, notes."""
    tracking = f"{rendering.get('tracking', 0)}em"
    look = rendering.get("look", "grid")
    columns = ", ".join(f"{share:.2f}pt" for share in form.shares)
    head = "".join(cell(one, tracking) for line in sheet.head_lines(form) for one in line)
    repeated = "true" if rendering.get("heads", "repeated") == "repeated" else "false"
    rules = after = ""
    if look == "three_line":
        rules, after = "table.hline(stroke: 1.2pt),", f"table.hline(y: {form.head_rows}, stroke: 0.5pt),"
    body = "".join(cell(one, "0em") for row in form.rows for one in row)
    closing = "table.hline(stroke: 1.2pt)," if look == "three_line" else ""
    number = f"#align(right, plain(10.5pt)[#{quoted(form.number)}])\n" if form.number else ""
    notes = "".join(f"#plain(10.5pt)[#{quoted(note)}]\n" for note in form.notes)
    padding = rendering.get("cell_padding", 4)
    return (
        f"{'#v(20pt)' if gap else ''}\n#[#show heading: it => centred(17pt, {tracking}, it.body)\n#heading(level: 2)[#{quoted(form.title)}]]\n"
        f"{number}#plain(10.5pt)[#{quoted(form.org)}#h(1fr)#{quoted(form.unit or '')}]\n"
        f"#[#set text(size: {form.size}pt)\n#set par(first-line-indent: 0pt, justify: false, leading: 4pt, spacing: 4pt)\n"
        f"#table(columns: ({columns}), stroke: {STROKES[look]}, inset: (x: 2.5pt, y: {padding}pt), align: center + horizon,\n"
        f"{rules}table.header(repeat: {repeated}, {head}),{after}\n{body}{closing})]\n{notes}"
    )


def cell(one, tracking):
    """One cell with its spans."""
    spans = (f"rowspan: {one.rows}, " if one.rows > 1 else "") + (
        f"colspan: {one.columns}, " if one.columns > 1 else ""
    )
    content = f"#text(tracking: {tracking}, {quoted(one.text)})" if tracking != "0em" else f"#{quoted(one.text)}"
    return f"table.cell({spans}align: {one.align} + horizon)[{content}],\n"
