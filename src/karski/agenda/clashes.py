"""What cannot hold in an agenda, and what should be looked at again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from karski.agenda.sessions import Day, Expert, Kind, Origin, Session, in_order


class Trouble(StrEnum):
    """What is wrong, or what deserves a second look."""

    ENDS_BEFORE_START = "ends before start"
    NO_SUCH_DAY = "no such day"
    OUTSIDE_DAY = "outside the day"
    SAME_ROOM = "same room"
    SAME_EXPERT = "same expert"
    NO_OBJECTIVE = "no objective"
    NATIONAL_IDLE = "national expert idle"


CAUTIONS = frozenset({Trouble.NO_OBJECTIVE, Trouble.NATIONAL_IDLE})
WORDS = {
    Trouble.ENDS_BEFORE_START: "“{title}” ends before it starts; correct its times.",
    Trouble.NO_SUCH_DAY: (
        "“{title}” is on a day that the workshop does not have; move it to another."
    ),
    Trouble.OUTSIDE_DAY: (
        "“{title}” lies outside the hours of its day; move it, or open the day earlier"
        " or longer."
    ),
    Trouble.SAME_ROOM: (
        "“{title}” and “{other}” are in {subject} at once; move one of them."
    ),
    Trouble.SAME_EXPERT: (
        "{subject} is in “{title}” and “{other}” at once; move one of them, or name"
        " somebody else."
    ),
    Trouble.NO_OBJECTIVE: (
        "“{title}” is an exercise without a learning objective; say what people can do"
        " after it."
    ),
    Trouble.NATIONAL_IDLE: (
        "{subject} is a national capacity and holds nothing yet, while others alone"
        " hold “{title}”."
    ),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """A trouble, and where it is.

    Attributes
    ----------
    trouble : Trouble
    sessions : tuple of Session
        One, or the two that clash.
    subject : str
        The room or the expert by name; empty where there is none.
    """

    trouble: Trouble
    sessions: tuple[Session, ...]
    subject: str = ""

    @property
    def grave(self) -> bool:
        """Whether the agenda cannot be held so; else it is a caution."""
        return self.trouble not in CAUTIONS

    @property
    def params(self) -> dict[str, str]:
        """What stands for the names in its words (`WORDS`)."""
        first, last = self.sessions[0], self.sessions[-1]
        return {"title": first.title, "other": last.title, "subject": self.subject}

    def __str__(self) -> str:
        return WORDS[self.trouble].format(**self.params)


def clashes(
    days: Sequence[Day], sessions: Sequence[Session], experts: Sequence[Expert] = ()
) -> tuple[Clash, ...]:
    """Find what is wrong with an agenda, and what deserves a second look.

    Rooms are the same if their names are, but for case and spaces around them.

    Parameters
    ----------
    days : sequence of Day
    sessions : sequence of Session
    experts : sequence of Expert
        All who could hold sessions. That one of the host's national capacities holds
        nothing while others alone hold a session is a caution, told once for each and
        at the first such session: national capacities come first.

    Returns
    -------
    tuple of Clash
        Grave ones first; then in the order of their sessions.
    """
    ordered = in_order(tuple(sessions))
    known = {day.number: day for day in days}
    found = [
        *(clash for s in ordered for clash in _of_one(s, known)),
        *(clash for a, b in combinations(ordered, 2) for clash in _of_two(a, b)),
        *_idle(ordered, experts),
    ]
    place = {id(session): at for at, session in enumerate(ordered)}
    found.sort(key=lambda clash: (not clash.grave, place[id(clash.sessions[0])]))
    return tuple(found)


def _of_one(session: Session, days: dict[int, Day]) -> Iterator[Clash]:
    day = days.get(session.day)
    if session.end <= session.start:
        yield Clash(Trouble.ENDS_BEFORE_START, (session,))
    if day is None:
        yield Clash(Trouble.NO_SUCH_DAY, (session,))
    elif session.start < day.start or session.end > day.end:
        yield Clash(Trouble.OUTSIDE_DAY, (session,))
    if session.kind is Kind.EXERCISE and not session.objectives:
        yield Clash(Trouble.NO_OBJECTIVE, (session,))


def _of_two(one: Session, other: Session) -> Iterator[Clash]:
    if not one.at_once_with(other):
        return
    room = one.room.strip()
    if room and room.casefold() == other.room.strip().casefold():
        yield Clash(Trouble.SAME_ROOM, (one, other), room)
    theirs = {expert.id for expert in other.experts}
    for expert in one.experts:
        if expert.id in theirs:
            yield Clash(Trouble.SAME_EXPERT, (one, other), expert.name)


def _idle(sessions: Sequence[Session], experts: Sequence[Expert]) -> Iterator[Clash]:
    """Yield national experts who hold nothing, at the first session of others alone."""
    busy = {expert.id for session in sessions for expert in session.experts}
    others = [session for session in sessions if _of_others_alone(session)]
    for expert in experts:
        if others and expert.origin is Origin.NATIONAL and expert.id not in busy:
            yield Clash(Trouble.NATIONAL_IDLE, (others[0],), expert.name)


def _of_others_alone(session: Session) -> bool:
    origins = {expert.origin for expert in session.experts}
    return bool(origins) and Origin.NATIONAL not in origins
