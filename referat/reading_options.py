"""How files are read: the options that commands share, and the processes (or the cluster) that they ask for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from referat.models.kinds import OcrMode
from referat.options import OCR

if TYPE_CHECKING:
    from referat.corpus.steady import Engine

F = TypeVar("F", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--jobs", type=click.IntRange(1, 256), default=None, help="Så mange filer læses samtidig.  [default: antal kerner]"),
    OCR,
    click.option("--seconds", type=click.FloatRange(min=1), default=None, help="Så længe må en fil tage.  [default: 300]"),
    click.option("--memory", type=click.IntRange(min=300), default=None, metavar="MB", help="Hukommelse til en fil.  [default: 1500]"),
    click.option("--engine", "kind", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Hvor filer læses."),
    click.option("--scheduler", metavar="ADRESSE", help="Daskklyngens scheduler, fx tcp://10.0.0.1:8786."),
)  # fmt: skip


def reading_options(command: F) -> F:
    """Gives a command the options that `engine` needs."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@contextmanager
def engine(chosen: dict[str, Any]) -> Iterator[Engine]:
    """What reads the files: processes on this machine, or a cluster."""
    from referat.corpus.isolated import ReadersOf
    from referat.corpus.reading import read_rows
    from referat.extract.pages.limits import DEFAULT

    limits = replace(DEFAULT, seconds=chosen["seconds"] or DEFAULT.seconds, memory=(chosen["memory"] or 0) * 1_000_000 or DEFAULT.memory)
    ocr = OcrMode(chosen["ocr"])
    if chosen["kind"] == "dask":
        if not chosen["scheduler"]:
            raise click.UsageError("--engine dask kræver --scheduler, fx --scheduler tcp://10.0.0.1:8786.")
        from referat.corpus.cluster import cluster

        with cluster(chosen["scheduler"], jobs=chosen["jobs"], ocr=ocr, limits=limits) as readers:
            yield readers
        return
    with ReadersOf(read_rows, jobs=chosen["jobs"] or os.cpu_count() or 1, ocr=ocr, limits=limits) as processes:
        yield processes
