"""What seats said to each decision, what became of it, and how long every step took."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from karski.exercise import state
from karski.exercise.events import Event, Kind, seat_of
from karski.exercise.folding import fold
from karski.exercise.packs.pack import Pack

WORDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.SIGNED: "",
        Kind.DECLINED: "",
        Kind.WITHDRAWN: "",
        Kind.VOTED: "for",
        Kind.OVERRULED: "verdict",
    }
)
FOR = (True, "allowed")


@dataclass(frozen=True, slots=True)
class Word:
    """What a seat or the facilitator said to a decision, and when.

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


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision from its proposal on.

    Attributes
    ----------
    event : Event
        Its proposal.
    fate : karski.exercise.state.Decision
        What has become of it, as the engine has it.
    words : list of Word
        In order.
    """

    event: Event
    fate: state.Decision
    words: list[Word] = field(default_factory=list)

    @property
    def waited(self) -> int | None:
        """From proposal to the last needed word [ms]; None if it was not taken."""
        return None if self.fate.taken is None else self.fate.taken - self.event.at

    @property
    def acted(self) -> bool:
        """Whether it was taken and stood."""
        return self.fate.stands and self.fate.taken is not None

    @property
    def stopped(self) -> bool:
        """Whether other seats or the facilitator stopped it."""
        return self.fate.closed in ("declined", "refused")


def decisions(pack: Pack, events: Sequence[Event]) -> tuple[Decision, ...]:
    """Return the decisions of a journal in the order of their proposals."""
    fates = fold(pack, 0, events).decisions  # what is drawn stands in the events
    found: dict[int, Decision] = {}
    for event in events:
        if event.kind == Kind.DECISION_PROPOSED:
            found[event.seq] = Decision(event, fates[event.seq])
        elif event.kind in WORDS:
            number = event.data.get("decision")
            if isinstance(number, int) and number in found:
                found[number].words.append(_word(event))
    return tuple(found.values())


def _word(event: Event) -> Word:
    said = event.data.get(WORDS[event.kind])
    yes = event.kind == Kind.SIGNED or said in FOR
    reason = str(event.data.get("reason") or "")
    return Word(seat_of(event.by), event.at, event.kind, yes, reason)
