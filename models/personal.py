"""What in a text points at a private person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from referat.models.place import Span


class PersonalKind(StrEnum):
    """The kinds of personal data that are looked for."""

    CPR = "cpr"
    EMAIL = "e-mail"
    PHONE = "telefon"
    ADDRESS = "adresse"


class Holder(StrEnum):
    """Whose it is, as far as the line says: a private person's, or an office's (a town hall, a school, a shared mailbox)."""

    PERSON = "person"
    OFFICE = "kontor"


class Ground(StrEnum):
    """Why a number is taken for a personal number: its check digit fits, the words before it say so, or its date and form alone."""

    MODULUS = "modulus-11"
    LABEL = "betegnelse"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Personal:
    """A piece of personal data in a text. `ground` is given for personal numbers alone."""

    kind: PersonalKind
    span: Span
    holder: Holder = Holder.PERSON
    ground: Ground | None = None
