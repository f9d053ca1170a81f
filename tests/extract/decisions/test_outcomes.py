"""Outcomes: rows of what a decision says (and was asked to say) and what it comes to."""

from __future__ import annotations

import pytest

from referat.extract.decisions.outcomes import may_decide, read_outcome
from referat.extract.pages.reading import read_plain
from referat.models.fact import Fact
from referat.models.kinds import SectionKind
from referat.models.minutes import Section
from referat.models.place import Span
from referat.models.wording import Entry, wording


def outcome(title: str | None = None, **texts: str) -> str | None:
    """The outcome of an item whose sections are given by kind; `referat` and so on as keywords."""
    source = read_plain("\n".join(texts.values()))
    sections, at = [], 0
    for kind, text in texts.items():
        span = Span(at, at + len(text))
        sections.append(Section(SectionKind(kind), None, Fact(text, (span,), "test")))
        at = span.end + 1
    found = read_outcome(source, sections, title)
    return found.value.value if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Godkendt.", "godkendt"),
        ("Indstillingen blev tiltrådt.", "godkendt"),
        ("Byrådet vedtog Økonomiudvalgets indstilling.", "godkendt"),
        ("1. Godkendt. 2. Godkendt, idet høringen forlænges.", "godkendt"),
        ("Indstillingen følges.", "godkendt"),
        ("Godkendt, idet punkt 6 udgår.", "godkendt"),  # another item is taken off
        ("Godkendt, at der gives afslag.", "godkendt"),  # approving a refusal
        ("Drøftet og godkendt.", "godkendt"),
        ("Godkendt. Sagen genoptages i maj.", "godkendt"),
        ("Et forslag om en ny model blev forkastet. Indstillingen blev vedtaget.", "godkendt"),
        ("Udvalget besluttede at godkende planen.", "godkendt"),
        ("Indstillingen kan tiltrædes.", "godkendt"),
        ("Tiltrådt som anbefalet af udvalget.", "godkendt"),
        ("Taget til efterretning.", "efterretning"),
        ("Til efterretning.", "efterretning"),
        ("Udvalget tog status til orientering.", "efterretning"),
        ("Orienteringen givet.", "efterretning"),
        ("Drøftet.", "drøftet"),
        ("Udvalget drøftede oplægget. Sekretariatet sender slides ud.", "drøftet"),
        ("Sagen udsættes.", "udsat"),
        ("Byrådet vedtog at udsætte sagens behandling.", "udsat"),
        ("Udsat pga. tidnød. Punktet genoptages i juni.", "udsat"),
        ("Forkastet, 3 stemmer for, 13 imod.", "afvist"),
        ("Ansøgningen kan ikke imødekommes.", "afvist"),
        ("Byrådet tiltrådte ikke indstillingen.", "afvist"),
        ("Punktet udgik.", "udgået"),
        ("Forslagsstilleren trak sit forslag.", "udgået"),
        ("Anbefales godkendt.", "anbefalet"),
        ("At 1: Indstilles til Byrådets godkendelse.", "anbefalet"),
        ("Udvalget anbefaler indstillingen over for Byrådet.", "anbefalet"),
        ("Fremsendes til Teknikudvalget til behandling.", "oversendt"),
        ("Budgetforslaget overgår til 2. behandling.", "oversendt"),
        ("Byrådet udpegede Sonja Kirkegård (F) som medlem.", "valgt"),
        ("Udvalget besluttede, at der laves en folder.", "andet"),
        ("Referatet fra mødet medsendes.", "andet"),
        ("Udvalget besluttede at anbefale planen.", "anbefalet"),
        ("Udvalget er positivt indstillet.", "andet"),  # no recommendation to anybody
        ("Genoptages på næste møde.", "udsat"),
        ("Et flertal anbefaler indstillingen godkendt. Ø stemte imod.", "anbefalet"),
        ("Intet.", "ingen"),
        ("-", "ingen"),
    ],
)
def test_decision(text: str, expected: str) -> None:
    assert outcome(beslutning=text) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Beretning", "Formanden fortalte om året. Beretningen blev enstemmigt godkendt.", "godkendt"),
        ("Beretning", "Legepladsen er godkendt af kommunen. Beretningen blev taget til efterretning.", "efterretning"),
        ("Nyt fra foreningerne", "Der var årsmøde. Regnskabet blev godkendt.", "ingen"),  # their decision, not ours
        ("Godkendelse af referat", "Ingen bemærkninger.", "godkendt"),
        ("Cykelskure", "Der kom to tilbud. Det blev besluttet at tage det billigste.", "andet"),
        ("Cykelskure", "Emnet blev drøftet, og der var enighed om at gå videre.", "andet"),
        ("Cykelskure", "Emnet skal drøftes på et senere tidspunkt.", "ingen"),  # a plan is no outcome
        ("Cykelskure", "Alma undersøger priserne.", "andet"),  # only a task
        ("Eventuelt", "Alma undersøger priserne.", "ingen"),
        ("Forslag om nye skure", "Det blev besluttet at købe dem.", "godkendt"),  # the answer to a proposal
        ("Fastsættelse af kontingent", "Kontingentet er uændret 200 kr.", "godkendt"),
        ("Skure", "Kommunen har afvist sagen.", "ingen"),  # what others did
        ("Skure", "De opgaver, som blev vedtaget på sidste møde, er løst.", "ingen"),
        ("Skure", "Det blev vedtaget at udsætte afstemningen til efteråret.", "udsat"),
        ("Orientering fra formanden", "Naboerne har fået godkendt et skur.", "ingen"),
        ("Eventuelt", "Taget er nyt.", "ingen"),
        ("Valg af dirigent", "Alma Brink", "valgt"),
        ("Valg af referent", "Forslaget blev vedtaget.", "valgt"),
        ("Valg af leverandør", "Vedtaget.", "godkendt"),  # no person is elected
        ("Næste møde", "Det blev besluttet at mødes den 4. maj.", "ingen"),
        ("Glas", "Det blev besluttet at vente med containeren.", "udsat"),
    ],
)
def test_running_text(title: str, text: str, expected: str) -> None:
    assert outcome(title, referat=text) == expected


@pytest.mark.parametrize(("asked", "expected"), [("at data drøftes", "drøftet"), ("at data tages til efterretning", "efterretning")])
def test_the_verb_of_the_recommendation_decides(asked: str, expected: str) -> None:
    assert outcome(indstilling=asked, beslutning="Data blev drøftet og taget til efterretning.") == expected


def test_decisions_of_other_meetings_do_not_count() -> None:
    assert outcome(tidligere="Godkendt.", beslutning="Udsat.") == "udsat"
    assert outcome(tidligere="Godkendt.") is None


def test_the_evidence_is_the_sentence() -> None:
    source = read_plain("Formanden bød velkommen. Regnskabet blev godkendt. Tak for i dag.")
    span = Span(0, len(source.text))
    found = read_outcome(source, [Section(SectionKind.REFERAT, None, Fact(source.text, (span,), "test"))])
    assert found is not None
    assert [source.of(span) for span in found.spans] == ["Regnskabet blev godkendt."]


@pytest.mark.parametrize(
    "entry", [entry for entry in wording("outcomes").entries if not entry.kind.endswith(("/svag", "intet"))], ids=lambda entry: entry.id
)
def test_no_wording_is_passed_over_by_the_quick_look(entry: Entry) -> None:
    assert [example for example in entry.examples if not may_decide(example)] == []
