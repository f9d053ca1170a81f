"""Personal numbers in texts: all that are there, and nothing else.

How the numbers were made: a date from 2030 to 2036 (the seventh digit 4 to 9), so that they belong to nobody, a serial number, and the check
digit worked out from them; "another check digit" means that the last one was changed. The few others have the serial number 0000.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cpr

from referat.extract.privacy.cpr import find_cpr
from referat.models.personal import Ground

# Text, the digits that are found, why.
POSITIVE = [
    ("150333-4123", "1503334123", "the usual form alone"),
    ("Ansøger: 150333-4123.", "1503334123", "a full stop after it"),
    ("(010131-5002)", "0101315002", "in brackets"),
    ("１５０３３３-４１２３", "1503334123", "digits as wide as Chinese signs"),
    ("１５０３３３－４１２３", "1503334123", "with a hyphen of that width"),
    ("150333\u200b-\u20604123", "1503334123", "with signs that nobody sees"),
    ("Holm150333-4123", "1503334123", "no space after a name"),
    ("150333-4123født", "1503334123", "no space before a word"),
    ("CPR-nr. 311236-6171", "3112366171", "with its name"),
    ("CPR.nr.: 311236-6171", "3112366171", "with full stops and a colon"),
    ("cpr nr 311236-6171", "3112366171", "in small letters"),
    ("C.P.R. 311236-6171", "3112366171", "with full stops between the letters"),
    ("CPR311236-6171", "3112366171", "no space after the name"),
    ("cpr:311236-6171", "3112366171", "no space after the colon"),
    ("CPR-nr.311236-6171", "3112366171", "no space after the full stop"),
    ("personnummer 290232-7331", "2902327331", "a leap day"),
    ("Personnr.: 290232-7331", "2902327331", "the short name"),
    ("pnr. 290232-7331", "2902327331", "the shortest name"),
    ("0707308451", "0707308451", "ten digits, the check fits"),
    ("Borger 0707308451 har klaget", "0707308451", "ten digits within a sentence"),
    ("CPR 0707308451", "0707308451", "ten digits with the name"),
    ("CPR-nummer 0707308459", "0707308459", "ten digits with the name, another check digit"),
    ("120835 9017", "1208359017", "a space"),
    ("120835\xa09017", "1208359017", "a space that does not break"),
    ("120835  9017", "1208359017", "two spaces"),
    ("cpr. 120835 9012", "1208359012", "a space with the name, another check digit"),
    ("230431 - 4578", "2304314578", "spaces around the hyphen"),
    ("230431- 4578", "2304314578", "a space after the hyphen"),
    ("230431 -4578", "2304314578", "a space before the hyphen"),
    ("230431–4578", "2304314578", "a dash for the hyphen"),
    ("230431—4578", "2304314578", "a long dash"),
    ("230431\u20114578", "2304314578", "a hyphen that does not break"),
    ("230431--4578", "2304314578", "two hyphens"),
    ("230431\xad-4578", "2304314578", "a soft hyphen too"),
    ("230431/4578", "2304314578", "a stroke, the check fits"),
    ("230431_4578", "2304314578", "as in the name of a file"),
    ("CPR-nr.\t230431\t4578", "2304314578", "tabulators"),
    ("230431−4578", "2304314578", "a minus sign"),
    ("230431-\n4578", "2304314578", "broken over a line after the hyphen"),
    ("230431\n-4578", "2304314578", "broken over a line before the hyphen"),
    ("120835\n9017", "1208359017", "broken over a line without a hyphen"),
    ("05.05.34-5886", "0505345886", "dots in the date"),
    ("05.05.34 5886", "0505345886", "dots in the date, a space"),
    ("05/05/34-5886", "0505345886", "slashes in the date"),
    ("05-05-34-5886", "0505345886", "hyphens in the date"),
    ("05 05 34 5886", "0505345886", "spaces in the date"),
    ("05.05.2034-5886", "0505345886", "the year in full"),
    ("CPR-nr. 05.05.34-5881", "0505345881", "dots with the name, another check digit"),
    ("050534.5886", "0505345886", "a dot before the serial number"),
    ("CPR: 0505 34 5886", "0505345886", "grouped in an odd way, with the name"),
    ("CPR: 0505-3458-86", "0505345886", "hyphens in odd places, with the name"),
    ("l90l36-6906", "1901366906", "OCR took 1 for the letter l"),
    ("I90I36-6906", "1901366906", "OCR took 1 for the letter I"),
    ("28O23O-7775", "2802307775", "OCR took 0 for the letter O"),
    ("28o23o-7775", "2802307775", "OCR took 0 for the letter o"),
    ("CPR 28O2307775", "2802307775", "a slip of OCR in ten digits, with the name"),
    ("300633-8l26", "3006338126", "a slip of OCR in the serial number"),
    ("300633-8|26", "3006338126", "OCR took 1 for a stroke"),
    ("300633-8120", "3006338120", "another check digit in the usual form: mistyped, or without the check"),
    ("Anna Bo, f. 011030-9996, søger", "0110309996", "after a name"),
    ("født 240934-4316", "2409344316", "after the word born"),
    ("barn (cpr 240934-4316) og mor", "2409344316", "within a sentence"),
    ("010165-0000", "0101650000", "born on 1 January 1965: numbers without the check have been given"),
    ("0101650000", "0101650000", "the same as ten digits"),
    ("010189 0000", "0101890000", "born on 1 January 1989, with a space"),
    ("CPR-nr. 110531-5208 og 020236-6457", "1105315208", "the first of two"),
    ("020236-6457/101032-7381", "0202366457", "two with a stroke between them"),
    ("Sagsnr. 101032-7381", "1010327381", "a personal number as the number of a file: the check fits"),
    ("Journalnummer 101032-7381", "1010327381", "the same as the number of a record"),
    ("CPR 711032-7389", "7110327389", "an administrative number, the day plus 60"),
    ("201130-8603,", "2011308603", "a comma after it"),
    ("\u201d201130-8603\u201d", "2011308603", "in quotation marks"),
    ("•201130-8603", "2011308603", "after a bullet"),
    ("201130-8603: bevilget", "2011308603", "a colon after it"),
    ("| 201130-8603 |", "2011308603", "in a cell"),
    ("Tlf. 20 30 40 50, cpr. 061233-9759", "0612339759", "after a telephone number"),
    ("061233-9759 (far)", "0612339759", "a bracket after it"),
    ("jf. brev af 3.4.2033 vedr. 170334-4441", "1703344441", "after a date"),
    ("personnumre: 090931-5557", "0909315557", "in the plural"),
    ("mail: a@b.dk;090931-5557", "0909315557", "after a semicolon"),
]

# Text, why it is none.
NEGATIVE = [
    ("Sagsnr. 150333-4124", "the number of a case, the check does not fit"),
    ("Sag 120312-4500", "the same, called sag"),
    ("EMN150333-4124", "the same, the letters of the register close before it"),
    ("A150333-4123", "a letter close before it, as files are numbered"),
    ("Holm1503334123", "ten digits without a hyphen close after a word"),
    ("J.nr. 120312-4500", "the number of a record"),
    ("Journalnr. 00.22.00-A00-1-20", "a number by the municipal plan of subjects"),
    ("00.22.00-A00-1-20", "the same alone"),
    ("01.02.03-P16-12-19", "a subject that looks like a date"),
    ("27.00.00-G01-4-21", "another subject"),
    ("Sag: 05.01.10-K04-1-15", "a subject with its name"),
    ("2019-010123-4567", "a case with its year before it"),
    ("S2019-1503", "a short number of a case"),
    ("Dok.nr. 150333-4124", "the number of a paper"),
    ("Dokumentnr. 1503334124", "the number of a paper in ten digits"),
    ("EAN 5798001503334", "EAN, 13 digits"),
    ("EAN-nr. 5790001503335", "EAN, 13 digits"),
    ("5798 0015 0333 4", "EAN in groups"),
    ("EAN: 579 800 150 3334", "EAN in other groups"),
    ("GLN 5790000150333", "GLN"),
    ("CVR-nr. 15033341", "CVR, eight digits"),
    ("CVR 15 03 33 41", "CVR in groups"),
    ("P-nr. 1503334124", "the number of a production unit, ten digits"),
    ("P-nummer: 1003334129", "the same in full"),
    ("SE-nr. 15033341", "a number of the tax authorities"),
    ("Tlf. 15033341", "a telephone number"),
    ("tlf.: 20 30 40 50", "a telephone number in groups"),
    ("+45 20 30 40 50", "a telephone number with the country"),
    ("+45 1503 3341", "the same in two groups"),
    ("0045 15033341", "with two noughts"),
    ("Mobil 2030 4050", "a mobile telephone"),
    ("Telefon 150333 4124", "a number called a telephone"),
    ("den 15.03.2033", "a date"),
    ("15.03.33", "a short date"),
    ("15/3 2033 kl. 14.30", "a date and a time"),
    ("15.03.33 1430", "a date and a time without kl."),
    ("12.05.09 kl. 1430-1600", "a date and a span of time"),
    ("perioden 01.01.2009-31.12.2010", "a period"),
    ("01.01.09-2010", "a date and a year"),
    ("regnskab 2009-2010", "two years"),
    ("2009/2010", "a season"),
    ("budget 2009-2010-2011", "three years"),
    ("150333-2035", "a day and a year, the check does not fit"),
    ("320133-4123", "there is no 32 January"),
    ("151333-4123", "there is no month 13"),
    ("300233-4123", "there is no 30 February"),
    ("290231-4125", "2031 is no leap year"),
    ("000033-4123", "no day and no month"),
    ("Konto 1503-0333412", "an account"),
    ("Reg. 1503 konto 0333412345", "bank and account"),
    ("kontonr. 1503334124", "an account of ten digits"),
    ("IBAN DK5015033341241503", "IBAN"),
    ("FIK +71<000150333412345+15033341<", "a payment slip"),
    ("Faktura 150333-4124", "an invoice"),
    ("fakturanr. 1503334124", "an invoice in ten digits"),
    ("Ordrenr. 150333 4124", "an order"),
    ("Matr.nr. 150333-4124", "a plot"),
    ("beløb 1.503.334.123 kr.", "an amount"),
    ("1 503 334 123", "an amount with spaces"),
    ("150.333-412.345", "a span of amounts"),
    ("150333-412", "too short"),
    ("150333-41234", "too long"),
    ("15033341235", "eleven digits"),
    ("15033-4123", "five digits before the hyphen"),
    ("ISBN 978-87-150333-4-1", "ISBN"),
    ("ISSN 1503-3341", "ISSN"),
    ("version 150333-4124", "a version"),
    ("Acadre 150333-4124", "a system of cases"),
    ("Sags-id: 150333-4124", "the id of a case"),
    ("Lokalplan 150333-4124", "a plan"),
    ("Bilag 150333-4124", "an attachment"),
    ("150333/4124", "a stroke, the check does not fit"),
    ("Tegning nr. 150333-4124", "a drawing"),
    ("150333-XXXX", "masked already"),
    ("150333-****", "masked in another way"),
    ("1503334124", "ten digits, the check does not fit"),
    ("150333 4124", "a space, the check does not fit"),
    ("side 12-15, 16-20 og 22-24", "pages"),
    ("10-12, 13-15 og 1900-2030", "spans"),
    ("lOOO-llOO", "letters that OCR could have meant as digits"),
    ("nr. 1-2-3-4-5-6-7-8-9-0", "a list"),
    ("https://dok.dk/150333/4124", "an address on the web"),
    ("x150333-4123", "within a word"),
    ("55.676150, 12.568337", "a place on the map"),
]


@pytest.mark.parametrize(("text", "digits", "reason"), POSITIVE, ids=[row[2] for row in POSITIVE])
def test_is_found(text: str, digits: str, reason: str) -> None:
    assert digits in [found.digits for found in find_cpr(text)], reason


@pytest.mark.parametrize(("text", "reason"), NEGATIVE, ids=[row[1] for row in NEGATIVE])
def test_is_no_personal_number(text: str, reason: str) -> None:
    assert list(find_cpr(text)) == [], reason


def test_there_are_enough_of_both() -> None:
    assert len({row[0] for row in POSITIVE}) >= 60
    assert len({row[0] for row in NEGATIVE}) >= 60


def test_several_in_one_text() -> None:
    text = "CPR-nr. 110531-5208, 020236-6457 og 1010327381; sagsnr. 120312-4500 og 130312-4501."
    assert [found.digits for found in find_cpr(text)] == ["1105315208", "0202366457", "1010327381"]
    assert [text[found.span.start : found.span.end] for found in find_cpr(text)] == ["110531-5208", "020236-6457", "1010327381"]


@pytest.mark.parametrize(
    ("text", "ground"),
    [("150333-4123", Ground.MODULUS), ("cpr 150333-4124", Ground.LABEL), ("150333-4124", Ground.FORM), ("010165-0000", Ground.FORM)],
)
def test_the_reason_is_told(text: str, ground: Ground) -> None:
    assert [found.ground for found in find_cpr(text)] == [ground]


@given(st.dates(dt.date(2030, 1, 1), dt.date(2036, 12, 31)), st.integers(400, 999), st.sampled_from(["-", "", " ", " - ", "-\n"]))
def test_every_number_with_the_check_is_found(born: dt.date, serial: int, between: str) -> None:
    first = f"{born:%d%m%y}{serial}"
    digits = next((first + last for last in "0123456789" if cpr.checksum(first + last) == 0), None)
    if digits is not None:
        assert [found.digits for found in find_cpr(f"Vedr. {digits[:6]}{between}{digits[6:]} er bevilget")] == [digits]


@given(st.text("0123456789 -./OIl\ncprCPR:nrsag", max_size=80))
def test_any_text_is_read(text: str) -> None:
    found = list(find_cpr(text))
    assert all(len(one.digits) == 10 and one.digits.isdigit() for one in found)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))
