"""How much one document may cost: settings with defaults that no set of minutes comes near."""

from __future__ import annotations

from dataclasses import dataclass

from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too big to be minutes, and what reading one file may take.

    file_bytes, pages, characters: of a document. unpacked_bytes: what one packed part of it may unpack to (images apart).
    page_characters, page_side (points): of a page. page_objects, page_pixels: drawings and images beyond which a page is not
    read as an image. ocr_pages: how many pages of a document are read as images; ocr_seconds: how long tesseract may take for one.
    seconds, memory (bytes): of the process that reads one file (`referat.corpus.isolated`).
    """

    file_bytes: int = 1_000_000_000
    pages: int = 5_000
    characters: int = 15_000_000
    unpacked_bytes: int = 200_000_000
    page_characters: int = 200_000
    page_side: float = 14_400.0
    page_objects: int = 50_000
    page_pixels: int = 200_000_000
    ocr_pages: int = 1_000
    ocr_seconds: float = 90.0
    seconds: float = 300.0
    memory: int = 1_500_000_000


DEFAULT = Limits()


def too_big(name: str, what: str) -> UnreadableDocumentError:
    """The error for a document beyond a limit; `what` says which, as the rest of a sentence about the file."""
    return UnreadableDocumentError(
        ProblemCode.TOO_BIG, f"{name} {what}, og det er mere, end et referat fylder. Del filen, eller gem den igen som en enkel PDF."
    )


def number(value: float) -> str:
    """A number as Danish writes it: 200.000."""
    return f"{value:,.0f}".replace(",", ".")
