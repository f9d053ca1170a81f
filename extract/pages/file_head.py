"""The first bytes of a file and what they say where it is no readable PDF."""

from __future__ import annotations

from pathlib import Path

from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode


def check_head(path: Path) -> None:
    """Raises UnreadableDocumentError, with what to do, where the file cannot be opened, is empty, or does not begin as a PDF does."""
    try:
        with path.open("rb") as file:
            head = file.read(2048)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableDocumentError(
            ProblemCode.UNREADABLE_FILE, f"{path} kan ikke åbnes: {reason}. Kontrollér sti og rettigheder."
        ) from error
    if not head:
        raise UnreadableDocumentError(ProblemCode.EMPTY, f"{path.name} er tom (0 byte). Hent filen igen.")
    if b"%PDF-" not in head:
        raise UnreadableDocumentError(
            ProblemCode.NOT_A_PDF, f"{path.name} er ikke en PDF ({_guess(head)}). Gem dokumentet som PDF og prøv igen."
        )


def _guess(head: bytes) -> str:
    signs = (
        (b"PK\x03\x04", "et Word-, Excel- eller zip-arkiv"),
        (b"\xd0\xcf\x11\xe0", "et ældre Word-dokument"),
        (b"\x89PNG", "et PNG-billede"),
        (b"\xff\xd8\xff", "et JPEG-billede"),
        (b"{\\rtf", "et RTF-dokument"),
    )
    for sign, name in signs:
        if head.startswith(sign):
            return name
    return "en HTML-side" if b"<html" in head.lower() or b"<!doctype html" in head.lower() else "ukendt indhold"


def unreadable(path: Path, error: Exception) -> UnreadableDocumentError:
    """What a failure to open a PDF means to its user."""
    # PDFium keeps its last error: one left by the file before it says nothing of a file without an encryption entry.
    if "password" in str(error).lower() and b"/Encrypt" in path.read_bytes():
        return UnreadableDocumentError(
            ProblemCode.ENCRYPTED, f"{path.name} kræver en adgangskode. Gem en kopi uden adgangskode og læs den i stedet."
        )
    return UnreadableDocumentError(
        ProblemCode.DAMAGED, f"{path.name} er beskadiget og kan ikke åbnes som PDF. Hent filen igen fra afsenderen."
    )


def only_a_form(path: Path) -> UnreadableDocumentError:
    """The error for an XFA form, whose pages say no more than that another program is needed."""
    return UnreadableDocumentError(
        ProblemCode.NO_TEXT, f"{path.name} er en XFA-formular, som kun Adobe Reader viser. Udskriv den derfra til en ny PDF, og læs den."
    )
