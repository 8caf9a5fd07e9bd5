"""What an agenda is: days, and sessions in rooms with experts and objectives.

Times of day are whole minutes after midnight on the workshop's own clock; no session
runs past midnight.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MINUTES_AN_HOUR = 60
MIDNIGHT = 24 * MINUTES_AN_HOUR  # at the end of a day


class Kind(StrEnum):
    """What people do in a session."""

    LECTURE = "lecture"
    DISCUSSION = "discussion"
    EXERCISE = "exercise"
    CAPACITY = "capacity assessment"
    NETWORK = "network session"
    BREAK = "break"


KINDS = {
    Kind.LECTURE: "Lecture",
    Kind.DISCUSSION: "Discussion",
    Kind.EXERCISE: "Exercise",
    Kind.CAPACITY: "Capacity assessment",
    Kind.NETWORK: "Network session",
    Kind.BREAK: "Break",
}


class Origin(StrEnum):
    """Who sends an expert."""

    NATIONAL = "national"
    CENTRE = "centre"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody who holds sessions.

    Attributes
    ----------
    id : str
    name : str
    origin : Origin
        The host's national capacities, the centre, or somebody else.
    """

    id: str
    name: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a workshop.

    Attributes
    ----------
    number : int
        From 1.
    date : datetime.date
    start, end : int
        When the house opens and closes [minutes after midnight].
    title : str
    """

    number: int
    date: date
    start: int
    end: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """Something that happens in a workshop.

    Attributes
    ----------
    id : str
    day : int
        Number of its day.
    start, end : int
        [minutes after midnight]
    kind : Kind
    title : str
    room : str
        Empty if it is not known yet.
    experts : tuple of Expert
        Those who hold it.
    objectives : tuple of str
        What people can do after it; names or texts of learning objectives.
    about : str
        A few sentences.
    """

    id: str
    day: int
    start: int
    end: int
    kind: Kind
    title: str
    room: str = ""
    experts: tuple[Expert, ...] = ()
    objectives: tuple[str, ...] = ()
    about: str = ""

    @property
    def minutes(self) -> int:
        """How long it is; 0 for one that ends before it starts."""
        return max(0, self.end - self.start)

    def at_once_with(self, other: "Session") -> bool:
        """Say whether both run at some moment."""
        return (
            self.day == other.day and self.start < other.end and other.start < self.end
        )


def in_order(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """Return sessions as they come: by day and time, and at one time by room."""
    return tuple(sorted(sessions, key=lambda s: (s.day, s.start, s.end, s.room, s.id)))


def clock(minutes: int) -> str:
    """Write a time of day.

    Examples
    --------
    >>> clock(9 * 60 + 5), clock(24 * 60)
    ('09:05', '24:00')
    """
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    return f"{hours:02d}:{rest:02d}"


def minutes(text: str) -> int:
    """Read a time of day.

    Raises
    ------
    ValueError
        `text` is no time from 00:00 to 24:00.

    Examples
    --------
    >>> minutes("09:05")
    545
    >>> minutes("9.05")
    Traceback (most recent call last):
    ValueError: '9.05' is no time of day; write it as 09:30
    """
    hour, colon, minute = text.partition(":")
    if colon and all(p.isascii() and p.isdecimal() for p in (hour, minute)):
        found = int(hour) * MINUTES_AN_HOUR + int(minute)
        if int(minute) < MINUTES_AN_HOUR and found <= MIDNIGHT:
            return found
    raise ValueError(f"{text!r} is no time of day; write it as 09:30")
