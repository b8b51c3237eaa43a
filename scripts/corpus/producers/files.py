"""Writes a drawn document as a file: what is encrypted, packed, appended or broken.

Wishes: `object_streams`, `linearized`, `encryption` (rc4-40, aes-128 or aes-256; `password` is the user's, empty
without), `update` (a page in the middle is a draft that an incremental update replaces), `broken_xref` (a line was
put in after the file was written, so that no offset holds).
"""

import io
import re
import zlib

import pikepdf

METHODS = {"rc4-40": {"R": 2, "aes": False, "metadata": False}, "aes-128": {"R": 4}, "aes-256": {"R": 6}}


def save(pdf, path, rendering):
    """Writes the file. Where nothing is encrypted, the same document gives the same bytes."""
    generate = rendering.get("object_streams")
    modes = pikepdf.ObjectStreamMode
    settings = {"object_stream_mode": modes.generate if generate else modes.disable}
    settings["linearize"] = bool(rendering.get("linearized"))
    if rendering.get("encryption"):
        method = METHODS[rendering["encryption"]]
        user = rendering.get("password", "")
        settings["encryption"] = pikepdf.Encryption(owner="corpus-owner", user=user, **method)
    else:
        settings["deterministic_id"] = True
    if rendering.get("update"):
        path.write_bytes(updated(pdf, settings))
        return
    pdf.save(path, **settings)
    if rendering.get("broken_xref"):
        whole = path.read_bytes()
        head, rest = whole.split(b"\n", 1)
        path.write_bytes(head + b"\n%% passed through the publishing gateway\n" + rest)


def updated(pdf, settings):
    """The file with half of a page in its middle, and an appended update that holds that page as it should be."""
    at = len(pdf.pages) // 2
    final = pdf.pages[at].Contents.read_bytes()
    pdf.pages[at].Contents = pdf.make_stream(final.replace(b"0 g 0 G", b"0.5 g 0.5 G", 1)[: len(final) // 2] + b"\nQ\n")
    draft = io.BytesIO()
    pdf.save(draft, **settings)
    whole = draft.getvalue()
    with pikepdf.open(io.BytesIO(whole)) as again:
        object_number, _ = again.pages[at].Contents.objgen
        size = int(again.trailer.Size)
    root = re.findall(rb"/Root (\d+ 0 R)", whole)[-1]
    info = re.findall(rb"/Info (\d+ 0 R)", whole)[-1]
    identity = re.findall(rb"/ID \[.*?\]", whole, re.DOTALL)[-1]
    before = int(re.findall(rb"startxref\s+(\d+)", whole)[-1])
    packed = zlib.compress(final)
    offset = len(whole)
    stream = b"%d 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n" % (
        object_number, len(packed), packed,
    )  # fmt: skip
    table = b"xref\n0 1\n0000000000 65535 f \n%d 1\n%010d 00000 n \n" % (object_number, offset)
    trailer = b"trailer\n<< /Size %d /Root %s /Info %s /Prev %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, root, info, before, identity, offset + len(stream),
    )  # fmt: skip
    return whole + stream + table + trailer
