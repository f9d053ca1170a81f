"""Documents that an older reader read, read again: what was gained and lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from referat.corpus.session import Session
from referat.db import overview
from referat.db.store import Stored
from referat.extract.minutes import READER_VERSION
from referat.models.errors import UnreadableDocumentError


@dataclass(frozen=True, slots=True)
class Reread:
    """A document that was read again: how many of each thing more or fewer there are now, or why it was not read."""

    path: Path
    changes: Mapping[str, int]
    error: UnreadableDocumentError | None = None


def reread(opened: Session, *, reader_version: str = READER_VERSION) -> Iterator[Reread]:
    """Reads everything again that another version of the reader read, and whose file is there."""
    waiting = overview.outdated(opened.connection, reader_version=reader_version)
    by_path = {Path(path): document for document, path in waiting}
    # What a document holds is counted before the first one is read, since reading runs ahead.
    before = {document: overview.details(opened.connection, document) for document, _ in waiting}
    for outcome in opened.take(list(by_path)):
        if outcome.stored is Stored.REPLACED:
            document = by_path[outcome.path]
            now = overview.details(opened.connection, document)
            yield Reread(outcome.path, {name: now[name] - count for name, count in before[document].items() if now[name] != count})
        else:
            yield Reread(outcome.path, {}, outcome.error)
