"""Time that passes while people and bots play together."""

from karski.exercise.acting import perform
from karski.exercise.advancing import advance, next_due
from karski.exercise.bots.planning import waiting
from karski.exercise.bots.reacting import Planned
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
    while planned := [each for each in waiting(state, since) if each.at <= until]:
        since = planned[0].at
        for each in planned:
            if each.at == since:
                attempt(state, each)
    advance(state, until)
    return state.events[seen:]


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
