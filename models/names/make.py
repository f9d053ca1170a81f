"""Makes the name lists from the sources named in README.md.

    python -m referat.models.names.make NAMES_FOLDER PLACES_FOLDER cdt.tar.xz

NAMES_FOLDER holds dacy_names.csv and faker_da_DK.csv, PLACES_FOLDER municipalities.tsv. A first name that also stands in the treebank in
lower case, or is kept in `common_words.txt`, counts only before a surname, unless `seldom_words.txt` has it.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from referat.models.danish.treebank import read_treebank

HERE = Path(__file__).resolve().parent
_NAME = re.compile(r"[A-ZÆØÅÉÖÄÜ][a-zæøåéèëöäüá]+(?:-[A-ZÆØÅ][a-zæøåé]+)?")


def main(arguments: list[str]) -> int:
    """Write the lists beside this file; 2 if there are not three arguments."""
    if len(arguments) != 3:
        sys.stderr.write(__doc__ or "")
        return 2
    names, places, archive = (Path(argument) for argument in arguments)
    first, last = read_names(names)
    common = {
        word.text.capitalize()
        for text in read_treebank(archive)
        for sentence in text.sentences
        for word in sentence
        if word.text[:1].islower() and word.pos != "PROPN"
    } | read_words("common_words.txt")
    alone = {name for name in first if len(name) > 2 and name not in common} | (read_words("seldom_words.txt") & first)
    write("first_alone.txt", alone)
    write("first_before_surname.txt", first - alone)
    write("surnames.txt", last)
    (HERE / "municipalities.tsv").write_text((places / "municipalities.tsv").read_text(encoding="utf-8"), encoding="utf-8")
    return 0


def read_words(name: str) -> set[str]:
    """The words of a list that is kept by hand."""
    return set((HERE / name).read_text(encoding="utf-8").split())


def read_names(folder: Path) -> tuple[set[str], set[str]]:
    """First names and surnames of both sources. Raises OSError or KeyError where a source is missing or of another form."""
    first: set[str] = set()
    last: set[str] = set()
    with (folder / "dacy_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            (first if row["first_name"] == "True" else last).add(row["name"].strip(".’' "))
    with (folder / "faker_da_DK.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            (last if row["kind"] == "last" else first).add(row["name"])
    return {name for name in first if _NAME.fullmatch(name)}, {name for name in last if _NAME.fullmatch(name)}


def write(name: str, words: Iterable[str]) -> None:
    """One word a line, in order."""
    (HERE / name).write_text("".join(f"{word}\n" for word in sorted(words)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
