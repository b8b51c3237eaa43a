#!/usr/bin/env python3
"""Makes the corpus: every rendering of every specification, its truth, and the manifest.

usage: generate.py [--check] [CORPUS]

CORPUS is the corpus folder (default: corpus/ of this repository). With --check nothing is written there: everything is
made in a temporary folder and compared; exit status 1 and the names of the files when anything differs.

Needs: pip install -r scripts/corpus/requirements.txt; apt-get install fonts-wqy-microhei
"""

import argparse
import hashlib
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import dump  # noqa: E402
import paper  # noqa: E402
import spec as specification  # noqa: E402

FONT_LICENCE = {
    "wqy-microhei": "Apache-2.0 (WenQuanYi Micro Hei 0.2.0-beta, subset embedded)",
    "STSong-Light": "none: the font is named and not embedded",
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="compare with what is there; write nothing")
    repository = pathlib.Path(__file__).resolve().parents[2]
    arguments.add_argument("corpus", nargs="?", type=pathlib.Path, default=repository / "corpus")
    wanted = arguments.parse_args()
    if not wanted.check:
        generate(wanted.corpus / "specs", wanted.corpus)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder)
        generate(wanted.corpus / "specs", made)
        names = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
        stale = [name for name in names if not same(made / name, wanted.corpus / name)]
    for name in stale:
        print(f"differs: {name}")
    print(f"{len(names)} files made, {len(stale)} differ from the corpus")
    return 1 if stale else 0


def same(one, other):
    return other.is_file() and one.read_bytes() == other.read_bytes()


def generate(specs, target):
    """Makes everything that the specifications in `specs` ask for, under `target`."""
    entries = []
    for path in sorted(specs.glob("*.json")):
        spec = specification.load(path)
        laid = {}
        for rendering in spec["renderings"]:
            out = target / rendering["file"]
            out.parent.mkdir(parents=True, exist_ok=True)
            if "paged_like" in rendering:
                # A text dump is one page.
                source = laid[rendering["paged_like"]]
                dump.write(spec, rendering, source, out)
                placed = {table["kind"]: [1] * len(table["rows"]) for table in spec["tables"]}
                pages = 1
            else:
                source = paper.lay_out(spec, rendering)
                laid[rendering["id"]] = source
                paper.draw(spec, rendering, source.pages, out)
                placed, pages = source.placed, len(source.pages)
            truth = target / "truth" / f"{rendering['id']}.json"
            truth.parent.mkdir(parents=True, exist_ok=True)
            truth.write_text(
                specification.pretty(specification.truth(spec, rendering, placed)) + "\n", encoding="utf-8"
            )
            entries.append(
                {
                    "id": rendering["id"],
                    "file": rendering["file"],
                    "spec": f"specs/{path.name}",
                    "truth": f"truth/{rendering['id']}.json",
                    "producer": rendering["producer"],
                    "pages": pages,
                    "traits": rendering["traits"],
                    "sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
                    "font_licence": FONT_LICENCE.get(rendering.get("font"), "none: plain text"),
                }
            )
    manifest = specification.pretty({"documents": entries}) + "\n"
    (target / "manifest.json").write_text(manifest, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
