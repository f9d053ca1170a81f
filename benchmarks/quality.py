"""How well documents are read, field by field, against what a person found in them: reads the PDFs and scores them.

    python benchmarks/quality.py [GOLD PDFS] [--misses] [--fields FIELD] [--per-file] [--json] [--scans without|only|with]

GOLD holds NAME.yaml, PDFS holds NAME.pdf; default: the sample minutes. Everything else is said by `python -m referat.corpus.score --help`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from referat.corpus.score_command import golds, main
from referat.extract.minutes import read_document
from referat.models.codec import public
from referat.models.errors import ReferatError

SAMPLE = Path(__file__).resolve().parent.parent / "corpus" / "sample"


def read_all(gold: Path, pdfs: Path, target: Path) -> None:
    """Writes the JSON form of every file that the gold is about; what cannot be read is said and left out."""
    for name in sorted({Path(row["file"]).stem if row.get("part") else name for name, row in golds(gold, scans="with")}):
        try:
            forms = public(read_document(pdfs / f"{name}.pdf"))
        except ReferatError as error:
            sys.stderr.write(f"{name}: {error}\n")
            continue
        (target / f"{name}.json").write_text("".join(json.dumps(form, ensure_ascii=False) + "\n" for form in forms), encoding="utf-8")


if __name__ == "__main__":
    given = sys.argv[1:]
    folders, options = (given[:2], given[2:]) if given and not given[0].startswith("-") else ([str(SAMPLE / "gold"), str(SAMPLE)], given)
    with tempfile.TemporaryDirectory() as predicted:
        read_all(Path(folders[0]), Path(folders[1]), Path(predicted))
        raise SystemExit(main([folders[0], predicted, *options]))
