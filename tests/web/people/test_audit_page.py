"""Administrators read the trail."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

import karski.web
from karski.web.backup import restoring
from karski.web.exercises.actions import steering
from karski.web.people import signals
from karski.web.people.audit import record
from karski.web.people.audit_actions import ACTIONS
from karski.web.people.models import User
from karski.web.workshops.actions import questions

LogIn = Callable[[User], Client]
PAGE = "/people/audit/"


@pytest.fixture
def reader(administrator: User, member: User, log_in: LogIn) -> Client:
    browser = log_in(administrator)  # the first event
    with transaction.atomic():
        for each in range(60):
            record("made a cohort", by=administrator, detail={"each": each})
        record("changed a role", by=member, on=member, detail={"after": "<b>expert"})
        record("made seats", by=None)
    return browser


def numbers(page: object) -> list[int]:
    return [event.number for event, _ in page.context["rows"]]  # type: ignore[attr-defined]


def test_events_come_newest_first_fifty_to_a_page(reader: Client) -> None:
    first, second = reader.get(PAGE), reader.get(PAGE, {"page": "2"})
    last = reader.get(PAGE, {"page": "99"})
    assert numbers(first) == list(range(63, 13, -1))
    assert numbers(second) == numbers(last) == list(range(13, 0, -1))
    assert "Page 2 of 2" in second.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"action": "changed a role"}, [62]),
        ({"who": "mika"}, [62]),
        ({"who": "Nobody"}, []),
        ({"who": "00000000-0000-0000-0000-000000000000"}, []),
        ({"since": "2100-01-01"}, []),
        ({"until": "2000-01-01"}, []),
        ({"action": "made seats", "since": "2000-01-01"}, [63]),
    ],
)
def test_events_can_be_chosen(
    reader: Client, asked: dict[str, str], found: list[int]
) -> None:
    page = reader.get(PAGE, asked)
    assert numbers(page) == found
    assert ("No event fits." in page.content.decode()) is (not found)


def test_the_last_day_asked_for_is_in(reader: Client) -> None:
    today = timezone.now().date().isoformat()
    page = reader.get(PAGE, {"since": today, "until": today})
    assert page.context["page"].paginator.count == 63


def test_what_was_typed_wrongly_is_said_and_shows_all(reader: Client) -> None:
    page = reader.get(PAGE, {"since": "yesterday"})
    assert "Enter a valid date." in page.content.decode()
    assert numbers(page)[0] == 63


def test_names_are_shown_escaped_and_the_erased_as_such(
    reader: Client, member: User
) -> None:
    before = reader.get(PAGE).content.decode()
    assert ("<bdi>Mika</bdi>" in before, "&lt;b&gt;expert" in before) == (True, True)
    public_id = str(member.public_id)
    member.delete()
    after = reader.get(PAGE, {"who": public_id}).content.decode()
    assert "an erased account" in after
    assert public_id in after


def test_choices_stay_when_the_page_is_turned(reader: Client) -> None:
    page = reader.get(PAGE, {"action": "made a cohort"}).content.decode()
    assert 'href="?action=made+a+cohort&amp;page=2"' in page


def test_everything_that_is_recorded_can_be_said_in_every_language() -> None:
    assert set(ACTIONS) == set(recorded())


def recorded() -> list[str]:
    """Return the first words of every call of `record` in the site's source."""
    found = []
    for file in Path(karski.web.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in RECORDERS:
                found += _words(node.args)
    return found


RECORDERS = ("record", "_close", "_kept", "_said")
INDIRECT = {  # what reaches `record` by a name
    "agreed to being counted",
    "refused being counted",
    restoring.ACTION,
    *(words for _, words in signals.WORDS),
    *questions.TOLD.values(),
    *steering.WORDS.values(),
}


def _name(called: ast.expr) -> str:
    return getattr(called, "attr", getattr(called, "id", ""))


def _words(arguments: list[ast.expr]) -> list[str]:
    words = [
        each.value
        for each in arguments
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    return words or [*INDIRECT]
