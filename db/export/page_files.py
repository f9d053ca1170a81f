"""The images of pages for a published database: drawn from the PDF files, which stay at home, and black where something was taken out."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from referat.db import schema
from referat.db.explorer.page_image import PAGES, WIDTHS, ChangedFileError, Images
from referat.db.privacy.blacked import blacked
from referat.models.errors import UnreadableDocumentError

_PAGE_FILE = re.compile(r"[0-9a-f]{12}/[0-9]{1,6}\.png")
_PAGES = """
SELECT documents.id, path, sha256, number, width, height FROM documents JOIN pages ON document_id = documents.id
ORDER BY documents.id, number
"""


@dataclass(slots=True)
class Drawn:
    """How many pages were drawn; those that are not shown because something was taken out of their document, nobody knows where; those
    whose file is gone or holds something else now.
    """

    pages: int = 0
    hidden: int = 0
    missing: int = 0


def are_pages(folder: Path) -> bool:
    """Whether a folder holds images of pages as `write_pages` makes them, and nothing else."""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()]
    return folder.is_dir() and all(_PAGE_FILE.fullmatch(name) for name in files)


def write_pages(source: Path, copy: Path, folder: Path) -> Drawn:
    """Draws the pages of all documents of `source` into `folder`, as `copy` (what is published of it) says that they may be shown.

    Raises DatabaseError where one of the two is no database of ours, OSError where the folder cannot be written.
    """
    done, images = Drawn(), Images(most_bytes=0)
    with closing(schema.open_for_reading(source)) as ours, closing(schema.open_for_reading(copy)) as theirs:
        for document, path, sha256, number, width, height in ours.execute(_PAGES):
            black = blacked(theirs, document, number)
            if black is None:
                done.hidden += 1
                continue
            try:
                image = images.get(path, sha256, number, width=WIDTHS[1], page_width=width, page_height=height, black=black)
            except (ChangedFileError, UnreadableDocumentError):
                done.missing += 1
                continue
            target = folder / PAGES / document / f"{number}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(image)
            done.pages += 1
    return done
