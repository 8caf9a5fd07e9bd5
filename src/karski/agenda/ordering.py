"""Moving sessions: the order changes, lengths and pauses stay, times follow.

Sessions that run at once (in several rooms) are one row and move together. A day keeps
its beginning, and between the first and the second row the same pause, whatever they
are; breaks are rows like others. So a moved day ends when it ended before.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from karski.agenda.sessions import Day, Session, in_order
from karski.core.errors import UnknownNameError

Row = tuple[Session, ...]


def rows(sessions: Sequence[Session], day: int) -> tuple[Row, ...]:
    """Return a day's sessions in order; those that run at once are one row."""
    found: list[Row] = []
    for session in in_order(tuple(s for s in sessions if s.day == day)):
        if found and session.start < _end(found[-1]):
            found[-1] = (*found[-1], session)
        else:
            found.append((session,))
    return tuple(found)


def up(sessions: Sequence[Session], key: str) -> tuple[Session, ...]:
    """Move a session one row earlier in its day; the first stays where it is.

    Raises
    ------
    UnknownNameError
    """
    return to_place(sessions, key, place_of(sessions, key) - 1)


def down(sessions: Sequence[Session], key: str) -> tuple[Session, ...]:
    """Move a session one row later in its day; the last stays where it is.

    Raises
    ------
    UnknownNameError
    """
    return to_place(sessions, key, place_of(sessions, key) + 1)


def place_of(sessions: Sequence[Session], key: str) -> int:
    """Return which row of its day a session is in, from 0.

    Raises
    ------
    UnknownNameError
    """
    day = find(sessions, key).day
    for place, row in enumerate(rows(sessions, day)):
        if key in {session.id for session in row}:
            return place
    raise AssertionError("a session is in a row of its day")


def to_place(sessions: Sequence[Session], key: str, place: int) -> tuple[Session, ...]:
    """Move a session, and what runs at the same time, to a row of its day.

    Parameters
    ----------
    sessions : sequence of Session
        Of all days; other days stay as they are.
    key : str
        Of the session.
    place : int
        From 0; a place before the first or after the last row is that row.

    Returns
    -------
    tuple of Session
        All of them, as they come (`in_order`).

    Raises
    ------
    UnknownNameError
        No session has that key.
    """
    day = find(sessions, key).day
    old = rows(sessions, day)
    new = list(old)
    moved = new.pop(place_of(sessions, key))
    new.insert(max(0, place), moved)
    others = tuple(s for s in sessions if s.day != day)
    return in_order((*others, *_timed(new, old)))


def to_day(
    sessions: Sequence[Session], key: str, day: Day, place: int
) -> tuple[Session, ...]:
    """Move one session to a row of another day.

    What comes after it there starts later by as much as does not fit; the day that it
    leaves keeps its times. Within its own day it is moved by `to_place`.

    Raises
    ------
    UnknownNameError
        No session has that key.
    """
    session = find(sessions, key)
    if session.day == day.number:
        return to_place(sessions, key, place)
    there = rows(sessions, day.number)
    before, after = there[: max(0, place)], there[max(0, place) :]
    start = _end(before[-1]) if before else after[0][0].start if after else day.start
    moved = replace(session, day=day.number, start=start, end=start + session.minutes)
    free = after[0][0].start - start if after and before else 0
    later = max(0, session.minutes - free)
    shifted = [shift(s, later) for row in after for s in row]
    touched = {session.id, *(s.id for s in shifted)}
    kept = [s for s in sessions if s.id not in touched]
    return in_order((*kept, moved, *shifted))


def before(
    sessions: Sequence[Session], key: str, day: Day, mark: str | None
) -> tuple[Session, ...]:
    """Move a session of any day to before another one of a day.

    Parameters
    ----------
    sessions : sequence of Session
    key : str
        Of the session.
    day : Day
        Where it goes.
    mark : str or None
        Key of what it then stands before; None, or one of another day, is the end.

    Raises
    ------
    UnknownNameError
        No session has `key`.
    """
    moved = find(sessions, key)
    keys = [{session.id for session in row} for row in rows(sessions, day.number)]
    if moved.day == day.number:
        if any({key, mark} <= row for row in keys):
            return in_order(tuple(sessions))
        keys = [row for row in keys if key not in row]
    place = next((at for at, row in enumerate(keys) if mark in row), len(keys))
    return to_day(sessions, key, day, place)


def find(sessions: Sequence[Session], key: str) -> Session:
    """Return a session by its key.

    Raises
    ------
    UnknownNameError
    """
    for session in sessions:
        if session.id == key:
            return session
    raise UnknownNameError(f"no session {key!r} in this agenda; load the page again")


def shift(session: Session, minutes: int) -> Session:
    """Return a session so many minutes later."""
    return replace(session, start=session.start + minutes, end=session.end + minutes)


def _timed(new: Sequence[Row], old: Sequence[Row]) -> list[Session]:
    """Give rows times: the day's first one, lengths of rows, pauses by place."""
    pauses = [after[0].start - _end(before) for before, after in pairwise(old)]
    start, timed = old[0][0].start, []
    for row, pause in zip(new, [*pauses, 0], strict=True):
        later = start - row[0].start
        timed += [shift(session, later) for session in row]
        start = _end(row) + later + pause
    return timed


def _end(row: Row) -> int:
    return max(session.end for session in row)
