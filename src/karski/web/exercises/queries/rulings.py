"""Decisions as those who run an exercise see them: who must still agree."""

from collections.abc import Iterable
from dataclasses import dataclass

from karski.exercise.deciding import may_sign, may_vote
from karski.exercise.packs.pack import Pack
from karski.exercise.state import Decision, State
from karski.web.exercises.templatetags.exercises import measure, seat, target, told


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that a decision makes beside its target."""

    title: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Row:
    """A decision; moments are exercise time [ms], people are seats by title."""

    number: int
    measure: str
    target: str
    by: str
    status: str
    proposed: int
    takes_effect: int | None
    in_effect: int | None
    rationale: str
    legal_basis: str
    expected_basis: str
    owner: str
    choices: tuple[Choice, ...]
    signed: str
    to_sign: str
    to_vote: str
    votes: str
    declined: tuple[tuple[str, str], ...]
    allowed: bool

    @property
    def open(self) -> bool:
        """Whether somebody must still agree."""
        return self.status == "proposed"


def rows(state: State) -> list[Row]:
    """Return all decisions: open ones first, then newest first."""
    found = [_row(state.pack, each) for each in state.decisions.values()]
    return sorted(found, key=lambda row: (not row.open, -row.number))


def _row(pack: Pack, decision: Decision) -> Row:
    offer = pack.measures[decision.measure]
    waits = decision.status == "proposed"
    return Row(
        number=decision.number,
        measure=measure(decision.measure, pack),
        target=target(decision.target, pack),
        by=seat(decision.by, pack),
        status=decision.status,
        proposed=decision.proposed,
        takes_effect=decision.takes_effect,
        in_effect=decision.in_effect,
        rationale=decision.rationale,
        legal_basis=decision.legal_basis,
        expected_basis=told(offer.legal_basis),
        owner=decision.owner,
        choices=_choices(pack, decision),
        signed=_seats(decision.signed, pack),
        to_sign=_seats(may_sign(offer, decision), pack) if waits else "",
        to_vote=_seats(may_vote(offer, decision), pack) if waits else "",
        votes=_votes(decision),
        declined=tuple(
            (seat(role, pack), why) for role, why in decision.declined.items()
        ),
        allowed=decision.allowed,
    )


def _seats(roles: Iterable[str], pack: Pack) -> str:
    return ", ".join(seat(role, pack) for role in roles)


def _votes(decision: Decision) -> str:
    if not decision.votes:
        return ""
    favour = sum(decision.votes.values())
    return f"{favour} : {len(decision.votes) - favour}"


def _choices(pack: Pack, decision: Decision) -> tuple[Choice, ...]:
    known = pack.measures[decision.measure].parameters
    return tuple(
        Choice(told(known[name].title), told(known[name].choices[chosen]))
        for name, chosen in decision.parameters.items()
        if name in known and chosen in known[name].choices
    )
