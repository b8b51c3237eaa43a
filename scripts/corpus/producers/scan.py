"""Turns drawn pages into pictures of paper: rendered by poppler, a little askew, one bit a pixel, CCITT group 4.

The wish: {"pages": "all" or a kind of form, "dpi": 100}.
"""

import io
import pathlib
import subprocess
import tempfile

import pikepdf
from PIL import Image
from pikepdf import Dictionary, Name


def scanned(pdf, laid, wish):
    """The document with the wished pages replaced by pictures."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "drawn.pdf"
        pdf.save(path, deterministic_id=True)
        for page in laid.pages:
            if wish["pages"] == "all" or holds(page, wish["pages"]):
                replace(pdf, page.number, picture(path, page.number, wish.get("dpi", 100)))
    pdf.remove_unreferenced_resources()
    return pdf


def holds(page, kind):
    """Whether a form of this kind begins or goes on on the page."""
    return any(name == "fragment" and what[0].table["kind"] == kind for name, what in page.blocks)


def picture(path, number, dpi):
    """A page as poppler renders it, on a scanner's glass."""
    command = ["pdftoppm", "-r", str(dpi), "-f", str(number), "-l", str(number), "-gray", str(path)]
    grey = Image.open(io.BytesIO(subprocess.run(command, check=True, capture_output=True).stdout))
    askew = grey.rotate((number % 3 - 1) * 0.35, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return askew.point(lambda value: 255 if value > 150 else 0).convert("1")


def replace(pdf, number, image):
    """Puts a picture that fills the page in the place of its contents."""
    page = pdf.pages[number - 1]
    file = io.BytesIO()
    image.save(file, "TIFF", compression="group4", tiffinfo={278: image.height})
    tiff = Image.open(io.BytesIO(file.getvalue()))
    start, length = tiff.tag_v2[273][0], tiff.tag_v2[279][0]
    parameters = Dictionary(K=-1, Columns=image.width, Rows=image.height, BlackIs1=tiff.tag_v2[262] == 1)
    stream = pdf.make_stream(b"")
    stream.write(
        file.getvalue()[start : start + length], filter=Name.CCITTFaxDecode, decode_parms=parameters
    )
    stream.Type, stream.Subtype, stream.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    stream.Width, stream.Height, stream.BitsPerComponent = image.width, image.height, 1
    wide, high = page.MediaBox[2], page.MediaBox[3]
    page.Contents = pdf.make_stream(f"q {wide} 0 0 {high} 0 0 cm /Im0 Do Q\n".encode())
    page.Resources = Dictionary(XObject=Dictionary(Im0=stream))
    if "/Rotate" in page:
        del page.Rotate
