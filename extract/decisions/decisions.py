"""An item with what was decided under it and how: outcome, points, votes, reservations, presence, elections, attachments."""

from __future__ import annotations

from dataclasses import replace

from referat.extract.decisions.attachments import read_attachments
from referat.extract.decisions.elections import read_elected
from referat.extract.decisions.outcomes import read_outcome
from referat.extract.decisions.points import read_points
from referat.extract.decisions.presence import read_presence
from referat.extract.decisions.reservations import read_reservations
from referat.extract.decisions.votes import read_votes
from referat.models.fact import Fact
from referat.models.kinds import Outcome
from referat.models.minutes import Item
from referat.models.text import SourceText


def with_decisions(source: SourceText, item: Item, *, minuted: bool) -> Item:
    """The item with what was decided; where nothing is minuted (an agenda) only with its attachments."""
    sections = item.sections
    attachments = read_attachments(source, sections)
    if not minuted:
        return replace(item, attachments=attachments)
    outcome = read_outcome(source, sections, item.title.value if item.title else None)
    return replace(
        item,
        outcome=outcome or Fact(Outcome.INGEN, (item.heading_span,), "outcomes.nothing-minuted"),
        points=read_points(source, sections),
        votes=read_votes(source, sections),
        reservations=read_reservations(source, sections),
        presence=read_presence(source, sections),
        elected=read_elected(source, sections, item.title),
        attachments=attachments,
    )
