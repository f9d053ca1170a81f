"""What is left out and deleted, as a small file beside the database: `referat-privacy.toml`.

    leave_out = ["Navn Navnesen"]          # people whose names are left out of what is published
    older_than = "10y"                     # names of people are deleted from minutes older than this: 10y, 18m
    redact = ["cpr", "telefon", "e-mail"]  # what `publish --redact` takes out; cpr always

It is a file and no table, so that the names in it are in no database that leaves the building.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from referat.models.errors import ReferatError
from referat.models.personal import PersonalKind

NAME = "referat-privacy.toml"
_TERM = re.compile(r"([1-9]\d{0,2})\s*([ymåÅ])")
_KEYS = ("leave_out", "older_than", "redact")


class PrivacySettingsError(ReferatError):
    """The file of settings is not in its form."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """leave_out: names. older_than: a term such as `10y`. redact: what is taken out of what is published."""

    leave_out: tuple[str, ...] = ()
    older_than: str | None = None
    redact: tuple[PersonalKind, ...] = (PersonalKind.CPR,)

    def expire_before(self, today: dt.date) -> dt.date | None:
        """The day before which meetings are old; None where names are kept."""
        return None if self.older_than is None else before(self.older_than, today)


def settings_for(database: Path, file: Path | None = None) -> Settings:
    """The settings in a file, or in the one beside the database; without it nothing is left out.

    Raises PrivacySettingsError where the file cannot be read or says something that is not known.
    """
    place = file or database.with_name(NAME)
    if file is None and not place.is_file():
        return Settings()
    try:
        data = tomllib.loads(place.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise PrivacySettingsError(f"{place} kan ikke læses: {error}") from error
    return _settings(data, place)


def _settings(data: dict[str, Any], place: Path) -> Settings:
    unknown = sorted(set(data) - set(_KEYS))
    if unknown:
        raise PrivacySettingsError(f"{place}: {unknown[0]} kendes ikke. Der kan stå: {', '.join(_KEYS)}.")
    names, kinds, term = data.get("leave_out", []), data.get("redact", []), data.get("older_than")
    if not _are_texts(names) or not _are_texts(kinds) or not isinstance(term, str | None):
        raise PrivacySettingsError(f'{place}: skriv leave_out = ["Navn Navnesen"], older_than = "10y" og redact = ["cpr"].')
    known = {kind.value: kind for kind in PersonalKind}
    wrong = [kind for kind in kinds if kind not in known]
    if wrong:
        raise PrivacySettingsError(f"{place}: redact kan være {', '.join(known)}, ikke {wrong[0]}.")
    if term is not None:
        before(term, dt.date(2000, 1, 1))
    wanted = {PersonalKind.CPR, *(known[kind] for kind in kinds)}
    return Settings(tuple(name.strip() for name in names if name.strip()), term, tuple(kind for kind in PersonalKind if kind in wanted))


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def before(term: str, today: dt.date) -> dt.date:
    """The day that lies a term before today: `10y` (or `10å`) years, `18m` months. Raises PrivacySettingsError for another form."""
    match = _TERM.fullmatch(term.strip())
    if match is None:
        raise PrivacySettingsError(f"'{term}' er ingen frist. Skriv år som 10y eller måneder som 18m.")
    months = int(match[1]) * (1 if match[2] == "m" else 12)
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < 1:
        raise PrivacySettingsError(f"'{term}' er for længe.")
    day = next(day for day in range(today.day, 0, -1) if _exists(year, month + 1, day))
    return dt.date(year, month + 1, day)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
