"""Midnight: the world lives the day that ends, and an event tells what came of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from karski.exercise.events import JSON, Event, Kind
from karski.exercise.measures_at_work import effects, uses
from karski.exercise.moments import DAY
from karski.exercise.packs.pack import Pack
from karski.exercise.state import State
from karski.exercise.world import Adjustment, Effect, World, first, next_day

COUNTED = ("incidents", "deaths", "displaced")


def midnight(state: State) -> int:
    """Return when the day that runs now ends [ms]."""
    return (state.day + 1) * DAY


def day_passed(state: State) -> dict[str, JSON]:
    """Return what the event of the next midnight tells."""
    today = _since_midnight(state.events)
    world = _next(state, world_now(state), today, _at_work(state))
    state.worlds[world.day] = world
    setting = state.schedule.setting
    return {
        "day": state.day + 1,
        "communities": {
            key: _told(world, number) for number, key in enumerate(setting.keys)
        },
    }


def _told(world: World, place: int) -> dict[str, JSON]:
    return {
        "phase": int(world.phase[0, place]),
        "trust": float(world.trust[0, place]),
        "risk": float(world.risk[0, place]),
        "incidents": int(world.incidents_so_far[0, place]),
        "deaths": int(world.deaths_so_far[0, place]),
        "displaced": int(world.displaced_so_far[0, place]),
        "factors": world.factors[0, place].tolist(),
    }


def world_now(state: State) -> World:
    """Return the world as of the last midnight.

    A state that was folded lives its days again, once: what the world holds beside
    what events tell follows from them.
    """
    today = state.day - state.schedule.first_day + 1
    if today not in state.worlds:
        state.worlds.clear()
        state.worlds[today] = _lived(state)
    return state.worlds[today]


def _lived(state: State) -> World:
    setting = state.schedule.setting
    world, at_work = first(setting), _at_work(state)
    day: list[Event] = []
    for event in state.events:
        day.append(event)
        if event.kind is Kind.DAY_PASSED:
            world = _next(state, world, day, at_work)
            day = []
    return world


def _at_work(state: State) -> list[Effect]:
    return effects(state.pack, [state.seed], uses(state), state.effects)


def _next(
    state: State, world: World, day: Sequence[Event], at_work: Sequence[Effect]
) -> World:
    return next_day(
        state.schedule.setting,
        world,
        [state.seed],
        world.day + 1,
        at_work,
        list(adjustments(state.pack, day)),
    )


def _since_midnight(events: Sequence[Event]) -> list[Event]:
    found: list[Event] = []
    for event in reversed(events):
        if event.kind is Kind.DAY_PASSED:
            break
        found.append(event)
    return found[::-1]


def adjustments(pack: Pack, events: Iterable[Event]) -> Iterator[Adjustment]:
    """Yield what a day's events change in the world by hand, in their order.

    Shocks of an inject that was recalled on the same day do not reach it.
    """
    day = list(events)
    recalled = {
        event.data["sent"] for event in day if event.kind is Kind.INJECT_RECALLED
    }
    for event in day:
        if event.kind is Kind.ADJUSTED:
            yield _adjustment(event.data)
        if event.kind is Kind.INJECT_SENT and event.seq not in recalled:
            yield from _shocks(pack, str(event.data["inject"]))


def _adjustment(data: Any) -> Adjustment:  # noqa: ANN401 -- an event's data
    variable, value = data["variable"], data["value"]
    what = data["factor"] if variable == "factor" else variable
    if variable in COUNTED:
        return Adjustment(data["community"], what, by=value)
    return Adjustment(data["community"], what, to=value)


def _shocks(pack: Pack, inject: str) -> Iterator[Adjustment]:
    for shock in pack.injects[inject].shocks:
        for key in pack.communities_of(shock.community):
            yield Adjustment(key, shock.factor, by=shock.by)
