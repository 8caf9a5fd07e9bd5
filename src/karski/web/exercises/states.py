"""The state of each exercise, kept in memory between requests of this process.

The journal in the database is the truth: a state kept here is brought up to it before
it is used, and one that cannot be trusted is thrown away and folded anew. Writers hold
the exercise's row, so they take turns among all processes; readers of this process take
turns by a lock of their own. The two never share a state.
"""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from karski.exercise.events import Event, Kind
from karski.exercise.folding import apply, fold
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import parse_pack
from karski.exercise.state import State
from karski.web.exercises.models import Entry, Exercise

Key = TypeVar("Key")
Value = TypeVar("Value")

KEPT = 20  # exercises whose states stay in memory
HELD = "pack as it was read"
GREW = threading.Event()  # a journal did, in this process: wakes its wire

_packs: dict[UUID, Pack] = {}
_for_writers: dict[int, State] = {}
_for_readers: dict[int, State] = {}
_proposals: dict[int, dict[int, Event]] = {}  # by exercise and number, as last read
_turns: defaultdict[int, threading.Lock] = defaultdict(threading.Lock)
_keeping = threading.Lock()


def pack_of(exercise: Exercise) -> Pack:
    """Return the pack that an exercise plays; its text never changes.

    Who has asked once for an `exercise` at hand may ask again where no database is.
    """
    held: Pack | None = vars(exercise).get(HELD)
    if held is None:
        held = vars(exercise)[HELD] = _known(exercise)
    return held


def _known(exercise: Exercise) -> Pack:
    pack = _packs.get(exercise.public_id)
    if pack is None:
        pack = parse_pack(exercise.pack_text, f"{exercise.pack}.yaml")
        _keep(_packs, exercise.public_id, pack)
    return pack


@contextmanager
def reading(exercise: Exercise) -> Iterator[State]:
    """Give the state as far as the journal goes, to read and not to change."""
    with _turns[exercise.pk]:
        state = _up_to_date(exercise, _for_readers.pop(exercise.pk, None))
        try:
            yield state
        finally:  # a page that is not there has changed nothing
            _keep(_for_readers, exercise.pk, state)


def take(exercise: Exercise) -> State:
    """Give the state to whoever holds the exercise's row and will write.

    It is given back by `give_back` once the transaction is through; otherwise it is
    lost, as it should be: it may hold what was rolled back. One that has seen more
    than the journal holds, as when an older copy was put back, is lost too.
    """
    state = _for_writers.pop(exercise.pk, None)
    if state is not None and len(state.events) > exercise.seq:
        state = None
    return _up_to_date(exercise, state)


def give_back(exercise: Exercise, state: State) -> None:
    """Keep a state whose events are all in the database, and tell who listens."""
    _keep(_for_writers, exercise.pk, state)
    GREW.set()


def proposal(exercise_pk: int, number: int) -> Event | None:
    """Return a proposal that this process has read, without asking the database."""
    return _proposals.get(exercise_pk, {}).get(number)


def events_after(exercise_pk: int, seq: int) -> list[Event]:
    """Return the journal's events after a number, in order."""
    rows = Entry.objects.filter(exercise_id=exercise_pk, seq__gt=seq).order_by("seq")
    events = [
        Event(seq, at, Kind(kind), by, tuple(to), data)
        for seq, at, kind, by, to, data in rows.values_list(
            "seq", "at", "kind", "by", "to", "data"
        )
    ]
    proposed = {e.seq: e for e in events if e.kind is Kind.DECISION_PROPOSED}
    if proposed:
        _proposals.setdefault(exercise_pk, {}).update(proposed)
        while len(_proposals) > KEPT:
            _proposals.pop(next(iter(_proposals)))
    return events


def _up_to_date(exercise: Exercise, state: State | None) -> State:
    if state is None:
        state = fold(pack_of(exercise), exercise.seed, ())
    for event in events_after(exercise.pk, len(state.events)):
        apply(state, event)
    return state


def _keep(kept: dict[Key, Value], key: Key, value: Value) -> None:
    with _keeping:
        kept[key] = value
        while len(kept) > KEPT:
            kept.pop(next(iter(kept)), None)
