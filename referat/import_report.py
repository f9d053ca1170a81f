"""What an import did, counted file by file."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referat.models.errors import UnreadableDocumentError

if TYPE_CHECKING:
    from referat.corpus.bulk import Outcome
    from referat.corpus.session import Tidied


class Report:
    """Counts by what became of files (added, replaced, unchanged, failed, attention), and the files that could not be read."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.failures: list[UnreadableDocumentError] = []
        self.failed_paths: list[Path] = []
        self.tidied: Tidied | None = None
        self._began = time.monotonic()

    def add(self, outcome: Outcome) -> None:
        """Counts what became of one file."""
        self.counts["failed" if outcome.stored is None else outcome.stored.value] += 1
        self.counts["attention"] += outcome.findings > 0
        self.counts["pages"] += outcome.pages
        if outcome.error is not None:
            self.failures.append(outcome.error)
            self.failed_paths.append(outcome.path)

    def merge(self, other: Report) -> None:
        """Counts what another round did."""
        self.counts.update(other.counts)
        self.failures += other.failures
        self.failed_paths += other.failed_paths

    @property
    def files(self) -> int:
        """How many files there were."""
        return sum(self.counts[name] for name in ("added", "replaced", "unchanged", "failed"))

    def line(self) -> str:
        """The counts in a few words, for the progress bar."""
        read = self.counts["added"] + self.counts["replaced"]
        return (
            f"{read} læst · {self.counts['unchanged']} sprunget over · {self.counts['failed']} fejl · {self.counts['attention']} at se på"
        )

    def summary(self, database: Path) -> str:
        """The counts as sentences."""
        counts = self.counts
        read = f"{counts['added']} nye, {counts['replaced']} læst igen, {counts['unchanged']} var læst i forvejen"
        lines = [f"{self.files} filer: {read}, {counts['failed']} kunne ikke læses. Databasen er {database}."]
        if counts["attention"]:
            lines.append(f"{counts['attention']} af de læste har noget at se på: referat status --db {database}")
        tidied = self.tidied
        if tidied and tidied.files:
            lines.append(f"{tidied.files} filer er væk og fjernet af databasen, og med dem {tidied.documents} dokumenter.")
        elif tidied and tidied.missing:
            lines.append(f"{len(tidied.missing)} filer er væk og er mærket i databasen. Fjern dem med --prune.")
        return "\n".join(lines)

    def finish(self) -> None:
        """Says on standard error which files could not be read, and ends the command with their exit code."""
        for error in self.failures:
            click.echo(f"  {error.message}", err=True)
        if self.failures:
            raise click.exceptions.Exit(self.failures[0].exit_code)

    def form(self, **target: Path) -> dict[str, Any]:
        """Everything as data for other programs; `target` is where it went, by its name."""
        seconds = time.monotonic() - self._began
        names = ("added", "replaced", "unchanged", "failed", "attention", "pages")
        return {
            **{name: str(path) for name, path in target.items()},
            "files": self.files,
            **{name: self.counts[name] for name in names},
            "seconds": round(seconds, 2),
            "missing": list(self.tidied.missing) if self.tidied else [],
            "pruned": {"files": self.tidied.files, "documents": self.tidied.documents} if self.tidied else None,
            "failures": [
                {"path": str(path), "code": error.code.value, "message": error.message}
                for path, error in zip(self.failed_paths, self.failures, strict=True)
            ],
        }
