"""Papers of an exercise: what is on them, what is not, and who gets them."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import parse_pack
from karski.web.exercises.models import Exercise
from karski.web.exercises.papers.book import facilitators_book
from karski.web.exercises.papers.cards import inject_cards
from karski.web.exercises.papers.folders import role_folders
from karski.web.exercises.papers.forms import exercise_forms
from karski.web.exercises.papers.occasion import Occasion
from karski.web.exercises.papers.printable import PRINTABLE
from karski.web.people.models import User
from web.exercises.conftest import LogIn
from web.exercises.small import SMALL

DAY = date(2026, 5, 1)
TRUE_ONLY_FOR_STAFF = ("Men in boats", "Tells the envoy.", "Talks are agreed")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return parse_pack(SMALL.read_text("utf-8"), "small.yaml")


@pytest.fixture
def occasion(pack: Pack) -> Occasion:
    return Occasion.of_pack(pack, DAY)


def _said(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_book_lists_every_inject_by_number_with_its_condition_and_truth(
    occasion: Occasion,
) -> None:
    book = facilitators_book(occasion)
    rows = [row for row in book.schedule[0].sheets[0].rows if len(row) > 1]
    assert [(row[0], row[1], row[4]) for row in rows] == [
        ("01", "Day 1, 09:00", "true"),
        ("02", "Day 1, 11:00", "true"),
        ("03", "Day 1, 13:00", "true"),
        ("04", "Day 2, 09:00", "true"),
        ("05", 'Day 2, 12:00, if: not: "Talks are agreed" is reached', "true"),
        ("06", '60 minutes after: "Talks are agreed" is reached', "true"),
        ("07", "by hand", "false"),
    ]
    headings = [row[0] for row in book.schedule[0].sheets[0].rows if len(row) == 1]
    assert headings == [
        *("Day 1", "Day 2", "As soon as a condition holds", "By hand, if you want to")
    ]
    assert rows[1][2:4] == (
        "Minister of the interior",
        "Men in boats\nIntelligence: The ministry (grade B2)",
    )
    assert rows[1][5] == "- Tells the envoy."


def test_the_book_says_who_must_agree_and_how_long_it_takes(
    occasion: Occasion,
) -> None:
    measures = next(
        c for c in facilitators_book(occasion).before if c.heading == "Measures"
    )
    assert measures.sheets[0].rows[0] == (
        "Mediation",
        "Decides: Special envoy. Must sign too: Minister of the interior",
        "about 3 hours (2 to 6)",
        "B",
    )
    assert measures.sheets[0].rows[2][1] == (
        "Decides: Minister of the interior. Votes: 2 for it are needed, of Minister of"
        " the interior, Government spokesperson, Special envoy"
    )


def test_a_folder_holds_its_own_brief_and_the_measures_that_need_it(
    occasion: Occasion,
) -> None:
    folders = {each.role: each for each in role_folders(occasion).folders}
    assert len(folders) == 4
    envoy = folders["Special envoy"]
    assert envoy.parts[0].words == ("The envoy's own secret.",)
    assert [each.title for each in envoy.measures] == [
        "Mediation",
        "Protective policing",
    ]
    others = next(part for part in envoy.more if part.heading == "Measures of others")
    assert [(fact.term, fact.words) for fact in others.facts] == [
        ("Rumour verification", "Government spokesperson or Field monitor")
    ]
    briefs = {each.parts[0].words for each in folders.values()}
    assert len(briefs) == 4


def test_cards_hold_nothing_that_only_the_facilitator_knows(
    occasion: Occasion,
) -> None:
    cards = inject_cards(occasion).cards
    assert len(cards) == 7 + 4  # and four to write on
    said = " ".join(" ".join(vars_of(card)) for card in cards)
    assert not any(text in said for text in TRUE_ONLY_FOR_STAFF)
    refused = cards[4]
    assert (refused.number, refused.when) == ("05", "")  # when tells of a branch
    stopped = cards[0]
    assert (stopped.when, stopped.to, stopped.copies) == (
        *("Day 1, 09:00", "Everybody", "4 copies"),
    )
    assert "Fold" in cards[2].warning
    assert cards[3].text == "Between _______ and _______ people have left."


def vars_of(card: object) -> list[str]:
    return [str(getattr(card, name)) for name in type(card).__slots__]  # type: ignore[attr-defined] # a dataclass with slots


def test_a_seats_cards_are_those_that_reach_it(occasion: Occasion) -> None:
    numbers = [card.number for card in inject_cards(occasion, ("monitor",)).cards]
    assert numbers == ["01", "03", "04"]


def test_forms_rate_each_capability_by_its_own_tasks(occasion: Occasion) -> None:
    forms = exercise_forms(occasion).forms
    rating = next(form for form in forms if form.heading == "Rating: Check information")
    assert rating.points == ("Looks for a second source.",)
    assert [choice[0] for choice in rating.choices] == ["P", "S", "M", "U"]


def test_papers_come_in_the_language_that_is_active(occasion: Occasion) -> None:
    with override("hu"):
        folders = role_folders(occasion, ("envoy",)).folders
    assert [each.role for each in folders] == ["Különmegbízott"]
    assert folders[0].parts[0].words == ("A megbízott saját titka.",)


def test_the_page_leads_to_every_paper_in_every_language(
    exercise: Exercise, flora: User, log_in: LogIn
) -> None:
    page = log_in(flora).get(reverse("exercises:paper", args=[exercise.public_id]))
    text = page.content.decode()
    key = exercise.public_id
    for name, each in PRINTABLE.items():
        for language in ("en", "hu"):
            assert reverse("exercises:paper_file", args=[key, name, language]) in text
            of_seat = reverse(
                "exercises:paper_of_seat", args=[key, name, "envoy", language]
            )
            assert (of_seat in text) is (each.of_roles is not None)
        assert reverse("exercises:paper_file", args=[key, name, "pl"]) not in text


@pytest.mark.parametrize("name", PRINTABLE)
def test_each_paper_is_a_file_with_the_exercises_name(
    name: str, exercise: Exercise, flora: User, log_in: LogIn
) -> None:
    at = reverse("exercises:paper_file", args=[exercise.public_id, name, "hu"])
    answer = log_in(flora).get(at)
    assert answer["Content-Type"] == "application/pdf"
    file = f"{name.replace('_', '-')}-the-ferry-may-hu.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{file}"'
    assert "The ferry, May; A komp" in _said(answer.content)


def _papers_of(client: Client, exercise: Exercise, *parts: str) -> int:
    names = {3: "exercises:paper_of_seat", 2: "exercises:paper_file"}
    at = reverse(names[len(parts)], args=[exercise.public_id, *parts])
    return client.get(at).status_code


def test_a_paper_a_seat_or_a_language_that_is_not_there_is_not_found(
    exercise: Exercise, flora: User, ines: User, log_in: LogIn
) -> None:
    client = log_in(flora)
    assert _papers_of(client, exercise, "role_folders", "envoy", "en") == 200
    assert _papers_of(client, exercise, "role_folders", "nobody", "en") == 404
    assert _papers_of(client, exercise, "exercise_forms", "envoy", "en") == 404
    assert _papers_of(client, exercise, "role_folders", "pl") == 404
    assert _papers_of(client, exercise, "certificate", "en") == 404
    assert _papers_of(log_in(ines), exercise, "role_folders", "en") == 404


def test_letters_that_no_font_has_are_told_in_a_sentence(
    exercise: Exercise, flora: User, log_in: LogIn
) -> None:
    exercise.pack_text = exercise.pack_text.replace(
        "They fish.", "They fish \U000133d7."
    )
    exercise.save()
    at = reverse(
        "exercises:paper_file", args=[exercise.public_id, "role_folders", "en"]
    )
    answer = log_in(flora).get(at)
    assert answer.status_code == 422
    assert "cannot be printed" in answer.content.decode()
