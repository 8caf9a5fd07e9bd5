"""What changes an exercise: a command, or time; state and journal in one transaction.

Whoever writes holds the exercise's row, so all processes take turns: an event gets the
next number once, whichever process makes it.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from karski.exercise.acting import perform
from karski.exercise.bots.living import live, next_moment
from karski.exercise.commands import Command
from karski.exercise.events import Event, Kind
from karski.exercise.state import State
from karski.web.due.scheduling import schedule
from karski.web.exercises import states
from karski.web.exercises.models import Entry, Exercise


def now_ms() -> int:
    """Return the wall clock [ms since the epoch]."""
    return time.time_ns() // 1_000_000


@transaction.atomic
def act(exercise: Exercise, command: Callable[[int], Command]) -> list[Event]:
    """Carry a command out at this moment, and return all events that came of it.

    Parameters
    ----------
    exercise : Exercise
    command : callable
        Given the wall clock [ms], makes the command: clock commands hold it.

    Raises
    ------
    Refused
        The exercise does not allow it; nothing is written. What time had brought
        comes with the next that is.
    """
    kept = _held(exercise.pk)
    state, wall = states.take(kept), now_ms()
    events = _pass(kept, state, wall)
    events += perform(state, command(wall), max(kept.bots_until, state.at))
    _write(kept, state, events)
    return events


@transaction.atomic
def bring_up_to_date(exercise_pk: int) -> list[Event]:
    """Let everything happen that time has brought."""
    kept = _held(exercise_pk)
    state = states.take(kept)
    events = _pass(kept, state, now_ms())
    _write(kept, state, events)
    return events


def fall_due(exercise: str) -> None:
    """Bring an exercise up to date, if it is still there: what falls due calls this."""
    found = Exercise.objects.filter(public_id=UUID(exercise)).first()
    if found is not None:
        bring_up_to_date(found.pk)


def _pass(exercise: Exercise, state: State, wall: int) -> list[Event]:
    """Let time and bots bring about what they have, up to a wall time."""
    until = state.clock.reads(wall)
    events = live(state, exercise.bots_until, until)
    exercise.bots_until = max(exercise.bots_until, until)  # a clock may be set back
    return events


def _held(pk: int) -> Exercise:
    # people can join meanwhile: that a row refers to this one does not wait for it
    locked = Exercise.objects.select_for_update(of=("self",), no_key=True)
    rows = locked.defer("pack_text")
    return rows.get(pk=pk)


def _write(exercise: Exercise, state: State, events: Sequence[Event]) -> None:
    written = datetime.now(UTC)
    Entry.objects.bulk_create(Entry.of(exercise, each, written) for each in events)
    _mark(exercise, state, events, written)
    transaction.on_commit(lambda: states.give_back(exercise, state))


def _mark(
    exercise: Exercise, state: State, events: Sequence[Event], written: datetime
) -> None:
    """Note how far the journal has come, and have the next moment fall due."""
    exercise.seq = len(state.events)
    kinds = {each.kind for each in events}
    if Kind.STARTED in kinds:
        exercise.started = written
    if Kind.ENDED in kinds:
        exercise.ended = written
    at = next_moment(state, exercise.bots_until)
    due = None if at is None else state.clock.wall_of(at)
    if due is not None and due != exercise.due_at:
        schedule(
            "exercises.fall_due",
            at=datetime.fromtimestamp(due / 1000, UTC),
            key=f"exercise {exercise.public_id} at {due}",
            exercise=str(exercise.public_id),
        )
    exercise.due_at = due
    exercise.save(update_fields=["seq", "started", "ended", "due_at", "bots_until"])
