"""The report's numbers agree with counting by hand; words have the right forms."""

import csv
from collections import Counter
from io import BytesIO, StringIO

import pytest
from django.utils.translation import override
from docx import Document

from karski.briefings.papers import catalogue, document, editable, plain
from karski.web import languages
from karski.web.people.models import User
from karski.web.workshops.actions import offers
from karski.web.workshops.models import (
    Candidate,
    Offer,
    Recommendation,
    Sector,
    Standing,
    Workshop,
)
from karski.web.workshops.papers import words
from karski.web.workshops.papers.letters import regret_letter
from karski.web.workshops.papers.report import report
from karski.web.workshops.queries.numbers import applied, numbers_of
from web.workshops.conftest import MakeCandidate, MakeParticipants
from web.workshops.seats_made import listed, told

COUNTS = (0, 1, 2, 5, 12, 22, 25)
# which form of the language's own each count takes, by the rules of its grammar
FORMS = {
    "hu": (1, 0, 1, 1, 1, 1, 1),
    "sk": (3, 0, 1, 3, 3, 3, 3),
    "cs": (3, 0, 1, 3, 3, 3, 3),
    "pl": (2, 0, 1, 2, 2, 1, 2),
}
SECTORS = ("research",) * 9 + ("justice",) * 7 + ("youth",) * 6 + ("defence",) * 3
LAND = ("SK",) * 12 + ("HU",) * 11 + ("CZ", "PL")


@pytest.fixture
def people(workshop: Workshop, participants: MakeParticipants) -> list[Candidate]:
    """25 participants of known sectors and countries."""
    made = participants(25)
    for each, sector, country in zip(made, SECTORS, LAND, strict=True):
        each.sector, each.country = sector, country
        each.save()
    return made


def tables(workshop: Workshop) -> list[dict[str, str]]:
    with override("en"):
        told = Document(BytesIO(editable(report(workshop))))
    return [
        {row.cells[0].text: row.cells[1].text for row in table.rows[1:]}
        for table in told.tables
    ]


def independently(people: list[Candidate], by: str) -> dict[str, str]:
    """Count once more, from a file, by the rule: under five is hidden, and a second."""
    out = StringIO()
    csv.writer(out).writerows([getattr(each, by)] for each in people)
    counts = Counter(row[0] for row in csv.reader(StringIO(out.getvalue())))
    ordered = sorted(counts.items(), key=lambda pair: pair[1])
    small = [group for group, count in ordered if count < 5]
    hidden = max(len(small), 2) if small else 0
    return {group: str(count) for group, count in ordered[hidden:]}


def test_numbers_agree_with_an_independent_count_and_small_groups_are_hidden(
    workshop: Workshop, people: list[Candidate]
) -> None:
    sectors, countries = tables(workshop)
    others = "Others, in groups too small to be shown"
    assert sectors.pop(others) == countries.pop(others) == "hidden"
    named = {
        str(Sector(c).label): n for c, n in independently(people, "sector").items()
    }
    assert sectors == named == {"Research": "9", "Ministry of justice": "7"}
    assert countries == {"Slovakia": "12", "Hungary": "11"}
    assert numbers_of(workshop).total == 25


def test_four_participants_are_not_told_of_at_all(
    workshop: Workshop, participants: MakeParticipants
) -> None:
    participants(4)
    assert tables(workshop) == []
    with override("en"):
        who = report(workshop).sections[0]
    assert who.words == ("Fewer than 5 people took part: no numbers are shown.",)
    found = numbers_of(workshop)
    assert (found.total, found.sectors.shown, found.countries.shown) == (None, {}, {})


@pytest.mark.parametrize(("others", "told"), [(0, None), (4, None), (5, 30), (65, 90)])
def test_how_many_applied_never_tells_of_a_few_who_were_not_chosen(
    workshop: Workshop,
    people: list[Candidate],
    candidate: MakeCandidate,
    others: int,
    told: int | None,
) -> None:
    for _n in range(others):
        candidate()
    assert applied(workshop) == told


def test_the_report_names_no_person(
    workshop: Workshop, people: list[Candidate]
) -> None:
    Recommendation.objects.create(workshop=workshop, text="Meet again.")
    for language in ("en", "sk"):
        with override(language):
            said = repr(report(workshop))
        assert not any(each.name in said or each.email in said for each in people)
        assert "Meet again." in said


@pytest.mark.parametrize("language", ["en", "hu", "sk", "cs", "pl"])
def test_counts_stand_in_the_form_that_the_language_has_for_them(language: str) -> None:
    texts = (
        (words.participants, ("%(count)s participant", "%(count)s participants")),
        (words.seats, ("%(count)s seat", "%(count)s seats")),
    )
    for said, forms in texts:
        for place, count in enumerate(COUNTS):
            with override(language):
                assert said(count) == form(language, forms, place) % {"count": count}


def form(language: str, forms: tuple[str, str], place: int) -> str:
    """Return a count's form, from the catalogue as it is written; else English."""
    if language == "en":
        return forms[0 if COUNTS[place] == 1 else 1]
    found = languages.read(language).get(forms)
    translated = found.string if found is not None else ()
    if not any(translated):
        return forms[0 if COUNTS[place] == 1 else 1]
    return str(translated[FORMS[language][place]])


DATES = {
    "en": "14\N{EN DASH}16 Apr 2032",
    "hu": "2032. ápr. 14\N{EN DASH}16.",
    "sk": "14.\N{THIN SPACE}\N{EN DASH}\N{THIN SPACE}16. 4. 2032",
    "cs": "14.\N{EN DASH}16. 4. 2032",
    "pl": "14\N{EN DASH}16 kwietnia 2032",
}


@pytest.mark.parametrize("language", sorted(DATES))
def test_days_stand_as_the_language_writes_them(
    workshop: Workshop, language: str
) -> None:
    with override(language):
        assert words.when(workshop) == DATES[language]
        workshop.days_known = False
        month = words.when(workshop)
    assert "14" not in month
    months = {"en": "April", "hu": "április", "sk": "apríl", "cs": "duben"}
    assert months.get(language, "kwiecień") in month


@pytest.mark.parametrize("language", sorted(DATES))
def test_letters_print_in_every_language_and_say_the_same_as_their_text(
    workshop: Workshop, candidate: MakeCandidate, language: str
) -> None:
    person = candidate(name="Řehoř Kővári-Žąbek", language=language)
    with override(language):
        letter = regret_letter(person)
    assert document(catalogue()["regret_letter"], letter).startswith(b"%PDF-1.7")
    assert "Řehoř Kővári-Žąbek" in plain(letter)
    assert letter.language == language


def test_who_never_confirmed_is_no_candidate_that_people_were_chosen_from(
    workshop: Workshop, people: list[Candidate], candidate: MakeCandidate
) -> None:
    for _n in range(5):
        candidate()
    for _n in range(9):
        candidate(standing=Standing.NAMED)
    assert applied(workshop) == 30


def test_the_report_and_the_public_page_count_the_same_candidates(
    workshop: Workshop, cora: User, candidate: MakeCandidate
) -> None:
    listed(candidate)
    for _n in range(2):  # else the difference of both would tell of them
        candidate(standing=Standing.INELIGIBLE)
    selection = told(workshop, cora)
    for each in Offer.objects.all():
        offers.accept(each.candidate, by=None)
    assert applied(workshop) == selection.numbers["candidates"] == 15
