"""Images of pages, made when they are asked for and kept for a while. Only files that still hold what was read are opened.

A file may lie in a zip archive; then it is unpacked for as long as it takes.
"""

from __future__ import annotations

import hashlib
import io
import threading
from collections import OrderedDict
from pathlib import Path

from referat.db.explorer.language import say
from referat.extract.pages.archives import at_hand, split
from referat.extract.pages.pdf import open_pdf, render
from referat.models.errors import UnreadableDocumentError
from referat.models.place import Box

WIDTHS = (900, 1400, 2000)
# The folder beside a published database that holds the images of its pages (`referat.db.export.page_files`).
PAGES = "sider"
_MOST_PIXELS = 8_000_000
_MOST_BYTES = 64 * 1024 * 1024
# PDFium is not safe in several threads.
_PDFIUM = threading.Lock()

_Key = tuple[str, int, int, tuple[Box, ...]]


class ChangedFileError(Exception):
    """The file is gone, or holds something else than what was read."""


def published(database: str | None, document: str, number: int) -> Path | None:
    """The image of a page that was made when the database was published; None where there is none."""
    place = Path(database).with_name(PAGES) / document / f"{number}.png" if database else None
    return place if place is not None and place.is_file() else None


class Images:
    """The images made last, up to a size; and which files were found to be what they were."""

    def __init__(self, *, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()
        self._checked: dict[tuple[str, int, int], str] = {}
        self._lock = threading.Lock()

    def get(
        self, path: str, sha256: str, number: int, *, width: int, page_width: float, page_height: float, black: tuple[Box, ...] = ()
    ) -> bytes:
        """The PNG of page `number`, about `width` pixels wide, with some boxes black.

        Raises ChangedFileError, or UnreadableDocumentError where PDFium refuses.
        """
        key = (sha256, number, width, black)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        self.check(path, sha256)
        image = _render(Path(path), number, width, page_width, page_height, black)
        self._keep(key, image)
        return image

    def _keep(self, key: _Key, image: bytes) -> None:
        with self._lock:
            self._kept[key] = image
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > self._most:
                self._kept.popitem(last=False)

    def check(self, name: str, sha256: str) -> None:
        """Raises ChangedFileError where the file does not hold what was read."""
        path = Path(name)
        inside = split(path)
        try:
            state = (inside[0] if inside else path).stat()
            seen = (str(path), state.st_mtime_ns, state.st_size)
            if seen not in self._checked:
                with at_hand(path) as found, found.open("rb") as file:
                    self._checked[seen] = hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, UnreadableDocumentError) as error:
            raise ChangedFileError(say("Filen {name} findes ikke længere, hvor den blev læst.", name=path.name)) from error
        if self._checked[seen] != sha256:
            raise ChangedFileError(say("Filen {name} er ændret, siden den blev læst. Læs den igen med referat import.", name=path.name))


def _render(path: Path, number: int, width: int, page_width: float, page_height: float, black: tuple[Box, ...]) -> bytes:
    wide, high = max(page_width, 1.0), max(page_height, 1.0)
    scale = min(width / wide, (_MOST_PIXELS / (wide * high)) ** 0.5)
    out = io.BytesIO()
    with at_hand(path) as found, _PDFIUM, open_pdf(found) as document:
        image = render(document, number, dpi=scale * 72, grey=False)
    for box in black:
        image.paste("black", tuple(round(side * scale) for side in (box.x0, box.top, box.x1, box.bottom)))
    image.save(out, "PNG")
    return out.getvalue()
