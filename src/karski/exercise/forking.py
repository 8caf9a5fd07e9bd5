"""What would have been otherwise: a journal's decisions moved, left out, or added.

The world alone is lived again, many times, under the same chance with and without the
change; what people would then have said and done is not made up. Lead times and the
numbers by which effects are drawn stay those of the journal, so that a decision that
only moves in time keeps its luck.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from math import isfinite
from typing import TypeAlias

from karski.core.errors import ExerciseError
from karski.exercise.chance import Array
from karski.exercise.deciding import involved
from karski.exercise.events import Event, Kind
from karski.exercise.folding import fold
from karski.exercise.measures_at_work import (
    Use,
    commitment,
    coordination,
    effects,
    lead,
    world_day,
)
from karski.exercise.midnights import adjustments
from karski.exercise.moments import HOUR
from karski.exercise.packs.pack import Pack
from karski.exercise.state import Decision, State
from karski.exercise.world import Adjustment, Difference
from karski.exercise.world.pairing import outcome, totals

RUNS = 1000
OUTSIDE = (
    "The decision would lie before the exercise or after it; move it by fewer hours."
)
AtWork: TypeAlias = dict[int, Use]  # by the number of the decision; added ones below 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A decision taken some hours later than it was; fewer than none is earlier."""

    decision: int
    hours: float


@dataclass(frozen=True, slots=True)
class Dropped:
    """A decision that was never taken."""

    decision: int


@dataclass(frozen=True, slots=True)
class Added:
    """A decision that nobody took, taken at a moment [ms] by all whom it needs."""

    measure: str
    target: str
    at: int


Change: TypeAlias = Moved | Dropped | Added


def otherwise(
    pack: Pack,
    seed: int,
    events: Sequence[Event],
    changes: Sequence[Change],
    runs: int = RUNS,
) -> Difference:
    """Return what other decisions would have changed in the world of a journal.

    Parameters
    ----------
    pack : Pack
    seed : int
        The journal's; the first run is its own.
    events : sequence of Event
    changes : sequence of Change
    runs : int
        Pairs of worlds, with seeds from `seed` on.

    Returns
    -------
    Difference
        From the first day to the pack's last. What the facilitator adjusted, and
        shocks that injects brought, are the same in both.

    Raises
    ------
    ExerciseError
        A change names a decision that was not taken, a measure or target that the pack
        does not offer, or a moment outside the exercise.
    """
    return Fork(pack, seed, events, runs).otherwise(changes)


class Fork:
    """A journal to which changes are put; the course as played is lived once.

    Parameters
    ----------
    pack, seed, events, runs
        As `otherwise` takes them.
    """

    def __init__(
        self, pack: Pack, seed: int, events: Sequence[Event], runs: int = RUNS
    ) -> None:
        self.state = fold(pack, seed, events)
        self.seeds = range(seed, seed + runs)
        self.days = world_day(pack, max(pack.ends, self.state.at))
        self._by_hand = _by_hand(pack, events)
        self._played = self._lived(at_work(self.state))

    def otherwise(self, changes: Sequence[Change]) -> Difference:
        """Return what `changes` would have changed.

        Raises
        ------
        ExerciseError
            As `otherwise` of this module.
        """
        changed = self._lived(with_changes(self.state, changes))
        deaths, displaced = map(outcome, self._played, changed)
        return Difference(len(self.seeds), self.days, deaths, displaced)

    def _lived(self, used: AtWork) -> tuple[Array, Array]:
        """Return deaths and displaced so far, each (runs, days)."""
        return totals(
            self.state.schedule.setting,
            self.seeds,
            effects(self.state.pack, self.seeds, used.values()),
            self.days,
            self._by_hand,
        )


def at_work(state: State) -> AtWork:
    """Return the decisions that were taken and stood until they worked, or will."""
    return {
        number: _use(state, decision, decision.takes_effect)
        for number, decision in state.decisions.items()
        if decision.takes_effect is not None
        and (decision.in_effect is not None or decision.stands)
    }


def drawn(state: State) -> dict[int, float]:
    """Return what chance gave each decision at work, by its number.

    The mean, over the communities that it is aimed at, of the change in the level of
    the risk factors that it acts on, at full weight, 0..1; negative is relief.
    """
    used = at_work(state)
    found = effects(state.pack, [state.seed], used.values())
    sizes = iter(float(each.size[0]) for each in found)
    reached = {
        number: len(state.pack.communities_of(use.target))
        for number, use in used.items()
    }
    return {
        number: sum(next(sizes) for _ in range(many)) / many
        for number, many in reached.items()
    }


def with_changes(state: State, changes: Iterable[Change]) -> AtWork:
    """Return what would have been at work.

    Raises
    ------
    ExerciseError
        As in `otherwise`.
    """
    found = at_work(state)
    for change in changes:
        _change(change, state, found)
    return found


def _use(state: State, decision: Decision, starts: int) -> Use:
    return Use(
        measure=decision.measure,
        target=decision.target,
        number=decision.use,
        starts=starts,
        ends=decision.closed_at,
        commitment=commitment(state.pack, decision),
        coordination=coordination(state.pack, decision),
    )


@singledispatch
def _change(change: Change, state: State, found: AtWork) -> None:
    raise TypeError(f"{change!r} is no change")


@_change.register
def _dropped(change: Dropped, state: State, found: AtWork) -> None:
    _known(change.decision, found)
    del found[change.decision]


@_change.register
def _moved(change: Moved, state: State, found: AtWork) -> None:
    use = _known(change.decision, found)
    if not isfinite(change.hours):
        raise ExerciseError("the hours to move a decision by are no number; give one")
    by = round(change.hours * HOUR)
    decision = state.decisions[change.decision]
    assert decision.taken is not None, "what works was taken"
    assert decision.takes_effect is not None, "what works was taken"
    lead_time = decision.takes_effect - decision.taken
    _within(state.pack, use.starts + by - lead_time)
    found[change.decision] = replace(use, starts=use.starts + by)


@_change.register
def _added(change: Added, state: State, found: AtWork) -> None:
    pack = state.pack
    if change.measure not in pack.measures:
        known = ", ".join(pack.measures)
        raise ExerciseError(
            f"this exercise offers no measure {change.measure!r}; choose one of {known}"
        )
    if change.target not in pack.targets(change.measure):
        known = ", ".join(pack.targets(change.measure))
        raise ExerciseError(
            f"{change.measure} cannot be aimed at {change.target!r}; choose one of"
            f" {known}"
        )
    _within(pack, change.at)
    decision = _agreed(state, change, found)
    wait = lead(pack, state.seed, change.measure, change.target, decision.use)
    found[min((0, *found)) - 1] = _use(state, decision, change.at + wait)


def _agreed(state: State, change: Added, found: AtWork) -> Decision:
    """Return a decision that has an owner and the word of everybody concerned."""
    same = [
        use.number
        for use in found.values()
        if (use.measure, use.target) == (change.measure, change.target)
    ]
    offer = state.pack.measures[change.measure]
    everybody = involved(offer)
    return Decision(
        number=0,
        measure=change.measure,
        target=change.target,
        by=offer.decides[0],
        proposed=change.at,
        rationale="",
        legal_basis="",
        owner=offer.decides[0],
        parameters={},
        signed=everybody,
        use=1 + max(same, default=0),
    )


def _known(number: int, found: AtWork) -> Use:
    if number not in found:
        raise ExerciseError(
            f"event {number} is no decision that came to work; choose one that was"
            " taken"
        )
    return found[number]


def _within(pack: Pack, at: int) -> None:
    if not pack.starts <= at <= pack.ends:
        raise ExerciseError(OUTSIDE)


def _by_hand(pack: Pack, events: Iterable[Event]) -> Mapping[int, Sequence[Adjustment]]:
    """Return what was changed in the world by hand, by its day."""
    return {
        number: list(adjustments(pack, day))
        for number, day in enumerate(_days(events), 1)
    }


def _days(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Yield the events of each day, its midnight last; the last day may be open."""
    day: list[Event] = []
    for event in events:
        day.append(event)
        if event.kind is Kind.DAY_PASSED:
            yield day
            day = []
    yield day
