"""What bots do about an event, and when.

A reaction follows from pack, seed and events alone, and carries a nonce made of the
event that brought it about: however often it is worked out, it is done once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from karski import measures
from karski.exercise.bots.policies import POLICIES, Policy
from karski.exercise.chance import triangular, uniforms
from karski.exercise.commands import (
    Command,
    Decline,
    Forecast,
    GiveInformation,
    Propose,
    Read,
    Share,
    Sign,
    Vote,
)
from karski.exercise.events import BOT, Event, Kind, seat_of, sees
from karski.exercise.moments import MINUTE
from karski.exercise.state import State

GRADES: Final = ("A-", "B", "C", "U")  # the best first
RELIABLE: Final = ("A", "B")
NEWS: Final = frozenset(
    {Kind.INJECT_SENT, Kind.IMPROVISED, Kind.SHARED, Kind.MESSAGE_SENT}
)
RATIONALE: Final = "The messages at this desk say that people are at risk."
UNCONVINCED: Final = "This desk is not convinced yet."
NOTHING_KNOWN: Final = "This desk knows nothing more."


@dataclass(frozen=True, slots=True, order=True)
class Planned:
    """A command that a bot gives at a moment [ms of exercise time].

    Attributes
    ----------
    at, seq : int
        When, and after which event.
    role : str
    what : str
    command : Command
    """

    at: int
    seq: int
    role: str
    what: str
    command: Command = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Desk:
    """A bot's desk at the moment in which an event reaches it."""

    state: State
    event: Event
    role: str
    varied: bool

    @property
    def policy(self) -> Policy:
        if not self.varied:
            return POLICIES[self.state.pack.roles[self.role].bot]
        names = sorted(POLICIES)
        return POLICIES[names[int(self.once("policy") * len(names))]]

    def once(self, what: str) -> float:
        """Return a uniform of this desk for the whole run."""
        return _once(self.state.seed, what, self.role)

    def draw(self, what: str) -> float:
        """Return a uniform of this desk, for this event and one purpose."""
        days = range(self.event.seq, self.event.seq + 1)
        return float(uniforms(self.state.seed, f"bot {what}", self.role, days)[0, 0])

    def planned(self, what: str, command: Callable[[str, str], Command]) -> Planned:
        """Return a command given after this bot's time to react."""
        minutes = float(triangular(self.draw(f"{what} delay"), *self.policy.minutes))
        at = self.event.at + round(minutes * MINUTE * self.state.pack.rate)
        nonce = f"{BOT}{self.role}:{self.event.seq}:{what}"
        made = command(f"{BOT}{self.role}", nonce)
        return Planned(at, self.event.seq, self.role, what, made)


@lru_cache(10_000)
def _once(seed: int, what: str, role: str) -> float:
    return float(uniforms(seed, f"bot {what}", role, range(1))[0, 0])


def reactions(state: State, event: Event, *, varied: bool = False) -> list[Planned]:
    """Return what the bots that see an event will do about it.

    Parameters
    ----------
    state : State
        Right after the event.
    event : Event
    varied : bool
        Whether the seed draws each bot's policy and the order in which it prefers
        measures, so that many runs try many ways; else they are the pack's and the
        best known first.

    Returns
    -------
    list of Planned
        In the order of the pack's roles; whether each still makes sense when its
        moment comes, the engine decides.
    """
    react = REACTIONS.get(event.kind)
    if react is None:
        return []
    return [
        planned
        for role, seat in state.seats.items()
        if seat.bot and sees(event, role) and seat_of(event.by) != role
        for planned in react(_Desk(state, event, role, varied))
    ]


def _news(desk: _Desk) -> Iterator[Planned]:
    seq = desk.event.seq
    player = f"{BOT}{desk.role}"
    yield desk.planned(
        "read", lambda by, nonce: Read(by=by, nonce=nonce, event=seq, player=player)
    )
    if desk.event.kind is Kind.INJECT_SENT:
        yield from _passed_on(desk)
        yield from _alarmed(desk)


def _passed_on(desk: _Desk) -> Iterator[Planned]:
    """Share what is well graded with one desk that can decide and does not know it."""
    grade = desk.event.data.get("grade")
    if not isinstance(grade, Mapping):
        return
    credible = int(str(grade["information"])) <= desk.policy.shares
    if grade["source"] not in RELIABLE or not credible:
        return
    pack, seq = desk.state.pack, desk.event.seq
    deciding = {role for offer in pack.measures.values() for role in offer.decides}
    unaware = [
        role for role in pack.roles if role in deciding and not sees(desk.event, role)
    ]
    if unaware:
        to = unaware[int(desk.draw("share with") * len(unaware))]
        yield desk.planned(
            "share", lambda by, nonce: Share(by=by, nonce=nonce, event=seq, to=(to,))
        )


def _alarmed(desk: _Desk) -> Iterator[Planned]:
    """Propose the best known measure of its own, once enough has come."""
    policy, state = desk.policy, desk.state
    reached = (fate.sent for fate in state.injects.values() if fate.sent)
    known = sum(
        seq <= desk.event.seq and sees(state.events[seq - 1], desk.role)
        for seq in reached
    )
    made = known - policy.alarmed_after
    if not policy.alarmed_after or not 0 <= made < 2 * policy.proposals or made % 2:
        return
    open_to = _own_measures(desk)
    if made // 2 >= len(open_to):
        return
    measure = open_to[made // 2]
    targets = state.pack.targets(measure)
    target = targets[int(desk.draw("target") * len(targets))]
    choices = {
        name: next(iter(parameter.choices))
        for name, parameter in state.pack.measures[measure].parameters.items()
    }
    yield desk.planned(
        "propose",
        lambda by, nonce: Propose(
            by=by,
            nonce=nonce,
            measure=measure,
            target=target,
            rationale=RATIONALE,
            parameters=choices,
        ),
    )


def _own_measures(desk: _Desk) -> list[str]:
    known = measures.catalogue()
    own = (
        name
        for name, offer in desk.state.pack.measures.items()
        if desk.role in offer.decides
    )
    if desk.varied:
        return sorted(own, key=lambda name: desk.once(f"liking of {name}"))
    return sorted(own, key=lambda name: GRADES.index(known[name].evidence.grade))


def _proposed(desk: _Desk) -> Iterator[Planned]:
    """Sign, or vote for, what waits for this desk; or say no."""
    offer = desk.state.pack.measures[str(desk.event.data["measure"])]
    decision, for_it = desk.event.seq, desk.draw("sign") < desk.policy.signs
    proposer = seat_of(desk.event.by)
    if offer.vote and desk.role in offer.vote.of:
        yield desk.planned(
            "vote",
            lambda by, nonce: Vote(
                by=by, nonce=nonce, decision=decision, favours=for_it
            ),
        )
    alone = desk.role in offer.decides and proposer not in offer.decides
    if desk.role not in offer.cosign and not alone:
        return
    yield desk.planned(
        "sign",
        lambda by, nonce: (
            Sign(by=by, nonce=nonce, decision=decision)
            if for_it
            else Decline(by=by, nonce=nonce, decision=decision, reason=UNCONVINCED)
        ),
    )


def _asked(desk: _Desk) -> Iterator[Planned]:
    question, said = str(desk.event.data["question"]), desk.policy.forecast
    player = f"{BOT}{desk.role}"
    yield desk.planned(
        "forecast",
        lambda by, nonce: Forecast(
            by=by, nonce=nonce, question=question, probability=said, player=player
        ),
    )


def _requested(desk: _Desk) -> Iterator[Planned]:
    if desk.event.data["of"] == desk.role:
        seq = desk.event.seq
        yield desk.planned(
            "answer",
            lambda by, nonce: GiveInformation(
                by=by, nonce=nonce, request=seq, text=NOTHING_KNOWN
            ),
        )


REACTIONS: Final[Mapping[Kind, Callable[[_Desk], Iterator[Planned]]]] = (
    MappingProxyType(
        {
            **dict.fromkeys(NEWS, _news),
            Kind.DECISION_PROPOSED: _proposed,
            Kind.QUESTION_ASKED: _asked,
            Kind.INFORMATION_REQUESTED: _requested,
        }
    )
)
