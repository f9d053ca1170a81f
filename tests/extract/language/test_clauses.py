"""Clauses: rows of sentences as minutes write them, with what the tasks are made from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.extract.language.clauses import clauses, pipeline_name
from referat.extract.language.rules import clauses_by_rules
from referat.extract.language.tree import Clause, Tense, Voice

# sentence, subject or agent who acts, verb, particle, voice, modal
ROWS = [
    (
        "Kredssekretariatet sender en oversigt ud til klubberne inden fredag den 1/7 kl. 10.",
        "Kredssekretariatet",
        "sende",
        "ud",
        "active",
        None,
    ),
    ("Eva følger op med skolens ledelse.", "Eva", "følge", "op", "active", None),
    ("Sekretariatet undersøger mulighederne for et nyt lokale.", "Sekretariatet", "undersøge", None, "active", None),
    ("På næste møde fremlægger psykiatrien en handleplan.", "psykiatrien", "fremlægge", None, "active", None),
    ("Undervisningsmateriale fremsendes af IPG’en til kommunerne.", "IPG’en", "fremsende", None, "passive", None),
    ("Skolen anmodes om at komme med et forslag på næste møde.", "Skolen", "anmode", None, "passive", None),
    ("Medlemmerne opfordres til at melde ind.", "Medlemmerne", "opfordre", None, "passive", None),
    ("Punktet genoptages på næste møde.", "Punktet", "genoptage", None, "passive", None),
    ("Der skal udarbejdes et notat om økonomien.", None, "udarbejde", None, "passive", "skulle"),
    ("Formanden og næstformanden tager kontakt til skolen.", "Formanden og næstformanden", "tage", None, "active", None),
    ("Bestyrelsen besluttede at indhente tilbud på nye vinduer.", "Bestyrelsen", "beslutte", None, "active", None),
    ("JP indhenter tilbud.", "JP", "indhente", None, "active", None),
    ("Administrationen vil udarbejde en redegørelse.", "Administrationen", "udarbejde", None, "active", "ville"),
    ("Punktet er blevet udsat.", "Punktet", "udsætte", None, "passive", None),
    ("Direktør Hanne Vestbo orienterede om budgettet.", "Direktør Hanne Vestbo", "orientere", None, "active", None),
    ("Udvalget tog orienteringen til efterretning.", "Udvalget", "tage", None, "active", None),
]


# Further task sentences: one of the clauses has this actor and this verb.
TASKS = [
    ("Sekretariatet rundsender materialet forud for mødet.", "Sekretariatet", "rundsende"),
    ("Karen indhenter tilbud på maling af opgangene.", "Karen", "indhente"),
    ("Formanden kontakter kommunen vedrørende snerydning.", "Formanden", "kontakte"),
    ("Der indkaldes til ekstraordinært møde i august.", None, "indkalde"),
    ("Administrationen anmodes om at undersøge sagen nærmere.", "Administrationen", "anmode"),
    ("Jens og Birthe laver et oplæg til næste gang.", "Jens og Birthe", "lave"),
    ("Økonomiafdelingen udarbejder en samlet oversigt inden udgangen af maj.", "Økonomiafdelingen", "udarbejde"),
    ("Viceværten skal udskifte pæren i kælderen.", "Viceværten", "udskifte"),
    ("Referatet sendes til medlemmerne senest fredag.", "Referatet", "sende"),
    ("Sagen forelægges udvalget igen i oktober.", "Sagen", "forelægge"),
    ("Udvalget besluttede at udsætte punktet.", "Udvalget", "beslutte"),
    ("Lone tager fat i entreprenøren.", "Lone", "tage"),
    ("Skoleledelsen vender tilbage med en status på næste møde.", "Skoleledelsen", "vende"),
    ("Alle medlemmer bedes melde tilbage inden den 1. maj.", "Alle medlemmer", "bede"),
    ("Arbejdsgruppen fremlægger sine anbefalinger på mødet i juni.", "Arbejdsgruppen", "fremlægge"),
    ("Bestyrelsen vil på næste møde drøfte vedligeholdelsesplanen.", "Bestyrelsen", "drøfte"),
    ("Herefter kontakter Mogens revisor.", "Mogens", "kontakte"),
    ("På mødet i maj præsenterer kassereren et budget.", "kassereren", "præsentere"),
    ("Ole og kassereren gennemgår bilagene.", "Ole og kassereren", "gennemgå"),
    ("HR opdaterer vejledningen.", "HR", "opdatere"),
    ("LBN booker lokale til generalforsamlingen.", "LBN", "booke"),
    ("Forvaltningen opfordres til at inddrage brugerne.", "Forvaltningen", "opfordre"),
    ("Notatet fremsendes af forvaltningen til udvalgets medlemmer.", "forvaltningen", "fremsende"),
    ("Det undersøges, om der kan søges fondsmidler.", "Det", "undersøge"),
    ("Det blev aftalt, at Tove skriver til ejerne.", "Tove", "skrive"),
    ("Næstformanden sørger for kaffe og kage.", "Næstformanden", "sørge"),
    ("Direktionen igangsætter en analyse af sygefraværet.", "Direktionen", "igangsætte"),
    ("Rådet ønsker en redegørelse fra forvaltningen.", "Rådet", "ønske"),
    ("Der nedsættes en arbejdsgruppe.", None, "nedsætte"),
    ("Kommunen har lovet at reparere vejen inden jul.", "Kommunen", "love"),
    ("Klyngen følger udviklingen og tager den op igen i efteråret.", "Klyngen", "følge"),
    ("Borgmesteren inviterer foreningen til et møde.", "Borgmesteren", "invitere"),
    ("Gruppen mødes igen i uge 35.", "Gruppen", "mødes"),
    ("Anna Bredal fra sekretariatet opdaterer hjemmesiden.", "Anna Bredal fra sekretariatet", "opdatere"),
    ("Formanden for ældrerådet retter henvendelse til udvalget.", "Formanden for ældrerådet", "rette"),
    ("Regnskabet eftersendes.", "Regnskabet", "eftersende"),
    ("Derfor skal afdelingerne indsende deres planer.", "afdelingerne", "indsende"),
    ("Vi beder gartneren klippe hækken.", "Vi", "bede"),
    ("Peter indkøber nye stole til fælleshuset.", "Peter", "indkøbe"),
    ("Medarbejderrepræsentanterne formulerer et fælles svar.", "Medarbejderrepræsentanterne", "formulere"),
    ("Projektlederen afklarer økonomien med Region Fjordland.", "Projektlederen", "afklare"),
    ("Kontrakten opsiges med tre måneders varsel.", "Kontrakten", "opsige"),
    ("Centerchef Hanne Vestbo orienterer udvalget skriftligt.", "Centerchef Hanne Vestbo", "orientere"),
    ("Seniorrådet drøfter emnet igen til september.", "Seniorrådet", "drøfte"),
    ("Nina og Egon besøger plejecentret i uge 40.", "Nina og Egon", "besøge"),
    ("Ledelsesgruppen udpeger en tovholder.", "Ledelsesgruppen", "udpege"),
    ("Bodil skriver en artikel til lokalavisen.", "Bodil", "skrive"),
    ("Kommunalbestyrelsen meddeler ansøgeren afslaget.", "Kommunalbestyrelsen", "meddele"),
    ("Nøglerne afleveres til viceværten.", "Nøglerne", "aflevere"),
    ("Der bestilles to nye borde.", None, "bestille"),
    ("Udvalgssekretæren koordinerer høringssvarene.", "Udvalgssekretæren", "koordinere"),
    ("Bestyrelsesmedlemmerne opfordres til at deltage i arbejdsdagen.", "Bestyrelsesmedlemmerne", "opfordre"),
    ("Til næste møde forbereder forvaltningen et oplæg om støj.", "forvaltningen", "forberede"),
    ("Afdelingslederne tager emnet op i deres personalegrupper.", "Afdelingslederne", "tage"),
    ("PBH følger op over for teknisk forvaltning.", "PBH", "følge"),
    ("Generalforsamlingen pålagde bestyrelsen at indhente nye tilbud.", "Generalforsamlingen", "pålægge"),
    ("Skemaet udfyldes af lederen inden fristen.", "lederen", "udfylde"),
    ("Vagn undersøger, om forsikringen dækker.", "Vagn", "undersøge"),
    ("Region Fjordland og kommunerne aftaler nærmere.", "Region Fjordland og kommunerne", "aftale"),
    ("Ejendomsmesteren renser tagrenderne i november.", "Ejendomsmesteren", "rense"),
    ("Punktet sættes på dagsordenen til næste møde.", "Punktet", "sætte"),
    ("Grundejerforeningen klager til kommunen over trafikken.", "Grundejerforeningen", "klage"),
    ("Herefter rundsender Lis det endelige referat.", "Lis", "rundsende"),
    ("Forslaget sendes i høring i perioden 1.-30. september.", "Forslaget", "sende"),
    ("Sygehusledelsen redegør for ventetiderne.", "Sygehusledelsen", "redegøre"),
    ("Det besluttes, at Finn bliver kontaktperson.", "Finn", "blive"),
    ("Kasserer Birgit Lund opkræver kontingentet.", "Kasserer Birgit Lund", "opkræve"),
    ("Vi afventer svar fra advokaten.", "Vi", "afvente"),
    ("Administrator varsler huslejestigningen pr. 1. juli.", "Administrator", "varsle"),
    ("Børneudvalget vil blive orienteret løbende.", "Børneudvalget", "orientere"),
    ("Et revideret forslag skal godkendes på næste møde.", "Et revideret forslag", "godkende"),
    ("Kirsten, Ole og Maja arrangerer sommerfesten.", "Kirsten, Ole og Maja", "arrangere"),
    ("Vedtægterne skal gennemgås.", "Vedtægterne", "gennemgå"),
]


def one(sentence: str) -> Clause:
    return clauses([sentence])[0][0]


@pytest.mark.parametrize(("sentence", "actor", "verb", "particle", "voice", "modal"), ROWS)
def test_who_does_what(sentence: str, actor: str | None, verb: str, particle: str | None, voice: str, modal: str | None) -> None:
    clause = one(sentence)
    found = clause.agent or clause.subject
    assert (found and found.text, clause.verb, clause.particle, clause.voice.value, clause.modal) == (actor, verb, particle, voice, modal)


@pytest.mark.parametrize(("sentence", "actor", "verb"), TASKS)
def test_actor_and_verb_of_a_task(sentence: str, actor: str | None, verb: str) -> None:
    found = clauses([sentence])[0]
    assert (actor, verb) in [((part := clause.agent or clause.subject) and part.text, clause.verb) for clause in found]


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("Eva sender referatet ud.", Tense.PRESENT),
        ("Eva sendte referatet ud.", Tense.PAST),
        ("Eva har sendt referatet ud.", Tense.PERFECT),
        ("Eva havde sendt referatet ud.", Tense.PLUPERFECT),
        ("Punktet er blevet udsat.", Tense.PERFECT),
    ],
)
def test_tense(sentence: str, tense: Tense) -> None:
    assert one(sentence).tense is tense


def test_places_are_those_of_the_sentence() -> None:
    sentence = "Undervisningsmateriale fremsendes af IPG’en til ”alle” kommuner."
    for clause in clauses([sentence])[0]:
        for part in (clause.place, clause.subject, clause.object, clause.agent):
            assert part is None or sentence[part.start : part.end] == part.text


def test_a_second_verb_has_the_first_ones_subject() -> None:
    found = clauses(["Formanden kontakter skolen og sender et svar til forældrene."])[0]
    assert [(clause.verb, clause.subject and clause.subject.text) for clause in found] == [
        ("kontakte", "Formanden"),
        ("sende", "Formanden"),
    ]


def test_der_is_no_actor() -> None:
    clause = one("Der indhentes tre tilbud.")
    assert clause.subject is None
    assert clause.expletive
    assert clause.voice is Voice.PASSIVE


def test_what_somebody_is_asked_to_do() -> None:
    assert one("Psykiatrien anmodes om at komme med en opdatering.").infinitive == "komme"
    assert one("Bestyrelsen besluttede at indhente tilbud.").infinitive == "indhente"


def test_ikke() -> None:
    assert one("Vi sender ikke referatet ud.").negated
    assert not one("Vi sender referatet ud.").negated


def test_a_dependent_clause_is_marked() -> None:
    found = clauses(["Det blev besluttet, at Karen Lindeborg kontakter kommunen."])[0]
    assert [(clause.verb, clause.dependent) for clause in found] == [("beslutte", False), ("kontakte", True)]
    assert found[1].subject is not None
    assert found[1].subject.text == "Karen Lindeborg"


def test_our_pipeline_is_the_one_that_reads_here() -> None:
    assert pipeline_name() in ("referat", "da_core_news_sm", "da_core_news_md", "da_core_news_lg")


def test_reading_twice_or_in_another_company_gives_the_same() -> None:
    sentences = [row[0] for row in ROWS]
    together = clauses(sentences)
    assert clauses(sentences) == together
    assert [clauses([sentence])[0] for sentence in sentences] == together


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_text_is_taken(sentences: list[str]) -> None:
    found = clauses(sentences)
    assert len(found) == len(sentences)
    for sentence, parts in zip(sentences, found, strict=True):
        assert all(sentence[clause.place.start : clause.place.end] == clause.place.text for clause in parts)


@pytest.mark.parametrize(
    ("sentence", "actor", "verb", "voice", "modal"),
    [
        ("Sekretariatet undersøger mulighederne.", "Sekretariatet", "undersøge", "active", None),
        ("Der skal udarbejdes et notat.", None, "udarbejde", "passive", "skulle"),
        ("Administrationen vil udarbejde en redegørelse.", "Administrationen", "udarbejde", "active", "ville"),
        ("Punktet genoptages på næste møde.", "Punktet", "genoptage", "passive", None),
        ("Punktet blev udsat.", "Punktet", "udsat", "passive", None),
    ],
)
def test_rules_without_a_parser(sentence: str, actor: str | None, verb: str, voice: str, modal: str | None) -> None:
    (clause,) = clauses_by_rules(sentence)
    assert (clause.subject and clause.subject.text, clause.voice.value, clause.modal) == (actor, voice, modal)
    assert clause.verb.startswith(verb[:4])
