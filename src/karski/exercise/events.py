"""What happens in an exercise, one event after another; nothing else is kept.

A journal is a header and its events. State is a fold over them, see `folding`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

import rfc8785

from karski.core.errors import ExerciseError
from karski.exercise.packs.texts import Text

JSON: TypeAlias = (
    bool
    | int
    | float
    | str
    | list["JSON"]
    | tuple["JSON", ...]
    | dict[str, "JSON"]
    | None
)
Data: TypeAlias = Mapping[str, JSON]
Told: TypeAlias = dict[str, JSON]  # a text by language

EVERYBODY: Final = ("all",)
STAFF: Final = ()  # those who run and watch see every event
FACILITATOR, EXPERT, OBSERVER = "facilitator", "expert", "observer"
WORLD, CLOCK = "world", "clock"
BOT: Final = "bot:"


class Kind(StrEnum):
    """What an event tells."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    RATE_SET = "rate_set"
    JUMPED = "jumped"
    STOPPED = "stopped"
    CONTINUED = "continued"
    ENDED = "ended"
    PHASE_SET = "phase_set"
    DAY_PASSED = "day_passed"
    ADJUSTED = "adjusted"
    INJECT_DUE = "inject_due"
    INJECT_SENT = "inject_sent"
    INJECT_PASSED_OVER = "inject_passed_over"
    INJECT_HELD = "inject_held"
    INJECT_RELEASED = "inject_released"
    INJECT_EDITED = "inject_edited"
    INJECT_RETARGETED = "inject_retargeted"
    INJECT_RECALLED = "inject_recalled"
    IMPROVISED = "improvised"
    MILESTONE_REACHED = "milestone_reached"
    DECISION_PROPOSED = "decision_proposed"
    SIGNED = "signed"
    DECLINED = "declined"
    VOTED = "voted"
    WITHDRAWN = "withdrawn"
    DECISION_TAKEN = "decision_taken"
    DECISION_IN_EFFECT = "decision_in_effect"
    OVERRULED = "overruled"
    MESSAGE_SENT = "message_sent"
    SHARED = "shared"
    BOARD_NOTED = "board_noted"
    INFORMATION_REQUESTED = "information_requested"
    INFORMATION_GIVEN = "information_given"
    HINT_GIVEN = "hint_given"
    ADVICE_ASKED = "advice_asked"
    ADVICE_GIVEN = "advice_given"
    ANNOUNCED = "announced"
    QUESTION_ASKED = "question_asked"
    FORECAST_GIVEN = "forecast_given"
    QUESTION_RESOLVED = "question_resolved"
    SEAT_TAKEN = "seat_taken"
    SEAT_LEFT = "seat_left"
    TO_BOT = "to_bot"
    TO_PEOPLE = "to_people"
    STEPPED_OUT = "stepped_out"
    STEPPED_BACK = "stepped_back"
    READ = "read"
    OBSERVED = "observed"
    BOOKMARKED = "bookmarked"
    RATED = "rated"


DERIVED: Final = frozenset(
    {
        Kind.DAY_PASSED,
        Kind.INJECT_DUE,
        Kind.INJECT_PASSED_OVER,
        Kind.MILESTONE_REACHED,
        Kind.DECISION_TAKEN,
        Kind.DECISION_IN_EFFECT,
    }
)
EITHER: Final = frozenset(
    {Kind.INJECT_SENT, Kind.QUESTION_ASKED, Kind.QUESTION_RESOLVED}
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Attributes
    ----------
    seq : int
        1, 2, 3 and so on, without gaps.
    at : int
        Exercise time [ms]; never less than that of the event before.
    kind : Kind
    by : str
        ``world``, ``clock``, ``facilitator``, ``expert``, ``observer``, a role, or
        ``bot:`` and a role.
    to : tuple of str
        Roles that see it; ``("all",)`` is every desk, ``()`` staff alone.
    data : mapping
        What JSON can hold; see `commands` for each kind that people bring about.
    """

    seq: int
    at: int
    kind: Kind
    by: str
    to: tuple[str, ...]
    data: Data

    @property
    def is_input(self) -> bool:
        """Whether people brought it about; else it follows from what they did."""
        if self.kind in EITHER:
            return self.by == FACILITATOR
        return self.kind not in DERIVED


def sees(event: Event, role: str) -> bool:
    """Say whether a desk sees an event.

    Examples
    --------
    >>> event = Event(1, 0, Kind.HINT_GIVEN, "facilitator", ("envoy",), {"text": "ask"})
    >>> sees(event, "envoy"), sees(event, "governor")
    (True, False)
    """
    return role in event.to or event.to == EVERYBODY


def line(event: Event) -> bytes:
    """Return an event as canonical JSON (RFC 8785): the same event, the same bytes."""
    return rfc8785.dumps(
        {
            "seq": event.seq,
            "at": event.at,
            "kind": str(event.kind),
            "by": event.by,
            "to": list(event.to),
            "data": dict(event.data),
        }
    )


def read_line(written: bytes | str) -> Event:
    """Return the event that a line writes.

    Raises
    ------
    ExerciseError
        It writes no event.
    """
    try:
        held = json.loads(written)
        return of(held)
    except (ValueError, TypeError, KeyError):
        raise ExerciseError(
            "it is no event: it needs seq, at, kind, by, to and data; export the"
            " journal again"
        ) from None


def of(held: Mapping[str, object]) -> Event:
    """Return the event that a mapping holds, as JSON or a database gives it.

    Raises
    ------
    KeyError, TypeError, ValueError
        It holds no event.
    """
    seq, at, by, to, data = (held[name] for name in ("seq", "at", "by", "to", "data"))
    if not (isinstance(seq, int) and isinstance(at, int) and isinstance(by, str)):
        raise TypeError("seq and at are whole numbers, by is a word")
    if not (isinstance(to, list) and isinstance(data, dict)):
        raise TypeError("to is a list, data a mapping")
    return Event(seq, at, Kind(str(held["kind"])), by, tuple(map(str, to)), data)


def seat_of(by: str) -> str:
    """Return the role that acts, whether people or a bot play it.

    Examples
    --------
    >>> seat_of("bot:envoy"), seat_of("envoy"), seat_of("facilitator")
    ('envoy', 'envoy', 'facilitator')
    """
    return by.removeprefix(BOT)


def by_language(text: Text) -> Told:
    """Return a pack's text as events carry it: by language.

    Examples
    --------
    >>> by_language(Text(en="bridge", hu="híd"))
    {'en': 'bridge', 'hu': 'híd'}
    """
    return {language: words for language, words in text if words is not None}


def told(text: object, language: str) -> str:
    """Return a text of an event in a language: else in English, else as it was written.

    Examples
    --------
    >>> told({"en": "bridge", "hu": "híd"}, "hu"), told({"hu": "híd"}, "sk")
    ('híd', 'híd')
    >>> told("as somebody wrote it", "pl"), told(None, "pl")
    ('as somebody wrote it', '')
    """
    if isinstance(text, Mapping):
        found = text.get(language) or text.get("en") or next(iter(text.values()), "")
        return str(found)
    return "" if text is None else str(text)
