"""What a document says of its own standing."""

from __future__ import annotations

import pytest

from referat.extract.attendance.standing import DRAFT, SUPPLEMENT, standing
from referat.extract.pages.reading import read_plain


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("UDKAST", DRAFT),
        ("Udkast til referat af møde i Udvalget for Børn den 3. maj 2022", DRAFT),
        ("Referat af bestyrelsesmøde (udkast)", DRAFT),
        ("Foreløbigt referat", DRAFT),
        ("Referat – endnu ikke godkendt", DRAFT),
        ("Tillægsdagsorden til Økonomiudvalget den 3. maj", SUPPLEMENT),
        ("Supplerende dagsorden", SUPPLEMENT),
        ("Referat af møde i Udvalget for Børn", None),
        ("1. Godkendelse af tillægsdagsorden", None),  # an item
        ("Udvalget drøftede et udkast til budget, som sendes i høring.", None),
        ("Udkast til budget for 2023", None),
    ],
)
def test_titles(title: str, expected: str | None) -> None:
    assert standing(read_plain(f"{title}\nTil stede: Eva Holm")) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2022-05-03_udkast.pdf", DRAFT),
        ("Referat-maj-UDKAST.pdf", DRAFT),
        ("tillægsdagsorden 3 maj.pdf", SUPPLEMENT),
        ("referat.pdf", None),
        ("udkastelse.pdf", None),
    ],
)
def test_file_names(name: str, expected: str | None) -> None:
    assert standing(read_plain("Referat af møde i Udvalget for Børn"), file_name=name) == expected
