"""The review as a file: what it says, to whom, and when."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from karski.web.exercises.models import Exercise, Lesson, Part, PlannedAction
from karski.web.exercises.papers.plain import plain
from karski.web.people.models import User
from web.exercises.conftest import Clock, LogIn, MakePlayer
from web.exercises.played import WORDS, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(exercise: Exercise, clock: Clock) -> Exercise:
    """The exercise, played to its end, with a lesson and a plan."""
    play(exercise)
    Lesson.objects.create(exercise=exercise, text="Say it aloud \N{PARTY POPPER}.")
    PlannedAction.objects.create(
        exercise=exercise,
        text="A duty desk",
        owner="The ministry",
        by_when=date(2033, 1, 1),
    )
    return exercise


def _at(exercise: Exercise, kind: str, language: str = "en") -> str:
    return reverse("exercises:review_file", args=[exercise.public_id, language, kind])


def _pdf(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_review_in_print_says_what_the_page_says(
    over: Exercise, flora: User, log_in: LogIn
) -> None:
    answer = log_in(flora).get(_at(over, "pdf"))
    assert answer["Content-Disposition"] == (
        'attachment; filename="review-the-ferry-may-en.pdf"'
    )
    said = _pdf(answer.content)
    for text in (
        "EXERCISE, EXERCISE, EXERCISE",
        "The first signal came on Day 1, 09:00 and the first decision on Day 1, 22:00",
        "13 hours from one to the other",
        "Mediation: The Bank",
        "Another team had it after 9 hours.",
        "What each decision changed",
        "Fewer than five people answered",
        "Say it aloud ?.",
        "A duty desk",
        "What did you know?",
    ):
        assert text in said


def test_the_review_to_edit_has_the_same_sections_and_the_banner(
    over: Exercise, flora: User, log_in: LogIn
) -> None:
    answer = log_in(flora).get(_at(over, "docx", "hu"))
    assert zipfile.is_zipfile(BytesIO(answer.content))
    document = Document(BytesIO(answer.content))
    headings = [
        p for p in document.paragraphs if p.style and p.style.name == "Heading 1"
    ]
    assert len(headings) == 10
    assert document.sections[0].header.paragraphs[0].text
    cells = [cell.text for table in document.tables for cell in table._cells]
    assert any("Férfiak csónakokban" in text for text in cells)


def test_nobodys_name_is_in_it(over: Exercise, flora: User, log_in: LogIn) -> None:
    said = _pdf(log_in(flora).get(_at(over, "pdf")).content)
    names = set(over.players.values_list("name", flat=True)) | {str(flora.name)}
    assert names
    assert not [name for name in names if name in said]
    assert WORDS not in said  # what was whispered at a desk


def test_only_who_runs_it_and_then_who_took_part_get_it(
    exercise: Exercise,
    clock: Clock,
    player: MakePlayer,
    browser: Client,
    ines: User,
    log_in: LogIn,
) -> None:
    player("envoy")
    player(name="Eve", part=Part.EXPERT)
    mine = reverse("exercises:my_review_file", args=["token-envoy", "en", "docx"])
    experts = reverse("exercises:my_review_file", args=["token-Eve", "en", "docx"])
    assert browser.get(mine).status_code == 302  # it is not over
    assert browser.get(experts).status_code == 200
    play(exercise)
    assert browser.get(mine).status_code == 200
    assert log_in(ines).get(_at(exercise, "pdf")).status_code == 404


def test_a_kind_or_a_language_that_is_not_there_is_not_found(
    over: Exercise, flora: User, log_in: LogIn
) -> None:
    client = log_in(flora)
    assert client.get(_at(over, "odt")).status_code == 404
    assert client.get(_at(over, "pdf", "de")).status_code == 404


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Well done \N{PARTY POPPER}!", "Well done ?!"),
        ("a\x07b\nc", "ab\nc"),
        ("\N{VARIATION SELECTOR-16}", ""),
        ("Žluťoučký kůň", "Žluťoučký kůň"),
    ],
)
def test_pictures_and_marks_are_left_out_of_what_people_typed(
    typed: str, kept: str
) -> None:
    assert plain(typed) == kept
