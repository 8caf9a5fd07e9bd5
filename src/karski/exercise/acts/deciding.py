"""Decisions: proposed, signed, voted on, withdrawn, overruled."""

from typing import Final

from karski import measures
from karski.exercise import deciding
from karski.exercise.acts._checks import (
    Acts,
    by_desk,
    by_facilitator,
    choice,
    place,
    title,
    titles,
    words,
)
from karski.exercise.commands import (
    Command,
    Decline,
    Overrule,
    Propose,
    Sign,
    Vote,
    Withdraw,
)
from karski.exercise.events import JSON, Event, Kind
from karski.exercise.packs.offers import Offer
from karski.exercise.packs.texts import Text
from karski.exercise.refusals import Refused, listed
from karski.exercise.state import Decision, State

SILENT = ("brief", "plenary")  # phases in which nothing is decided


def _deciding(state: State, command: Command) -> str:
    role = by_desk(state, command)
    if state.stage in SILENT:
        raise Refused("not_in_phase")
    return role


def measure_title(state: State, measure: str) -> Text:
    """Return what a measure is called in this exercise."""
    return state.pack.measures[measure].title or Text(
        en=measures.catalogue()[measure].title
    )


def propose(state: State, command: Propose, at: int) -> list[Event]:
    """Take a measure, as far as one's own authority goes."""
    role = _deciding(state, command)
    pack, measure = state.pack, command.measure
    if measure not in pack.measures:
        raise Refused("unknown_measure", name=measure)
    offer, named = pack.measures[measure], measure_title(state, measure)
    if command.target not in pack.targets(measure):
        known = listed(pack.targets(measure))
        raise Refused("unknown_target", measure=named, name=command.target, known=known)
    if role not in offer.decides and not command.asking:
        who = titles(state, offer.decides)
        raise Refused("no_authority", measure=named, role=title(state, role), who=who)
    _once(state, command, offer)
    data: dict[str, JSON] = {
        "measure": measure,
        "target": command.target,
        "parameters": _parameters(offer, command, named),
        "rationale": words(command.rationale, "rationale"),
        "legal_basis": words(command.legal_basis, "legal basis", needed=False),
        "owner": words(command.owner, "owner", needed=False),
    }
    to = deciding.audience(pack, measure, role)
    return [state.event(Kind.DECISION_PROPOSED, at, command.by, to, data)]


def _once(state: State, command: Propose, offer: Offer) -> None:
    for decision in state.standing():
        if (decision.measure, decision.target) != (command.measure, command.target):
            continue
        if decision.taken is None or not offer.repeatable:
            raise Refused(
                "twice_open" if decision.taken is None else "twice_taken",
                measure=measure_title(state, command.measure),
                target=place(state, command.target),
                decision=decision.number,
            )


def _parameters(offer: Offer, command: Propose, named: Text) -> dict[str, JSON]:
    for name in command.parameters:
        if name not in offer.parameters:
            raise Refused("spare_parameter", measure=named, name=name)
    chosen: dict[str, JSON] = {}
    for name, parameter in offer.parameters.items():
        picked = command.parameters.get(name)
        if picked not in parameter.choices:
            known = tuple(parameter.choices.values())
            title = parameter.title
            raise Refused("no_parameter", measure=named, name=title, known=known)
        chosen[name] = picked
    return chosen


def _open(state: State, number: int, role: str | None) -> tuple[Decision, Offer]:
    """Return a decision that waits, and its offer; refuse what nobody can sign."""
    decision = _known(state, number, role)
    if decision.taken is not None or not decision.stands:
        raise Refused("closed_decision", status=decision.status)
    return decision, state.pack.measures[decision.measure]


def _known(state: State, number: int, role: str | None) -> Decision:
    decision = state.decisions.get(number)
    if decision is None or (role and not _sees(state, decision, role)):
        raise Refused("unknown_decision", number=number)
    return decision


def _sees(state: State, decision: Decision, role: str) -> bool:
    return role in deciding.audience(state.pack, decision.measure, decision.by)


def _signing(state: State, number: int, role: str) -> Decision:
    decision, offer = _open(state, number, role)
    waiting = deciding.may_sign(offer, decision)
    if role in waiting:
        return decision
    if role in decision.declined:
        raise Refused("declined_already", role=title(state, role))
    if role in deciding.signers(decision):
        raise Refused("signed_twice", role=title(state, role))
    named = measure_title(state, decision.measure)
    if not waiting:
        raise Refused("needs_nobody", measure=named)
    who = titles(state, waiting)
    raise Refused("not_a_signer", measure=named, role=title(state, role), who=who)


def _about(
    state: State,
    kind: Kind,
    command: Command,
    at: int,
    decision: Decision,
    **data: JSON,
) -> list[Event]:
    to = deciding.audience(state.pack, decision.measure, decision.by)
    told = {"decision": decision.number, **data}
    return [state.event(kind, at, command.by, to, told)]


def sign(state: State, command: Sign, at: int) -> list[Event]:
    """Sign a decision."""
    role = _deciding(state, command)
    decision = _signing(state, command.decision, role)
    return _about(state, Kind.SIGNED, command, at, decision)


def decline(state: State, command: Decline, at: int) -> list[Event]:
    """Decline to sign a decision."""
    role = _deciding(state, command)
    decision = _signing(state, command.decision, role)
    reason = words(command.reason, "reason")
    return _about(state, Kind.DECLINED, command, at, decision, reason=reason)


def vote(state: State, command: Vote, at: int) -> list[Event]:
    """Vote on a decision."""
    role = _deciding(state, command)
    decision, offer = _open(state, command.decision, role)
    voters = offer.vote.of if offer.vote else ()
    if role not in voters:
        raise Refused(
            "not_a_voter" if voters else "no_vote",
            measure=measure_title(state, decision.measure),
            role=title(state, role),
            who=titles(state, voters),
        )
    if role in decision.votes:
        raise Refused("voted_twice", role=title(state, role))
    data = {"for": bool(command.favours)}
    return _about(state, Kind.VOTED, command, at, decision, **data)


def withdraw(state: State, command: Withdraw, at: int) -> list[Event]:
    """Take back a proposal, or end a measure."""
    role = _deciding(state, command)
    decision = _known(state, command.decision, role)
    if not decision.stands:
        raise Refused("closed_decision", status=decision.status)
    offer = state.pack.measures[decision.measure]
    own = role == decision.by and decision.taken is None
    if not own and role not in offer.decides:
        raise Refused(
            "not_to_withdraw",
            measure=measure_title(state, decision.measure),
            who=titles(state, offer.decides),
        )
    reason = words(command.reason, "reason")
    return _about(state, Kind.WITHDRAWN, command, at, decision, reason=reason)


def overrule(state: State, command: Overrule, at: int) -> list[Event]:
    """Allow or refuse a decision, whoever has signed it."""
    by_facilitator(command)
    choice(command.verdict, ("allowed", "refused"), "verdict")
    decision = _known(state, command.decision, None)
    allowing = command.verdict == "allowed"
    if (allowing and decision.taken is not None) or (
        not allowing and not decision.stands
    ):
        raise Refused("closed_decision", status=decision.status)
    reason = words(command.reason, "reason")
    return _about(
        state,
        Kind.OVERRULED,
        command,
        at,
        decision,
        verdict=command.verdict,
        reason=reason,
    )


ACTS: Final[Acts] = {
    Propose: propose,
    Sign: sign,
    Decline: decline,
    Vote: vote,
    Withdraw: withdraw,
    Overrule: overrule,
}
