"""Draws laid-out pages as a PDF, and knows the fonts.

`wqy-microhei` is embedded: subset TrueType with ToUnicode. `STSong-Light` is named and not embedded, with the
predefined UniGB-UCS2-H encoding and no ToUnicode, as office programs on a Chinese desktop once wrote it.
"""

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import fonts
import layout

RULE = 0.5
FONT_LICENCE = {
    "wqy-microhei": fonts.EMBEDDED,
    "STSong-Light": fonts.NOT_EMBEDDED,
}


def font(name):
    """Registers a font and gives its measure; refuses another edition of the embedded font than the pinned one."""
    if name == "wqy-microhei":
        fonts.microhei()
        pdfmetrics.registerFont(TTFont(name, str(fonts.MICROHEI), subfontIndex=0))
    else:
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return lambda text, size: pdfmetrics.stringWidth(text, name, size)


def draw(spec, rendering, path):
    """Lays the rendering out and writes it at `path`; the same wishes give the same bytes."""
    laid = lay_out(spec, rendering)
    paint(spec, rendering, laid.pages, path)
    return {
        "pages": len(laid.pages),
        "producer": "reportlab",
        "row_pages": laid.placed,
        "font_licence": FONT_LICENCE[rendering["font"]],
    }


def paint(spec, rendering, pages, path):
    """Writes `pages` to `path`."""
    canvas = Canvas(str(path), pageCompression=1, invariant=1, initialFontName=rendering["font"])
    canvas.setTitle(f"{spec['fiscal_year']}年度部门决算")
    canvas.setAuthor(spec["entity"]["name"])
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        canvas.setPageRotation(0)
        if page.turned:
            # Displayed after a quarter turn clockwise: x' = height − y, y' = x, seen from the stored page. The page
            # size is that of the page as displayed: reportlab swaps the MediaBox itself.
            canvas.setPageRotation(90)
            canvas.transform(0, 1, -1, 0, page.height, 0)
        if rendering["rules"] == "strokes":
            canvas.setLineWidth(RULE)
            for x0, y0, x1, y1 in page.lines:
                canvas.line(x0, page.height - y0, x1, page.height - y1)
        else:
            for x0, y0, x1, y1 in page.lines:
                wide, high = max(x1 - x0, RULE), max(y1 - y0, RULE)
                canvas.rect(x0, page.height - y0 - high, wide, high, stroke=0, fill=1)
        for piece in page.pieces:
            canvas.setFont(rendering["font"], piece.size)
            canvas.drawString(piece.x, page.height - piece.baseline, piece.text)
        canvas.showPage()
    canvas.save()


def lay_out(spec, rendering):
    """The rendering's pages."""
    return layout.lay_out(spec, rendering, font(rendering["font"]))
