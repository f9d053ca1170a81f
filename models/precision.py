"""How often a rule was right on documents that a person had read: the confidence of what it reads. The figures are made by a command
(`python -m referat.corpus.rule_precision`), never by hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_PRIOR = 2  # a rule that was seen seldom is taken for as good as all together, as if it had been seen so often more


def confidence(rule: str) -> float:
    """The share of what the rule read that was right, 0 to 1; a rule that was never seen has the share of all rules together."""
    figures = _figures()
    right, false = figures["all"]
    share = right / (right + false)
    right, false = figures.get(rule, (0, 0))
    return round((right + _PRIOR * share) / (right + false + _PRIOR), 2)


@cache
def _figures() -> Mapping[str, tuple[int, int]]:
    data = json.loads(files("referat.models.lexicon").joinpath("rule_precision.json").read_text(encoding="utf-8"))
    found = {rule: (row["right"], row["false"]) for rule, row in data["rules"].items()}
    return found | {"all": (sum(right for right, _ in found.values()), sum(false for _, false in found.values()))}
