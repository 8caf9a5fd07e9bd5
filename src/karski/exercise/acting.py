"""What a command brings about, and when it may be given."""

from dataclasses import replace
from typing import Final

from karski.exercise.acts import (
    deciding,
    evaluating,
    forecasting,
    injecting,
    running,
    seating,
    talking,
)
from karski.exercise.acts._checks import Acts
from karski.exercise.advancing import advance
from karski.exercise.commands import (
    Announce,
    AskQuestion,
    Bookmark,
    Command,
    Continue,
    Decline,
    End,
    Forecast,
    HandToBot,
    HandToPeople,
    Hint,
    Jump,
    LeaveSeat,
    NoteOnBoard,
    Observe,
    Overrule,
    Pause,
    Propose,
    Rate,
    Read,
    RecallInject,
    ResolveQuestion,
    Resume,
    Say,
    SendInject,
    SetRate,
    Sign,
    StepBack,
    StepOut,
    Stop,
    TakeSeat,
    Timed,
    Vote,
    Withdraw,
)
from karski.exercise.events import FACILITATOR, Event
from karski.exercise.folding import apply
from karski.exercise.refusals import Refused
from karski.exercise.state import State

ACTS: Final[Acts] = {
    **running.ACTS,
    **injecting.ACTS,
    **deciding.ACTS,
    **talking.ACTS,
    **forecasting.ACTS,
    **seating.ACTS,
    **evaluating.ACTS,
}
ALWAYS: Final = frozenset({StepOut, StepBack, LeaveSeat, Read})
NOTES: Final = frozenset({Observe, Bookmark, Rate, NoteOnBoard})
AFTER_THE_END: Final = ALWAYS | NOTES
TALK: Final = frozenset({Say, Hint, Announce, TakeSeat, HandToBot, HandToPeople})
IN_A_STOP: Final = ALWAYS | NOTES | TALK | {Continue, End}
NEEDS_THE_START: Final = frozenset(
    {
        Pause,
        Resume,
        SetRate,
        Jump,
        Stop,
        Continue,
        End,
        SendInject,
        RecallInject,
        Propose,
        Sign,
        Decline,
        Vote,
        Withdraw,
        Overrule,
        AskQuestion,
        Forecast,
        ResolveQuestion,
    }
)


def act(state: State, command: Command, at: int | None = None) -> list[Event]:
    """Return the events that a command brings about; nothing is applied.

    Parameters
    ----------
    state : State
    command : Command
    at : int or None
        Exercise time [ms]; by default, and at the earliest, the state's.

    Returns
    -------
    list of Event
        Empty for a command whose nonce the state has seen, and where there is nothing
        new to note.

    Raises
    ------
    Refused
    """
    if command.nonce and command.nonce in state.nonces:
        return []
    _in_time(state, command)
    done = ACTS[type(command)](state, command, max(state.at, at or 0))
    if command.nonce and done:
        marked = {**done[0].data, "nonce": command.nonce}
        done[0] = replace(done[0], data=marked)
    return done


def _in_time(state: State, command: Command) -> None:
    kind = type(command)
    if state.ended and kind not in AFTER_THE_END:
        raise Refused("ended")
    if not state.begun and kind in NEEDS_THE_START:
        raise Refused("not_started")
    if not state.stopped:
        return
    to_staff = not isinstance(command, Say) or not command.to
    if kind not in IN_A_STOP or not (to_staff or command.by == FACILITATOR):
        raise Refused("stopped")


def perform(state: State, command: Command, until: int | None = None) -> list[Event]:
    """Let time pass until now, do what is asked, and all that follows at once.

    Parameters
    ----------
    state : State
    command : Command
    until : int or None
        Exercise time now [ms], ``state.clock.reads(wall)``; by default the time of the
        last event. A command with a wall time takes the clock's reading at that.

    Returns
    -------
    list of Event
        All that was applied: keep them together, or none.

    Raises
    ------
    Refused
        Its `happened` holds what had fallen due until now, which is applied.
    """
    at = _now(state, command, until)
    done = advance(state, at)
    try:
        if isinstance(command, Jump) and act(state, command, at):
            done += advance(state, command.to)
        brought = act(state, command, at)
    except Refused as refusal:
        refusal.happened = tuple(done)
        raise
    for event in brought:
        apply(state, event)
    return done + brought + (advance(state, state.at) if brought else [])


def _now(state: State, command: Command, until: int | None) -> int:
    if isinstance(command, Timed):
        return max(state.at, state.clock.reads(command.wall))
    return state.at if until is None else max(state.at, until)
