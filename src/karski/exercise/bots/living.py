"""Time that passes while people and bots play together."""

import heapq

from karski.exercise.acting import perform
from karski.exercise.advancing import advance, next_due
from karski.exercise.bots.planning import waiting
from karski.exercise.bots.reacting import Planned, reactions
from karski.exercise.events import Event
from karski.exercise.refusals import Refused
from karski.exercise.state import State


def live(state: State, since: int, until: int) -> list[Event]:
    """Let time pass up to a moment, bots acting when they would.

    Parameters
    ----------
    state : State
        Changed in place.
    since, until : int
        Exercise time [ms] up to which bots have had their turn, and shall have it.

    Returns
    -------
    list of Event
        All that came of it.
    """
    seen = len(state.events)
    go_on(state, waiting(state, since), until)
    return state.events[seen:]


def go_on(
    state: State, planned: list[Planned], until: int, *, varied: bool = False
) -> None:
    """Let time pass from one due moment to the next, bots acting in between.

    Parameters
    ----------
    state : State
    planned : list of Planned
        What bots will do, a heap; what they come to plan on the way is added.
    until : int
        Exercise time [ms], itself included.
    varied : bool
        See `reacting.reactions`.
    """
    seen = len(state.events)
    while True:
        moments = [each.at for each in planned[:1]]
        if (due := next_due(state)) is not None:
            moments.append(due)
        if not moments or min(moments) > until:
            advance(state, until)
            return
        if planned and planned[0].at <= min(moments):
            attempt(state, heapq.heappop(planned))
        else:
            advance(state, min(moments))
        for event in state.events[seen:]:
            for each in reactions(state, event, varied=varied):
                heapq.heappush(planned, each)
        seen = len(state.events)


def attempt(state: State, planned: Planned) -> None:
    """Give a bot's command; what does not fit any more, it lets be."""
    try:
        perform(state, planned.command, max(planned.at, state.at))
    except Refused:
        return


def next_moment(state: State, since: int) -> int | None:
    """Return when something happens next by itself, or by a bot [ms]; None: nothing."""
    moments = [each.at for each in waiting(state, since)[:1]]
    if (due := next_due(state)) is not None:
        moments.append(due)
    return min(moments, default=None)
