"""XeLaTeX: longtable with repeated or single heads, multirow and multicolumn, and pages turned by /Rotate.

Wishes: `look` (grid | booktabs), `rule` (points, the thickness of a rule), `font`, `heads` (repeated | once), `continued` (words printed
above a continuation, such as 续表), `paged` (false: upright forms of up to 12 rows follow each other on a page).
Forms on flipped paper are stored upright and turned by pdflscape; their page number stays on the long side's foot.
The same bytes for the same edition: the program takes its clock and identifiers from SOURCE_DATE_EPOCH.
"""

import pathlib
import re
import tempfile

import sheet

PINNED = "0.999994"
NOTO, WQY = "/usr/share/fonts/opentype/noto/", "/usr/share/fonts/truetype/wqy/"
FILES = {
    "WenQuanYi Micro Hei": (WQY, "wqy-microhei.ttc", 0),
    "Noto Serif CJK SC": (NOTO, "NotoSerifCJK-Regular.ttc", 2),
    "Noto Sans CJK SC": (NOTO, "NotoSansCJK-Regular.ttc", 2),
}
SPECIAL = re.compile(r"[\\{}$&#^_~%]")
SPELLED = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}
# Each of the three redefines \\, which must go on ending a row.
ALIGN = {
    way: rf"\{name}\arraybackslash"
    for way, name in (("left", "raggedright"), ("right", "raggedleft"), ("center", "centering"))
}
STRETCH = 1.35  # of the cells' lines
TOP, FOOT = 62.0, 60.0  # points, the upright page's margins
GAP = 2.5  # points, left and right of a cell's text


def draw(spec, rendering, path):
    """Prints the document at `path`; two runs, since the contents must know the pages."""
    version = re.search(r"0\.\d+", sheet.run(["xelatex", "--version"], None)).group()
    sheet.known("xelatex", PINNED, version)
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "document.tex").write_text(document(spec, rendering), encoding="utf-8")
        for _ in range(3):
            sheet.run(
                ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "document.tex"], folder, FORCE_SOURCE_DATE="1"
            )
        path.write_bytes((pathlib.Path(folder) / "document.pdf").read_bytes())
    return {"pages": sheet.page_count(path), "producer": f"XeTeX {version}"}


def escaped(text):
    """The text as TeX must see it."""
    return SPECIAL.sub(lambda found: SPELLED.get(found[0], "\\" + found[0]), text)


def document(spec, rendering):
    """The whole source."""
    body, marks, previous = [], {}, None
    for style, what in sheet.parts(spec, rendering):
        if style == "form":
            together = not rendering.get("paged", True) and short(previous) and short(what)
            body.append(form(what, rendering, marks, together))
        else:
            body.append(part(style, what, marks))
        previous = what
    return preamble(spec, rendering) + "\n".join(body) + "\n\\end{document}\n"


def short(what):
    """Whether this is a form that may share an upright page with its neighbour."""
    return isinstance(what, sheet.Form) and not what.landscape and len(what.rows) <= 12


def preamble(spec, rendering):
    """Paper, fonts and the few commands that the parts use."""
    folder, name, index = FILES[rendering.get("font", "Noto Serif CJK SC")]
    return rf"""\documentclass[12pt]{{article}}
\usepackage[a4paper,hmargin={sheet.MARGIN}bp,top={TOP}bp,bottom={FOOT}bp,footskip=24bp]{{geometry}}
\usepackage{{fontspec,longtable,array,multirow,booktabs,pdflscape,fancyhdr}}
\setmainfont{{{name}}}[Path={folder},FontIndex={index},BoldFont={name},BoldFeatures={{FontIndex={index}}}]
\XeTeXlinebreaklocale "zh"
\XeTeXlinebreakskip=0pt plus 1pt
\special{{pdf:docinfo<</Title({title(spec)})>>}}
\fancyhf{{}}\renewcommand{{\headrulewidth}}{{0pt}}\fancyfoot[C]{{\fontsize{{9bp}}{{11bp}}\selectfont — \thepage{{}} —}}\pagestyle{{fancy}}
\setlength{{\parindent}}{{28bp}}\setlength{{\parskip}}{{0pt}}\setlength{{\tabcolsep}}{{{GAP}bp}}\setlength{{\arrayrulewidth}}{{{rendering.get("rule", 0.4)}bp}}
\setlength{{\LTpre}}{{2bp}}\setlength{{\LTpost}}{{3bp}}\setlength{{\LTleft}}{{0pt}}\setlength{{\LTright}}{{0pt}}
\setlength{{\aboverulesep}}{{0pt}}\setlength{{\belowrulesep}}{{0pt}}\setlength{{\LTcapwidth}}{{\linewidth}}
\emergencystretch=3em\sloppy
\newcommand{{\size}}[2]{{\fontsize{{#1bp}}{{#2bp}}\selectfont}}
\begin{{document}}\size{{14}}{{25}}
"""


def title(spec):
    """The document's name; in the information dictionary it must be plain ASCII."""
    return f"{spec['fiscal_year']} final accounts"


def part(style, what, marks):
    """One part that is not a form."""
    if style == "cover":
        lines = "".join(rf"{{\size{{24}}{{40}} {escaped(line)}\par}}" for line in what[:-1])
        return rf"\thispagestyle{{empty}}\begin{{center}}\vspace*{{170bp}}{lines}\vspace{{260bp}}{{\size{{16}}{{24}} {escaped(what[-1])}\par}}\end{{center}}"
    if style == "contents":
        lines = ""
        for at, (level, text) in enumerate(what):
            rest = text.split("、", 1)[-1]
            marks[rest if rest.endswith("表") else text] = f"entry{at}"
            lines += rf"\noindent\hspace*{{{2 * (level - 1)}em}}{escaped(text)}\dotfill\pageref{{entry{at}}}\par" + "\n"
        return rf"\clearpage\begin{{center}}\size{{18}}{{30}}目\quad 录\end{{center}}{{\size{{12}}{{24}}{lines}}}"
    if style == "section":
        return rf"\clearpage\begin{{center}}\size{{17}}{{28}}{escaped(what)}{mark(what, marks)}\end{{center}}\par"
    size = {"h1": 15, "h2": 14, "p": 14}[style]
    kept = r"\nopagebreak" if style != "p" else ""
    return rf"{{\size{{{size}}}{{25}} {escaped(what)}{mark(what, marks)}\par{kept}}}"


def mark(text, marks):
    """The label of an entry of the contents."""
    return rf"\label{{{marks[text]}}}" if text in marks else ""


def form(form, rendering, marks, together):
    """One form: caption, unit lines, table, notes; on flipped paper inside a turned page."""
    grid_look = rendering.get("look", "grid") == "grid"
    bar = "|" if grid_look else ""
    rule = rendering.get("rule", 0.4) if grid_look else 0.0
    # A turned page's line is as long as an upright page's text is high.
    scale = (sheet.LONG - TOP - FOOT) / form.room if form.landscape else 1.0
    shares = [share * scale - 2 * GAP - rule for share in form.shares]
    columns = bar + "".join(rf"m{{{share:.2f}bp}}{bar}" for share in shares)
    top = r"\hline" if grid_look else r"\toprule"
    last = r"\hline" if grid_look else r"\bottomrule"
    head = top + "\n" + head_rows(form, shares, bar, grid_look)
    close = rf"\endfirsthead{continuation(form, rendering, head)}{'' if grid_look else last}\endfoot{'' if grid_look else last}\endlastfoot"
    number = rf"{{\size{{10.5}}{{15}}\noindent\hfill {escaped(form.number)}\par\nopagebreak}}" if form.number else ""
    above = (
        rf"{{\centering\size{{17}}{{27}} {escaped(form.title)}{mark(form.title, marks)}\par\nopagebreak}}{number}"
        rf"{{\size{{10.5}}{{15}}\noindent {escaped(form.org)}\hfill {escaped(form.unit or '')}\par\nopagebreak}}"
    )
    body = "".join(body_row(form, row, shares, bar) + (r"\hline" if grid_look else "") + "\n" for row in form.rows)
    notes = "".join(rf"{{\size{{10.5}}{{15}}\noindent {escaped(note)}\par}}" for note in form.notes)
    table = (
        rf"{{\size{{{form.size}}}{{{form.size * 1.3:.1f}}}\renewcommand{{\arraystretch}}{{{STRETCH}}}\begin{{longtable}}{{{columns}}}"
        f"\n{head}{close}\n{body}\\end{{longtable}}}}"
    )
    if form.landscape:
        return rf"\begin{{landscape}}{above}{table}{notes}\end{{landscape}}"
    return (r"\vspace{24bp}" if together else r"\clearpage") + above + table + notes


def continuation(form, rendering, head):
    """The head of a continuation: the words that say so, and the head again when it is repeated."""
    words = rendering.get("continued")
    line = rf"\multicolumn{{{len(form.widths)}}}{{r}}{{{escaped(words)}}}\\" if words else ""
    if rendering.get("heads", "repeated") == "repeated":
        return line + head + r"\endhead"
    return line + r"\hline\endhead" if rendering.get("look", "grid") == "grid" else line + r"\endhead"


def cell(one, shares, bar, rows=1, lower=0.0):
    """A cell's source in its first row; over several columns it brings its own width and bars."""
    text = f"{ALIGN[one.align]} {escaped(one.text)}"
    if one.columns == 1:
        return rf"\multirow{{{rows}}}{{=}}[{-lower:.1f}bp]{{{text}}}" if rows > 1 else text
    wide = sum(shares[one.column : one.column + one.columns]) + (one.columns - 1) * (2 * GAP)
    inner = rf"\multirow{{{rows}}}{{{wide:.2f}bp}}[{-lower:.1f}bp]{{{text}}}" if rows > 1 else text
    first = bar if one.column == 0 else ""
    if rows > 1:
        return rf"\multicolumn{{{one.columns}}}{{{first}c{bar}}}{{{inner}}}"
    return rf"\multicolumn{{{one.columns}}}{{{first}m{{{wide:.2f}bp}}{bar}}}{{{inner}}}"


def head_rows(form, shares, bar, grid_look):
    """The head, with a rule under each cell that ends in a row, and room below the rows for cells over several rows."""
    leading = form.size * 1.3 * STRETCH
    extra = [0.0] * form.head_rows
    for one in sorted(form.head, key=lambda one: one.rows):
        wide = sum(shares[one.column : one.column + one.columns])
        lines = -(-sheet.em(one.text) * form.size * 1.03 // wide)
        room = one.rows * leading + sum(extra[one.row : one.row + one.rows])
        lacking = lines * form.size * 1.3 + 4 - room
        if lacking > 0 and one.rows > 1:
            for row in range(one.row, one.row + one.rows):
                extra[row] += lacking / one.rows
    made = ""
    columns = len(form.widths)
    for row in range(form.head_rows):
        owner = {
            column: one
            for one in form.head
            if one.row <= row < one.row + one.rows
            for column in range(one.column, one.column + one.columns)
        }
        cells, at = [], 0
        while at < columns:
            one = owner[at]
            if one.row == row:
                cells.append(cell(one, shares, bar, one.rows, sum(extra[row : row + one.rows]) / 2))
            elif one.columns > 1:
                cells.append(rf"\multicolumn{{{one.columns}}}{{{bar if at == 0 else ''}c{bar}}}{{}}")
            else:
                cells.append("")
            at += one.columns
        made += " & ".join(cells) + (rf"\\[{extra[row]:.1f}bp]" if extra[row] else r"\\") + "\n"
        ended = [column for column in range(columns) if owner[column].row + owner[column].rows == row + 1]
        if row == form.head_rows - 1:
            made += (r"\hline" if grid_look else r"\midrule") + "\n"
        elif grid_look:
            made += (
                r"\hline" if len(ended) == columns else "".join(rf"\cline{{{a + 1}-{b + 1}}}" for a, b in runs(ended))
            )
            made += "\n"
    return made


def runs(columns):
    """Neighbouring columns as (first, last)."""
    found = []
    for column in columns:
        if found and found[-1][1] == column - 1:
            found[-1] = (found[-1][0], column)
        else:
            found.append((column, column))
    return found


def body_row(form, row, shares, bar):
    """One row of the body."""
    return " & ".join(cell(one, shares, bar) for one in row) + r"\\"
