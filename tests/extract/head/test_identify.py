"""Minutes, agenda, attachment or something else."""

from __future__ import annotations

import pytest

from referat.extract.head.identify import identify
from referat.extract.pages.reading import read_plain
from referat.models.place import Span

TOLD = "1. Valg\nBo Friis blev valgt.\n2. Regnskab\nRegnskabet blev godkendt. Kassereren gennemgik budgettet.\n3. Eventuelt\nMødet hævet."
AGENDA = "1. Valg af dirigent\n2. Beretning\n3. Regnskab\n4. Eventuelt"
DOCUMENTS = [
    ("named in the title", "Referat af bestyrelsesmøde 3. maj 2020", TOLD, 3, "referat"),
    ("named on a line of its own", "Bestyrelsesmøde 28-06-17\nReferat:", TOLD, 3, "referat"),
    ("an agenda that was filled in", "Dagsorden\nBestyrelsesmøde den 3. maj 2020", TOLD, 3, "referat"),
    (
        "an agenda with those who came",
        "Dagsorden for bestyrelsesmøde 3. maj 2020\nTil stede: Ida, Bo\nAfbud: Jens",
        "1. Budget\nIda kigger på det.",
        1,
        "referat",
    ),
    (
        "a meeting without a word for the paper",
        "Bestyrelsesmøde den 3. januar 2018\nTilstede: Ida, Bo",
        "1. Budget\nIda kigger på det.",
        1,
        "referat",
    ),
    (
        "a sentence for a title",
        "År 2018, den 5. april, kl. 19.00 afholdtes ordinær generalforsamling i A/B Rosenhaven på adressen Havnevej 3.",
        TOLD,
        3,
        "referat",
    ),
    ("a body and a date", "Byrådet den 4. maj 2021", TOLD, 3, "referat"),
    ("an agenda", "Dagsorden til byrådets møde den 3. maj 2020", AGENDA, 4, "dagsorden"),
    (
        "an agenda whose cases propose",
        "Dagsorden\nKulturudvalget den 5. marts 2024",
        "1. Dagsorden\nFormanden indstiller, at dagsordenen godkendes.\n2. Plan\nForvaltningen indstiller, at planen godkendes.",
        2,
        "dagsorden",
    ),
    (
        "a convening",
        "Generalforsamling\nLyngholm Vandværk afholder generalforsamling den 3. maj 2020 med følgende dagsorden:",
        AGENDA,
        4,
        "dagsorden",
    ),
    ("a letter that convenes", "Kære naboer\nHermed indkaldes til generalforsamling den 3. maj 2020.", AGENDA, 4, "dagsorden"),
    ("a notice of a meeting", "Generalforsamling den 3. maj 2020", AGENDA, 4, "dagsorden"),
    ("a note", "Notat\nFunktionsbeskrivelse for konsulenten", "Her er samlet alle opgaver inden for kvalitet.", 0, "bilag"),
    (
        "a list sent to a committee",
        "Til: Udvalget og direktionen\nAjourført: 29. august 2025",
        "Lokalplejehjem\nVedtaget i byrådet",
        0,
        "bilag",
    ),
    (
        "statutes",
        "Vedtægter for Lyngholm Vandværk",
        "§ 1\nGeneralforsamlingen indkaldes med følgende dagsorden: valg af dirigent.",
        0,
        "andet",
    ),
    ("a report", "Beretning 2020", "Bestyrelsen har besluttet, at der ikke holdes generalforsamling.", 0, "andet"),
]


@pytest.mark.parametrize(("head", "items", "count", "kind"), [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS])
def test_kind(head: str, items: str, count: int, kind: str) -> None:
    source = read_plain(f"{head}\n{items}")
    assert identify(source, title_area=Span(0, len(read_plain(head).text)), item_count=count).value.value == kind


@pytest.mark.parametrize(("minuted", "kind"), [(True, "referat"), (False, "dagsorden")])
def test_what_the_reader_found_decides_about_an_agenda(minuted: bool, kind: str) -> None:
    source = read_plain(f"Dagsorden\n{AGENDA}")
    assert identify(source, title_area=Span(0, 9), item_count=4, has_minuted_text=minuted).value.value == kind
