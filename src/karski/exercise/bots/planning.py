"""What bots still have to do in an exercise that people run."""

from karski.exercise.bots.policies import POLICIES
from karski.exercise.bots.reacting import Planned, reactions
from karski.exercise.moments import MINUTE
from karski.exercise.packs.pack import Pack
from karski.exercise.state import State


def waiting(state: State, since: int) -> list[Planned]:
    """Return what bots do after a moment [ms of exercise time], the earliest first.

    Parameters
    ----------
    state : State
    since : int
        Up to when bots have had their turn: what was refused then is not tried again.
    """
    if not any(seat.bot for seat in state.seats.values()):
        return []
    oldest = since - slowest(state.pack)
    recent = (event for event in reversed(state.events) if event.at >= oldest)
    found = (each for event in recent for each in reactions(state, event))
    return sorted(
        each
        for each in found
        if each.at > since and each.command.nonce not in state.nonces
    )


def slowest(pack: Pack) -> int:
    """Return the longest that any bot takes to react [ms of exercise time]."""
    most = max(policy.minutes[-1] for policy in POLICIES.values())
    return round(most * MINUTE * pack.rate)
