"""How much of an agenda the host's national capacities hold themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from karski.agenda.sessions import Kind, Origin, Session


@dataclass(frozen=True, slots=True)
class Share:
    """Sessions and minutes by who holds them; breaks are apart.

    Attributes
    ----------
    national_sessions, sessions : int
        Held by national capacities alone or with others; with anybody named.
    national_minutes : fractions.Fraction
        [min] The minutes of a session are shared equally by those who hold it.
    minutes : int
        [min] Of sessions with anybody named.
    unnamed_sessions, unnamed_minutes : int
        Sessions, and their length [min], for which nobody is named yet: they count
        neither for nor against.
    breaks, break_minutes : int
    """

    national_sessions: int
    sessions: int
    national_minutes: Fraction
    minutes: int
    unnamed_sessions: int
    unnamed_minutes: int
    breaks: int
    break_minutes: int

    @property
    def percent_of_sessions(self) -> int | None:
        """Of sessions with anybody named; None if there is none."""
        return _percent(Fraction(self.national_sessions), self.sessions)

    @property
    def percent_of_minutes(self) -> int | None:
        """Of minutes with anybody named; None if there is none."""
        return _percent(self.national_minutes, self.minutes)


def share(sessions: Sequence[Session]) -> Share:
    """Return how much of an agenda is held by national capacities.

    Examples
    --------
    >>> from karski.agenda.sessions import Expert
    >>> ours = Expert("1", "Zora Example", Origin.NATIONAL)
    >>> theirs = Expert("2", "Ivo Example", Origin.CENTRE)
    >>> found = share([
    ...     Session("a", 1, 540, 600, Kind.LECTURE, "Law", experts=(ours,)),
    ...     Session("b", 1, 600, 660, Kind.LECTURE, "Cases", experts=(ours, theirs)),
    ... ])
    >>> found.percent_of_sessions, found.percent_of_minutes
    (100, 75)
    """
    breaks = [s for s in sessions if s.kind is Kind.BREAK]
    held = [s for s in sessions if s.kind is not Kind.BREAK and s.experts]
    open_ = [s for s in sessions if s.kind is not Kind.BREAK and not s.experts]
    parts = [_national(session) for session in held]
    return Share(
        national_sessions=sum(part > 0 for part in parts),
        sessions=len(held),
        national_minutes=sum(
            (s.minutes * part for s, part in zip(held, parts, strict=True)), Fraction()
        ),
        minutes=_length(held),
        unnamed_sessions=len(open_),
        unnamed_minutes=_length(open_),
        breaks=len(breaks),
        break_minutes=_length(breaks),
    )


def _national(session: Session) -> Fraction:
    count = sum(expert.origin is Origin.NATIONAL for expert in session.experts)
    return Fraction(count, len(session.experts))


def _length(sessions: Sequence[Session]) -> int:
    return sum(session.minutes for session in sessions)


def _percent(part: Fraction, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None
