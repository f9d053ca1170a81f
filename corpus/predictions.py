"""What the reader says of documents with gold, as files that `score_command` and `spans` compare."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from referat.corpus.score_command import golds
from referat.extract.minutes import read_document
from referat.models.codec import public
from referat.models.errors import ReferatError


def read_all(gold: Path, pdfs: Path, target: Path) -> None:
    """Writes the JSON form of every file that the gold is about; what cannot be read is said and left out."""
    for name in sorted({Path(row["file"]).stem if row.get("part") else name for name, row in golds(gold, scans="with")}):
        try:
            forms = public(read_document(pdfs / f"{name}.pdf"))
        except ReferatError as error:
            sys.stderr.write(f"{name}: {error}\n")
            continue
        (target / f"{name}.json").write_text("".join(json.dumps(form, ensure_ascii=False) + "\n" for form in forms), encoding="utf-8")
