#!/usr/bin/env python3
"""Makes the corpus: every rendering of every specification, its truth, and the manifest.

usage: generate.py [--only ID...] [--check] [--corpus FOLDER]

FOLDER is the corpus folder (default: corpus/ of this repository). With --only the named renderings are drawn and the
rest is left as it is. With --check nothing is written there: everything is made in a temporary folder and compared;
exit status 1 and the names of the files when anything differs.

Our own producers give the same bytes each time and are always drawn. The others are programs of which each edition
draws a little differently, and encryption rolls dice: such documents are drawn when their specification or rendering
is not the one that the file was made from, or when --only names them; --check compares what the file was made from,
and the file with the manifest.

Needs: corpus/README.md tells.
"""

import argparse
import hashlib
import importlib
import json
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "producers")]

import spec as specification  # noqa: E402

OURS = {"reportlab": "paper", "pikepdf": "pen", "plain text": "dump"}
# What the program does not handle yet: documents that have one of these are scored apart.
NOT_HANDLED = ["scan", "no-rules-down"]
WITHOUT_RULES_DOWN = {"rules-none", "rules-three-line", "rules-across-only"}
PROGRAMS = {"chromium": "chromium", "writer": "writer", "calc": "calc", "typst": "typst_paper", "tex": "tex"}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--only", nargs="+", metavar="ID", help="draw these renderings, leave the rest")
    arguments.add_argument("--check", action="store_true", help="compare with what is there; write nothing")
    arguments.add_argument("--corpus", type=pathlib.Path, default=HERE.parents[1] / "corpus", metavar="FOLDER")
    wanted = arguments.parse_args()
    if not wanted.check:
        generate(wanted.corpus, wanted.corpus, wanted.only)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder)
        wrong = [f"changed, not drawn again: {name}" for name in generate(wanted.corpus, made, wanted.only, check=True)]
        names = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
        wrong += [f"differs: {name}" for name in names if not same(made / name, wanted.corpus / name)]
    if not wanted.only:
        wrong += [f"of no rendering: {name}" for name in strays(wanted.corpus)]
    for line in wrong:
        print(line)
    print(f"{len(names)} files made and compared, {len(wrong)} faults")
    return 1 if wrong else 0


def same(one, other):
    return other.is_file() and one.read_bytes() == other.read_bytes()


def strays(corpus):
    """The files among documents and truth that the manifest does not name."""
    named = set()
    for entry in json.loads((corpus / "manifest.json").read_text(encoding="utf-8"))["documents"]:
        named |= {entry["file"], entry["truth"]}
    there = [path for folder in ("pdf", "text", "truth") for path in (corpus / folder).rglob("*") if path.is_file()]
    return sorted(name for path in there if (name := path.relative_to(corpus).as_posix()) not in named)


def generate(corpus, target, only, check=False):
    """Makes documents, truth and manifest under `target`; gives, with `check`, the ids of documents that are stale."""
    specs = {path.stem: specification.load(path) for path in sorted((corpus / "specs").glob("*.json"))}
    traits = json.loads((corpus / "traits.json").read_text(encoding="utf-8"))
    manifest = corpus / "manifest.json"
    listed = json.loads(manifest.read_text(encoding="utf-8"))["documents"] if manifest.is_file() else []
    known = {entry["id"]: entry for entry in listed}
    entries, stale = [], []
    for rendering in specification.load_renderings(corpus / "renderings", specs):
        spec, entry = specs[rendering["spec"]], known.get(rendering["id"])
        rendering["traits"] = shown_traits(spec, rendering)
        unexplained = [slug for slug in rendering["traits"] if slug not in traits]
        if unexplained:
            raise ValueError(f"{rendering['id']}: not in traits.json: {', '.join(unexplained)}")
        wishes = specification.wishes(rendering)
        made_from = hashlib.sha256(json.dumps([spec, wishes], sort_keys=True).encode()).hexdigest()
        if only and rendering["id"] not in only:
            entries += [entry] if entry else []
            continue
        ours = same_bytes(rendering)
        fresh = entry is not None and entry.get("made_from") == made_from and is_listed(corpus, entry)
        if ours or (not check and (only or not fresh)):
            print(f"drawing {rendering['id']}", file=sys.stderr)
            drawn = draw(spec, rendering, target / rendering["file"])
        else:
            stale += [] if fresh else [rendering["id"]]
            drawn = entry and entry | row_pages(spec, rendering)
        if drawn is None:
            continue
        write_truth(spec, rendering, drawn, target)
        entries.append(describe(rendering, drawn, made_from, target if ours or not check else corpus))
    listing = specification.pretty({"not_handled": NOT_HANDLED, "documents": entries})
    (target / "manifest.json").write_text(listing + "\n", encoding="utf-8")
    return stale


def shown_traits(spec, rendering):
    """The traits of a document: those of its look, those that follow from them, and those of what it says."""
    shown = rendering["traits"] + specification.content_traits(spec)
    if any(slug in WITHOUT_RULES_DOWN for slug in shown):
        shown.append("no-rules-down")
    return sorted(set(shown))


def same_bytes(rendering):
    """Whether the rendering is drawn the same each time: not by another program, and not encrypted."""
    return rendering["producer"] in OURS and not rendering.get("encryption") and not rendering.get("scan")


def row_pages(spec, rendering):
    """The pages of the rows where a layout of ours decides them, for a document that is not drawn again."""
    if rendering["producer"] not in OURS:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        return {"row_pages": draw(spec, rendering, pathlib.Path(folder) / "again")["row_pages"]}


def is_listed(corpus, entry):
    """Whether the document is the one that the manifest names."""
    path = corpus / entry["file"]
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"]


def draw(spec, rendering, path):
    """Has the producer draw it; gives its pages, the producer's edition, and the pages of the rows if it knows them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    module = importlib.import_module((OURS | PROGRAMS)[rendering["producer"]])
    return module.draw(spec, rendering, path)


def write_truth(spec, rendering, drawn, target):
    path = target / "truth" / f"{rendering['id']}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    truth = specification.truth(spec, rendering, drawn.get("row_pages"))
    path.write_text(specification.pretty(truth) + "\n", encoding="utf-8")


def describe(rendering, drawn, made_from, folder):
    """The manifest's entry for a rendering whose document is in `folder`."""
    entry = {
        "id": rendering["id"],
        "file": rendering["file"],
        "spec": f"specs/{rendering['spec']}.json",
        "truth": f"truth/{rendering['id']}.json",
        "producer": drawn["producer"],
        "pages": drawn["pages"],
        "traits": rendering["traits"],
        "sha256": hashlib.sha256((folder / rendering["file"]).read_bytes()).hexdigest(),
        "made_from": made_from,
        "font_licence": drawn.get("font_licence", rendering.get("font_licence")),
        "password": rendering.get("password"),
    }
    return {key: value for key, value in entry.items() if value is not None}


if __name__ == "__main__":
    sys.exit(main())
