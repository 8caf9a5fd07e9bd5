"""Decisions as a desk sees them: who has signed, whom they wait for, what became."""

from dataclasses import dataclass

from karski.exercise.deciding import may_sign, may_vote, signers
from karski.exercise.events import Event, sees
from karski.exercise.state import Decision, State


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision, and what one desk can do about it.

    Attributes
    ----------
    signed, waits, voters : tuple of str
        Roles that have signed, whose signature it waits for, and who have yet to vote.
    one_of : tuple of str
        Those who decide, while none of them has signed: one is enough.
    signs, votes, withdraws : bool
        What the desk can do.
    history : tuple of Event
        All that the desk saw of it.
    """

    number: int
    measure: str
    target: str
    by: str
    status: str
    proposed: int
    taken: int | None
    in_effect: int | None
    rationale: str
    legal_basis: str
    owner: str
    parameters: tuple[tuple[str, str], ...]
    signed: tuple[str, ...]
    waits: tuple[str, ...]
    one_of: tuple[str, ...]
    voters: tuple[str, ...]
    in_favour: int
    against: int
    needed: int
    signs: bool
    votes: bool
    withdraws: bool
    history: tuple[Event, ...] = ()


def seen_decisions(state: State, role: str) -> tuple[Standing, ...]:
    """Return the decisions that a desk sees, the newest first."""
    found = (
        standing(state, each, role)
        for each in state.decisions.values()
        if sees(state.events[each.number - 1], role)
    )
    return tuple(reversed(tuple(found)))


def decision_seen(state: State, number: int, role: str) -> Standing | None:
    """Return a decision that a desk sees, with what happened to it."""
    decision = state.decisions.get(number)
    if decision is None or not sees(state.events[number - 1], role):
        return None
    history = tuple(
        each
        for each in state.events
        if each.data.get("decision") == number and sees(each, role)
    )
    return standing(state, decision, role, history)


def standing(
    state: State, decision: Decision, role: str, history: tuple[Event, ...] = ()
) -> Standing:
    """Return a decision as a desk sees it."""
    offer = state.pack.measures[decision.measure]
    is_open = decision.taken is None and decision.stands
    signing = may_sign(offer, decision) if is_open else ()
    voting = may_vote(offer, decision) if is_open else ()
    choosing = tuple(each for each in signing if each in offer.decides)
    return Standing(
        number=decision.number,
        measure=decision.measure,
        target=decision.target,
        by=decision.by,
        status=decision.status,
        proposed=decision.proposed,
        taken=decision.taken,
        in_effect=decision.in_effect,
        rationale=decision.rationale,
        legal_basis=decision.legal_basis,
        owner=decision.owner,
        parameters=tuple(decision.parameters.items()),
        signed=tuple(each for each in state.pack.roles if each in signers(decision)),
        waits=tuple(each for each in signing if each not in choosing),
        one_of=choosing,
        voters=voting,
        in_favour=sum(decision.votes.values()),
        against=len(decision.votes) - sum(decision.votes.values()),
        needed=offer.vote.needed if offer.vote else 0,
        signs=role in signing,
        votes=role in voting,
        withdraws=decision.stands and role in (decision.by, *offer.decides),
        history=history,
    )
