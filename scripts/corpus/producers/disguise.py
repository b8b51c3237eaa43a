"""Characters that look like others: what people and programs print in place of a digit, a comma, a blank.

All of them are the same text after NFKC and without whitespace, so the truth does not know of them.
"""

import zlib

FULL_WIDTH = {ord(letter): ord(letter) + 0xFEE0 for letter in "0123456789.,-()%"}


def lookalike(text):
    """Every few texts in full width, or with a no-break space: always the same ones."""
    chance = zlib.crc32(text.encode()) % 7
    if text and all(letter in "0123456789.,-" for letter in text):
        return text.translate(FULL_WIDTH) if chance == 0 else text
    if chance in (1, 2):
        return text[:2] + "\u00a0" + text[2:]
    return text.translate(FULL_WIDTH) if chance == 3 else text
