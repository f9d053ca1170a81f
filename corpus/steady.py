"""A file is read once it stays the same while it is read."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from referat.corpus.find import shown
from referat.corpus.reading import Reading
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode

AHEAD = 8  # files a process may be ahead of the one whose result is taken
_TRIES = 3  # for a file that changes while it is read


class Engine(Protocol):
    """What gives files read: processes here, a cluster, or what was read elsewhere."""

    jobs: int

    def digest(self, path: Path) -> str | None:
        """The SHA-256 of a file; None where it cannot be had."""
        ...

    def start(self, path: Path) -> Future[Any]:
        """Begin to read a file."""
        ...

    def finish(self, path: Path, future: Future[Any]) -> Reading | UnreadableDocumentError:
        """What was read, or why it was not; waits for it."""
        ...


@dataclass(slots=True)
class Waiting:
    """A file with the content that it was seen to have, and its reading once that has begun."""

    path: Path
    sha256: str | None
    future: Future[Any] | None = None


def read_steadily(waiting: Waiting, engine: Engine) -> Reading | UnreadableDocumentError:
    """What the file gives; read again where it changed meanwhile, and an error where it goes on changing."""
    for _ in range(_TRIES):
        if waiting.future is None:
            waiting.future = engine.start(waiting.path)
        result = engine.finish(waiting.path, waiting.future)
        seen = result.sha256 if isinstance(result, Reading) else engine.digest(waiting.path)
        if seen == waiting.sha256:
            return result
        waiting.sha256, waiting.future = engine.digest(waiting.path), None
    what = f"{shown(waiting.path)} blev ændret, mens den blev læst. Vent, til den er skrevet færdig, og læs den igen."
    return UnreadableDocumentError(ProblemCode.UNREADABLE_FILE, what)
