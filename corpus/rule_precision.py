"""How often each rule for tasks is right: `python -m referat.corpus.rule_precision GOLD PREDICTED [GOLD PREDICTED …] [--write FILE]`.

GOLD and PREDICTED as for `referat.corpus.score`. Tasks that the gold marks optional do not count. With --write the figures go into a file:
`models/lexicon/rule_precision.json`, where a task's confidence is looked up.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from referat.corpus.score_command import golds, prediction
from referat.corpus.score_tasks import Row, paired_tasks


@dataclass(slots=True)
class Counted:
    """What the rules read in some documents: right and false by rule."""

    documents: int = 0
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def rules(self) -> list[str]:
        """The rules that read anything, by name."""
        return sorted({*self.right, *self.false})


def count_rules(folders: list[tuple[Path, Path]]) -> Counted:
    """Counts the tasks of every gold document of the folders against its prediction; one without a prediction is left out."""
    counted = Counted()
    for gold_folder, predicted in folders:
        for name, gold in golds(gold_folder):
            found = prediction(predicted, name, gold)
            if found is not None:
                counted.documents += 1
                _count(counted, gold, found)
    return counted


def _count(counted: Counted, gold: Row, found: Row) -> None:
    for mine, theirs in paired_tasks(list(_tasks(gold)), list(_tasks(found))):
        if theirs is not None and not (mine and mine.get("optional")):
            (counted.right if mine else counted.false)[theirs["rule"]] += 1


def _tasks(document: Row) -> Iterator[Row]:
    yield from document.get("tasks") or []
    for item in document.get("items") or []:
        yield from item.get("tasks") or []


def main(arguments: list[str] | None = None) -> int:
    """Counts, writes to standard output or a file, and returns the exit code: 2 where there is nothing to count."""
    parser = argparse.ArgumentParser(
        prog="python -m referat.corpus.rule_precision", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", help="GOLD PREDICTED, in pairs")
    parser.add_argument("--write", type=Path, help="the file that gets the figures")
    options = parser.parse_args(arguments)
    if len(options.folders) % 2:
        parser.error("each GOLD needs its PREDICTED")
    counted = count_rules(list(zip(options.folders[::2], options.folders[1::2], strict=True)))
    if not counted.documents:
        sys.stderr.write("no gold document with a prediction\n")
        return 2
    if options.write:
        rules = {rule: {"right": counted.right[rule], "false": counted.false[rule]} for rule in counted.rules()}
        options.write.write_text(json.dumps({"documents": counted.documents, "rules": rules}, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{'rule':28}{'right':>7}{'false':>7}{'precision':>11}\n")
    for rule in sorted(counted.rules(), key=lambda rule: -(counted.right[rule] + counted.false[rule])):
        right, false = counted.right[rule], counted.false[rule]
        sys.stdout.write(f"{rule:28}{right:>7}{false:>7}{100 * right / (right + false):>11.1f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
