"""The command `referat import`: what it is asked, how it shows its progress, and how it sums up."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from referat.import_report import Report
from referat.options import DATABASE, examples
from referat.reading_options import engine, reading_options

if TYPE_CHECKING:
    from referat.corpus.bulk import Outcome
    from referat.corpus.session import Session
    from referat.corpus.watch import Sight

WAITS = "En anden import er i gang. Venter, til den er færdig …"


@click.command(
    name="import",
    epilog=examples(
        "referat import referater/",
        "referat import 2022/ 2023.zip ekstra.pdf --db udvalg.db --jobs 4",
        "referat import --watch indbakke/",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="STI…")
@DATABASE
@reading_options
@click.option("--retry", is_flag=True, help="Prøv også de filer igen, som sidst tog for lang tid eller fik læseren til at gå ned.")
@click.option("--watch", type=click.Path(path_type=Path, exists=True, file_okay=False), multiple=True, metavar="MAPPE",
              help="Bliv ved: læs nye og ændrede filer i mappen, når de kommer. Stop med Ctrl+C.")  # fmt: skip
@click.option("--every", type=click.FloatRange(min=0.1), default=5.0, show_default=True, help="Sekunder mellem to blik i mappen (--watch).")
@click.option("--prune", is_flag=True, help="Fjern det, der kun stod i filer, som er væk.")
@click.option("--json", "as_json", is_flag=True, help="Resultatet som JSON.")
def import_(paths: tuple[Path, ...], database: Path, **chosen: Any) -> None:
    """Læs PDF-filer, mapper (med undermapper) og zip-arkiver ind i databasen.

    Filer, der allerede er læst, springes over, så en afbrudt import fortsætter, hvor den slap. Filer, der ikke kan læses, nævnes
    til sidst og står i tabellen problems; så er afslutningskoden 3. Filer, der er forsvundet, mærkes.
    """
    if not paths and not chosen["watch"]:
        raise click.UsageError("Hvad skal læses? Angiv filer, mapper eller zip-arkiver.")
    from referat.corpus.bulk import Options
    from referat.corpus.session import session
    from referat.corpus.watch import sight

    report = Report()
    with (
        engine(chosen) as readers,
        session(database, readers, options=Options(retry=chosen["retry"]), waits=lambda: click.echo(WAITS, err=True)) as opened,
    ):
        seen = sight(chosen["watch"])
        _round(opened, [*paths, *chosen["watch"]], report, prune=chosen["prune"])
        if chosen["watch"]:
            _watch(opened, chosen["watch"], seen, report, every=chosen["every"])
    click.echo(json.dumps(report.form(database=database), ensure_ascii=False) if chosen["as_json"] else report.summary(database))
    report.finish()


def _round(opened: Session, paths: Sequence[Path], report: Report, *, prune: bool) -> None:
    """Everything that is there now: read, and what is gone marked or removed."""
    from referat.corpus.find import find_files

    found = find_files(paths)
    if not found and not any(path.exists() for path in paths):
        raise click.UsageError(f"Ingen PDF-filer i {', '.join(str(path) for path in paths)}.")
    number = opened.begin()
    _take(opened, found, report)
    report.tidied = opened.tidy(paths, found, prune=prune)
    opened.end(number, report.counts)


def _take(opened: Session, found: Sequence[Path], report: Report) -> None:
    for outcome in progress(opened.take(found), len(found), report):
        report.add(outcome)


def _watch(opened: Session, folders: Sequence[Path], seen: Sight, report: Report, *, every: float) -> None:
    """Goes on taking files until Ctrl+C; what is being read then is read to its end.

    A flag, since an interrupt that arrives within a library's callback is lost.
    """
    from referat.corpus.watch import arrivals

    stop = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    click.echo("Holder øje med nye filer. Stop med Ctrl+C.", err=True)
    try:
        for fresh in arrivals(folders, seen, every=every, sleep=stop.wait, stopped=stop.is_set):
            number, this = opened.begin(), Report()
            _take(opened, fresh, this)
            opened.end(number, this.counts)
            report.merge(this)
            click.echo(this.line(), err=True)
    finally:
        signal.signal(signal.SIGINT, before)
    click.echo("Stoppet.", err=True)


class _Rate(ProgressColumn):
    """Files a second over the last files."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:.1f} filer/s", style="progress.data.speed")


def progress(outcomes: Iterable[Outcome], total: int, report: Report) -> Iterator[Outcome]:
    """The outcomes as they come, with a bar on standard error; `report` counts those before."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[told]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        bar = shown.add_task("Læser", total=total, told="")
        for outcome in outcomes:
            yield outcome
            shown.update(bar, advance=1, description=f"Læser {outcome.path.name[:40]}", told=report.line())
