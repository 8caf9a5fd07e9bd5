"""The authority chain: who must agree before a measure is taken."""

from karski.exercise.packs.offers import Offer
from karski.exercise.packs.pack import Pack
from karski.exercise.state import Decision, State


def involved(offer: Offer) -> tuple[str, ...]:
    """Return the roles that decide on a measure, sign with them or vote."""
    voters = offer.vote.of if offer.vote else ()
    return tuple(dict.fromkeys((*offer.decides, *offer.cosign, *voters)))


def signers(decision: Decision) -> set[str]:
    """Return the roles whose word a decision has, its proposer's included."""
    return {decision.by, *decision.signed}


def complete(offer: Offer, decision: Decision) -> bool:
    """Say whether everybody agreed that must: one who decides, all who sign, votes."""
    signed = signers(decision)
    return (
        any(role in signed for role in offer.decides)
        and all(role in signed for role in offer.cosign)
        and _votes_for(decision) >= (offer.vote.needed if offer.vote else 0)
    )


def hopeless(offer: Offer, decision: Decision) -> bool:
    """Say whether it can no longer be taken, for who declined or voted against it."""
    declined = decision.declined.keys()
    undecided = [role for role in offer.decides if role not in declined]
    if not undecided or any(role in declined for role in offer.cosign):
        return True
    if offer.vote is None:
        return False
    against = len(decision.votes) - _votes_for(decision)
    return len(offer.vote.of) - against < offer.vote.needed


def _votes_for(decision: Decision) -> int:
    return sum(decision.votes.values())


def may_sign(offer: Offer, decision: Decision) -> tuple[str, ...]:
    """Return the roles whose signature a decision waits for, in the offer's order."""
    signed = signers(decision)
    found = [role for role in offer.cosign if role not in signed]
    if not any(role in signed for role in offer.decides):
        found = [*offer.decides, *found]
    return tuple(role for role in dict.fromkeys(found) if role not in decision.declined)


def may_vote(offer: Offer, decision: Decision) -> tuple[str, ...]:
    """Return the roles that have yet to vote."""
    voters = offer.vote.of if offer.vote else ()
    return tuple(role for role in voters if role not in decision.votes)


def waits_for(state: State, role: str) -> list[Decision]:
    """Return the decisions that wait for a role's signature or vote, oldest first."""
    found = []
    for decision in state.standing():
        offer = state.pack.measures[decision.measure]
        waiting = may_sign(offer, decision) + may_vote(offer, decision)
        if decision.taken is None and role in waiting:
            found.append(decision)
    return found


def audience(pack: Pack, measure: str, by: str) -> tuple[str, ...]:
    """Return who sees a decision: its proposer's team, and those who are involved."""
    team = pack.roles[by].team
    concerned = involved(pack.measures[measure])
    return tuple(
        role
        for role, each in pack.roles.items()
        if each.team == team or role in concerned
    )


def next_use(state: State, decision: Decision) -> int:
    """Return which use of its measure for its target a decision is, if taken now."""
    return 1 + sum(
        (each.measure, each.target) == (decision.measure, decision.target)
        for each in state.decisions.values()
        if each.use
    )
