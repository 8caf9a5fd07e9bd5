"""What commands must keep, whoever gives them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from math import isfinite
from typing import Any, TypeAlias

from karski.exercise.commands import Command, Words
from karski.exercise.events import (
    BOT,
    EVERYBODY,
    EXPERT,
    FACILITATOR,
    OBSERVER,
    Event,
    Told,
    seat_of,
    sees,
)
from karski.exercise.packs.pack import ALL
from karski.exercise.packs.texts import LANGUAGES, Text
from karski.exercise.refusals import Refused, listed
from karski.exercise.sending import audience
from karski.exercise.state import State

Act: TypeAlias = Callable[[State, Any, int], list[Event]]
Acts: TypeAlias = Mapping[type[Command], Act]

STAFF_BY = (FACILITATOR, EXPERT, OBSERVER)
LONGEST = 10_000  # characters of one text
EVERYWHERE = Text(
    en="the whole country",
    hu="az egész ország",
    sk="celá krajina",
    cs="celá země",
    pl="cały kraj",
)
FACILITATORS = Text(
    en="the facilitator",
    hu="a facilitátor",
    sk="facilitátor",
    cs="facilitátor",
    pl="facylitator",
)
EXPERTS = Text(
    en="an expert", hu="egy szakértő", sk="expert", cs="expert", pl="ekspert"
)


def by_facilitator(command: Command) -> None:
    """Refuse everybody else."""
    if command.by != FACILITATOR:
        raise Refused("not_allowed", who=FACILITATORS)


def by_staff(command: Command) -> None:
    """Refuse desks."""
    if command.by not in STAFF_BY:
        raise Refused("not_allowed", who=(FACILITATORS, EXPERTS))


def by_desk(state: State, command: Command) -> str:
    """Return the role that acts; refuse who has none, and a bot that was relieved."""
    name = seat_of(command.by)
    known_role(state, name)
    if command.by.startswith(BOT) and not state.seats[name].bot:
        raise Refused("not_the_bots", role=title(state, name))
    return name


def known_role(state: State, name: str) -> None:
    """Refuse a role that the pack lacks."""
    if name not in state.pack.roles:
        raise Refused("unknown_role", name=name, known=listed(state.pack.roles))


def title(state: State, role: str) -> Text:
    """Return what a role is called."""
    return state.pack.roles[role].title


def place(state: State, target: str) -> Text:
    """Return what a target is called: a region, a group in one, or everywhere."""
    if target == ALL:
        return EVERYWHERE
    region, _, group = target.partition("/")
    where = state.pack.regions[region].title
    if not group:
        return where
    who = state.pack.groups[group].title
    return Text(
        **{
            language: f"{who.told(language)} ({where.told(language)})"
            for language in LANGUAGES
        }
    )


def titles(state: State, roles: Iterable[str]) -> tuple[Text, ...]:
    """Return what roles are called."""
    return tuple(title(state, role) for role in roles)


def receivers(
    state: State, to: tuple[str, ...], also: str | None = None
) -> tuple[str, ...]:
    """Return the roles named, with the sender's own; refuse unknown ones."""
    for role in to:
        if (role,) != EVERYBODY:
            known_role(state, role)
    return audience(state.pack, (*to, also) if also in state.pack.roles else to)


def somebody(to: tuple[str, ...]) -> None:
    """Refuse an audience of nobody."""
    if not to:
        raise Refused("nobody")


def team(state: State, role: str) -> tuple[str, ...]:
    """Return the roles of a role's team, itself included."""
    roles = state.pack.roles
    return tuple(name for name, each in roles.items() if each.team == roles[role].team)


def words(text: str, field: str, *, needed: bool = True) -> str:
    """Return a text as it is kept; refuse it empty, too long or unreadable.

    Length is counted in characters as Python counts them: code points.
    """
    if needed and not text.strip():
        raise Refused("empty", field=field)
    if len(text) > LONGEST:
        raise Refused("too_long", field=field, length=len(text), most=LONGEST)
    if "\0" in text or any("\ud800" <= each <= "\udfff" for each in text):
        raise Refused("unreadable", field=field)
    return text


def by_language(text: Words, field: str, *, needed: bool = True) -> Told:
    """Return a text by language; one without a language is taken as English."""
    given = {"en": text} if isinstance(text, str) else dict(text)
    kept: Told = {
        language: words(each, field, needed=needed)
        for language, each in given.items()
        if language in LANGUAGES
    }
    if needed and not kept:
        raise Refused("empty", field=field)
    return kept


def number(value: float, field: str, least: float, most: float) -> float:
    """Return a number between two ends; refuse all else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Refused("not_a_number", field=field, least=least, most=most)
    if not isfinite(value):
        raise Refused("not_a_number", field=field, least=least, most=most)
    if not least <= value <= most:
        raise Refused("range", field=field, least=least, most=most, value=str(value))
    return value


def choice(value: str, known: Collection[str], code: str) -> str:
    """Return a choice; refuse what cannot be chosen."""
    if value not in known:
        raise Refused(code, name=str(value), known=listed(known))
    return value


def seen(state: State, seq: int, by: str) -> Event:
    """Return an event that `by` sees; refuse what is not there for them."""
    role = seat_of(by)
    if not 1 <= seq <= len(state.events):
        raise Refused("unknown_event", number=seq)
    event = state.events[seq - 1]
    if role in state.pack.roles and not sees(event, role):
        raise Refused("unknown_event", number=seq)
    return event
