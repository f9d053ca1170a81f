"""The examples of `docs/lexicon.md` are in the form that is read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from referat.models import wording

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "lexicon.md").read_text(encoding="utf-8")


def test_the_described_entries_keep_their_promises() -> None:
    found = re.search(r"```toml\n(.*?)```", TEXT, re.S)
    assert found
    words = wording.Wording(tuple(wording._entry(row, "docs") for row in tomllib.loads(found[1])["entry"]))
    for entry in words.entries:
        assert entry.examples
        assert [words.find(example) for example in entry.examples] == [entry] * len(entry.examples)
        assert entry not in [words.find(counterexample) for counterexample in entry.counterexamples]
