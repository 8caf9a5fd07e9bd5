"""A journal that grows is told at once to whoever listens, and to all of them."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeAlias

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from karski.exercise.commands import Announce
from karski.exercise.events import FACILITATOR
from karski.web.exercises import presence, states, streams, warming
from karski.web.exercises.models import Exercise
from karski.web.exercises.viewers import Viewer
from web.exercises.conftest import Clock, MakePlayer
from web.exercises.desks_made import at, do

FAR = 2**31 - 1
Asked: TypeAlias = Callable[[int], AbstractContextManager[object]]
STAFF = Viewer(None, staff=True, language="en")


def announced(exercise: Exercise, text: str) -> None:
    do(exercise, Announce(by=FACILITATOR, text=text))


@pytest.mark.django_db(transaction=True)
def test_the_wire_is_woken_once_the_transaction_is_through(exercise: Exercise) -> None:
    states.GREW.clear()
    announced(exercise, "Lunch.")
    assert states.GREW.is_set()


def test_who_claims_to_have_seen_more_than_there_is_holds_nobody_up(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced(exercise, "Lunch.")
    exercise.refresh_from_db()
    followed: list[int] = []
    monkeypatch.setattr(streams.WIRE, "leave", lambda *_: None)
    monkeypatch.setattr(
        streams.WIRE, "follow", lambda _pk, _listener, seq: followed.append(seq)
    )

    async def first_word() -> None:
        stream = streams._stream(exercise, STAFF, FAR, lambda: True)
        await anext(stream)
        await stream.aclose()  # type: ignore[attr-defined] # it is a generator

    asyncio.run(first_word())
    assert followed == [exercise.seq] == [1]


@pytest.mark.django_db(transaction=True)
def test_a_state_that_knows_more_than_the_journal_is_thrown_away(
    exercise: Exercise,
) -> None:
    announced(exercise, "Lunch.")
    announced(exercise, "Tea.")
    assert len(states._for_writers[exercise.pk].events) == 2
    exercise.entries.all().delete()  # as when an older copy is put back
    Exercise.objects.filter(pk=exercise.pk).update(seq=0)
    announced(exercise, "Coffee.")
    assert list(exercise.entries.values_list("seq", "data__text")) == [(1, "Coffee.")]


def test_a_stream_needs_no_database_for_the_pack(
    exercise: Exercise, django_assert_num_queries: Asked
) -> None:
    announced(exercise, "Lunch.")
    asked = Exercise.objects.defer("pack_text").get(pk=exercise.pk)
    streams.streamed(asked, STAFF, 0, lambda: True)
    states._packs.clear()  # as when many others are played
    with django_assert_num_queries(0):
        assert states.pack_of(asked).title.en == "The ferry"


def test_who_was_seen_lately_is_not_noted_again(player: MakePlayer) -> None:
    kim = player(name="Kim")
    presence.note(str(kim.public_id))
    kim.refresh_from_db()
    seen = kim.seen
    assert seen is not None
    with CaptureQueriesContext(connection) as asked:
        presence.note(str(kim.public_id))
    kim.refresh_from_db()
    assert kim.seen == seen
    assert [each["sql"].split()[0] for each in asked.captured_queries] == ["SELECT"]


def test_a_server_begins_with_the_exercises_under_way_at_hand(
    exercise: Exercise, clock: Clock
) -> None:
    warming.warm()
    assert not states._for_readers
    at(exercise, "1 12:00")
    warming.warm()
    kept = states._for_readers[exercise.pk]
    assert len(kept.events) == exercise.entries.count() > 0


def test_one_that_cannot_be_read_keeps_no_server_from_starting(
    exercise: Exercise, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    at(exercise, "1 12:00")
    states._packs.clear()
    Exercise.objects.filter(pk=exercise.pk).update(pack_text="version: 0")
    warming.warm()
    assert [each.getMessage() for each in caplog.records] == [
        f"The exercise {exercise.public_id} cannot be read"
    ]
