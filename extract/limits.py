"""How much one document may cost: settings with defaults that no set of minutes comes near."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too big to be minutes, and what a reader may take.

    file_bytes, pages, characters: of a document. page_characters, page_objects, page_size (points along a side): of a page.
    expanded_bytes: what one packed part of a file may unpack to, expansion: how many times its size, from 16 MB on.
    ocr_pages: how many pages of a document are read as images, ocr_seconds: how long one may take.
    seconds, memory: of the process that reads one file (see `referat.corpus.isolated`).
    """

    file_bytes: int = 1_000_000_000
    pages: int = 5_000
    characters: int = 15_000_000
    page_characters: int = 200_000
    page_objects: int = 50_000
    page_size: float = 14_400.0
    expanded_bytes: int = 256_000_000
    expansion: int = 500
    ocr_pages: int = 1_000
    ocr_seconds: float = 90.0
    seconds: float = 120.0
    memory: int = 1_500_000_000


DEFAULT = Limits()
