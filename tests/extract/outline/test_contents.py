"""Lists of the agenda, told apart from the items."""

from __future__ import annotations

import pytest

from referat.extract.outline.contents import Contents, find_contents
from referat.extract.outline.headings import Looks
from referat.extract.pages.reading import read_plain

TALK = "Formanden gennemgik sagen, og der var en god snak om, hvordan den kan løses til glæde for alle i foreningen."
BODY = f"1. Beretning\n{TALK}\n2. Regnskab\n{TALK}\n3. Eventuelt\n{TALK}"


def listed(text: str) -> tuple[Contents, list[str]]:
    looks = Looks(read_plain(text))
    found = find_contents(looks)
    return found, [looks.texts[index] for index in sorted(found.lines)]


LISTS = [
    ("Dagsorden\n1. Beretning\n2. Regnskab\n3. Eventuelt\n" + BODY, {"1": "Beretning", "2": "Regnskab", "3": "Eventuelt"}, 4, "the same titles"),
    ("1. Beretning ...... 2\n2. Regnskab ...... 3\n3. Eventuelt ...... 9\n" + BODY, {"1": "Beretning", "2": "Regnskab", "3": "Eventuelt"}, 3, "leaders"),
    ("1 Beretning . . . . . . 2\n2 Regnskab . . . . . . iv\n" + BODY, {"1": "Beretning", "2": "Regnskab"}, 2, "leaders with spaces, Roman pages"),
    ("Dagsorden:\n1. Beretning\n2. Regnskab\n3. Eventuelt\n" + BODY.replace("1.", "Ad 1").replace("2.", "Ad 2").replace("3.", "Ad 3"),
     {"1": "Beretning", "2": "Regnskab", "3": "Eventuelt"}, 4, "another family"),
    ("Dagsorden\n1. Beretning\n2. Regnskab\n" + BODY, {"1": "Beretning", "2": "Regnskab"}, 3, "two entries under 'Dagsorden'"),
    ("Dagsorden\n- Beretning\n- Regnskab\n- Eventuelt\n" + BODY.replace("1. ", "").replace("2. ", "").replace("3. ", ""), {}, 4, "without numbers"),
    ("Dagsorden\nBeretning\nRegnskab\nEventuelt\nBeretning\nGodkendt.\nRegnskab\nGodkendt.\nEventuelt\nGodkendt.", {}, 4, "no line of the items"),
    ("Dagsorden\n1. Beretning\nfra udvalgene\n2. Regnskab\n3. Eventuelt\n" + BODY.replace("1. Beretning", "1. Beretning fra udvalgene"),
     {"1": "Beretning fra udvalgene", "2": "Regnskab", "3": "Eventuelt"}, 5, "an entry of two lines"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "titles", "lines", "reason"), LISTS)
def test_lists(text: str, titles: dict[str, str], lines: int, reason: str) -> None:
    found, of_list = listed(text)
    assert found.titles() == titles, reason
    assert len(of_list) == lines, reason


NO_LISTS = [
    (BODY, "items only"),
    (f"{TALK}\n1. Stien\n2. Hegnet\n3. Skolen\n{BODY}", "a list inside the text whose titles do not come again"),
    ("Dagsorden\n1. Beretning\n2. Regnskab\n3. Eventuelt", "an agenda without minutes"),
    (f"Pris . . . . . . 20\n{BODY}", "one line with leaders"),
    (f"Referat\n{TALK}", "no numbers"),
]


@pytest.mark.parametrize(("text", "reason"), NO_LISTS)
def test_no_list(text: str, reason: str) -> None:
    found, of_list = listed(text)
    assert (found.entries, of_list) == ((), []), reason
