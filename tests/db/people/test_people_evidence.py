"""When two names are one person: rows of names, and of figures with what is known of them."""

from __future__ import annotations

from typing import Any

import pytest

from referat.db.people.evidence import Evidence, Link, name_kind
from referat.db.people.figures import Figure, places
from referat.models.likeness import comparable_words


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Keld I. Holm", "keld i holm", "same"),
        ("Holm, Keld Ivan", "Keld Ivan Holm", "order"),
        ("Michael S. Hansen", "Michael Skov Hansen", "short"),
        ("Michael Hansen", "Michael Skov Hansen", "short"),
        ("M. Hansen", "Michael Hansen", "initial"),
        ("Rolf Reinholt", "Rolf Reinholdt", "slip"),
        ("Joan", "Joan Skårup", "first"),
        ("Michael S. Hansen", "Michael Bo Hansen", None),  # the initial is another
        ("Keld Ivan Holm", "Keld Ove Holm", None),
        ("Lone Holm", "Lone Lund", None),
        ("Jens Holm", "Jan Holm", None),  # too short for a slip
        ("Joan", "Skårup", None),
        ("", "Joan Skårup", None),
    ],
)
def test_how_names_are_alike(one: str, other: str, kind: str | None) -> None:
    mine, theirs = tuple(comparable_words(one)), tuple(comparable_words(other))
    assert name_kind(mine, theirs) == name_kind(theirs, mine) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Byrådet, Ravnsø Kommune", {"ravnsø"}),
        ("Tønder", {"tønder"}),
        ("Lyngø Kommunes MED-udvalg", set()),
        ("Region Nordvest", set()),
    ],
)
def test_municipalities_of_an_organisation(text: str, expected: set[str]) -> None:
    assert places(text) == expected


def figure(name: str, forum: str, **known: Any) -> Figure:
    known = {key: set(value) if isinstance(value, list) else value for key, value in known.items()}
    slug = name.casefold().replace(" ", "-")
    return Figure(f"{slug}@{forum}", slug, name, forum, None, forum, **{"first": "2020-01-01", "last": "2020-12-31", **known})


def weighed(*figures: Figure, attested: dict[str, set[str]] | None = None) -> list[Link]:
    return Evidence({one.id: one for one in figures}, attested or {}).links()


NORTH, SOUTH = "Byrådet i Ravnsø Kommune", "Byrådet i Tangmose Kommune"


@pytest.mark.parametrize(
    ("one", "other", "certain", "reason"),
    [
        # The same name, and nothing against it.
        (figure("Hanne Vestbo", "klynge"), figure("Hanne Vestbo", "udvalg"), True, "samme navn"),
        (
            figure("Hanne Vestbo", "klynge", organisations=["Tønder"]),
            figure("Hanne Vestbo", "råd", organisations=["Tønder"]),
            True,
            "kommune",
        ),
        # Many are called Lars Jensen.
        (figure("Lars Jensen", "klynge"), figure("Lars Jensen", "udvalg"), False, "samme navn"),
        # Two forums of two organisations: a question.
        (
            figure("Hanne Vestbo", "a", organisations=["Lyngens Vandværk"]),
            figure("Hanne Vestbo", "b", organisations=["MED Syd"]),
            False,
            "navn",
        ),
        # Two municipalities: two people.
        (figure("Hanne Vestbo", NORTH), figure("Hanne Vestbo", SOUTH), None, ""),
        # A lifetime between them.
        (figure("Hanne Vestbo", "a", first="1931-01-01", last="1935-01-01"), figure("Hanne Vestbo", "b"), None, ""),
        # Short forms within a forum; elsewhere they prove nothing.
        (figure("Michael S. Hansen", "klynge"), figure("Michael Skov Hansen", "klynge"), True, "forkortet"),
        (figure("Joan", "klynge"), figure("Joan Skårup", "klynge"), True, "fornavnet"),
        (figure("Joan", "klynge"), figure("Joan Skårup", "udvalg"), None, ""),
        (figure("Joan", "klynge", first="2010-01-01", last="2011-01-01"), figure("Joan Skårup", "klynge"), None, ""),
        (figure("Joan", "klynge"), figure("Joan", "udvalg"), None, ""),
        # A slip is a proposal; both on one list are two.
        (figure("Rolf Reinholt", "klynge"), figure("Rolf Reinholdt", "klynge"), False, "stavemåde"),
        (figure("Rolf Reinholt", "klynge", listed=["m1"]), figure("Rolf Reinholdt", "klynge", listed=["m1"]), None, ""),
    ],
)
def test_two_figures(one: Figure, other: Figure, certain: bool | None, reason: str) -> None:
    links = weighed(one, other)
    assert [link.certain for link in links] == ([] if certain is None else [certain])
    assert all(reason in link.reason and (link.score >= 0.95) == certain for link in links)


def test_a_first_name_that_two_have_is_nobodys() -> None:
    links = weighed(figure("Joan", "klynge"), figure("Joan Skårup", "klynge"), figure("Joan Vig", "klynge"))
    assert not [link for link in links if link.certain]


def test_forums_that_share_people_are_near() -> None:
    others = [figure(name, forum) for name in ("Bo Lundby", "Eva Strøm") for forum in ("bestyrelse", "generalforsamling")]
    links = weighed(figure("Lars Jensen", "bestyrelse"), figure("Lars Jensen", "generalforsamling"), *others)
    found = next(link for link in links if "lars" in link.one)
    assert found.certain
    assert "2 andre til fælles" in found.reason


def test_a_document_that_uses_both_spellings_joins_them() -> None:
    one, other = figure("Rolf Reinholt", "klynge"), figure("Rolf Reinholdt", "klynge")
    (link,) = weighed(one, other, attested={other.id: {"rolf reinholt"}})
    assert link.certain
    assert "begge navne i ét referat" in link.reason
