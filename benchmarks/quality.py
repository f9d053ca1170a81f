"""How well documents are read, field by field, against what a person found in them: reads the PDFs and scores them.

    python benchmarks/quality.py [GOLD PDFS] [--misses] [--fields FIELD] [--per-file] [--json] [--scans without|only|with]

GOLD holds NAME.yaml, PDFS holds NAME.pdf; default: the sample minutes. Everything else is said by `python -m referat.corpus.score --help`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from referat.corpus.predictions import read_all
from referat.corpus.score_command import main

SAMPLE = Path(__file__).resolve().parent.parent / "corpus" / "sample"


if __name__ == "__main__":
    given = sys.argv[1:]
    folders, options = (given[:2], given[2:]) if given and not given[0].startswith("-") else ([str(SAMPLE / "gold"), str(SAMPLE)], given)
    with tempfile.TemporaryDirectory() as predicted:
        read_all(Path(folders[0]), Path(folders[1]), Path(predicted))
        raise SystemExit(main([folders[0], predicted, *options]))
