"""What a worker process makes of a file: the rows of its document, small enough to be handed over, ready to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from referat.corpus.find import shown
from referat.db.rows import Rows
from referat.extract.pages.archives import ARCHIVE, at_hand, members
from referat.extract.pages.limits import DEFAULT, Limits
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import OcrMode, ProblemCode


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that was read: its hash, its rows by table, and how many pages and findings it has."""

    sha256: str
    rows: Rows
    pages: int
    findings: int


Read = Callable[[Path, OcrMode, Limits], Reading]


def read_rows(path: Path, ocr: OcrMode = OcrMode.AUTO, limits: Limits = DEFAULT) -> Reading:
    """Reads a file, or a file in an archive. Raises UnreadableDocumentError where it cannot be read."""
    # Heavy libraries are loaded by the processes that read.
    from referat.corpus.completeness import gap_rows
    from referat.db.rows import document_rows
    from referat.extract.attendance.standing import standing
    from referat.extract.minutes import read_document

    with at_hand(path, limits=limits) as file:
        try:
            document = read_document(file, ocr=ocr, limits=limits)
        except UnreadableDocumentError as error:
            if error.code is ProblemCode.NOT_A_PDF and path.suffix.lower() == ARCHIVE:
                members(path)  # an archive is read itself where it could not be opened: it says why
            # Where it was unpacked is nobody's business, and not the same the next time.
            raise UnreadableDocumentError(error.code, error.message.replace(str(file), str(path))) from None
    rows = document_rows(document, path=shown(path), file_name=Path(shown(path)).name)
    identity = rows["documents"][0]["id"]
    rows["gaps"] = gap_rows(document, identity)
    said = standing(document.source, file_name=path.name)
    rows["document_standing"] = [{"document_id": identity, "standing": said}] if said else []
    return Reading(document.sha256, rows, len(document.source.pages), len(rows["problems"]))
