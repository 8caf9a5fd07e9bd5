"""What became of each decision, and how long every step took."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from karski.exercise.events import Event, Kind, seat_of


class Outcome(StrEnum):
    """How far a decision came by the end."""

    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    REFUSED = "refused"
    TAKEN = "taken"
    IN_EFFECT = "in effect"


@dataclass(frozen=True, slots=True)
class Word:
    """What a seat said to a decision, and when.

    Attributes
    ----------
    role : str
    at : int
    kind : Kind
        ``signed``, ``declined``, ``voted``, ``withdrawn`` or ``overruled``.
    yes : bool
    reason : str
    """

    role: str
    at: int
    kind: Kind
    yes: bool
    reason: str = ""


@dataclass(slots=True)
class Decision:
    """A decision from its proposal on.

    Attributes
    ----------
    event : Event
        Its proposal; the decision is known by its number.
    words : list of Word
        What seats and the facilitator said to it, in order.
    taken, takes_effect, in_effect : int or None
        Moments [ms]: when the last needed word was there; when it was to work; when
        it did.
    """

    event: Event
    words: list[Word] = field(default_factory=list)
    taken: int | None = None
    takes_effect: int | None = None
    in_effect: int | None = None

    @property
    def measure(self) -> str:
        """The measure, by its name in the pack."""
        return str(self.event.data.get("measure", ""))

    @property
    def target(self) -> str:
        """What it is aimed at."""
        return str(self.event.data.get("target", ""))

    @property
    def role(self) -> str:
        """The seat that proposed it."""
        return seat_of(self.event.by)

    @property
    def waited(self) -> int | None:
        """From proposal to the last needed word [ms]."""
        return None if self.taken is None else self.taken - self.event.at

    @property
    def overruled(self) -> Word | None:
        """The facilitator's last word on it, if there was one."""
        found = [word for word in self.words if word.kind == Kind.OVERRULED]
        return found[-1] if found else None

    @property
    def outcome(self) -> Outcome:
        """How far it came."""
        said = {word.kind for word in self.words if not word.yes}
        if Kind.WITHDRAWN in said:
            return Outcome.WITHDRAWN
        if self.overruled is not None and not self.overruled.yes:
            return Outcome.REFUSED
        if self.in_effect is not None:
            return Outcome.IN_EFFECT
        if self.taken is not None:
            return Outcome.TAKEN
        return Outcome.DECLINED if Kind.DECLINED in said else Outcome.WAITING

    @property
    def acted(self) -> bool:
        """Whether it was taken and stood."""
        return self.outcome in (Outcome.TAKEN, Outcome.IN_EFFECT)


def decisions(events: Sequence[Event]) -> tuple[Decision, ...]:
    """Return the decisions of a journal in the order of their proposals."""
    found: dict[int, Decision] = {}
    for event in events:
        if event.kind == Kind.DECISION_PROPOSED:
            found[event.seq] = Decision(event)
        elif event.kind in _STEPS:
            number = event.data.get("decision")
            if isinstance(number, int) and number in found:
                _STEPS[event.kind](found[number], event)
    return tuple(found.values())


def _said(decision: Decision, event: Event) -> None:
    yes = {
        Kind.SIGNED: True,
        Kind.VOTED: event.data.get("for") is True,
        Kind.OVERRULED: event.data.get("verdict") == "allowed",
    }.get(event.kind, False)
    reason = str(event.data.get("reason") or "")
    decision.words.append(Word(seat_of(event.by), event.at, event.kind, yes, reason))


def _taken(decision: Decision, event: Event) -> None:
    decision.taken = event.at
    when = event.data.get("takes_effect")
    decision.takes_effect = when if isinstance(when, int) else None


def _in_effect(decision: Decision, event: Event) -> None:
    decision.in_effect = event.at


_STEPS: Mapping[Kind, Callable[[Decision, Event], None]] = MappingProxyType(
    {
        Kind.SIGNED: _said,
        Kind.DECLINED: _said,
        Kind.VOTED: _said,
        Kind.WITHDRAWN: _said,
        Kind.OVERRULED: _said,
        Kind.DECISION_TAKEN: _taken,
        Kind.DECISION_IN_EFFECT: _in_effect,
    }
)
