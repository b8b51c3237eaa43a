"""Paths as typed → the PDF files that they name. Shared by the scripts that measure."""

import sys


def pdf_files(paths):
    """The PDF files named by `paths`, folders searched, each once, in the order of their names. Exits with a sentence
    where a path names nothing, or where there are no files."""
    found = set()
    for path in paths:
        if path.is_dir():
            found.update(entry for entry in path.rglob("*") if entry.suffix.lower() == ".pdf" and entry.is_file())
        elif path.is_file():
            found.add(path)
        else:
            sys.exit(f"not found: {path}")
    if not found:
        sys.exit("no PDF files found")
    return sorted(found)
