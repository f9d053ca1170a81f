"""How well a document was read: the JSON form against what a person found in it (`corpus/sample/gold` shows the form of that)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Any

from referat.corpus.score_tasks import score_tasks
from referat.corpus.tally import Tally, pair
from referat.models.likeness import comparable_words, likeness, overlap, same_name

Row = dict[str, Any]
Score = dict[str, Tally]
CORE_KINDS = ("indstilling", "referat", "beslutning")
MINUTED = "text: referat and beslutning together"
FIELDS = (
    "document kind", "forum", "organisation", "date", "start and end", "chair", "secretary",
    "attendance: names", "attendance: status", "attendance: role", "attendance: organisation",
    "items", "item number", "item title", "item page", "item case number", "section headings",
    "text: indstilling", "text: referat", "text: beslutning", MINUTED,
    "outcome", "votes", "tasks: found", "tasks: assignee", "tasks: deadline", "tasks: strength", "tasks: whole", "acronyms",
)  # fmt: skip


def empty_score() -> Score:
    """A score in which nothing was counted."""
    return {name: Tally() for name in FIELDS}


def score_documents(pairs: list[tuple[Row, Row | None]]) -> Score:
    """The score over documents: gold and what was found in each, None where nothing could be read."""
    total = empty_score()
    for gold, found in pairs:
        for name, tally in score_document(gold, found or {}).items():
            total[name].add(tally)
    return total


def score_document(gold: Row, found: Row) -> Score:
    """The score of one document. `found` is the JSON form (`docs/contract.md`); {} counts as a document in which nothing was found."""
    score = empty_score()
    _score_head(score, gold, found)
    _score_attendance(score, gold.get("attendance") or [], found.get("attendance") or [])
    mine: list[Row] = [{**task, "item": -1} for task in gold.get("tasks") or []]
    theirs: list[Row] = [{**task, "item": -1} for task in found.get("tasks") or []]
    items = pair(gold.get("items") or [], found.get("items") or [], _item_similarity, 0.6)
    for place, (gold_item, found_item) in enumerate(items):
        _score_item(score, gold_item, found_item)
        mine += [{**task, "item": place} for task in (gold_item or {}).get("tasks") or []]
        theirs += [{**task, "item": place} for task in (found_item or {}).get("tasks") or []]
    score_tasks(score, mine, theirs)
    acronyms: list[Counter[Hashable]] = [Counter(), Counter()]
    for known, unknown in pair(gold.get("acronyms") or [], found.get("acronyms") or [], _acronym_similarity, 1.0):
        key = tuple((known or unknown or {}).get(part) for part in ("short", "long"))
        acronyms[0][key] += known is not None
        acronyms[1][key] += unknown is not None
    score["acronyms"].bags(+acronyms[0], +acronyms[1], "acronym")
    return score


def _score_head(score: Score, gold: Row, found: Row) -> None:
    meeting = found.get("meeting") or {}
    score["document kind"].value(gold.get("kind"), found.get("kind"), where="kind")
    score["date"].value(_day(gold.get("date")), _day(meeting.get("date")), where="date")
    for end in ("start", "end"):
        score["start and end"].value(gold.get(end), meeting.get(end), where=end)
    for name in ("chair", "secretary"):
        score[name].value(gold.get(name), meeting.get(name), same=same_name, where=name)
    score["forum"].value(gold.get("forum"), meeting.get("forum"), same=_same_forum, where="forum")
    score["organisation"].value(gold.get("organisation"), meeting.get("organisation"), same=_alike(0.8), where="organisation")


def _score_attendance(score: Score, gold: list[Row], found: list[Row]) -> None:
    for mine, theirs in pair(gold, found, lambda one, other: likeness(one["name"], other["name"]), 0.9):
        score["attendance: names"].value(mine and mine["name"], theirs and theirs["name"], same=_paired, where="attendance")
        if mine and theirs:
            score["attendance: status"].value(mine.get("status"), theirs.get("status"), where=mine["name"])
            for part in ("role", "organisation"):
                score[f"attendance: {part}"].value(mine.get(part), theirs.get(part), same=_alike(0.85), where=f"{part} of {mine['name']}")


def _score_item(score: Score, gold: Row | None, found: Row | None) -> None:
    known = gold or found or {}
    where = f"item {known.get('number')} {known.get('title')!r}"
    score["items"].value(gold and where, found and where, same=_paired, where="items")
    mine, theirs = gold or {}, found or {}
    if gold and found:
        score["item number"].value(_number(gold.get("number")), _number(found.get("number")), where=where)
        score["item title"].value(gold.get("title"), found.get("title"), same=_alike(0.92), where="title")
        if gold.get("page"):
            score["item page"].value(gold["page"], ((found.get("span") or [{}])[0]).get("page"), where=where)
    score["item case number"].value(mine.get("case_number"), theirs.get("case_number"), same=_alike(0.88), where=where)
    score["section headings"].bags(_headings(mine), _headings(theirs), f"section of {where}")
    _score_text(score, mine, theirs, where)
    if gold:
        score["outcome"].value(gold.get("outcome"), theirs.get("outcome"), where=where)
        score["votes"].bags(_votes(mine), _votes(theirs), f"vote of {where}")


def _score_text(score: Score, gold: Row, found: Row, where: str) -> None:
    for kinds, name in [*(((kind,), f"text: {kind}") for kind in CORE_KINDS), (("referat", "beslutning"), MINUTED)]:
        mine, theirs = (_text(item, *kinds) for item in (gold, found))
        score[name].bags(Counter(comparable_words(mine)), Counter(comparable_words(theirs)))
        if overlap(mine, theirs) < 0.9:
            score[name].errors.append(f"{where}: gold {mine[:70]!r}, found {theirs[:70]!r}")


def _item_similarity(gold: Row, found: Row) -> float:
    same_number = _number(gold.get("number")) == _number(found.get("number"))
    if not gold.get("title"):  # a number alone, or a meeting minuted as one run of text
        if gold.get("number") and same_number and not found.get("title"):
            return 1.0
        texts = [_text(item, *CORE_KINDS) for item in (gold, found)]
        return overlap(*texts) if all(comparable_words(text) for text in texts) else 0.0
    title = likeness(gold.get("title"), found.get("title"))
    if same_number:
        return title + 0.3 if title >= 0.6 else 0.0
    return title if title >= 0.85 else 0.0


def _paired(_gold: object, _found: object) -> bool:
    return True  # `pair` has said so


def _alike(at_least: float) -> Any:
    return lambda one, other: likeness(str(one), str(other)) >= at_least


def _same_forum(gold: str, found: str) -> bool:
    """The body that met; "ekstraordinær" must agree, and a bare "Byråd" is not "Lindeå Byråd"."""
    extraordinary = ["ekstraordinær" in name.lower() for name in (gold, found)]
    return extraordinary[0] == extraordinary[1] and likeness(gold, found, any_order=True) >= 0.8


def _acronym_similarity(gold: Row, found: Row) -> float:
    return float(gold["short"].lower() == found["short"].lower() and likeness(gold.get("long"), found.get("long")) >= 0.85)


def _number(value: Any) -> str:
    return str(value or "").strip().strip(".:)").lower()


def _day(value: Any) -> str | None:
    return str(value)[:10] if value else None


def _text(item: Row, *kinds: str) -> str:
    sections = item.get("sections") or []
    return "\n".join(section.get("text") or "" for kind in kinds for section in sections if section.get("kind") == kind)


def _headings(item: Row) -> Counter[Hashable]:
    sections = item.get("sections") or []
    return Counter((row.get("kind"), " ".join(comparable_words(row["heading"]))) for row in sections if row.get("heading"))


def _votes(item: Row) -> Counter[Hashable]:
    return Counter(tuple(vote.get(side) for side in ("for", "against", "abstain")) for vote in item.get("votes") or [])


if __name__ == "__main__":
    from referat.corpus.score_command import main

    raise SystemExit(main())
