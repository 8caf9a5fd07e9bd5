"""Whether conditions hold."""

from collections.abc import Callable
from typing import Final

from karski.exercise.packs.conditions import Condition, Decided, WorldIs
from karski.exercise.places import Place
from karski.exercise.state import Decision, State


def holds(condition: Condition, state: State, at: int) -> bool:
    """Say whether a condition holds at a moment [ms of exercise time]."""
    if condition.all_of is not None:
        return all(holds(part, state, at) for part in condition.all_of)
    if condition.any_of is not None:
        return any(holds(part, state, at) for part in condition.any_of)
    if condition.none_of is not None:
        return not holds(condition.none_of, state, at)
    return _simple(condition, state, at)


def _simple(condition: Condition, state: State, at: int) -> bool:
    if condition.world is not None:
        return _world(condition.world, state)
    if condition.decided is not None:
        return _decided(condition.decided, state)
    if condition.inject is not None:
        return state.injects[condition.inject].sent is not None
    if condition.milestone is not None:
        return condition.milestone in state.milestones
    if condition.after is not None:
        return at >= condition.after
    assert condition.before is not None, "a condition says one thing"
    return at < condition.before


def _decided(asked: Decided, state: State) -> bool:
    return any(
        decision.stands
        and _come_to(decision, asked.stage)
        and (asked.target is None or _covers(state, decision.target, asked.target))
        for decision in state.on_measure.get(asked.measure, ())
    )


def _come_to(decision: Decision, stage: str) -> bool:
    if stage == "proposed":
        return True
    moment = decision.taken if stage == "taken" else decision.in_effect
    return moment is not None


def _covers(state: State, aimed: str, asked: str) -> bool:
    communities = state.schedule.communities
    return communities[asked] <= communities[aimed]


def _most(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return max(known, default=None)


GATHERED: Final[dict[str, Callable[[list[Place]], float | None]]] = {
    "deaths": lambda places: sum(each.deaths for each in places),
    "displaced": lambda places: sum(each.displaced for each in places),
    "incidents": lambda places: sum(each.incidents for each in places),
    "phase": lambda places: max(each.phase for each in places),
    "trust": lambda places: min(each.trust for each in places),
    "risk": lambda places: _most([each.risk for each in places]),
}


def measured(state: State, variable: str, target: str) -> float | None:
    """Return a variable of the world over a target: counts summed, the worst of others.

    None where it is not known: risk, before the first day has passed.
    """
    communities = state.schedule.communities[target]
    places = [place for key, place in state.places.items() if key in communities]
    return GATHERED[variable](places)


def _world(asked: WorldIs, state: State) -> bool:
    value = measured(state, asked.variable, asked.community)
    if value is None:
        return False
    if asked.at_least is not None:
        return value >= asked.at_least
    return asked.below is not None and value < asked.below
