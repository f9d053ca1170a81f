"""The data of the lexicon holds what it promises."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest

from referat.models.wording import Entry, plain, wording

NAMES = sorted(path.name.removesuffix(".toml") for path in files("referat.models.lexicon").iterdir() if path.name.endswith(".toml"))
# Files with a form of their own are held by the test of the module that reads them.
OWN_FORM = {"dates", "questions", "stems"}
ENTRIES = [(name, entry) for name in NAMES if name not in OWN_FORM for entry in wording(name).entries]
HOSTILE = ("a" * 10_000, "Beslutning i " * 800, "1. " * 3_300, "," * 10_000, "Økonomiudvalget, den " * 480, " " * 10_000 + "x")


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=lambda value: value.id if isinstance(value, Entry) else value)
def test_entry_keeps_its_promises(name: str, entry: Entry) -> None:
    words = wording(name)
    assert entry.examples, "an entry is shown by an example"
    for example in entry.examples:
        found = words.find(example)
        assert found is not None, example
        assert found.id == entry.id, f"{example!r} is found by {found.id}"
    for counterexample in entry.counterexamples:
        found = words.find(counterexample)
        assert found is None or found.id != entry.id, counterexample
    shown = {plain(example) for example in entry.examples}
    assert all(plain(form) in shown for form in entry.forms), (
        f"forms without an example: {[f for f in entry.forms if plain(f) not in shown]}"
    )


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OWN_FORM])
def test_ids_are_unique(name: str) -> None:
    ids = [entry.id for entry in wording(name).entries]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("name", "entry"), [pair for pair in ENTRIES if pair[1].pattern], ids=lambda value: value.id if isinstance(value, Entry) else value
)
@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: line[:8])
def test_no_pattern_is_slow_on_a_hostile_line(name: str, entry: Entry, line: str) -> None:
    assert entry.pattern is not None
    began = time.process_time()
    entry.pattern.fullmatch(line)
    assert time.process_time() - began < 0.05
