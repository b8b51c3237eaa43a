"""Decides what stands where: a specification and a rendering's wishes → pages of text pieces and rules.

Cover, contents, prose and the order of the forms are here; a form is laid out in forms.py. The drawing room knows paper
and fonts, this one only asks it how wide a text is. A rendering without paper (the text dump) reads the same pages.

Wishes: `leader` (what runs from a contents entry to its page number), `packed` (forms follow each other on a page where
they fit), and those of forms.py.
"""

import forms
import spec as specification
from page import Page, Piece, wrap

LONG, SHORT = 841.89, 595.276
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 62.0, 72.0, 68.0
PROSE, PROSE_LEADING = 14.0, 26.0
DIGITS = "〇一二三四五六七八九"


class Layout:
    """Lays one rendering out. `contents` gives the page of each contents entry, known from a first pass."""

    def __init__(self, spec, rendering, measure, contents):
        self.spec, self.rendering, self.measure, self.contents = spec, rendering, measure, contents
        self.pages = []
        self.y = 0.0
        self.starts = {}
        self.placed = [[] for _ in spec["tables"]]

    def run(self):
        """Lays out cover, contents and sections, then the page numbers."""
        self.cover()
        self.contents_page()
        for section in self.spec["sections"]:
            self.section(section)
        for page in self.pages[1:]:
            self.centred(page, page.height - 36.0, 9.0, f"— {page.number} —", "foot")
        return self

    # ---- pages -------------------------------------------------------------------------------------------------

    def open_page(self, orientation="portrait"):
        across = orientation != "portrait"
        width, height = (LONG, SHORT) if across else (SHORT, LONG)
        self.pages.append(Page(len(self.pages) + 1, width, height, turned=orientation == "rotated"))
        self.y = MARGIN_TOP

    @property
    def page(self):
        return self.pages[-1]

    @property
    def bottom(self):
        return self.page.height - MARGIN_BOTTOM

    def put(self, x, baseline, size, text, role="prose", column=0):
        if text:
            self.page.pieces.append(Piece(x, baseline, size, text, role, column))

    def centred(self, page, baseline, size, text, role="prose"):
        page.pieces.append(Piece((page.width - self.measure(text, size)) / 2, baseline, size, text, role))

    # ---- cover, contents, prose --------------------------------------------------------------------------------

    def cover(self):
        self.open_page()
        baselines, sizes = (280.0, 330.0, 640.0), (24.0, 24.0, 16.0)
        for baseline, size, text in zip(baselines, sizes, self.spec["cover"], strict=True):
            self.centred(self.page, baseline, size, text)
        self.page.blocks.append(("cover", list(self.spec["cover"])))

    def contents_page(self):
        self.open_page()
        self.centred(self.page, self.y + 18.0, 18.0, "目  录")
        self.page.blocks.append(("contents", None))
        self.y += 46.0
        for level, text in self.entries():
            if self.y + 24.0 > self.bottom:
                self.open_page()
            size = 12.0
            left = MARGIN_SIDE + (0.0 if level == 1 else 24.0)
            right = self.page.width - MARGIN_SIDE
            number = str(self.contents.get(text, 0))
            dot = self.rendering.get("leader", ".")
            room = right - left - self.measure(text, size) - self.measure(number, size) - 8.0
            dots = dot * max(3, int(room / self.measure(dot, size)))
            self.put(left, self.y + size, size, text)
            self.put(right - self.measure(number + dots, size) - 4.0, self.y + size, size, dots)
            self.put(right - self.measure(number, size), self.y + size, size, number)
            self.y += 24.0

    def entries(self):
        """The (level, text) lines of the contents page."""
        found = []
        for section in self.spec["sections"]:
            found.append((1, self.section_title(section)))
            if section.get("tables"):
                found += [(2, entry) for entry in self.form_entries()]
            else:
                found += [(2, text) for style, text in specification.blocks_of(section) if style == "h1"]
        return found

    def form_entries(self):
        titles = self.spec.get("contents") or [table["title"] for table in self.spec["tables"]]
        return [f"{ordinal(at)}、{title}" for at, title in enumerate(titles, 1)]

    def entries_of_forms(self):
        """The contents entry of each form; the contents may list others, which are not there."""
        listed = self.form_entries()
        return [next(entry for entry in listed if entry.split("、", 1)[1] == table["title"]) for table in self.spec["tables"]]

    @staticmethod
    def section_title(section):
        return f"{section['number']}  {section['title']}"

    def section(self, section):
        self.open_page()
        title = self.section_title(section)
        self.starts[title] = self.page.number
        self.page.blocks.append(("section", section))
        width = self.page.width - 2 * MARGIN_SIDE
        if section.get("tables"):
            self.y = 320.0
        for line in wrap(title, 16.0, width, self.measure):
            self.centred(self.page, self.y + 16.0, 16.0, line)
            self.y += 30.0
        self.y += 14.0
        if section.get("tables"):
            for at, (table, entry) in enumerate(zip(self.spec["tables"], self.entries_of_forms(), strict=True)):
                forms.FormLayout(self, table, self.placed[at], opens=at == 0).run()
                self.starts[entry] = self.placed[at][0]
            return
        for style, text in specification.blocks_of(section):
            self.paragraph(style, text)

    def paragraph(self, style, text):
        size = PROSE + 1.0 if style == "h1" else PROSE
        indent = 2 * size
        lines = wrap(text, size, self.page.width - 2 * MARGIN_SIDE, self.measure, indent)
        # A heading is not left alone at the foot of a page.
        if style != "p" and self.y + 2 * PROSE_LEADING > self.bottom:
            self.open_page()
        for at, line in enumerate(lines):
            if self.y + PROSE_LEADING > self.bottom:
                self.open_page()
            if at == 0:
                self.page.blocks.append((style, text))
                if style == "h1":
                    self.starts.setdefault(text, self.page.number)
            self.put(MARGIN_SIDE + (indent if at == 0 else 0.0), self.y + size + 4.0, size, line)
            self.y += PROSE_LEADING


def ordinal(number):
    """1 → 一, 12 → 十二; enough for a list of forms."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones or not tens else "")


def lay_out(spec, rendering, measure):
    """Lays the rendering out twice: the contents page must know where everything begins."""
    first = Layout(spec, rendering, measure, {}).run()
    return Layout(spec, rendering, measure, first.starts).run()
