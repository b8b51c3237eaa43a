"""The fonts that the pen writes with: how wide a text is, what bytes show it, and the dictionaries of the file.

A font is made for the letters that a document uses. `named`: STSong-Light, not embedded, in one of three encodings,
no ToUnicode. `identity`: a TrueType subset under Identity-H, with ToUnicode, without it, or with one that maps
everything to U+0000, where only the font program's character map tells. `type3`: glyphs drawn by content streams, 250
a font.
"""

import hashlib
import io
import pathlib

import pikepdf
from fontTools import subset
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

MICROHEI = pathlib.Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
MICROHEI_SHA256 = "2420e8078af796b19a3f6ef13de527a1a91c1e7171eea115926c614ced1009b3"
NOT_EMBEDDED = "none: the font is named and not embedded"
EMBEDDED = "Apache-2.0 (WenQuanYi Micro Hei 0.2.0-beta, subset embedded)"
ENCODINGS = {"GBK-EUC-H": "gbk", "UniGB-UCS2-H": "utf-16-be", "UniGB-UTF16-H": "utf-16-be"}


def microhei():
    """The embedded font; refuses another edition than the pinned one."""
    if not MICROHEI.exists():
        raise SystemExit("missing font: apt-get install fonts-wqy-microhei")
    if hashlib.sha256(MICROHEI.read_bytes()).hexdigest() != MICROHEI_SHA256:
        raise SystemExit("fonts-wqy-microhei is not the pinned edition (0.2.0-beta-3.1)")
    return TTFont(MICROHEI, fontNumber=0, lazy=True)


def make(wish):
    """The font of a rendering's wish: {"kind": …} and what that kind wants to know."""
    if wish["kind"] == "named":
        return Named(wish["encoding"])
    return Type3() if wish["kind"] == "type3" else Identity(wish.get("to_unicode", "full"))


class Named:
    """STSong-Light as the reader has it."""

    licence = NOT_EMBEDDED

    def __init__(self, encoding):
        self.encoding = encoding
        self.proportional = UnicodeCIDFont("STSong-Light")

    def measure(self, text, size):
        if self.encoding == "GBK-EUC-H":  # its ASCII is the half-width one
            return sum(0.5 if letter.isascii() else 1.0 for letter in text) * size
        return self.proportional.stringWidth(text, size)

    def runs(self, text):
        # GBK has no no-break space.
        blank = text.replace("\u00a0", "\u3000") if ENCODINGS[self.encoding] == "gbk" else text
        return [("F0", blank.encode(ENCODINGS[self.encoding]))]

    def resources(self, pdf, letters):
        widths = [814, 907, 500] if self.encoding == "GBK-EUC-H" else widths_of_latin()
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/STSong-Light"), Flags=6, FontBBox=[-25, -254, 1000, 880],
            Ascent=752, Descent=-271, CapHeight=737, StemV=58, ItalicAngle=0,
        )  # fmt: skip
        below = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), DW=1000, W=Array(widths),
            CIDSystemInfo=collection("GB1", 2), FontDescriptor=pdf.make_indirect(descriptor),
        )  # fmt: skip
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/STSong-Light"), Encoding=Name("/" + self.encoding),
            DescendantFonts=[pdf.make_indirect(below)],
        )  # fmt: skip
        return {"F0": pdf.make_indirect(font)}


def collection(ordering, supplement):
    """The character collection that CIDs are numbers of."""
    names = {"Registry": pikepdf.String("Adobe"), "Ordering": pikepdf.String(ordering)}
    return Dictionary(**names, Supplement=supplement)


def widths_of_latin():
    """The proportional widths of STSong-Light's Latin letters, CIDs 1 to 95."""
    return [1, Array([UnicodeCIDFont("STSong-Light").stringWidth(chr(code), 1000) for code in range(0x20, 0x7F)])]


class Embedded:
    """What the two embedded kinds share: the outlines, and a refusal of letters that the font lacks."""

    licence = EMBEDDED

    def __init__(self):
        self.font = microhei()
        self.cmap, self.hmtx, self.em = self.font.getBestCmap(), self.font["hmtx"], self.font["head"].unitsPerEm

    def glyph(self, letter):
        if ord(letter) not in self.cmap:
            raise ValueError(f"the font has no {letter!r}")
        return self.cmap[ord(letter)]

    def width(self, letter):
        return self.hmtx[self.glyph(letter)][0] * 1000 / self.em

    def measure(self, text, size):
        return sum(self.width(letter) for letter in text) * size / 1000


class Identity(Embedded):
    """Codes are the glyph numbers of the subset."""

    def __init__(self, to_unicode):
        super().__init__()
        self.to_unicode = to_unicode
        self.codes = {}

    def subset(self, letters):
        unwanted = ["GSUB", "GPOS", "GDEF", "BASE", "DSIG", "FFTM", "name", "post"]
        options = subset.Options(drop_tables=unwanted, hinting=False)
        options.recalc_timestamp = False
        cutter = subset.Subsetter(options)
        font = microhei()
        cutter.populate(unicodes=[ord(letter) for letter in letters])
        cutter.subset(font)
        font.recalcTimestamp = False
        file = io.BytesIO()
        font.flavor = None
        font.save(file)
        numbers = font.getReverseGlyphMap()
        self.codes = {chr(code): numbers[name] for code, name in font.getBestCmap().items()}
        return file.getvalue()

    def runs(self, text):
        return [("F0", b"".join(self.codes[letter].to_bytes(2, "big") for letter in text))]

    def resources(self, pdf, letters):
        program = self.subset(letters)
        base = Name("/QWERTY+WenQuanYiMicroHei")
        stream = pdf.make_stream(program)
        stream["/Length1"] = len(program)
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=base, Flags=4, FontBBox=[-129, -256, 1127, 1100], Ascent=950,
            Descent=-250, CapHeight=700, StemV=80, ItalicAngle=0, FontFile2=stream,
        )  # fmt: skip
        widths = Array()
        for letter, code in sorted(self.codes.items(), key=lambda pair: pair[1]):
            widths.extend([code, Array([round(self.width(letter))])])
        below = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=base, DW=1000, W=widths, CIDToGIDMap=Name.Identity,
            CIDSystemInfo=collection("Identity", 0), FontDescriptor=pdf.make_indirect(descriptor),
        )  # fmt: skip
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=base, Encoding=Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(below)],
        )  # fmt: skip
        if self.to_unicode != "none":
            broken = self.to_unicode == "broken"
            pairs = {code: "\0" if broken else letter for letter, code in self.codes.items()}
            font["/ToUnicode"] = pdf.make_stream(to_unicode(pairs, 2))
        return {"F0": pdf.make_indirect(font)}


class Type3(Embedded):
    """Every glyph is a content stream; a letter's code is its place among the letters."""

    SHARE = 250

    def __init__(self):
        super().__init__()
        self.places = {}

    def runs(self, text):
        runs = []
        for letter in text:
            font, code = divmod(self.places[letter], self.SHARE)
            if runs and runs[-1][0] == f"F{font}":
                runs[-1][1].append(code + 1)
            else:
                runs.append((f"F{font}", bytearray([code + 1])))
        return [(font, bytes(codes)) for font, codes in runs]

    def resources(self, pdf, letters):
        ordered = sorted(letters)
        self.places = {letter: at for at, letter in enumerate(ordered)}
        glyphs = self.font.getGlyphSet()
        shares = [ordered[at : at + self.SHARE] for at in range(0, len(ordered), self.SHARE)]
        return {f"F{number}": self.share(pdf, glyphs, share) for number, share in enumerate(shares)}

    def share(self, pdf, glyphs, letters):
        procedures, names, widths = Dictionary(), Array(), []
        for at, letter in enumerate(letters, 1):
            pen = ContentPen(glyphs)
            name = self.glyph(letter)
            glyphs[name].draw(pen)
            wide = self.hmtx[name][0]
            ops = f"{wide} 0 -200 -500 2300 2200 d1 " + " ".join(pen.ops) + (" f" if pen.ops else "")
            procedures[f"/a{at}"] = pdf.make_stream(ops.encode())
            names.append(Name(f"/a{at}"))
            widths.append(wide)
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, -500, 2300, 2200],
                FontMatrix=[1 / self.em, 0, 0, 1 / self.em, 0, 0], CharProcs=procedures, FirstChar=1,
                LastChar=len(letters), Widths=Array(widths), Resources=Dictionary(),
                Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *names])),
                ToUnicode=pdf.make_stream(to_unicode(dict(enumerate(letters, 1)), 1)),
            )
        )  # fmt: skip


class ContentPen(BasePen):
    """Draws an outline as content stream operators."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.ops = []

    def _moveTo(self, point):
        self.ops.append(f"{point[0]:.0f} {point[1]:.0f} m")

    def _lineTo(self, point):
        self.ops.append(f"{point[0]:.0f} {point[1]:.0f} l")

    def _curveToOne(self, one, two, end):
        self.ops.append(" ".join(f"{number:.0f}" for point in (one, two, end) for number in point) + " c")

    def _closePath(self):
        self.ops.append("h")


def to_unicode(pairs, length):
    """A ToUnicode CMap (ISO 32000-1, 9.10.3) for codes of `length` bytes."""
    digits = 2 * length
    lines = [f"<{code:0{digits}x}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(pairs.items())]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n"
        f"<{'00' * length}> <{'ff' * length}>\nendcodespacerange\n{body}\nendcmap\nend\nend\n"
    ).encode()
