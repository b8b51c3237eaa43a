"""Web page to PDF: headless Chromium (Skia/PDF), as the portals that print an HTML table make them.

Wishes: `look` (full | three_line | zebra | dotted), `font`, `heads` (repeated | once), `title_in_head` (title and unit
lines are repeated with the head), `split_rows` (a row may go over a page's end), `watermark` (text across each page),
`seal` (text of a round red seal over the foot of each form's table), `paged` (each form on a page of its own, default).

The day and the document's tags: Chromium prints the clock into CreationDate and ModDate and honours no SOURCE_DATE_EPOCH,
so the two are overwritten in place by as many bytes. The rest is the same for the same edition of the program and fonts.
"""

import html
import pathlib
import re
import tempfile

import sheet

PINNED = "156.0.8078.79"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --no-pdf-header-footer --disable-pdf-tagging"
).split()
DAY = b"D:20230901000000+00'00'"

LOOKS = {
    "full": "table{border-collapse:collapse} th,td{border:.75pt solid #000}",
    "three_line": (
        "table{border-collapse:collapse;border-top:1.5pt solid #000;border-bottom:1.5pt solid #000}"
        "th.last{border-bottom:.75pt solid #000}"
    ),
    "zebra": (
        "table{border-collapse:collapse;border:.75pt solid #8aa4c0} th{background:#d6e3f0} th,td{border:.5pt solid #8aa4c0}"
        "tbody tr:nth-child(even) td{background:#f1f6fb}"
    ),
    "dotted": "table{border-collapse:collapse;border:1pt solid #000} th,td{border:1.5pt dotted #333} th{border-style:solid}",
}


def draw(spec, rendering, path):
    """Prints the document at `path`."""
    version = re.search(r"[\d.]+", sheet.run(["chromium", "--version"], None)).group()
    sheet.known("chromium", PINNED, version)
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.html"
        page.write_text(document(spec, rendering), encoding="utf-8")
        made = pathlib.Path(folder) / "page.pdf"
        profile = f"--user-data-dir={folder}/profile"
        sheet.run(["chromium", *FLAGS, profile, f"--print-to-pdf={made}", page.as_uri()], folder)
        path.write_bytes(re.sub(rb"D:\d{14}\+00'00'", DAY, made.read_bytes()))
    return {"pages": sheet.page_count(path), "producer": f"Chromium {version}"}


def document(spec, rendering):
    """The whole page."""
    title = html.escape(f"{spec['fiscal_year']}年度部门决算")
    body = "".join(part(style, what, rendering) for style, what in sheet.parts(spec, rendering))
    if rendering.get("watermark"):
        body = f"<div class=watermark>{html.escape(rendering['watermark'])}</div>" + body
    return f"<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><title>{title}</title><style>{css(rendering)}</style>{body}"


def css(rendering):
    """The style sheet of this look."""
    family = rendering.get("font", "WenQuanYi Micro Hei")
    break_inside = "auto" if rendering.get("split_rows") else "avoid"
    head_group = "table-header-group" if rendering.get("heads", "repeated") == "repeated" else "table-row-group"
    return f"""
@page{{size:A4;margin:62pt {sheet.MARGIN}pt 58pt;@bottom-center{{content:"— " counter(page) " —";font:9pt '{family}'}}}}
@page across{{size:A4 landscape}}
@page front{{@bottom-center{{content:""}}}}
body{{margin:0;font:14pt/1.75 '{family}';-webkit-print-color-adjust:exact}}
.cover{{page:front;height:700pt;text-align:center;font-size:24pt;padding-top:190pt;box-sizing:border-box}}
.cover p{{text-indent:0;text-align:center;margin:0 0 14pt}} .cover p:last-child{{font-size:16pt;margin-top:250pt}}
section{{page:prose;break-before:page}} h1{{font-size:17pt;font-weight:normal;text-align:center;margin:6pt 0 16pt}}
h2,h3{{font-size:14.5pt;font-weight:normal;margin:0;text-indent:2em;break-after:avoid}}
p{{margin:0;text-indent:2em;text-align:justify}}
.toc p{{text-indent:0}} .toc .l2{{padding-left:2em}}
.form{{{"break-before:page" if rendering.get("paged", True) else "margin-top:26pt"}}}
.upright{{page:prose}} .across{{page:across}}
.caption{{font-size:17pt;text-align:center;line-height:1.5}}
.above{{display:flex;justify-content:space-between;font-size:10.5pt;line-height:1.5}} .number{{text-align:right;font-size:10.5pt;line-height:1.4}}
.whole{{position:relative}} table{{width:100%;table-layout:fixed;line-height:1.3}}
thead{{display:{head_group}}} tr{{break-inside:{break_inside}}} th{{font-weight:normal}}
th,td{{padding:{rendering.get("cell_padding", 3.6)}pt .33em;overflow-wrap:anywhere;vertical-align:middle;orphans:1;widows:1}}
td.left{{text-align:left}} td.right{{text-align:right}} td.center,th{{text-align:center}}
{LOOKS[rendering.get("look", "full")]}
tr.lead>th{{border:none;background:none;padding:0}}
.note{{text-indent:0;font-size:10.5pt;line-height:1.5;text-align:left}}
.watermark{{position:fixed;left:0;right:0;top:40%;text-align:center;font-size:54pt;color:rgba(120,120,120,.22);transform:rotate(-35deg)}}
svg.seal{{position:absolute;right:40pt;bottom:-22pt;width:104pt;height:104pt;opacity:.72}}
"""


def part(style, what, rendering):
    """One part of the document as HTML."""
    if style == "cover":
        return f"<div class=cover>{''.join(f'<p>{html.escape(line)}</p>' for line in what)}</div>"
    if style == "contents":
        lines = "".join(f"<p class=l{level}>{html.escape(text)}</p>" for level, text in what)
        return f"<section class=toc><h1>目　录</h1>{lines}</section>"
    if style == "section":
        return f"<section></section><h1 style='page:prose'>{html.escape(what)}</h1>"
    if style == "form":
        return form(what, rendering)
    tag = {"h1": "h2", "h2": "h3", "p": "p"}[style]
    return f"<{tag} style='page:prose'>{html.escape(what)}</{tag}>"


def form(form, rendering):
    """One form: caption, unit lines, table, notes."""
    above = f"<div class=caption>{html.escape(form.title)}</div>"
    if form.number:
        above += f"<div class=number>{html.escape(form.number)}</div>"
    above += f"<div class=above><span>{html.escape(form.org)}</span><span>{html.escape(form.unit or '')}</span></div>"
    lead = ""
    if rendering.get("title_in_head"):
        lead, above = f"<tr class=lead><th colspan={len(form.widths)}>{above}</th></tr>", ""
    columns = "".join(f"<col style='width:{share:.2f}pt'>" for share in form.shares)
    head = lead + "".join(
        f"<tr>{''.join(cell('th', one, one.row + one.rows == form.head_rows) for one in line)}</tr>"
        for line in sheet.head_lines(form)
    )
    body = "".join(f"<tr>{''.join(cell('td', one) for one in row)}</tr>" for row in form.rows)
    notes = "".join(f"<p class=note>{html.escape(note)}</p>" for note in form.notes)
    stamp = seal(rendering["seal"]) if rendering.get("seal") else ""
    return (
        f"<div class='form {'across' if form.landscape else 'upright'}'>{above}<div class=whole>"
        f"<table style='font-size:{form.size}pt'>{columns}<thead>{head}</thead><tbody>{body}</tbody></table>{stamp}</div>{notes}</div>"
    )


def cell(tag, one, last=False):
    """A head or body cell with its spans."""
    spans = (f" rowspan={one.rows}" if one.rows > 1 else "") + (f" colspan={one.columns}" if one.columns > 1 else "")
    style = f" class={one.align}" if tag == "td" else " class=last" if last else ""
    return f"<{tag}{spans}{style}>{html.escape(one.text)}</{tag}>"


def seal(text):
    """A round seal: a ring, the name along it, a star in the middle."""
    star = "50,33 54.3,45.1 67.1,45.4 56.9,53.2 60.6,65.6 50,58.3 39.4,65.6 43.1,53.2 32.9,45.4 45.7,45.1"
    step = 240 / max(1, len(text) - 1)
    letters = "".join(
        f"<text x=50 y=19 font-size=11 text-anchor=middle transform='rotate({-120 + at * step:.1f} 50 50)'>{html.escape(letter)}</text>"
        for at, letter in enumerate(text)
    )
    return (
        "<svg class=seal viewBox='0 0 100 100' fill='#d01010'><circle cx=50 cy=50 r=47 fill=none stroke='#d01010' stroke-width=3 />"
        f"<polygon points='{star}' />{letters}</svg>"
    )
