"""Spreadsheet: a workbook with a sheet for each form, printed by LibreOffice Calc.

Wishes: `look` (grid | open | hair: how the outer and inner borders are), `font`, `repeat` (title_and_heads | heads |
nothing: the rows that every page of a sheet repeats), `scale` (a sheet drawn so many times too large and printed to fit
the page's width), `shrink` (names shrink to fit instead of being broken over lines), `pages` (page number in the foot).

Figures are numbers with a number format: their printing is Calc's. Prose is a column of text cells.
"""

import datetime
import io
import re
from decimal import Decimal

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

import office
import sheet

MONEY = re.compile(r"-?[\d,]+\.\d+")
POINTS_A_CHARACTER = 6.1  # the unit of a column's width: a digit of the book's font at 11 points
THIN, HAIR, MEDIUM = (Side(style=style, color="FF000000") for style in ("thin", "hair", "medium"))
PROSE_WIDTH = 78  # characters; a single column wider than the page would be cut, not scaled


def draw(spec, rendering, path):
    """Prints the document at `path`."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    book._fonts[0] = Font(name=rendering.get("font", "WenQuanYi Micro Hei"), size=11)
    day = datetime.datetime.fromtimestamp(sheet.EPOCH, datetime.UTC).replace(tzinfo=None)
    book.properties.created = book.properties.modified = day
    book.properties.creator = spec["entity"]["name"]
    page = None
    for style, what in sheet.parts(spec, rendering):
        if style == "form":
            form(book, what, rendering)
            page = None
        elif style in ("cover", "contents", "section"):
            page = prose_sheet(book, rendering)
            prose(page, style, what, rendering)
        else:
            prose(page, style, what, rendering)
    out = io.BytesIO()
    book.save(out)
    return office.print_document("document.xlsx", out.getvalue(), path)


def new_sheet(book, rendering, landscape):
    """An A4 sheet fitted to the page's width."""
    page = book.create_sheet(f"Z{len(book.worksheets) + 1:02}")
    page.page_setup.paperSize = 9
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_options.horizontalCentered = True
    side = sheet.MARGIN / 72
    page.page_margins = openpyxl.worksheet.page.PageMargins(side, side, 0.8, 0.8, 0.3, 0.4)
    if rendering.get("pages", True):
        page.oddFooter.center.text = "第 &P 页，共 &N 页"
        page.oddFooter.center.size = 9
    return page


def prose_sheet(book, rendering):
    page = new_sheet(book, rendering, landscape=False)
    page.column_dimensions["A"].width = PROSE_WIDTH
    return page


def prose(page, style, what, rendering):
    """Text rows: a paragraph a cell, broken over lines."""
    if style == "cover":
        for row, size, text in ((12, 24, what[0]), (14, 24, what[1]), (30, 16, what[-1])):
            text_cell(page, row, size, text, "center", rendering)
    elif style == "contents":
        text_cell(page, 1, 18, "目　录", "center", rendering)
        for at, (level, text) in enumerate(what):
            text_cell(page, 3 + at, 12, "　　" * (level - 1) + text, "left", rendering)
    elif style == "section":
        text_cell(page, 1, 18, what, "center", rendering)
        page.row_dimensions[1].height = 36
    else:
        text_cell(page, page.max_row + 1, 14 if style == "h1" else 12, "　　" + what, "left", rendering)


def text_cell(page, row, size, text, align, rendering):
    cell = page.cell(row, 1, text)
    cell.font = Font(name=rendering.get("font", "WenQuanYi Micro Hei"), size=size)
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
    lines = -(-sheet.em(text) * size // (PROSE_WIDTH * POINTS_A_CHARACTER * 0.97))
    page.row_dimensions[row].height = max(1, lines) * size * 1.55


def form(book, form, rendering):
    """One form on its sheet: title, unit lines, head, rows, notes."""
    page = new_sheet(book, rendering, form.landscape)
    scale = rendering.get("scale", 1.0)
    size = form.size * scale
    font = Font(name=rendering.get("font", "WenQuanYi Micro Hei"), size=size)
    last = len(form.widths)
    for at, share in enumerate(form.shares):
        page.column_dimensions[get_column_letter(at + 1)].width = share * scale * 1.04 / POINTS_A_CHARACTER
    row = above(page, form, rendering, font, scale)
    first_head = row
    for line in sheet.head_lines(form):
        for cell in line:
            put(page, row, cell, cell.text, font, "center", True)
        row += 1
    for at, height in enumerate(head_heights(form, size)):
        page.row_dimensions[first_head + at].height = height
    for line in form.rows:
        for cell in line:
            value, shape = number(cell)
            wrapped = not rendering.get("shrink")
            put(page, row, cell, value, font, cell.align, wrapped, shape)
        page.row_dimensions[row].height = size * 1.36 * body_lines(line, form, rendering) + 5 * scale
        row += 1
    draw_borders(page, first_head, row - 1, last, rendering.get("look", "grid"))
    for note in form.notes:
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        cell = page.cell(row, 1, note)
        cell.font, cell.alignment = font, Alignment(horizontal="left", vertical="center", wrap_text=True)
        lines = -(-sheet.em(note) * form.size * 1.08 // form.room)
        page.row_dimensions[row].height = size * 1.45 * lines
        row += 1
    page.print_area = f"A1:{get_column_letter(last)}{row - 1}"
    repeat = rendering.get("repeat", "title_and_heads")
    if repeat != "nothing":
        page.print_title_rows = f"{first_head if repeat == 'heads' else 1}:{first_head + form.head_rows - 1}"


def above(page, form, rendering, font, scale):
    """Title, form number and the unit lines; returns the row of the head."""
    last = len(form.widths)
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=last)
    title = page.cell(1, 1, form.title)
    title.font = Font(name=font.name, size=18 * scale)
    title.alignment = Alignment(horizontal="center", vertical="center")
    page.row_dimensions[1].height = 34 * scale
    row = 2
    if form.number:
        number = page.cell(row, last, form.number)
        number.font, number.alignment = font, Alignment(horizontal="right")
        page.row_dimensions[row].height = font.size * 1.45
        row += 1
    # The text runs over the empty cells beside it.
    org, unit = page.cell(row, 1, form.org), page.cell(row, last, form.unit)
    org.font = unit.font = font
    org.alignment, unit.alignment = Alignment(horizontal="left"), Alignment(horizontal="right")
    page.row_dimensions[row].height = font.size * 1.5
    return row + 1


def put(page, row, cell, value, font, align, wrapped, shape=None):
    """One head or body cell with its merge."""
    place = page.cell(row, cell.column + 1, value if value != "" else None)
    place.font = font
    place.alignment = Alignment(horizontal=align, vertical="center", wrap_text=wrapped, shrink_to_fit=not wrapped)
    if shape:
        place.number_format = shape
    if cell.rows * cell.columns > 1:
        page.merge_cells(
            start_row=row,
            end_row=row + cell.rows - 1,
            start_column=cell.column + 1,
            end_column=cell.column + cell.columns,
        )


def number(cell):
    """(value, number format) of a figure that a number format can print as it is, else the text itself."""
    text = cell.text
    if MONEY.fullmatch(text):
        value = Decimal(text.replace(",", ""))
        places = len(text.rsplit(".", 1)[1])
        for pattern, shape in ((f"{value:,.{places}f}", "#,##0."), (f"{value:.{places}f}", "0.")):
            if pattern == text and len(value.as_tuple().digits) <= 15:
                return float(value), shape + "0" * places
    if cell.align != "left" and re.fullmatch(r"[1-9]\d{0,2}", text):
        return int(text), "0"
    return text, "@" if text else None


def lines_of(text, width):
    """How many lines a text takes in `width` em."""
    return max(1, int(-(-sheet.em(text) * 1.06 // max(1.0, width - sheet.CELL_PADDING))))


def body_lines(line, form, rendering):
    if rendering.get("shrink"):
        return 1
    return max(
        1
        if sheet.is_figure(cell.text)
        else lines_of(cell.text, sum(form.widths[cell.column : cell.column + cell.columns]))
        for cell in line
    )


def head_heights(form, size):
    """Row heights of the head that hold the merged cells' lines, which Calc does not count."""
    unit = size * 1.36
    heights = [unit + 6] * form.head_rows
    for cell in sorted(form.head, key=lambda cell: cell.rows):
        wide = sum(form.widths[cell.column : cell.column + cell.columns])
        lacking = lines_of(cell.text, wide) * unit + 6 - sum(heights[cell.row : cell.row + cell.rows])
        if lacking > 0:
            heights[cell.row + cell.rows - 1] += lacking
    return heights


def draw_borders(page, first, last_row, last, look):
    """Borders of every cell of the table; `open` leaves the left and right side of the table open."""
    inner = HAIR if look == "hair" else THIN
    outer = MEDIUM if look == "hair" else THIN
    for row in range(first, last_row + 1):
        for column in range(1, last + 1):
            sides = {
                "left": outer if column == 1 else inner,
                "right": outer if column == last else inner,
                "top": outer if row == first else inner,
                "bottom": outer if row == last_row else inner,
            }
            if look == "open":
                if column == 1:
                    del sides["left"]
                if column == last:
                    del sides["right"]
            page.cell(row, column).border = Border(**sides)
