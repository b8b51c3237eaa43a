"""Draws laid-out pages operator by operator: for what no library draws when asked nicely.

Wishes, all optional: `font` ({"kind": named, identity or type3}, see fonts.py), `ink` (strokes, rectangles or dashes:
what rules are made of), `order` (rows, columns or shuffled: in which order the text is in the file), `fake_bold`
(titles, heads and totals are drawn twice, 0.3 pt apart), `title_spacing` (points between the letters of a title, by
Tc), `glyph_by_glyph` (each letter of a cell is placed by itself), `watermark` ({"text", "letters": drawn one by
one}), `seal` (text of the round seal over the end of each form), `unseen` (a text drawn white, clipped away and
invisible over each form), `turn` (how pages are stored: {"portrait": 180, "landscape": 90}), `crop` (the page is a
part of a larger sheet with crop marks), and those of layout.py, forms.py, files.py and scan.py.
"""

import math
import random

import files
import fonts
import layout
import pikepdf
import scan
from pikepdf import Dictionary, Name

RULE = 0.5
CROP_NOTE = "A4 210×297"
# Display coordinates (y up, W × H as displayed) → those of the stored page.
TURNS = {0: "", 90: "0 1 -1 0 {h} 0 cm\n", 180: "-1 0 0 -1 {w} {h} cm\n", 270: "0 -1 1 0 0 {w} cm\n"}


def draw(spec, rendering, path):
    """Lays the rendering out and writes it at `path`."""
    font = fonts.make(rendering["font"])
    laid = layout.lay_out(spec, rendering, font.measure)
    pdf = pikepdf.new()
    extra = [rendering.get("watermark", {}).get("text", ""), rendering.get("seal", ""), rendering.get("unseen", "")]
    letters = set("".join(extra) + CROP_NOTE)
    letters |= {letter for page in laid.pages for piece in page.pieces for letter in piece.text}
    resources = Dictionary(
        Font=Dictionary({f"/{name}": entry for name, entry in font.resources(pdf, letters).items()}),
        ExtGState=Dictionary(Pale=Dictionary(Type=Name.ExtGState, ca=0.3)),
    )
    for page in laid.pages:
        add_page(pdf, page, Sheet(page, rendering, font), rendering, pdf.make_indirect(resources))
    pdf.docinfo["/Title"] = f"{spec['fiscal_year']}年度部门决算"
    pdf.docinfo["/Author"] = spec["entity"]["name"]
    if rendering.get("scan"):
        pdf = scan.scanned(pdf, laid, rendering["scan"])
    files.save(pdf, path, rendering)
    return {"pages": len(laid.pages), "producer": "pikepdf", "row_pages": laid.placed, "font_licence": font.licence}


def add_page(pdf, page, sheet, rendering, resources):
    """Adds a page, stored as the rendering stores pages of its orientation."""
    across = page.width > page.height
    turn = 90 if page.turned else rendering.get("turn", {}).get("landscape" if across else "portrait", 0)
    size = (page.height, page.width) if turn in (90, 270) else (page.width, page.height)
    content = TURNS[turn].format(w=number(page.width), h=number(page.height)) + sheet.content()
    box = [0, 0, *size]
    entry = Dictionary(Type=Name.Page, MediaBox=box, Resources=resources)
    if rendering.get("crop"):
        dx, dy = 113.4, -56.7  # the sheet's origin is not the page's
        content = f"1 0 0 1 {dx} {dy} cm\n" + sheet.crop_marks(size) + content
        entry.MediaBox = [dx - 28.35, dy - 28.35, dx + size[0] + 28.35, dy + size[1] + 28.35]
        entry.CropBox = [dx, dy, dx + size[0], dy + size[1]]
    if turn:
        entry.Rotate = turn
    entry.Contents = pdf.make_stream(content.encode())
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(entry)))


def number(value):
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Sheet:
    """The ink of one page."""

    def __init__(self, page, rendering, font):
        self.page, self.rendering, self.font = page, rendering, font
        self.has_form = any(kind in ("form_top", "fragment") for kind, _ in page.blocks)

    def content(self):
        parts = ["q 0 g 0 G\n", self.rules()]
        parts += [self.piece(piece) for piece in self.ordered()]
        if self.has_form and self.rendering.get("unseen"):
            parts.append(self.unseen(self.rendering["unseen"]))
        if self.has_form and self.rendering.get("watermark"):
            parts.append(self.watermark(**self.rendering["watermark"]))
        if self.rendering.get("seal"):
            parts += [self.seal(self.rendering["seal"], *corner) for corner in self.page.form_ends]
        return "".join(parts) + "Q\n"

    def ordered(self):
        order = self.rendering.get("order", "rows")
        pieces = list(self.page.pieces)
        if order == "columns":
            pieces.sort(key=lambda piece: (piece.role in ("cell", "total"), piece.column))
        elif order == "shuffled":
            random.Random(self.page.number).shuffle(pieces)
        return pieces

    # ---- rules -------------------------------------------------------------------------------------------------

    def rules(self):
        inks = {"strokes": self.stroke, "rectangles": self.rectangle, "dashes": self.dashes}
        ink = inks[self.rendering.get("ink", "strokes")]
        return f"{RULE} w\n" + "".join(ink(*line) for line in self.page.lines)

    def stroke(self, x0, y0, x1, y1):
        return f"{number(x0)} {number(self.up(y0))} m {number(x1)} {number(self.up(y1))} l S\n"

    def rectangle(self, x0, y0, x1, y1):
        wide, high = max(x1 - x0, RULE), max(y1 - y0, RULE)
        return f"{number(x0)} {number(self.up(y0) - high)} {number(wide)} {number(high)} re f\n"

    def dashes(self, x0, y0, x1, y1):
        """The rule as many short strokes with narrow gaps, as spreadsheet printers draw hairlines."""
        length, ops, at = math.hypot(x1 - x0, y1 - y0), [], 0.0
        dx, dy = (x1 - x0) / length, (y1 - y0) / length
        while at < length:
            end = min(at + 3.0, length)
            ops.append(self.stroke(x0 + dx * at, y0 + dy * at, x0 + dx * end, y0 + dy * end))
            at = end + 0.6
        return "".join(ops)

    def up(self, y):
        return self.page.height - y

    # ---- text --------------------------------------------------------------------------------------------------

    def piece(self, piece):
        x, y, spacing = piece.x, self.up(piece.baseline), 0.0
        strong = piece.role in ("title", "head", "total")
        if piece.role == "title" and self.rendering.get("title_spacing"):
            spacing = self.rendering["title_spacing"]
            x -= spacing * (len(piece.text) - 1) / 2
        if piece.role in ("cell", "total", "head") and self.rendering.get("glyph_by_glyph"):
            shown = self.letter_by_letter(x, y, piece.size, piece.text)
        else:
            shown = self.text(x, y, piece.size, piece.text, spacing)
        if strong and self.rendering.get("fake_bold"):
            shown += self.text(x + 0.3, y, piece.size, piece.text, spacing)
        return shown

    def text(self, x, y, size, text, spacing=0.0):
        """A text as one text object; `spacing` is Tc."""
        ops = [f"BT {number(x)} {number(y)} Td"] + ([f"{spacing} Tc"] if spacing else [])
        for name, codes in self.font.runs(text):
            ops.append(f"/{name} {number(size)} Tf <{codes.hex()}> Tj")
        return " ".join(ops) + (" 0 Tc" if spacing else "") + " ET\n"

    def letter_by_letter(self, x, y, size, text):
        ops = []
        for letter in text:
            ops.append(self.text(x, y, size, letter))
            x += self.font.measure(letter, size)
        return "".join(ops)

    # ---- over the page -----------------------------------------------------------------------------------------

    def watermark(self, text, letters=False):
        size = 54.0
        wide = self.font.measure(text, size)
        place = slanted(math.radians(35), self.page.width / 2, self.page.height / 2)
        shown = self.letter_by_letter(-wide / 2, 0, size, text) if letters else self.text(-wide / 2, 0, size, text)
        return f"q /Pale gs 0.6 g {place}\n{shown}Q\n"

    def seal(self, text, right, foot):
        """A red ring with a star, and the text along its inside."""
        radius = 52.0
        x, y = right - 90.0, self.up(foot) + 8.0
        ops = [f"q 0.85 0.1 0.1 rg 0.85 0.1 0.1 RG 2.5 w 1 0 0 1 {number(x)} {number(y)} cm\n", circle(radius)]
        points = [on_circle(14, math.radians(90 + 144 * at)) for at in range(5)]
        star = (f"{number(px)} {number(py)} {'l' if at else 'm'}" for at, (px, py) in enumerate(points))
        ops.append(" ".join(star) + " h f\n")
        step = 240 / max(1, len(text) - 1)
        for at, letter in enumerate(text):
            angle = math.radians(210 - at * step)
            place = slanted(angle - math.pi / 2, *on_circle(radius - 16, angle))
            ops.append(f"q {place}\n{self.text(-5.5, 0, 11.0, letter)}Q\n")
        return "".join(ops) + "Q\n"

    def unseen(self, text):
        """The same words three times where nobody sees them: white, clipped away, without ink."""
        middle, up = self.page.width / 2, self.up
        white = f"q 1 g\n{self.text(middle - 120, up(200), 10, text)}Q\n"
        clipped = f"q 0 0 20 20 re W n\n{self.text(middle, up(240), 10, text)}Q\n"
        invisible = f"q 3 Tr\n{self.text(middle - 60, up(280), 10, text)}Q\n"
        return white + clipped + invisible

    def crop_marks(self, size):
        """Lines and a note outside the page proper."""
        wide, high = size
        marks = "".join(f"{number(x)} {number(y)} m {number(x + dx)} {number(y + dy)} l S\n" for x, y, dx, dy in (
            (-20, 0, 14, 0), (0, -20, 0, 14), (wide + 6, 0, 14, 0), (wide, -20, 0, 14),
            (-20, high, 14, 0), (0, high + 6, 0, 14), (wide + 6, high, 14, 0), (wide, high + 6, 0, 14),
        ))  # fmt: skip
        return "q 0.25 w\n" + marks + self.text(40, -18, 7, CROP_NOTE) + "Q\n"


def slanted(angle, x, y):
    """The operator that moves the origin to (x, y) and turns by `angle` radians."""
    cos, sin = math.cos(angle), math.sin(angle)
    return f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {number(x)} {number(y)} cm"


def on_circle(radius, angle):
    return radius * math.cos(angle), radius * math.sin(angle)


def circle(radius):
    bend = radius * 0.5523
    corners = [(radius, 0), (0, radius), (-radius, 0), (0, -radius), (radius, 0)]
    ops = [f"{radius} 0 m"]
    for (x0, y0), (x1, y1) in zip(corners, corners[1:]):
        first = (x0 - y0 / radius * bend, y0 + x0 / radius * bend)
        second = (x1 + y1 / radius * bend, y1 - x1 / radius * bend)
        ops.append(" ".join(number(value) for value in (*first, *second, x1, y1)) + " c")
    return " ".join(ops) + " S\n"
