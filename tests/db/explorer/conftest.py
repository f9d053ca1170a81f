"""An explorer over minutes made by hand, one of them with a real file behind it."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.explorer.server import make
from referat.db.store import begin_import, end_import, store, store_problem
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode
from referat.models.minutes import Document

HOSTILE = "<script>alert(1)</script> \"'> {{ 7*7 }} ' OR 1=1 -- \u202e\x00 &amp; =cmd|' /C calc'!A0 javascript:alert(1)"
LONG = "Akut Psykiatrisk Udrykningstjeneste"


@pytest.fixture
def site(database: Database, document: Callable[..., Document], samples: list[Path], tmp_path: Path) -> Any:
    """A started Datasette; `site.ids` holds the ids of the meetings."""
    pdf = tmp_path / "referat.pdf"
    shutil.copy(samples[0], pdf)
    made = document(
        acronyms=(("APU", LONG),),
        present=("Eva Holm",),
        absent=("Bo Vig",),
        items=[
            {"title": "Godkendelse af dagsorden", "beslutning": "Dagsordenen blev godkendt.", "outcome": "godkendt"},
            {
                "title": f"{LONG} (APU)",
                "sagsfremstilling": "Sagen begyndte i 2019. " * 60,
                "indstilling": "Det indstilles, at forum drøfter ordningen.",
                "beslutning": "Ordningen fortsætter.",
                "outcome": "drøftet",
                "tasks": [("Sekretariatet", "Sekretariatet sender et overblik.", "2099-07-01")],
            },
        ],
    )
    made = dataclasses.replace(made, sha256=hashlib.sha256(pdf.read_bytes()).hexdigest())
    hostile = document(
        path="hostile.pdf",
        forum=HOSTILE,
        date="2023-01-01",
        present=(HOSTILE,),
        items=[
            {
                "title": HOSTILE,
                "number": HOSTILE[:40],
                "beslutning": HOSTILE,
                "outcome": "udsat",
                "tasks": [(HOSTILE, HOSTILE, "2098-01-01")],
            }
        ],
    )
    number = begin_import(database)
    store(database, made, path=pdf, reader_version="1")
    store(database, hostile, path=Path("/gone/hostile.pdf"), reader_version="1")
    store_problem(database, Path("/x.pdf"), UnreadableDocumentError(ProblemCode.EMPTY, f"x.pdf er tom. {HOSTILE}"))
    end_import(database, number, {"added": 2, "failed": 1})
    datasette = make(tmp_path / "referat.db")
    datasette.ids = [f"{document.sha256[:12]}-1" for document in (made, hostile)]
    return datasette
