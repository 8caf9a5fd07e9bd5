"""Time passing: everything that follows from the pack, the seed and what people did.

What follows next is a function of the state alone, one event at a time. So it makes no
difference in how many steps time passes, nor where a journal was cut.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from karski.exercise import deciding, sending
from karski.exercise.events import CLOCK, JSON, STAFF, WORLD, Event, Kind
from karski.exercise.folding import apply
from karski.exercise.measures_at_work import lead
from karski.exercise.midnights import day_passed, midnight
from karski.exercise.moments import MINUTE
from karski.exercise.state import Decision, Due, State, Waiting
from karski.exercise.triggers import holds

# nothing waits for these, so nothing can follow from them
CALM: Final = frozenset(
    {
        Kind.MESSAGE_SENT,
        Kind.SHARED,
        Kind.BOARD_NOTED,
        Kind.INFORMATION_REQUESTED,
        Kind.INFORMATION_GIVEN,
        Kind.HINT_GIVEN,
        Kind.ADVICE_ASKED,
        Kind.ADVICE_GIVEN,
        Kind.ANNOUNCED,
        Kind.FORECAST_GIVEN,
        Kind.SEAT_TAKEN,
        Kind.SEAT_LEFT,
        Kind.TO_BOT,
        Kind.TO_PEOPLE,
        Kind.STEPPED_OUT,
        Kind.STEPPED_BACK,
        Kind.READ,
        Kind.OBSERVED,
        Kind.BOOKMARKED,
        Kind.RATED,
    }
)


def advance(state: State, until: int) -> list[Event]:
    """Let time pass, and return all that followed, applied.

    Parameters
    ----------
    state : State
    until : int
        Exercise time [ms], itself included; an earlier one than the state's lets no
        time pass, but what follows at once still does.
    """
    found: list[Event] = []
    while event := following(state, until):
        apply(state, event)
        found.append(event)
    return found


def following(state: State, until: int) -> Event | None:
    """Return what follows next, by exercise time `until`; nothing is applied."""
    if not _goes_on(state):
        return None
    event, due = _ahead(state)
    latest = max(until, state.at)
    if event is not None:
        return event if event.at <= latest else None
    return _fallen_due(state, due) if due is not None and due[0] <= latest else None


def next_due(state: State) -> int | None:
    """Return the exercise time [ms] of what follows next if nobody acts; None if never.

    None as well before the start, after the end, and in a safety stop.
    """
    if not _goes_on(state):
        return None
    event, due = _ahead(state)
    return event.at if event else due[0] if due else None


def _goes_on(state: State) -> bool:
    return state.begun and not state.ended and not state.stopped


def _ahead(state: State) -> tuple[Event | None, Waiting | None]:
    """Return what follows next, made already or yet to be made at its moment.

    It is looked for once after each event: nothing else changes it.
    """
    if state.ahead is None or state.ahead[0] != len(state.events):
        event = _at_once(state)
        found = (event, None) if event else _in_time(state)
        state.ahead = (len(state.events), *found)
    return state.ahead[1:]


def _at_once(state: State) -> Event | None:
    """Return what follows without any time passing."""
    if state.events[-1].kind in CALM:
        return None
    return _agreed(state) or _triggered(state, state.at)


def _agreed(state: State) -> Event | None:
    """Return that a decision is taken, if all that it waited for is there."""
    for decision in state.standing():
        offer = state.pack.measures[decision.measure]
        if decision.taken is None and (
            decision.allowed or deciding.complete(offer, decision)
        ):
            return _taken(state, decision)
    return None


def _taken(state: State, decision: Decision) -> Event:
    pack, use = state.pack, deciding.next_use(state, decision)
    takes = lead(pack, state.seed, decision.measure, decision.target, use)
    return state.event(
        Kind.DECISION_TAKEN,
        state.at,
        WORLD,
        deciding.audience(pack, decision.measure, decision.by),
        {"decision": decision.number, "takes_effect": state.at + takes},
    )


def _triggered(state: State, at: int) -> Event | None:
    """Return the first milestone or inject whose condition has come to hold."""
    for name, when in state.schedule.milestones:
        if name not in state.milestones and holds(when, state, at):
            return state.event(
                Kind.MILESTONE_REACHED, at, WORLD, STAFF, {"milestone": name}
            )
    for name, when in state.schedule.conditional:
        fate = state.injects[name]
        ready = fate.waits and fate.due is None and not fate.held
        if ready and holds(when, state, at):
            return _armed(state, name, at)
    return None


def _armed(state: State, name: str, at: int) -> Event:
    """Return that an inject goes, or that it will after its delay."""
    delay = state.pack.injects[name].delay_minutes * MINUTE
    if not delay:
        return sending.sent(state, name, at, WORLD)
    data: dict[str, JSON] = {"inject": name, "at": at + delay}
    return state.event(Kind.INJECT_DUE, at, WORLD, STAFF, data)


def _fallen_due(state: State, due: Waiting) -> Event:
    """Return the event of what has waited for its moment."""
    at, what, number, name = due
    match what:
        case Due.MIDNIGHT:
            return state.event(Kind.DAY_PASSED, at, WORLD, STAFF, day_passed(state))
        case Due.EFFECT:
            return _in_effect(state, at, number)
        case Due.INJECT:
            return sending.fallen_due(state, name, at)
        case Due.ASK:
            return sending.asked(state, name, at)
        case Due.RESOLVE:
            return sending.resolved(state, name, at)


def _in_time(state: State) -> tuple[Event | None, Waiting | None]:
    """Return what a moment alone brings to hold, or else what waits for its moment.

    Nothing does after the pack's last moment.
    """
    due, until = min(_waiting(state), default=None), state.pack.ends
    if due is not None and due[0] > until:
        due = None
    turns = state.schedule.turns
    for turn in turns[bisect_right(turns, state.at) :]:
        if turn > until or (due is not None and turn >= due[0]):
            break
        if event := _triggered(state, turn):
            return event, None
    return None, due


def _waiting(state: State) -> Iterator[Waiting]:
    """Yield everything that waits for a moment."""
    yield midnight(state), Due.MIDNIGHT, 0, ""
    for decision in state.standing():
        if decision.takes_effect is not None and decision.in_effect is None:
            yield decision.takes_effect, Due.EFFECT, decision.number, ""
    yield from _waiting_injects(state)
    for at, name in state.schedule.questions:
        if name not in state.questions:
            yield at, Due.ASK, 0, name
            break
    for name, question in state.questions.items():
        if question.resolves is not None and question.outcome is None:
            yield question.resolves, Due.RESOLVE, 0, name


def _waiting_injects(state: State) -> Iterator[Waiting]:
    for number, (at, name) in enumerate(state.schedule.timed):
        fate = state.injects[name]
        if fate.waits and not fate.held:
            yield max(at, state.at), Due.INJECT, number, name
            break
    for number, (name, _) in enumerate(state.schedule.conditional):
        fate = state.injects[name]
        if fate.due is not None and fate.waits and not fate.held:
            yield max(fate.due, state.at), Due.INJECT, number, name


def _in_effect(state: State, at: int, number: int) -> Event:
    decision = state.decisions[number]
    to = deciding.audience(state.pack, decision.measure, decision.by)
    data: dict[str, JSON] = {"decision": number}
    return state.event(Kind.DECISION_IN_EFFECT, at, CLOCK, to, data)
