"""Odd values in every form: a page, a sentence or no page, never a fault."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from karski.exercise.commands import Announce, Propose, RequestInformation, Withdraw
from karski.exercise.events import FACILITATOR, Kind
from karski.web.exercises import states, urls
from karski.web.exercises.actions import playing
from karski.web.exercises.models import (
    Exercise,
    Lesson,
    Part,
    PlannedAction,
    PrivateNote,
)
from karski.web.exercises.queries.plenary import put_to_room
from karski.web.people.models import User
from web.exercises.conftest import Clock, LogIn, MakePlayer
from web.exercises.desks_made import ROLES, at, do, send

pytestmark = pytest.mark.django_db
MANY = "9" * 5000  # more digits than Python reads
ODD = ("a\0b", MANY, "9" * 14, "-1 😀 {name} %s <b> room-1 ²")
FIELDS = (
    *("text", "to", "about", "nonce", "of", "number", "percent", "target", "rationale"),
    *("legal_basis", "owner", "parameter-x", "reason", "favours", "verdict", "outcome"),
    *("community", "variable", "factor", "value", "day", "time", "rate", "stage"),
    *("title", "sender", "other", "channel", "source", "information", "role", "name"),
    *("language", "part", "code", "capability", "rating", "evidence", "events"),
    *("event", "asked", "in_favour", "against", "abstained", "by_when", "reviewer"),
    *("organisation", "aim", "title_en", "text_en", "pack", "seed", "decision", "how"),
    *("hours", "what", "hour", "at", "view", "seat", "before", "page", "measure"),
    *("after", "remove", "all"),
)
PART = re.compile(r"<(?:(\w+):)?(\w+)>")
SLUGS = {
    "act": ("rate", "jump", "announce", "phase", "edit", "retarget"),
    "name": ("boats", "displaced"),
    "measure": ("mediation",),
    "role": ("press",),
    "to": ("people",),
    "part": ("injects",),
    "language": ("en",),
    "kind": ("docx",),
}
STREAMED = ("stream", "my_stream")
LAST = ("leave", "remove_person", "new_link", "change_lesson", "remove_planned")
SLOW = ("world", "paper_file", "paper_of_seat", "review_file", "my_review_file")


class Room:
    """A room in which something goes on, and those whose addresses are asked."""

    def __init__(self, exercise: Exercise, staff: Client) -> None:
        self.exercise, self.staff = exercise, staff
        asking = RequestInformation(by="press", text="What?", of="envoy")
        self.asked = do(exercise, asking)[-1].seq
        proposal = {"measure": "mediation", "target": "bank", "rationale": "Asked."}
        self.decision = do(exercise, Propose(by="envoy", **proposal))[-1].seq
        made = {"text": "A duty desk", "owner": "Us", "by_when": "2033-01-01"}
        self.planned = PlannedAction.objects.create(exercise=exercise, **made)
        self.lesson = Lesson.objects.create(exercise=exercise, text="Tell somebody.")

    def addresses(self, path: URLPattern) -> Iterator[str]:
        """Yield a path's addresses: with every word that may stand in it."""
        parts = PART.findall(str(path.pattern))
        words = [name for kind, name in parts if kind in ("slug", "str")]
        most = max((len(SLUGS.get(name, ("odd",))) for name in words), default=1)
        for number in range(most):
            held = {
                name: self._part(path, *(kind, name), number) for kind, name in parts
            }
            yield reverse(f"exercises:{path.name}", kwargs=held)

    def _part(self, path: URLPattern, kind: str, name: str, number: int) -> object:
        if name == "token":
            watches = "watching/" in str(path.pattern)
            return "token-expert" if watches else "token-envoy"
        if kind == "uuid":
            return self._key(str(path.name), name)
        if kind == "int":
            return self.decision if name == "number" else self.asked
        known = SLUGS.get(name, ("odd",))
        return known[number % len(known)]

    def _key(self, path: str, name: str) -> object:
        if name == "player":
            return self.exercise.players.get(role="monitor").public_id
        if path == "change_lesson":
            return self.lesson.public_id
        if path in ("remove_planned", "commit_planned"):
            return self.planned.public_id
        return self.exercise.public_id


@pytest.fixture
def room(
    exercise: Exercise, player: MakePlayer, clock: Clock, flora: User, log_in: LogIn
) -> Room:
    for role in ROLES:
        player(role)
    player(part=Part.EXPERT)
    at(exercise, "1 11:30")
    do(exercise, Announce(by=FACILITATOR, text="Listen."))
    staff = log_in(flora)
    staff.raise_request_exception = False
    return Room(exercise, staff)


def paths() -> list[URLPattern]:
    """Return the addresses, those last that end what others need."""
    found = [e for e in urls.urlpatterns if e.name not in (*STREAMED, *SLOW)]
    return sorted(found, key=lambda each: each.name in LAST)


@pytest.mark.parametrize("odd", ODD)
def test_no_field_of_any_form_brings_a_fault(room: Room, odd: str) -> None:
    said = dict.fromkeys(FIELDS, odd)
    wrong = []
    for path in paths():
        for address in room.addresses(path):
            answer = room.staff.post(address, said)
            if answer.status_code == 405:
                answer = room.staff.get(address, said)
            if answer.status_code >= 500:
                wrong.append(address)
    assert wrong == []


def test_a_day_far_beyond_the_end_is_refused_in_a_sentence(room: Room) -> None:
    address = reverse("exercises:fork", args=[room.exercise.public_id])
    asked = {"what": "mediation|bank", "day": "9" * 14, "hour": "3"}
    assert room.staff.get(address, asked).status_code == 200


def test_private_notes_keep_nothing_that_a_database_cannot(room: Room) -> None:
    code, _said = send("envoy", "desk_notes", text="a\0b")
    assert code == 200
    assert PrivateNote.objects.get().text == "ab"


@pytest.mark.parametrize("odd", ["room-1", "a\0b", "x" * 65, "é"])
def test_no_seat_can_send_what_tells_a_sending_from_others_in_odd_letters(
    room: Room, odd: str
) -> None:
    """What begins with ``room-`` was put to the whole room by those who run it."""
    asked = {"target": "bank", "rationale": "Ours.", "nonce": odd}
    do(room.exercise, Withdraw(by="envoy", decision=room.decision, reason="No."))
    assert send("envoy", "desk_propose", "mediation", **asked)[0] == 200
    with states.reading(room.exercise) as state:
        assert state.events[-1].kind is Kind.DECISION_PROPOSED
        assert "nonce" not in state.events[-1].data
        assert put_to_room(state) == []


def test_a_seat_sends_no_more_than_hands_can(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playing, "MOST_IN_A_MINUTE", 4)
    said = [send("press", "desk_board", text=str(number))[0] for number in range(4)]
    assert said == [200, 200, 409, 409]  # it had sat down and asked before
    assert send("press", "desk_read", number=5)[0] == 200
    assert send("press", "desk_step_out")[0] == 200
    assert send("envoy", "desk_board", text="Not I.")[0] == 200


def test_who_is_out_steps_out_once(room: Room) -> None:
    for name in ("desk_step_out", "desk_step_out", "desk_step_back", "desk_step_back"):
        assert send("press", name)[0] == 200
    rows = room.exercise.entries.filter(kind__startswith="stepped")
    assert list(rows.values_list("kind", flat=True)) == ["stepped_out", "stepped_back"]
