"""What somebody may have meant: words of the documents in place of words that stand in none of them."""

from __future__ import annotations

import re
import sqlite3

from referat.db.search.expand import EVERYWHERE, compounds
from referat.db.search.stems import fold, irregular, stem, tokens, words
from referat.models.likeness import likeness

_WORD = re.compile(r"[^\W_]+")
_SHORTEST, _CANDIDATES, _NEAREST = 4, 300, 0.72
_FORMS, _VERY_NEAR = 5, 0.85
_OPERATORS = ("OR", "ELLER")
_MOST_WORDS = 12


def suggestion(conn: sqlite3.Connection, text: str) -> str | None:
    """The text with each word that no document holds replaced by the most alike that one does; None where nothing would change."""
    changed = 0

    def better(match: re.Match[str]) -> str:
        nonlocal changed
        word = match.group()
        if changed >= _MOST_WORDS or word in _OPERATORS or _known(conn, word):
            return word
        changed += 1
        return _nearest(conn, word) or _nearest_form(conn, fold(word)) or word

    suggested = _WORD.sub(better, text)
    return suggested if suggested != text else None


def _known(conn: sqlite3.Connection, word: str) -> bool:
    folded = fold(word)
    if len(folded) < _SHORTEST or not folded.isalpha():
        return True
    held = conn.execute("SELECT 1 FROM search_words WHERE word = ?", (stem(word),)).fetchone()
    return held is not None or bool(compounds(conn, folded, stem(word)))


def _nearest_form(conn: sqlite3.Connection, word: str) -> str | None:
    """The irregular form of a word of the documents that is hardly different: misspelt, it has a stem that is like no other."""
    alike = sorted((-likeness(word, form), form) for form in irregular() if len(form) >= _SHORTEST and abs(len(form) - len(word)) <= 1)
    return next((form for value, form in alike[:_FORMS] if -value >= _VERY_NEAR and _known(conn, form)), None)


def _nearest(conn: sqlite3.Connection, word: str) -> str | None:
    """The word of the documents that is most like this one, as it is written there."""
    stemmed = stem(word)
    grams = dict.fromkeys(stemmed[at : at + 3] for at in range(len(stemmed) - 2))
    match = " OR ".join(f'"{gram}"' for gram in grams)
    query = """
    SELECT word, uses FROM search_words JOIN (SELECT rowid FROM search_grams WHERE word MATCH ? ORDER BY rank LIMIT ?) AS near
    ON near.rowid = id WHERE length(word) BETWEEN ? AND ?
    """
    rows = conn.execute(query, (match, _CANDIDATES, len(stemmed) - 2, len(stemmed) + 3)).fetchall() if grams else []
    ranked = sorted(rows, key=lambda row: (-round(likeness(stemmed, row[0]), 2), -row[1], row[0]))
    if not ranked or likeness(stemmed, ranked[0][0]) < _NEAREST:
        return None
    return _as_written(conn, ranked[0][0])


def _as_written(conn: sqlite3.Connection, stemmed: str) -> str | None:
    """A stem as a word that some document holds."""
    found = conn.execute(
        "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT 1", (f'{{{EVERYWHERE}}} : "{stemmed}"',)
    ).fetchone()
    if found is None:
        return None
    query = """
    SELECT title FROM items WHERE search_key = :key UNION ALL SELECT text FROM sections WHERE search_key = :key
    UNION ALL SELECT quote FROM tasks WHERE search_key = :key
    UNION ALL SELECT attendance.name FROM meetings JOIN attendance ON meeting_id = meetings.id WHERE search_key = :key
    UNION ALL SELECT title || ' ' || coalesce(place, '') FROM meetings WHERE search_key = :key
    """
    for (text,) in conn.execute(query, {"key": found[0]}):
        for token in tokens(text or ""):
            if token.stem == stemmed:
                return words(text[token.start : token.end])[0]
    return None
