"""A desk as tests play it: the exercise runs, and people do things by their links."""

from collections.abc import Callable
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from karski.exercise.commands import Command, Jump, Start
from karski.exercise.events import FACILITATOR, Event
from karski.exercise.moments import moment
from karski.web.exercises.actions import running
from karski.web.exercises.models import Exercise

JSON = {"headers": {"Accept": "application/json"}}
ROLES = ("interior", "press", "envoy", "monitor")


def do(exercise: Exercise, command: Command) -> list[Event]:
    """Have the exercise carry a command out."""
    return running.act(exercise, lambda _wall: command)


def at(exercise: Exercise, when: str) -> None:
    """Start the exercise if it has not started, and let it be a moment."""
    if not exercise.entries.filter(kind="started").exists():
        running.act(exercise, lambda wall: Start(by=FACILITATOR, wall=wall))
    to = moment(when)
    running.act(exercise, lambda wall: Jump(by=FACILITATOR, wall=wall, to=to))


def timed(exercise: Exercise, kind: Callable[..., Command]) -> None:
    """Have the facilitator move the clock."""
    running.act(exercise, lambda wall: kind(by=FACILITATOR, wall=wall))


def page(role: str, name: str = "mine", *parts: object, **asked: str) -> HttpResponse:
    """Open a page of a desk, by its player's link."""
    address = reverse(f"exercises:{name}", args=[f"token-{role}", *parts])
    return Client(HTTP_HOST="localhost").get(address, asked)


def text(role: str, name: str = "mine", *parts: object, **asked: str) -> str:
    """Return what a page of a desk says."""
    return unescape(page(role, name, *parts, **asked).text)


def send(role: str, name: str, *parts: object, **said: object) -> tuple[int, str]:
    """Send a form as a script does: how it ended, and what was said."""
    address = reverse(f"exercises:{name}", args=[f"token-{role}", *parts])
    answer = Client(HTTP_HOST="localhost").post(address, said, **JSON)
    told: dict[str, Any] = answer.json()
    return answer.status_code, told.get("said", told.get("error", ""))
