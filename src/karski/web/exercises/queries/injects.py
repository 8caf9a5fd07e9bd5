"""Injects as those who run an exercise see them: past, due, and what waits for what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from karski.exercise.events import EVERYBODY, Kind
from karski.exercise.moments import DAY
from karski.exercise.packs.injects import Inject
from karski.exercise.packs.pack import Pack
from karski.exercise.state import Fate, State
from karski.exercise.triggers import holds
from karski.web.exercises.queries import conditions
from karski.web.exercises.templatetags.exercises import (
    channel,
    seat,
    sender,
    told,
)

BEFORE, AFTER = DAY // 2, DAY + DAY // 2  # around now


@dataclass(frozen=True, slots=True)
class Row:
    """An inject, or something improvised.

    Attributes
    ----------
    name : str
        In the pack; empty where it was improvised.
    at : int or None
        When it was sent, or will be [ms]; None where nobody knows.
    is_ : str
        sent, recalled, passed, held, next, due, waiting or hand.
    seq : int or None
        The event that sent it.
    read : tuple of two int, or None
        How many seats with people have read it, and of how many.
    """

    name: str
    title: str
    channel: str
    channel_name: str
    sender: str
    to: str
    at: int | None
    is_: str
    why: str
    seq: int | None = None
    read: tuple[int, int] | None = None
    changed: bool = False

    @property
    def past(self) -> bool:
        """Whether nothing more comes of it by itself."""
        return self.is_ in {"sent", "recalled", "passed"}


def rows(state: State, at: int) -> list[Row]:
    """Return all of them: those with a moment in order, then those without."""
    readers = _readers(state)
    found = [_row(state, name, at, readers) for name in state.pack.injects]
    found += [_improvised(state, seq, readers) for seq in state.improvised]
    first = next((each for each in _in_order(found) if each.is_ == "due"), None)
    found = [replace(each, is_="next") if each is first else each for each in found]
    return _in_order(found)


def around(found: Iterable[Row], at: int) -> list[Row]:
    """Return those of the half day before and the day and a half after, and waits."""
    return [
        each
        for each in found
        if each.at is None or at - BEFORE <= each.at <= at + AFTER
    ]


def audience(to: tuple[str, ...], pack: Pack) -> str:
    """Return to whom it goes, in words."""
    if to == EVERYBODY or set(to) == set(pack.roles):
        return _("everybody")
    return ", ".join(seat(role, pack) for role in to)


def recipients(state: State, name: str) -> tuple[str, ...]:
    """Return the roles an inject goes to, as it stands."""
    return state.pack.audience(state.injects[name].to or state.pack.injects[name].to)


def _in_order(found: Iterable[Row]) -> list[Row]:
    return sorted(found, key=lambda row: (row.at is None, row.at or 0))


def _row(state: State, name: str, at: int, readers: dict[int, set[str]]) -> Row:
    inject, fate = state.pack.injects[name], state.injects[name]
    is_ = standing(inject, fate)
    to = recipients(state, name)
    seq = fate.sent
    return Row(
        name=name,
        title=told(fate.title or inject.title),
        channel=inject.channel,
        channel_name=channel(inject.channel),
        sender=sender(inject.sender, state.pack),
        to=audience(to, state.pack),
        at=state.events[seq - 1].at if seq else inject.at or fate.due,
        is_=is_,
        why=_why(state, inject, fate, is_, at),
        seq=seq,
        read=_read(state, seq, readers) if seq else None,
        changed=bool(fate.text or fate.title or fate.to),
    )


def standing(inject: Inject, fate: Fate) -> str:
    """Return how an inject stands: see `Row`."""
    if fate.sent is not None:
        return "recalled" if fate.recalled else "sent"
    if fate.passed_over:
        return "passed"
    if fate.held:
        return "held"
    if inject.at is not None or fate.due is not None:
        return "due"
    return "hand" if inject.by_hand else "waiting"


def _why(state: State, inject: Inject, fate: Fate, is_: str, at: int) -> str:
    if is_ == "passed":
        return _("its condition did not hold at its time")
    if is_ in {"sent", "recalled"}:
        return ""
    if inject.by_hand:
        return _("only by hand")
    if inject.when is None:
        return _("at its time")
    said = conditions.sentence(inject.when, state.pack)
    if fate.due is not None and inject.at is None:
        return _("what it waited for has come about: {what}").format(what=said)
    if holds(inject.when, state, at):
        return _("holds now: {what}").format(what=said)
    return _("waits for: {what}").format(what=said)


def _improvised(state: State, seq: int, readers: dict[int, set[str]]) -> Row:
    event = state.events[seq - 1]
    told_channel = str(event.data.get("channel", ""))
    return Row(
        name="",
        title=told(event.data.get("title")) or _("Improvised"),
        channel=told_channel,
        channel_name=channel(told_channel),
        sender=sender(str(event.data.get("sender", "")), state.pack),
        to=audience(event.to, state.pack),
        at=event.at,
        is_="recalled" if state.improvised[seq] else "sent",
        why=_("improvised"),
        seq=seq,
        read=_read(state, seq, readers),
    )


def _readers(state: State) -> dict[int, set[str]]:
    """Return the seats that have read each event, by its number."""
    found: dict[int, set[str]] = {}
    for event in state.events:
        if event.kind == Kind.READ:
            number = event.data.get("event")
            if isinstance(number, int):
                found.setdefault(number, set()).add(event.by)
    return found


def _read(state: State, seq: int, readers: dict[int, set[str]]) -> tuple[int, int]:
    event = state.events[seq - 1]
    roles = state.pack.audience(event.to)
    people = {role for role in roles if state.seats[role].players}
    return len(people & readers.get(seq, set())), len(people)
