"""Word processor: a flat OpenDocument text, printed by LibreOffice Writer.

Wishes: `look` (grid | outer | double), `font`, `heads` (repeated | once), `split_rows` (a row may go over a page's end),
`cell_padding` (points), `paged` (false: upright forms follow each other on a page).
Prose is justified with hanging punctuation (not where figures stand in it); the contents' page numbers are Writer's own references.
"""

import re
from xml.sax.saxutils import escape, quoteattr

import office
import sheet

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    )
)  # fmt: skip
NONE = "none"
THIN, THICK, DOUBLE = "0.5pt solid #000000", "1.75pt solid #000000", "2.25pt double #000000"
BORDER = {"grid": (THIN, THIN), "outer": (THICK, THIN), "double": (DOUBLE, THIN)}
ALIGN = {"left": "start", "right": "end", "center": "center"}


def draw(spec, rendering, path):
    """Prints the document at `path`."""
    return office.print_document("document.fodt", document(spec, rendering).encode("utf-8"), path)


def document(spec, rendering):
    """The whole flat document."""
    body, automatic, marks = [], [], {}
    parts = sheet.parts(spec, rendering)
    previous = None
    for style, what in parts:
        if style == "form":
            together = not rendering.get("paged", True) and short(previous) and short(what)
            body.append(form(what, rendering, automatic, mark(what.title, marks), together))
        else:
            body.append(part(style, what, marks))
        previous = what
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:font-face-decls/>{styles()}<office:automatic-styles>{layouts()}{''.join(automatic)}</office:automatic-styles>"
        f"{masters()}<office:body><office:text>{''.join(body)}</office:text></office:body></office:document>"
    ).replace("@FONT@", rendering.get("font", "WenQuanYi Micro Hei"))


def short(what):
    """Whether this is a form that may share an upright page with its neighbour."""
    return isinstance(what, sheet.Form) and not what.landscape and len(what.rows) <= 12


def styles():
    """The paragraph styles."""
    text = (
        '<style:text-properties style:font-name="{f}" fo:font-family="{f}" style:font-family-asian="{f}" fo:font-size="{s}pt" '
        'style:font-size-asian="{s}pt" fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/>'
    )

    def paragraph(name, size, properties, master=None):
        page = f' style:master-page-name="{master}"' if master else ""
        return (
            f'<style:style style:name="{name}" style:family="paragraph"{page}><style:paragraph-properties {properties}/>'
            f"{text.format(f='@FONT@', s=size)}</style:style>"
        )

    hanging = 'style:punctuation-wrap="hanging" style:line-break="strict"'
    plain = 'style:punctuation-wrap="simple" style:line-break="strict"'
    table = f'fo:line-height="115%" style:text-autospace="none" fo:orphans="0" fo:widows="0" {plain}'
    leader = (
        '<style:tab-stops><style:tab-stop style:position="487pt" style:type="right" style:leader-style="dotted" '
        'style:leader-text="."/></style:tab-stops>'
    )
    contents = "".join(
        f'<style:style style:name="toc{level}" style:family="paragraph"><style:paragraph-properties fo:line-height="24pt" '
        f'fo:margin-left="{24 * (level - 1)}pt">{leader}</style:paragraph-properties>{text.format(f="@FONT@", s=12)}</style:style>'
        for level in (1, 2)
    )
    return (
        "<office:styles>"
        + paragraph("cover", 24, 'fo:text-align="center" fo:margin-top="24pt"')
        + paragraph("front", 24, 'fo:text-align="center" fo:margin-top="180pt"', "Front")
        + paragraph("date", 16, 'fo:text-align="center" fo:margin-top="280pt"')
        + paragraph("head", 18, 'fo:text-align="center" fo:margin-bottom="14pt"', "Prose")
        + contents
        + paragraph("h1", 15, f'fo:text-indent="30pt" fo:line-height="27pt" fo:keep-with-next="always" {hanging}')
        + paragraph("h2", 14, f'fo:text-indent="28pt" fo:line-height="27pt" fo:keep-with-next="always" {hanging}')
        + paragraph("p", 14, f'fo:text-indent="28pt" fo:line-height="27pt" fo:text-align="justify" {hanging}')
        + paragraph("p-figures", 14, f'fo:text-indent="28pt" fo:line-height="27pt" fo:text-align="justify" {plain}')
        + paragraph("title-upright", 17, 'fo:text-align="center" fo:keep-with-next="always"', "Upright")
        + paragraph("title-across", 17, 'fo:text-align="center" fo:keep-with-next="always"', "Across")
        + paragraph("title-same", 17, 'fo:text-align="center" fo:keep-with-next="always" fo:margin-top="26pt"')
        + paragraph("number", 10.5, 'fo:text-align="end" fo:keep-with-next="always"')
        + paragraph("footer", 9, 'fo:text-align="center"')
        + paragraph("note", 10.5, plain)
        + "".join(paragraph(f"cell-{name}", 10.5, f'fo:text-align="{align}" {table}') for name, align in ALIGN.items())
        + "</office:styles>"
    )


def layouts():
    """Upright and flipped paper."""
    made = ""
    for name, wide, high in (("upright", sheet.SHORT, sheet.LONG), ("across", sheet.LONG, sheet.SHORT)):
        made += (
            f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{wide}pt" fo:page-height="{high}pt" '
            f'style:print-orientation="{"portrait" if high > wide else "landscape"}" fo:margin-top="62pt" fo:margin-bottom="34pt" '
            f'fo:margin-left="{sheet.MARGIN}pt" fo:margin-right="{sheet.MARGIN}pt"/>'
            '<style:footer-style><style:header-footer-properties fo:min-height="24pt" fo:margin-top="10pt"/></style:footer-style>'
            "</style:page-layout>"
        )
    return made


def masters():
    """The page styles; every one but the front page has the page number at its foot."""
    foot = '<style:footer><text:p text:style-name="footer">— <text:page-number text:select-page="current"/> —</text:p></style:footer>'
    return (
        '<office:master-styles><style:master-page style:name="Front" style:page-layout-name="upright"/>'
        + "".join(
            f'<style:master-page style:name="{name}" style:page-layout-name="{layout}">{foot}</style:master-page>'
            for name, layout in (("Prose", "upright"), ("Upright", "upright"), ("Across", "across"))
        )
        + "</office:master-styles>"
    )


def mark(text, marks):
    """The bookmark of an entry of the contents, as an empty string when it is none."""
    name = marks.get(text)
    return f'<text:bookmark text:name="{name}"/>' if name else ""


def paragraph(style, text, before=""):
    return f'<text:p text:style-name="{style}">{before}{escape(text)}</text:p>'


def part(style, what, marks):
    """One part that is not a form."""
    if style == "cover":
        return (
            paragraph("front", what[0])
            + "".join(paragraph("cover", line) for line in what[1:-1])
            + paragraph("date", what[-1])
        )
    if style == "contents":
        lines = []
        for at, (level, text) in enumerate(what):
            name = f"entry{at}"
            # A form's entry carries an ordinal that its title does not.
            marks[text] = marks[
                text.split("、", 1)[-1] if level == 2 and text.split("、", 1)[-1].endswith("表") else text
            ] = name
            lines.append(
                f'<text:p text:style-name="toc{level}">{escape(text)}<text:tab/>'
                f'<text:bookmark-ref text:reference-format="page" text:ref-name="{name}">1</text:bookmark-ref></text:p>'
            )
        return paragraph("head", "目　录") + "".join(lines)
    # Writer 7.4 loses the point of a figure that it would hang into the margin.
    if style == "p" and re.search(r"\d[.,]\d", what):
        return paragraph("p-figures", what)
    return paragraph({"section": "head"}.get(style, style), what, mark(what, marks))


def form(form, rendering, automatic, bookmark, together):
    """One form: caption, unit lines, table, notes; its table styles are added to `automatic`."""
    look, name = rendering.get("look", "grid"), form.kind
    title = "title-same" if together else f"title-{'across' if form.landscape else 'upright'}"
    above = paragraph(title, form.title, bookmark)
    if form.number:
        above += paragraph("number", form.number)
    automatic.append(
        f'<style:style style:name="{name}-above" style:family="paragraph" style:parent-style-name="note"><style:paragraph-properties '
        f'fo:keep-with-next="always"><style:tab-stops><style:tab-stop style:position="{form.room}pt" style:type="right"/>'
        "</style:tab-stops></style:paragraph-properties></style:style>"
        f'<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{form.room:.2f}pt" '
        f'table:align="margins" table:border-model="collapsing" style:may-break-between-rows="true"/></style:style>'
        f'<style:style style:name="{name}-row" style:family="table-row"><style:table-row-properties '
        f'fo:keep-together="{"auto" if rendering.get("split_rows") else "always"}"/></style:style>'
    )
    above += f'<text:p text:style-name="{name}-above">{escape(form.org)}<text:tab/>{escape(form.unit or "")}</text:p>'
    columns = ""
    for at, share in enumerate(form.shares):
        automatic.append(
            f'<style:style style:name="{name}-c{at}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{share:.2f}pt"/></style:style>'
        )
        columns += f'<table:table-column table:style-name="{name}-c{at}"/>'
    for align, way in ALIGN.items():
        automatic.append(
            f'<style:style style:name="{name}-{align}" style:family="paragraph" style:parent-style-name="cell-{align}">'
            f'<style:text-properties fo:font-size="{form.size}pt" style:font-size-asian="{form.size}pt"/></style:style>'
        )
    lines = sheet.head_lines(form) + form.rows
    made = {}
    rows = [row(form, at, line, len(lines), look, made, rendering) for at, line in enumerate(lines)]
    automatic += made.values()
    head, body = "".join(rows[: form.head_rows]), "".join(rows[form.head_rows :])
    if rendering.get("heads", "repeated") == "repeated":
        head = f"<table:table-header-rows>{head}</table:table-header-rows>"
    notes = "".join(paragraph("note", note) for note in form.notes)
    return f'{above}<table:table table:name={quoteattr(name)} table:style-name="{name}">{columns}{head}{body}</table:table>{notes}'


def row(form, at, cells, lines, look, made, rendering):
    """One row; the places that a cell of this or an earlier row spans over are covered cells."""
    starts = {cell.column: cell for cell in cells}
    found = ""
    for column in range(len(form.widths)):
        cell = starts.get(column)
        if cell is None:
            found += "<table:covered-table-cell/>"
            continue
        style = cell_style(form, at, cell, lines, look, made, rendering)
        spans = f' table:number-rows-spanned="{cell.rows}" table:number-columns-spanned="{cell.columns}"'
        found += (
            f'<table:table-cell table:style-name="{style}" office:value-type="string"{spans if cell.rows + cell.columns > 2 else ""}>'
            f"{paragraph(f'{form.kind}-{cell.align}', cell.text)}</table:table-cell>"
        )
    return f'<table:table-row table:style-name="{form.kind}-row">{found}</table:table-row>'


def cell_style(form, at, cell, lines, look, made, rendering):
    """The name of the cell's style, made on first use. Left and top rules are the cell's, the last ones close the table."""
    outer, inner = BORDER[look]
    edges = {
        "left": outer if cell.column == 0 else inner,
        "right": outer if cell.column + cell.columns == len(form.widths) else NONE,
        "top": outer if at == 0 else inner,
        "bottom": outer if at + cell.rows == lines else NONE,
    }
    name = f"{form.kind}-x" + "".join("o" if edge == outer else "n" if edge == NONE else "i" for edge in edges.values())
    drawn = "".join(
        f' fo:border-{side}="{edge}"'
        + (f' style:border-line-width-{side}="0.75pt 0.75pt 0.75pt"' if edge == DOUBLE else "")
        for side, edge in edges.items()
    )
    made[name] = (
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties style:vertical-align="middle" '
        f'fo:padding-left="2.5pt" fo:padding-right="2.5pt" fo:padding-top="{rendering.get("cell_padding", 2.6)}pt" '
        f'fo:padding-bottom="{rendering.get("cell_padding", 2.6)}pt"{drawn}/></style:style>'
    )
    return name
