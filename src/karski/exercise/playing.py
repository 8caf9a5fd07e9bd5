"""A whole run by bots, without a wall clock: what rehearsals and demonstrations are."""

import heapq
from collections.abc import Collection

from karski.exercise.acting import perform
from karski.exercise.bots.living import go_on
from karski.exercise.bots.reacting import Planned, reactions
from karski.exercise.commands import End, HandToBot, Start
from karski.exercise.events import FACILITATOR
from karski.exercise.packs.pack import Pack
from karski.exercise.state import State, first


def play(
    pack: Pack,
    seed: int,
    bots: Collection[str] | None = None,
    *,
    varied: bool = False,
) -> State:
    """Return the state at the end of a run in which bots play.

    Parameters
    ----------
    pack : Pack
    seed : int
        The same pack, seed and bots give the same events, byte for byte.
    bots : collection of str, optional
        Roles that bots play, by default all; nobody plays the others.
    varied : bool
        See `bots.reacting.reactions`.

    Returns
    -------
    State
        Its `events` are the journal; wall times count from 0.
    """
    state = first(pack, seed)
    for role in pack.roles:
        if bots is None or role in bots:
            perform(state, HandToBot(by=FACILITATOR, role=role), state.at)
    perform(state, Start(by=FACILITATOR, wall=0), state.at)
    planned: list[Planned] = []
    for event in state.events:
        for each in reactions(state, event, varied=varied):
            heapq.heappush(planned, each)
    go_on(state, planned, pack.ends, varied=varied)
    wall = state.clock.wall_of(pack.ends) or 0
    perform(state, End(by=FACILITATOR, wall=wall), pack.ends)
    return state
