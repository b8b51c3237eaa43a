"""LibreOffice without a window: one document file → PDF, with the clock taken out of the bytes.

LibreOffice 7.4 prints the clock into CreationDate and honours no SOURCE_DATE_EPOCH, and its file identifier and
DocChecksum hash that clock; all are overwritten in place by as many bytes. With the same edition and fonts the rest is
the same.
"""

import pathlib
import re
import tempfile

import sheet

PINNED = "7.4.7.2"


def print_document(name, content, path):
    """Writes `content` (bytes) as a file called `name`, lets LibreOffice print it, and leaves the PDF at `path`."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / name
        source.write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        sheet.run(["soffice", profile, "--headless", "--convert-to", "pdf", name], folder, HOME=folder)
        path.write_bytes(without_clock(source.with_suffix(".pdf").read_bytes()))
    version = re.search(r"[\d.]+", sheet.run(["soffice", "--version"], None)).group()
    sheet.known("LibreOffice", PINNED, version)
    return {"pages": sheet.page_count(path), "producer": f"LibreOffice {version}"}


def without_clock(content):
    """The same PDF as of the fixed day."""
    content = re.sub(
        rb"(?<=/CreationDate\(D:)\d{14}[^)]*",
        lambda found: b"20230901000000Z'".ljust(len(found[0]), b"'")[: len(found[0])],
        content,
    )
    return re.sub(
        rb"(/ID \[ <|<|/DocChecksum /)([0-9A-F]{32})(?=[ >\s])", lambda found: found[1] + b"0" * 31 + b"1", content
    )
