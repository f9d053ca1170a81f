"""Which sentences hold a task, whose it is, and by when; all people and bodies are invented."""

from __future__ import annotations

import datetime as dt

import pytest

from referat.extract.pages.reading import read_plain
from referat.extract.tasks.tasks import read_tasks
from referat.models.fact import Fact
from referat.models.kinds import OwnerKind, SectionKind, Status, Strength
from referat.models.minutes import Attendee, Item, Section, Task, Text
from referat.models.place import Span

_HERE = (Span(0, 1),)
PEOPLE = (
    ("Eva Nørlund", "formand"),
    ("Ole Tangmose Holm", None),
    ("Ida Krog", "kasserer"),
    ("Knud Bo Lund", "centerchef"),
    ("Rita Sandvad", None),
)


def read(text: str, *, kind: SectionKind = SectionKind.REFERAT, heading: str | None = None) -> tuple[Task, ...]:
    source = read_plain(text)
    span = Span(0, len(source.text))
    section = Section(kind, Fact(heading, _HERE, "test") if heading else None, Fact(source.text, (span,), "test"))
    people = [Attendee(Fact(name, _HERE, "test"), Fact(Status.PRESENT, _HERE, "test"), _fact(role)) for name, role in PEOPLE]
    found, loose = read_tasks(
        source,
        [Item(span, sections=(section,))],
        date=dt.date(2022, 3, 7),
        next_meeting=dt.date(2022, 5, 9),
        attendance=people,
        head=Span(0, 0),
    )
    assert loose == ()
    return found[0]


def _fact(value: str | None) -> Text | None:
    return Fact(value, _HERE, "test") if value else None


OWNERS = [
    ("Eva følger op med skolen.", ["Eva Nørlund"], "first name to full name"),
    ("EN undersøger sagen.", ["Eva Nørlund"], "initials"),
    ("Eva og Ole kontakter kommunen.", ["Eva Nørlund", "Ole Tangmose Holm"], "two owners"),
    ("Ole T. Holm sender et referat.", ["Ole Tangmose Holm"], "initial in the middle"),
    ("Formanden retter henvendelse til kommunen.", ["Eva Nørlund"], "office held by one of those present"),
    ("Centerchefen udarbejder et notat.", ["Knud Bo Lund"], "office that names her centre"),
    ("Børn og Uddannelse udarbejder et notat om ordningen.", ["Børn og Uddannelse"], "og inside a name"),
    ("Teknisk Forvaltning måler farten.", [], "måle is no verb of the lexicon"),
    ("Teknisk Forvaltning foretager en måling på Skovvej.", ["Teknisk Forvaltning"], "capital body"),
    ("Materialet sendes af sekretariatet til rådet.", ["sekretariatet"], "the doer of a passive"),
    ("Punktet genoptages på næste møde.", [], "a passive names nobody"),
    ("Eva fik til opgave at hente priser.", ["Eva Nørlund"], "given to her as her charge"),
    ("Udvalget blev bedt om at se på reglerne.", ["Udvalget"], "was asked"),
    ("Ole ser på, om der kan findes penge.", ["Ole Tangmose Holm"], "a verb of two letters"),
    ("Vi skal have fundet en ny kasserer.", [], "vi is nobody"),
    ("Ida spurgte til taget. Hun indhenter tilbud.", ["Ida Krog"], "a pronoun"),
    ("I næste uge ringer Rita til kommunen.", ["Rita Sandvad"], "subject behind the verb"),
    ("Det blev aftalt, at Ole skriver et udkast.", ["Ole Tangmose Holm"], "owner in what was agreed"),
    ("Bestyrelsen besluttede at indkøbe en bænk.", ["Bestyrelsen"], "who decides to do it"),
    ("Det blev besluttet at indkøbe en bænk.", [], "nobody decided"),
    ("Udvalget anmoder administrationen om at beregne prisen.", ["administrationen"], "who is asked, not who asks"),
    ("Kommunen skal spørges, om den betaler (Ida).", ["Ida Krog"], "name in brackets behind"),
    ("Rita: indhenter tilbud på asfalt", ["Rita Sandvad"], "name before a colon"),
    ("Der nedsættes en arbejdsgruppe med Eva, Ole og Ida.", ["Eva Nørlund", "Ole Tangmose Holm", "Ida Krog"], "members of a new group"),
    ("Dette lovede Knud.", ["Knud Bo Lund"], "a promise told backwards"),
    ("Ansøgeren får et skriftligt svar fra Eva.", ["Eva Nørlund"], "who gives an answer"),
    ("Lise fra Nordvand lovede at udbedre hullet.", ["Lise"], "a guest by first name and firm"),
    ("Regionsrådet pålægger administrationen at indgå en aftale.", ["administrationen"], "who is ordered"),
    ("Godkendt, idet administrationen forelægger et revideret budget.", ["administrationen"], "what is added to a decision"),
    (
        "Der blev nedsat et udvalg bestående af Ida og Ole, som skal finde en sal.",
        ["Ida Krog", "Ole Tangmose Holm"],
        "members told in the past",
    ),
    ("Det overlades til Knud at skrive svaret.", ["Knud Bo Lund"], "left to somebody"),
    ("Rita blev valgt til at arrangere turen.", ["Rita Sandvad"], "chosen to do it"),
    ("Ladevognen A/S udskifter stikkene.", ["Ladevognen A/S"], "a firm"),
    ("Rådet godkendte planen, idet sekretariatet retter tallet.", ["sekretariatet"], "added to a decision told with its decider"),
    ("Godkendt med bemærkning om, at Ida retter tallet.", ["Ida Krog"], "a remark that goes with the decision"),
    ("Godkendt, idet administrationen årligt forelægger en status.", ["administrationen"], "an adverb before the verb"),
    ("Det er Ida, der kontakter banken.", ["Ida Krog"], "a cleft: not the bank"),
    ("Det bliver sekretariatet, der skriver ud.", ["sekretariatet"], "a cleft with a body"),
    ("Ida + Ole sætter skilte op.", ["Ida Krog", "Ole Tangmose Holm"], "plus between names"),
    ("I uge 17 udsender HR skemaet til alle ledere.", ["HR"], "a number before the verb is no count"),
    ("Det sørger Rita for.", ["Rita Sandvad"], "a particle behind the name"),
    ("Udvalget drøftede sagen og bad forvaltningen fremlægge en plan.", ["forvaltningen"], "asked by who stands first"),
    ("Rådet beder om, at forvaltningen redegør for ventetiden.", ["forvaltningen"], "who is to do what is asked for"),
    ("Udvalget besluttede at bede forvaltningen undersøge det.", ["forvaltningen"], "decided to ask"),
    ("Retningslinjen skrives af Ida og forelægges igen.", ["Ida Krog"], "two passives with one doer"),
    ("Ida oplyste, at hun kontakter kommunen.", ["Ida Krog"], "tells what she will do herself"),
    ("Knud har påtaget sig opgaven med at finde en sal.", ["Knud Bo Lund"], "took the task on"),
    ("Rita får repareret porten.", ["Rita Sandvad"], "has it done"),
    ("Ida bliver tovholder.", ["Ida Krog"], "becomes the one in charge"),
    ("Administrationen bemyndiges til at afslutte sagen.", ["Administrationen"], "empowered"),
    ("Knud færdiggør rapporten i maj.", ["Knud Bo Lund"], "-gør is a present"),
    ("Det blev pålagt formanden at rykke for svar.", ["Eva Nørlund"], "asked behind the verb"),
    ("Skuret males til sommer af Rita og frivillige.", ["Rita Sandvad", "frivillige"], "a doer behind a time"),
    ("Rapporten gennemskrives af Ida.", ["Ida Krog"], "a verb made of another"),
    ("Knud Bo Lund, Egevej 19 vil kontakte naboerne.", ["Knud Bo Lund"], "an address behind the name"),
]


@pytest.mark.parametrize(("sentence", "owners", "reason"), OWNERS, ids=[row[2] for row in OWNERS])
def test_owner(sentence: str, owners: list[str], reason: str) -> None:
    assert [owner.name.value for task in read(sentence) for owner in task.owners] == owners, reason


NONE = [
    ("Eva orienterede om budgettet.", "what was told"),
    ("Ole har sendt brevet til kommunen.", "done before"),
    ("Formanden orienterer om, at kommunen udvider stien.", "told in the present"),
    ("Bestyrelsen mener, at prisen er for høj.", "a view"),
    ("Der vil være behov for flere hænder.", "a need"),
    ("Skal Eva kontakte kommunen?", "a question"),
    ("Næste møde holdes den 9. maj kl. 19.", "the next meeting"),
    ("Hvis man sender en mail til kassereren, får man pengene retur.", "a rule for everybody"),
    ("Udvalget tager orienteringen til efterretning.", "an outcome"),
    ("Bestyrelsen vil gerne se et oplæg.", "a wish"),
    ("Det besluttedes ikke at købe en bænk.", "a decision not to"),
    ("Der kan søges om tilskud.", "what is possible"),
    ("Som hovedregel sender Ida regningerne ud.", "a standing arrangement"),
    ("Det oplyses, at skiltene opsættes af kommunen.", "told in the present, passive"),
    ("Fremsendes til Kulturudvalget til behandling.", "the way of the case"),
    ("Sagen sendes ikke i høring.", "negated"),
    ("Ida spurgte, om skolen sender en rapport.", "inside a question that was asked"),
    ("Sekretariatet udsender hvert år et katalog.", "a standing arrangement by its words"),
    ("Kommunen fejer vejene to gange årligt.", "as often as every year"),
    ("Skolen åbner igen den 20. april.", "what happens by itself"),
    ("Knud genopstiller.", "a candidate"),
    ("Der var enighed om, at det skal være en fælles indsats.", "fælles is no passive"),
    ("Ida oplyste, at hun har kontaktet kommunen.", "told of oneself, done before"),
    ("Det er kommunen, der udsteder kortet.", "a cleft that tells how things are"),
    ("Det besluttes at opfordre til, at man møder en ad gangen.", "an appeal to nobody"),
]


@pytest.mark.parametrize(("sentence", "reason"), NONE, ids=[row[1] for row in NONE])
def test_no_task(sentence: str, reason: str) -> None:
    assert read(sentence) == (), reason


DEADLINES = [
    ("Eva sender listen inden fredag den 11/3 kl. 10.", "2022-03-11", "a day"),
    ("Ole undersøger prisen til næste møde.", "2022-05-09", "the next meeting"),
    ("Ida indkalder til næste møde i slutningen af april.", "2022-04-30", "the time of what is called, not the meeting"),
    ("Sekretariatet udarbejder en plan i oktober.", "2022-10-31", "a month's last day"),
    ("Eva sender listen inden sommerferien.", None, "vague"),
    ("Ole laver en oversigt over projekter i 2023.", None, "a year that belongs to the thing"),
]


@pytest.mark.parametrize(("sentence", "day", "reason"), DEADLINES, ids=[row[2] for row in DEADLINES])
def test_deadline(sentence: str, day: str | None, reason: str) -> None:
    (task,) = read(sentence)
    assert (str(task.deadline.last) if task.deadline and task.deadline.last else None) == day, reason


def test_a_sentence_with_two_actors_is_two_tasks() -> None:
    tasks = read("Eva kontakter skolen, og Ole skriver et opslag inden den 1. april.")
    assert [(task.quote.value, [owner.name.value for owner in task.owners]) for task in tasks] == [
        ("Eva kontakter skolen", ["Eva Nørlund"]),
        ("og Ole skriver et opslag inden den 1. april.", ["Ole Tangmose Holm"]),
    ]
    assert [task.deadline is not None for task in tasks] == [False, True]


def test_two_frames_of_a_sentence_are_two_tasks() -> None:
    found = read("Eva fik til opgave at skrive et oplæg – og Ole fik til opgave at hente priser.")
    assert [[owner.name.value for owner in task.owners] for task in found] == [["Eva Nørlund"], ["Ole Tangmose Holm"]]
    assert found[0].quote.value == "Eva fik til opgave at skrive et oplæg"


def test_one_actor_with_two_verbs_is_one_task() -> None:
    assert len(read("Eva kontakter skolen og skriver et opslag.")) == 1


def test_a_request_is_no_commitment() -> None:
    assert [task.strength for task in read("Kommunen opfordres til at rydde stien. Eva sender et brev.")] == [
        Strength.REQUEST,
        Strength.BINDING,
    ]


def test_only_the_account_of_the_meeting_is_read() -> None:
    assert read("Forvaltningen udarbejder en plan inden 1. maj.", kind=SectionKind.SAGSFREMSTILLING) == ()


def test_a_decision_and_who_carries_it_out_are_one_task() -> None:
    (task,) = read("Det blev besluttet at indhente tilbud på nyt tag. Ida indhenter tilbud på taget.")
    assert [owner.name.value for owner in task.owners] == ["Ida Krog"]
    assert len(task.quote.spans) == 2


def test_a_label_gives_owner_and_deadline_to_the_sentence_before() -> None:
    (task,) = read("Undersøg muligheden for et cykelskur. Ansvarlig: Ole. Frist: 1. maj", heading="Opgave:")
    assert [owner.name.value for owner in task.owners] == ["Ole Tangmose Holm"]
    assert task.deadline is not None
    assert str(task.deadline.last) == "2022-05-01"


def test_a_list_of_tasks_below_names() -> None:
    tasks = read(
        "Eva:\n- Ny tavle i køkkenet\n- Ringe til maleren\nTil næste møde:\n- Sommerfest\nOle:\n- Opslag om vandet", heading="Opgaveliste"
    )
    assert [(task.quote.value, [owner.name.value for owner in task.owners]) for task in tasks] == [
        ("Ny tavle i køkkenet", ["Eva Nørlund"]),
        ("Ringe til maleren", ["Eva Nørlund"]),
        ("Opslag om vandet", ["Ole Tangmose Holm"]),
    ]


def test_a_line_of_a_closing_list_that_repeats_the_text_is_no_task_of_its_own() -> None:
    source = read_plain("Taget er utæt. Ida ringer til tømreren.\nOpgaver\nIda: Ringe til tømrer om taget")
    text = source.text
    cut, start = text.index("Opgaver"), text.index("Ida: Ringe")
    sections = (
        Section(SectionKind.REFERAT, None, Fact(text[: cut - 1], (Span(0, cut - 1),), "test")),
        Section(SectionKind.REFERAT, Fact("Opgaver", (Span(cut, cut + 7),), "test"), Fact(text[start:], (Span(start, len(text)),), "test")),
    )
    people = [Attendee(Fact(name, _HERE, "test"), Fact(Status.PRESENT, _HERE, "test")) for name, _ in PEOPLE]
    found, _ = read_tasks(
        source, [Item(Span(0, len(text)), sections=sections)], date=None, next_meeting=None, attendance=people, head=Span(0, 0)
    )
    assert [task.quote.value for task in found[0]] == ["Ida ringer til tømreren."]


def test_quotes_and_owners_are_the_words_of_the_document() -> None:
    text = "Rita spurgte til lyset. Eva og Ole kontakter elværket inden 1. april."
    (task,) = read(text)
    source = read_plain(text)
    assert task.quote.value == "".join(source.of(span) for span in task.quote.spans)
    assert [source.of(owner.name.spans[0]) for owner in task.owners] == ["Eva", "Ole"]
    assert {owner.kind for owner in task.owners} == {OwnerKind.PERSON}
    assert task.deadline is not None
    assert source.of(task.deadline.text.spans[0]) == task.deadline.text.value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Der opsættes et skilt ved søen.\nAktion: Rita", "a label with a name alone"),
        ("Der opsættes et skilt ved søen. Ansvarlig: Rita", "a label of the one who is responsible"),
        ("Der opsættes et skilt ved søen (Rita)", "in brackets"),
        ("Der opsættes et skilt ved søen - Rita", "behind a dash"),
    ],
)
def test_a_name_beside_a_sentence_is_its_owner(text: str, reason: str) -> None:
    (task,) = read(text)
    assert [owner.name.value for owner in task.owners] == ["Rita Sandvad"], reason
    assert task.quote.value.startswith("Der opsættes et skilt ved søen")


def test_a_closing_list_of_sentences_repeats_what_was_said() -> None:
    text = (
        "Taget er utæt. Ida ringer til tømreren om taget. Rita laver et opslag til opgangene.\n"
        "Ida ringer til tømrer om utæt tag\nRita laver opslag til alle opgangene\nOle køber nøgler til kælderen\n"
        "Eva sender budgettet til banken\nOle maler hegnet ved stien\nEva inviterer naboerne til grillaften"
    )
    assert [(task.owners[0].name.value, task.quote.value) for task in read(text)] == [
        ("Ida Krog", "Ida ringer til tømreren om taget."),
        ("Rita Sandvad", "Rita laver et opslag til opgangene."),
        ("Ole Tangmose Holm", "Ole køber nøgler til kælderen"),
        ("Eva Nørlund", "Eva sender budgettet til banken"),
        ("Ole Tangmose Holm", "Ole maler hegnet ved stien"),
        ("Eva Nørlund", "Eva inviterer naboerne til grillaften"),
    ]
