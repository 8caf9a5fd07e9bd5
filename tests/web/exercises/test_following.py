"""Journals as they are followed: from where, by whom, and for how long."""

import asyncio
import threading

import pytest
from django.db import OperationalError
from django.http import JsonResponse
from django.urls import reverse

from karski.exercise.commands import Announce
from karski.exercise.events import FACILITATOR, Event
from karski.web.exercises import streams, wire
from karski.web.exercises.actions.seats import remove
from karski.web.exercises.models import Exercise, Part
from karski.web.exercises.viewers import Viewer, viewer_of
from karski.web.exercises.views import following
from karski.web.people.models import User
from web.exercises.conftest import LogIn, MakePlayer
from web.exercises.desks_made import do, page

pytestmark = pytest.mark.django_db
EYES = Viewer(None, staff=True, language="en")


class Asked:
    """What a view asked to be streamed."""

    after: int
    still: streams.Still


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Streams that are not begun: what was asked for is kept."""
    found = Asked()

    def streamed(
        exercise: Exercise, viewer: Viewer, after: int, still: streams.Still
    ) -> JsonResponse:
        found.after, found.still = after, still
        return streams.asked(exercise, viewer, after)

    monkeypatch.setattr(following.streams, "streamed", streamed)
    return found


@pytest.mark.parametrize(
    ("said", "after"), [("2", 2), ("9" * 12, 3), ("9" * 5000, 0), ("²", 0), ("", 0)]
)
def test_nobody_follows_from_what_has_not_happened(
    exercise: Exercise, player: MakePlayer, asked: Asked, said: str, after: int
) -> None:
    player("envoy")
    for text in ("One.", "Two."):  # the seat was the first event
        do(exercise, Announce(by=FACILITATOR, text=text))
    assert page("envoy", "my_stream", after=said).status_code == 200
    assert asked.after == after
    assert page("envoy", "my_entries", after=said).status_code == 200


def test_who_left_follows_no_more(
    exercise: Exercise, player: MakePlayer, asked: Asked, flora: User
) -> None:
    expert = player(part=Part.EXPERT)
    page("expert", "my_stream")
    assert asked.still() is True
    remove(expert, by=flora)
    assert asked.still() is False


def test_who_sits_elsewhere_follows_no_more(
    exercise: Exercise, player: MakePlayer, asked: Asked
) -> None:
    envoy = player("envoy")
    page("envoy", "my_stream")
    assert asked.still() is True
    type(envoy).objects.filter(pk=envoy.pk).update(role="press")
    assert asked.still() is False


def test_who_runs_it_no_more_follows_no_more(
    exercise: Exercise, asked: Asked, flora: User, log_in: LogIn
) -> None:
    address = reverse("exercises:stream", args=[exercise.public_id])
    assert log_in(flora).get(address).status_code == 200
    assert asked.still() is True
    flora.memberships.update(role="member")
    assert asked.still() is False


def test_a_stream_asks_again_whether_its_eyes_may_look(
    exercise: Exercise, player: MakePlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [True, True, False]
    monkeypatch.setattr(streams, "HEARTBEAT", 0.001)
    monkeypatch.setattr(streams, "_read", lambda _pk, _after: [])
    monkeypatch.setattr(streams.presence, "note", lambda _player: None)
    for name in ("follow", "leave"):
        monkeypatch.setattr(streams.WIRE, name, lambda *_: None)
    eyes = viewer_of(player("envoy"))

    async def all_of_it() -> list[bytes]:
        stream = streams._stream(exercise, eyes, 0, lambda: answers.pop(0))
        return [part async for part in stream]

    parts = asyncio.run(all_of_it())
    assert answers == []
    assert parts == [b"retry: 1000\n\n", *[streams.HERE] * 3]


def test_one_answer_holds_so_many_messages_and_no_more(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []

    def tell(_exercise: Exercise, event: Event, _viewer: Viewer) -> dict[str, int]:
        told.append(event.seq)
        return {"seq": event.seq}

    monkeypatch.setattr(streams, "MOST", 2)
    monkeypatch.setattr(streams, "told", tell)
    for text in ("One.", "Two.", "Three."):
        do(exercise, Announce(by=FACILITATOR, text=text))
    assert b'{"after": 1, "seq": 2}' in streams.asked(exercise, EYES, 0).content
    assert told == [1, 2]  # the third is not even put into words


class Loop:
    """A loop that counts how often it is woken, or is closed."""

    def __init__(self, *, closed: bool = False) -> None:
        self.closed, self.woken = closed, 0

    def call_soon_threadsafe(self, _call: object) -> None:
        """Be woken."""
        if self.closed:
            raise RuntimeError("Event loop is closed")
        self.woken += 1


def followed(exercise: Exercise, seq: int, *loops: Loop) -> wire.Wire:
    """Return a wire that looks only when told to, with listeners at a number."""
    found = wire.Wire()
    found.thread = threading.current_thread()
    for loop in loops:
        listener = wire.Listener(loop)  # type: ignore[arg-type] # all a listener needs
        found.follow(exercise.pk, listener, seq)
    return found


def test_all_who_follow_are_woken_though_one_of_them_is_gone(
    exercise: Exercise,
) -> None:
    loops = Loop(), Loop(closed=True), Loop()
    found = followed(exercise, 0, *loops)
    do(exercise, Announce(by=FACILITATOR, text="One."))
    found._look()
    assert [each.woken for each in loops] == [1, 0, 1]
    assert [each.seq for each in found.after(exercise.pk, 0) or ()] == [1]
    found._look()
    assert [each.woken for each in loops] == [1, 0, 1]


def test_memory_that_does_not_reach_back_says_so(exercise: Exercise) -> None:
    for text in ("One.", "Two.", "Three."):
        do(exercise, Announce(by=FACILITATOR, text=text))
    found = followed(exercise, 2, Loop())
    assert found.after(exercise.pk, 2) == []
    found._look()
    assert found.after(exercise.pk, 1) is None
    assert [each.seq for each in found.after(exercise.pk, 2) or ()] == [3]


def test_who_leaves_last_takes_the_journal_along(exercise: Exercise) -> None:
    found = followed(exercise, 0, Loop(), Loop())
    for listener in list(found.tails[exercise.pk].listeners):
        assert found.wanted.is_set()
        found.leave(exercise.pk, listener)
    assert not found.tails
    assert not found.wanted.is_set()


class Enough(BaseException):
    """Ends a thread's work in a test."""


def test_a_database_that_was_away_is_asked_by_a_new_connection(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = followed(exercise, 0, Loop())
    looks = iter([OperationalError("gone"), None, Enough()])
    closed: list[str] = []

    def look() -> None:
        if (error := next(looks)) is not None:
            raise error

    monkeypatch.setattr(found, "_look", look)
    monkeypatch.setattr(wire.connection, "close", lambda: closed.append("closed"))
    monkeypatch.setattr(wire, "close_old_connections", lambda: closed.append("old"))
    monkeypatch.setattr(wire, "EVERY", 0)
    monkeypatch.setattr(wire, "AFTER_A_FAILURE", 0)
    with pytest.raises(Enough):
        found._run()
    assert closed == ["closed", "old"]
