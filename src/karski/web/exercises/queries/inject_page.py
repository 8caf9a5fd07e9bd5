"""One inject whole, for those who run an exercise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from karski.exercise.events import FACILITATOR, JSON, Event, Kind, by_language
from karski.exercise.packs.pack import Pack
from karski.exercise.state import State
from karski.web.exercises.actions import running
from karski.web.exercises.queries import conditions, injects
from karski.web.exercises.templatetags.exercises import seat


@dataclass(frozen=True, slots=True)
class Reader:
    """A seat that it reached, and whether it was read there."""

    title: str
    read: bool


@dataclass(frozen=True, slots=True)
class Page:
    """How an inject stands; texts are as a desk would get them, by language."""

    row: injects.Row
    text: Mapping[str, Any]
    title: Mapping[str, Any]
    to: tuple[str, ...]
    parts: tuple[conditions.Part, ...]
    sentence: str
    readers: tuple[Reader, ...]
    preview: Event


def shown(state: State, name: str) -> Page:
    """Return all that there is to say of an inject."""
    inject, fate = state.pack.injects[name], state.injects[name]
    at = max(state.at, state.clock.reads(running.now_ms()))
    row = next(each for each in injects.rows(state, at) if each.name == name)
    text = fate.text or by_language(inject.text)
    to = injects.recipients(state, name)
    return Page(
        row=row,
        text=text,
        title=fate.title or by_language(inject.title),
        to=to,
        parts=tuple(conditions.parts(inject.when, state, at)) if inject.when else (),
        sentence=conditions.sentence(inject.when, state.pack) if inject.when else "",
        readers=_readers(state, row.seq),
        preview=_preview(state, name, at, to, text),
    )


def tried(pack: Pack, given: Mapping[str, Any]) -> Event:
    """Return what desks would get, had it been sent."""
    grade = given["grade"]
    data: dict[str, JSON] = {
        "text": given["text"],
        "title": given["title"],
        "channel": given["channel"],
        "sender": given["sender"],
        "sensitive": given["sensitive"],
        "grade": {"source": grade[0], "information": grade[1]} if grade else None,
    }
    return Event(0, pack.starts, Kind.IMPROVISED, FACILITATOR, given["to"], data)


def _readers(state: State, seq: int | None) -> tuple[Reader, ...]:
    if seq is None:
        return ()
    read = {
        each.by
        for each in state.events
        if each.kind == Kind.READ and each.data.get("event") == seq
    }
    roles = state.pack.audience(state.events[seq - 1].to)
    return tuple(Reader(seat(role, state.pack), role in read) for role in roles)


def _preview(
    state: State, name: str, at: int, to: tuple[str, ...], text: Mapping[str, Any]
) -> Event:
    fate, inject = state.injects[name], state.pack.injects[name]
    if fate.sent is not None:
        return state.events[fate.sent - 1]
    grade = inject.grade.model_dump() if inject.grade else None
    data: dict[str, JSON] = {
        "inject": name,
        "title": by_language(inject.title),
        "text": dict(text),
        "channel": inject.channel,
        "sender": inject.sender,
        "sensitive": inject.sensitive,
        "grade": grade,
    }
    return Event(0, at, Kind.INJECT_SENT, "world", to, data)
