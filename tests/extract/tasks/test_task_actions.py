"""Actions written by hand from what a person would put in a task list."""

from __future__ import annotations

import datetime as dt

import pytest

from referat.extract.pages.reading import read_plain
from referat.extract.tasks.tasks import read_tasks
from referat.models.fact import Fact
from referat.models.kinds import SectionKind, Status
from referat.models.minutes import Attendee, Item, Section, Task
from referat.models.place import Span

NAMES = ("Eva Nørlund", "Ole Holm", "Ida Krog", "Jens Bak", "Karen Lund", "Kim Sand", "Lone Dal", "Bo Vang", "Kirsten Munk", "Gitte Friis")

ROWS = [
    ("Eva følger op med Børn og Unge.", "følge op med Børn og Unge", "particle behind the verb"),
    (
        "Sekretariatet sender en oversigt over legepladser ud til rådets medlemmer inden fredag den 1/7 kl. 10.",
        "sende en oversigt over legepladser ud til rådets medlemmer",
        "the deadline is left out",
    ),
    ("Punktet genoptages på næste møde.", "genoptage punktet", "the subject of a passive is its object"),
    ("Der indhentes tilbud på nye vinduer inden 1. maj.", "indhente tilbud på nye vinduer", "der is no object"),
    ("Teknisk Forvaltning anmodes om at redegøre for vejafgifterne inden næste møde.", "redegøre for vejafgifterne", "what is asked for"),
    ("Ole kontakter skolen og aftaler en dato.", "kontakte skolen og aftale en dato", "both verbs"),
    ("Det vil Ida undersøge.", "undersøge det", "the object stands first"),
    ("Bestyrelsen besluttede at opsætte en bænk ved søen.", "opsætte en bænk ved søen", "what was decided"),
    ("Det blev aftalt, at Jens skriver et udkast til vedtægter.", "skrive et udkast til vedtægter", "a clause behind at"),
    ("Udvalget bad administrationen om at beregne udgiften.", "beregne udgiften", "a request to another"),
    ("Formanden lovede at svare klubben.", "svare klubben", "a promise"),
    ("Alle beboere bedes flytte deres cykler senest den 3. maj.", "flytte deres cykler", "bedes with an infinitive"),
    ("Hjemmesiden skal opdateres.", "opdatere hjemmesiden", "skal with a passive"),
    ("Skiltet skal være fjernet inden 1. juni.", "fjerne skiltet", "skal være with a participle"),
    ("Emner bedes sendt til formanden senest den 20. maj.", "sende emner til formanden", "bedes with a participle"),
    ("I næste uge ringer Karen til kommunen om skiltet.", "ringe til kommunen om skiltet", "the subject stands behind the verb"),
    ("Kirsten vil derfor tale med naboerne.", "tale med naboerne", "derfor only joins sentences"),
    ("Rapporten sendes af sekretariatet til bestyrelsen.", "sende rapporten til bestyrelsen", "the doer of a passive is left out"),
    ("Administrationen vender tilbage med en pris.", "vende tilbage med en pris", "a body"),
    ("Tallene forventes fremlagt på næste møde.", "fremlægge tallene", "forventes with a participle"),
    ("Ansøgeren får et skriftligt svar fra Eva.", "give ansøgeren et skriftligt svar", "who gives is to do it"),
    ("Lone er tovholder på sommerfesten.", "være tovholder på sommerfesten", "a charge"),
    ("Der skal nedsættes en arbejdsgruppe om trafik.", "nedsætte en arbejdsgruppe om trafik", "skal der, passive"),
    ("Bo: indhenter tilbud på asfalt", "indhente tilbud på asfalt", "the name with a colon is left out"),
    (
        "Kim undersøger, om stien kan belyses, og melder tilbage til rådet inden jul.",
        "undersøge, om stien kan belyses, og melde tilbage til rådet",
        "the second verb behind a clause",
    ),
    ("Der rettes henvendelse til kommunen om krydset.", "rette henvendelse til kommunen om krydset", "a noun with the verb"),
    ("Punktet kommer på dagsordenen til lærermødet.", "sætte punktet på dagsordenen til lærermødet", "the agenda"),
    ("Ledelsen opfordres til at drøfte planen med medarbejderne.", "drøfte planen med medarbejderne", "opfordres"),
    ("Vi skal have fundet en ny kasserer.", "finde en ny kasserer", "skal have with a participle"),
    ("Hvis prisen er for høj, spørger bestyrelsen et andet firma.", "spørge et andet firma", "a condition before it"),
    ("Gitte har påtaget sig at købe gaver til de frivillige.", "købe gaver til de frivillige", "har påtaget sig"),
    ("Hækken klippes af Karen i juni.", "klippe hækken", "the doer of a passive is the owner"),
    ("Planen justeres og sendes ud igen.", "justere planen og sende ud igen", "two passives"),
    ("Det er Karen, der skriver referatet ud.", "skrive referatet ud", "a cleft"),
    ("Bestyrelsen vil forsøge at få en aftale.", "forsøge at få en aftale", "aftale with an article is a noun"),
    ("Det blev besluttet at bede Karen undersøge mulighederne.", "undersøge mulighederne", "asked without om"),
]


def tasks_of(text: str) -> tuple[Task, ...]:
    source = read_plain(text)
    span = Span(0, len(source.text))
    item = Item(span, sections=(Section(SectionKind.REFERAT, None, Fact(source.text, (span,), "test")),))
    people = [Attendee(Fact(name, (Span(0, 1),), "test"), Fact(Status.PRESENT, (Span(0, 1),), "test")) for name in NAMES]
    found, _ = read_tasks(source, [item], date=dt.date(2022, 3, 7), next_meeting=dt.date(2022, 5, 9), attendance=people, head=Span(0, 0))
    return found[0]


@pytest.mark.parametrize(("sentence", "action", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_action(sentence: str, action: str, reason: str) -> None:
    assert [task.action for task in tasks_of(sentence)] == [action], reason
