"""People on pages of real minutes as a reader marked them; only where REFERAT_CORPUS names the folder. The marks hold no words."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from referat.extract.minutes import read_document
from referat.models.text import SourceText

MARKS: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "marks" / "corpus_people.yaml").read_text(encoding="utf-8"))
KINDS = ("full", "short", "initials")


def page_span(source: SourceText, page: int) -> tuple[int, int]:
    spans = [line.span for line in source.lines if line.box.page == page]
    return min(span.start for span in spans), max(span.end for span in spans)


def places(text: str, length: int, digest: str) -> list[tuple[int, int]]:
    """Where whole words of this length and digest stand."""
    starts = [match.start() for match in re.finditer(r"(?<!\w)\w", text)]
    return [
        (start, start + length)
        for start in starts
        if not text[start + length : start + length + 1].isalnum()
        and hashlib.sha1(re.sub(r"\s", " ", text[start : start + length]).encode(), usedforsecurity=False).hexdigest() == digest
    ]


def test_the_marks_are_marks() -> None:
    kinds = [kind for page in MARKS.values() for kind, *_ in page["mentions"]]
    assert len(MARKS) >= 8
    assert len(kinds) >= 100
    assert set(kinds) == set(KINDS)
    assert all(re.fullmatch(r"[0-9a-f]{40}", digest) for page in MARKS.values() for _, _, digest, _ in page["mentions"])


def test_people_on_pages_of_real_minutes(corpus: Path) -> None:
    """At least 97 of 100 marked mentions are found at their place, with at most 2 false in 100."""
    missed, false, marked = [], [], 0
    for name, page in MARKS.items():
        found_files = sorted(corpus.rglob(f"{name}.pdf"))
        if not found_files:
            pytest.skip(f"{name} is not in this folder")
        document = read_document(found_files[0])
        start, end = page_span(document.source, page["page"])
        text = document.source.text[start:end]
        wanted = {}
        for kind, length, digest, ordinal in page["mentions"]:
            known = places(text, length, digest)
            wanted[known[ordinal - 1] if ordinal <= len(known) else (-1, ordinal)] = kind
        facts = [fact for minutes in document.meetings for person in minutes.people for fact in person.mentions]
        found = {(span.start - start, span.end - start) for fact in facts for span in fact.spans if start <= span.start < end}
        marked += len(page["mentions"])
        missed += [(name, place, kind) for place, kind in wanted.items() if place not in found]
        false += [(name, place) for place in found if place not in wanted]
    assert len(missed) <= 0.03 * marked, missed
    assert len(false) <= 0.02 * marked, false
