"""What is taken out of a database is nowhere in it: not in its tables, its bytes, its search, or the images of its pages."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from referat.db import schema
from referat.db.entries.states import Said, say
from referat.db.explorer.server import make
from referat.db.privacy.copying import copy
from referat.db.privacy.findings import findings, remaining
from referat.db.privacy.redact import redact
from referat.db.search.search import Request, search
from referat.models.kinds import OcrMode
from referat.models.personal import PersonalKind
from tests.db.privacy.conftest import NUMBERS

Keep = Callable[..., Path]
WORDINGS = [wording for digits in NUMBERS for wording in (digits, f"{digits[:6]}-{digits[6:]}", f"{digits[:6]} {digits[6:]}")]
# As one number is printed with dots.
PRINTED = [*WORDINGS, "05.05.34-5886"]


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    conn = sqlite3.connect(path)
    found = conn.execute(query).fetchall()
    conn.close()
    return found


def in_bytes(path: Path, wordings: list[str]) -> list[str]:
    """Which of some wordings stand anywhere in the files of a database."""
    data = b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
    return [wording for wording in wordings if wording.encode() in data]


def hits(path: Path, words: str) -> int:
    conn = schema.open_for_reading(path)
    total = search(conn, Request(words)).total
    conn.close()
    return total


def texts_of_pages(path: Path, ocr: str, pages: int = 2) -> str:
    """What tesseract reads on the images that the explorer shows."""
    (document,) = rows(path, "SELECT id FROM documents")[0]
    site = make(path)

    async def images() -> list[Any]:
        await site.invoke_startup()
        return [await site.client.get(f"/side/{document}/{number}.png?bredde=1400") for number in range(1, pages + 1)]

    read = []
    for answer in asyncio.run(images()):
        assert answer.status_code == 200, answer.text
        command = [ocr, "stdin", "stdout", "-l", "dan", "--psm", "6", "--dpi", "170"]
        read.append(subprocess.run(command, input=answer.content, capture_output=True, check=True).stdout.decode())
    return "\n".join(read)


def squeezed(text: str) -> str:
    """Digits alone: however OCR groups them, a number is found."""
    return "".join(sign for sign in text if sign.isdigit())


def test_before_it_the_numbers_are_there(minutes: Path, kept: Keep) -> None:
    path = kept(minutes)
    assert in_bytes(path, WORDINGS) != []
    assert hits(path, "150333") > 0
    conn = schema.open_for_reading(path)
    assert {(row.table, row.column) for row in remaining(conn)} >= {
        ("sections", "text"),
        ("items", "title"),
        ("facts", "value"),
        ("tasks", "quote"),
    }
    assert [(row.page, row.place) for row in findings(conn, [PersonalKind.CPR])] == [(1, "text")] * 7 + [(1, "furniture"), (2, "furniture")]
    conn.close()


def test_nothing_of_the_numbers_is_left_in_the_file(minutes: Path, kept: Keep) -> None:
    path = kept(minutes)
    done = redact(path)
    assert done.hidden == set()
    assert in_bytes(path, PRINTED) == []
    assert in_bytes(path, ["150333", "230431", "0505345"]) == []
    conn = schema.open_for_reading(path)
    assert remaining(conn) == []
    assert findings(conn, [PersonalKind.CPR]) == []
    assert {row.kind for row in findings(conn)} == {"e-mail", "telefon", "adresse"}
    conn.close()


def test_the_rest_is_as_it_was(minutes: Path, kept: Keep) -> None:
    path = kept(minutes)
    ids = rows(path, "SELECT id FROM items UNION SELECT id FROM tasks UNION SELECT id FROM meetings")
    redact(path)
    assert rows(path, "SELECT title FROM items WHERE number = '2'") == [("Ansøgning fra Alma Brink, CPR-nr. [CPR-nummer fjernet]",)]
    assert "27.00.00-G01-4-21" in rows(path, "SELECT text FROM sections WHERE text LIKE '%Journalnummer%'")[0][0]
    assert rows(path, "SELECT id FROM items UNION SELECT id FROM tasks UNION SELECT id FROM meetings") == ids
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []


def test_the_search_finds_the_words_and_no_number(minutes: Path, kept: Keep) -> None:
    path = kept(minutes)
    redact(path)
    assert [hits(path, words) for words in ("150333", "4123", "0707308451", "150333-4123")] == [0, 0, 0, 0]
    assert hits(path, "tilskud") > 0
    conn = sqlite3.connect(path)
    conn.execute("INSERT INTO search_text(search_text) VALUES ('integrity-check')")
    conn.execute("INSERT INTO search_grams(search_grams) VALUES ('integrity-check')")
    conn.close()


def test_what_people_entered_is_looked_through_too(minutes: Path, kept: Keep) -> None:
    path = kept(minutes)
    db = schema.open_for_writing(path)
    (task,) = db.conn.execute("SELECT id FROM tasks").fetchone()
    say(db, task, Said(note="Ring til Åse Lind, cpr 061233-9759,\nog skriv 0612339759"), actor="hanne")
    db.conn.execute("CREATE TABLE notes_of_later_versions (a TEXT, b TEXT, body, PRIMARY KEY (a, b)) WITHOUT ROWID")
    db.conn.execute("""INSERT INTO notes_of_later_versions VALUES ('x', 'cpr 061233-9759', '{"æ": ["061233-\\n9759", 1, null]}')""")
    db.conn.commit()
    db.close()
    redact(path, leave_out=["Åse Lind"])
    assert in_bytes(path, ["061233-9759", "0612339759", "061233", "Åse Lind"]) == []
    note = "Ring til [navn udeladt], cpr [CPR-nummer fjernet],\\nog skriv [CPR-nummer fjernet]"
    assert note in rows(path, "SELECT value FROM entries")[0][0]
    assert note in rows(path, "SELECT after FROM audit")[0][0]
    assert rows(path, "SELECT b, body FROM notes_of_later_versions") == [
        ("cpr [CPR-nummer fjernet]", '{"æ": ["[CPR-nummer fjernet]", 1, null]}')
    ]
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        rows(path, "UPDATE audit SET actor = 'x'")


def test_a_value_that_was_cut_off_holds_no_beginning_of_a_number(minutes: Path, kept: Keep) -> None:
    path = kept(minutes)
    db = schema.open_for_writing(path)
    db.conn.execute("UPDATE facts SET value = 'Alma Brink, CPR-nr. 150333-41…' WHERE path = 'items[1].title'")
    db.conn.commit()
    db.close()
    redact(path)
    assert rows(path, "SELECT value FROM facts WHERE path = 'items[1].title'") == [("Alma Brink, CPR-nr. [CPR-nummer fjernet]…",)]


def test_addresses_go_when_they_are_asked_for(minutes: Path, kept: Keep) -> None:
    path = kept(minutes)
    redact(path, kinds=list(PersonalKind))
    assert in_bytes(path, ["alma.brink@post", "20 30 40 50", "Skovbakken", *PRINTED]) == []
    assert "bor på [adresse fjernet],\nhar telefon [telefonnummer fjernet] og e-mail [e-mail fjernet]." in str(
        rows(path, "SELECT text FROM sections")
    ).replace("\\n", "\n")


def test_a_person_who_is_left_out_is_nowhere(minutes: Path, kept: Keep) -> None:
    path = kept(minutes)
    redact(path, leave_out=["Ole Brandt Lund"])
    assert in_bytes(path, ["Ole Brandt", "Brandt Lund", "ole-brandt-lund"]) == []
    assert hits(path, "Brandt") == 0
    assert rows(path, "SELECT name, status FROM attendance ORDER BY ordinal")[1] == ("[navn udeladt]", "present")
    assert "[navn udeladt] forslag udgik." in rows(path, "SELECT text FROM sections WHERE text LIKE '%udgik%'")[0][0]
    assert ("Birthe Holmgård",) in rows(path, "SELECT name FROM persons")
    assert ("[navn udeladt]",) in rows(path, "SELECT owner FROM task_list")


def test_names_of_old_documents_are_deleted(minutes: Path, kept: Keep, document: Callable[..., Any]) -> None:
    from referat.db.store import end_import, store

    path = kept(minutes)
    old = document(
        date="2009-02-03",
        present=("Kirsten Skovbo", "Svend Ager Holt"),
        items=[{"title": "Valg", "beslutning": "Svend Ager Holt blev valgt, og Kirsten Skovbo takkede.", "outcome": "valgt"}],
    )
    db = schema.open_for_writing(path)
    store(db, old, path=Path("/gone/gammelt.pdf"), reader_version="1")
    end_import(db, 2, {})
    db.close()
    done = redact(path, kinds=(), expire_before=dt.date(2014, 1, 1))
    assert in_bytes(path, ["Svend Ager Holt", "svend-ager-holt"]) == []
    assert hits(path, "Svend") == 0
    texts = rows(path, "SELECT text FROM sections WHERE text LIKE '%valgt%'")
    assert texts == [("[navn slettet] blev valgt, og [navn slettet] takkede.",)]
    # Who is in newer minutes too is still there.
    assert ("Kirsten Skovbo",) in rows(path, "SELECT name FROM people")
    assert rows(path, "SELECT DISTINCT name FROM attendance JOIN meetings ON meetings.id = meeting_id WHERE date < '2014'") == [
        ("[navn slettet]",)
    ]
    assert done.hidden == {old.sha256[:12]}
    assert rows(path, "PRAGMA foreign_key_check") == []


def test_other_spellings_and_the_surname_alone(minutes: Path, kept: Keep, document: Callable[..., Any]) -> None:
    from referat.db.store import end_import, store

    path = kept(minutes)
    rows_of = [
        ("2008-01-02", "Rene Ager Holt", "Ager Holt takkede, og Holt gik. Rene Ager Holts forslag."),
        ("2022-01-02", "René Ager Holt", "René Ager Holt blev i salen."),
        ("2022-01-03", "Anna Bo", "Holt er et sted, og Anna Bo bor der."),
    ]
    db = schema.open_for_writing(path)
    for date, name, text in rows_of:
        made = document(date=date, path=f"{date}.pdf", present=(name,), items=[{"title": "Valg", "beslutning": text}])
        store(db, made, path=Path(f"/gone/{date}.pdf"), reader_version="1")
    end_import(db, 2, {})
    db.close()
    copy(path, path.with_name("old.db"))
    redact(path.with_name("old.db"), kinds=(), expire_before=dt.date(2014, 1, 1))
    old = [
        row[0]
        for row in rows(
            path.with_name("old.db"), "SELECT text FROM sections JOIN items ON items.id = item_id WHERE items.title = 'Valg' ORDER BY date"
        )
    ]
    assert old == ["Ager [navn slettet] takkede, og [navn slettet] gik. [navn slettet] forslag.", *(row[2] for row in rows_of[1:])]
    assert "rene-ager-holt" in str(rows(path.with_name("old.db"), "SELECT person_id FROM attendance"))
    redact(path, kinds=(), leave_out=["Rene Ager Holt"], expire_before=dt.date(2000, 1, 1))
    assert in_bytes(path, ["Rene Ager", "René Ager", "rene-ager-holt"]) == []
    assert rows(path, "SELECT text FROM sections JOIN items ON items.id = item_id WHERE items.title = 'Valg' ORDER BY date")[1:] == [
        ("[navn udeladt] blev i salen.",),
        (rows_of[2][2],),
    ]
    assert rows(path, "PRAGMA foreign_key_check") == []


def test_where_the_place_on_the_page_is_not_known_no_page_is_shown(minutes: Path, kept: Keep, tmp_path: Path) -> None:
    own = tmp_path / "egen.pdf"
    own.write_bytes(minutes.read_bytes())
    path = kept(own)
    db = schema.open_for_writing(path)
    db.conn.execute("DELETE FROM privacy_findings")  # as if an earlier version had read it
    db.conn.commit()
    db.close()
    own.unlink()
    done = redact(path)
    assert len(done.hidden) == 1
    own.write_bytes(minutes.read_bytes())
    (document,) = rows(path, "SELECT id FROM documents")[0]
    site = make(path)

    async def image() -> Any:
        await site.invoke_startup()
        return await site.client.get(f"/side/{document}/1.png")

    answer = asyncio.run(image())
    assert answer.status_code == 404
    assert "fjernet personoplysninger" in answer.text


def test_the_original_is_no_longer_sent(minutes: Path, kept: Keep, tmp_path: Path) -> None:
    path, metadata = kept(minutes), tmp_path / "metadata.json"
    metadata.write_text('{"plugins": {"referat": {"pdf": true}}}', encoding="utf-8")
    (document,) = rows(path, "SELECT id FROM documents")[0]

    async def status() -> int:
        site = make(path, metadata=metadata)
        await site.invoke_startup()
        return int((await site.client.get(f"/dokument/{document}.pdf")).status_code)

    assert asyncio.run(status()) == 200
    redact(path)
    assert asyncio.run(status()) == 404


def test_documents_of_an_earlier_version_are_read_again_for_their_places(minutes: Path, kept: Keep) -> None:
    path = kept(minutes)
    db = schema.open_for_writing(path)
    db.conn.execute("DELETE FROM privacy_findings")
    db.conn.commit()
    db.close()
    assert redact(path).hidden == set()
    assert {row[0] for row in rows(path, "SELECT page FROM privacy_redactions")} == {1, 2}


def test_images_of_pages_hold_none_of_the_numbers(minutes: Path, kept: Keep, danish_ocr: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_THREAD_LIMIT", "1")
    path = kept(minutes)
    before = squeezed(texts_of_pages(path, danish_ocr))
    assert [digits for digits in NUMBERS if digits not in before] == [], "OCR reads them where they are"
    redact(path, leave_out=["Ole Brandt Lund"])
    text = texts_of_pages(path, danish_ocr)
    assert "Dagsordenen blev godkendt" in text
    assert [digits for digits in NUMBERS if digits in squeezed(text) or digits[:6] in squeezed(text)] == []
    assert "Brandt" not in text


def test_images_of_a_scan_hold_none_of_the_numbers(
    minutes: Path, kept: Keep, danish_ocr: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_THREAD_LIMIT", "1")
    scan = tmp_path / "skannet.pdf"
    printed = pypdfium2.PdfDocument(minutes)
    image: Image.Image = printed[0].render(scale=150 / 72, grayscale=True).to_pil()
    printed.close()
    out = io.BytesIO()
    image.save(out, "PDF", resolution=150)
    scan.write_bytes(out.getvalue())
    path = kept(scan, ocr=OcrMode.AUTO)
    assert len(rows(path, "SELECT 1 FROM privacy_findings WHERE kind = 'cpr'")) >= 7, "OCR reads them where they are"
    redact(path)
    assert in_bytes(path, PRINTED) == []
    assert [digits for digits in NUMBERS if digits in squeezed(texts_of_pages(path, danish_ocr, 1))] == []


def test_doing_it_again_changes_nothing(minutes: Path, kept: Keep) -> None:
    path = kept(minutes)
    redact(path, leave_out=["Ole Brandt Lund"])
    before = "\n".join(sqlite3.connect(path).iterdump())
    again = redact(path, leave_out=["Ole Brandt Lund"])
    assert (again.values, again.hidden) == (0, set())
    assert "\n".join(sqlite3.connect(path).iterdump()) == before


def test_a_number_that_goes_over_two_pages_is_black_on_both(kept: Keep, minutes: Path, document: Callable[..., Any]) -> None:
    from referat.db.privacy.blacked import blacked
    from referat.db.search import marking
    from referat.models.place import Box

    path = kept(minutes)
    db = schema.open_for_writing(path)
    (identity,) = db.conn.execute("SELECT id FROM documents").fetchone()
    boxes = marking.to_json([Box(1, 400.0, 800.0, 440.0, 810.0), Box(2, 60.0, 60.0, 90.0, 70.0)])
    db.conn.execute("UPDATE privacy_findings SET boxes = ? WHERE ordinal = 1", (boxes,))
    db.conn.commit()
    db.close()
    redact(path)
    conn = schema.open_for_reading(path)
    assert any(box.x0 < 400 < box.x1 for box in blacked(conn, identity, 1) or ())
    assert any(box.top < 60 < box.bottom for box in blacked(conn, identity, 2) or ())
    conn.close()
