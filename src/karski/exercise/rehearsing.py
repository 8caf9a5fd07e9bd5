"""A pack tried out by bots many times, before people meet."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from karski.core.parallel import spread
from karski.core.progress import Progress, silent
from karski.exercise.events import Kind
from karski.exercise.packs.pack import Pack
from karski.exercise.playing import play
from karski.exercise.state import State
from karski.exercise.workload import FROM_THE_PACK, THINGS, per_half_hour

OFTEN: Final = 0.1  # of the runs: a seat that is overloaded in more is reported
RUNAWAY: Final = 0.01  # of all people: more killed than that, and the story is another
BATCH: Final = 10  # runs that a process makes at once


@dataclass(frozen=True, slots=True)
class Run:
    """What one run came to.

    Attributes
    ----------
    sent, passed_over, reached : frozenset of str
        Injects that went, injects whose condition did not hold, and milestones.
    most, most_in_all : mapping of str to int
        The most things that reached a seat in half an hour of the room: from the pack,
        and with what bots sent each other.
    decided : mapping of str to int
        How often each measure was taken.
    stuck : frozenset of str
        Measures proposed and in the end neither taken nor closed.
    deaths, displaced : int
        People, at the end.
    highest : int
        The highest phase that any community was in at the end.
    events : int
    """

    sent: frozenset[str]
    passed_over: frozenset[str]
    reached: frozenset[str]
    most: Mapping[str, int]
    most_in_all: Mapping[str, int]
    decided: Mapping[str, int]
    stuck: frozenset[str]
    deaths: int
    displaced: int
    highest: int
    events: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What many runs came to.

    Attributes
    ----------
    runs : int
    shares : mapping of str to float
        Of each inject, in which share of the runs it went.
    unreachable : tuple of str
        Injects that went in none, those by hand apart.
    by_hand : tuple of str
    milestones : mapping of str to float
    overloaded : mapping of str to float
        Of each seat, in which share of the runs the pack sent it more things than
        its `limit` in half an hour of the room; only those of more than `OFTEN`.
    busiest : mapping of str to float
        Of each seat, how many things reached it in its busiest half hour of the middle
        run, with what bots sent each other.
    idle : tuple of str
        Seats that nothing ever reached.
    never_taken : tuple of str
        Measures that no run took.
    stuck : mapping of str to float
        Measures left hanging, in which share of the runs.
    deaths, displaced : (float, float, float)
        5 %, 50 % and 95 % of the runs [people].
    runaway : float
        The share of runs in which more than `RUNAWAY` of all people were killed.
    events : (float, float, float)
    """

    runs: int
    shares: Mapping[str, float]
    unreachable: tuple[str, ...]
    by_hand: tuple[str, ...]
    milestones: Mapping[str, float]
    overloaded: Mapping[str, float]
    busiest: Mapping[str, float]
    idle: tuple[str, ...]
    never_taken: tuple[str, ...]
    stuck: Mapping[str, float]
    deaths: tuple[float, float, float]
    displaced: tuple[float, float, float]
    runaway: float
    events: tuple[float, float, float]


def rehearse(
    pack: Pack, runs: int, seed: int = 0, progress: Progress = silent
) -> Rehearsal:
    """Have bots play a pack `runs` times, on all processors.

    Every other run has the pack's policies; the rest have policies and preferences
    drawn by the seed, which find branches that a plain way of playing never takes.

    Parameters
    ----------
    pack : Pack
    runs : int
        At least 1.
    seed : int
        Of the first run; the others follow on it.
    progress : callable

    Returns
    -------
    Rehearsal
        The same for the same pack, runs and seed.
    """
    assert runs >= 1, "a rehearsal has runs"
    seeds = range(seed, seed + runs)
    batches = [seeds[at : at + BATCH] for at in range(0, runs, BATCH)]
    done = spread(_batch, pack, batches, progress)
    return summed(pack, [run for batch in done for run in batch])


def _batch(pack: Pack, seeds: Sequence[int]) -> list[Run]:
    # every other run by the pack's policies, the rest by any: both are worth knowing
    return [told(play(pack, seed, varied=bool(seed % 2))) for seed in seeds]


def told(state: State) -> Run:
    """Return what a run came to."""
    decisions = state.decisions.values()
    places = state.places.values()
    return Run(
        sent=_named(state, Kind.INJECT_SENT, "inject"),
        passed_over=_named(state, Kind.INJECT_PASSED_OVER, "inject"),
        reached=frozenset(state.milestones),
        most=_most(state, FROM_THE_PACK),
        most_in_all=_most(state, THINGS),
        decided=Counter(each.measure for each in decisions if each.taken is not None),
        stuck=frozenset(
            each.measure for each in decisions if each.status == "proposed"
        ),
        deaths=round(sum(each.deaths for each in places)),
        displaced=round(sum(each.displaced for each in places)),
        highest=max(each.phase for each in places),
        events=len(state.events),
    )


def _named(state: State, kind: Kind, field: str) -> frozenset[str]:
    return frozenset(
        str(each.data[field]) for each in state.events if each.kind is kind
    )


def _most(state: State, kinds: Collection[Kind]) -> dict[str, int]:
    counted = per_half_hour(state, kinds)
    return {role: max(counts, default=0) for role, counts in counted.items()}


def summed(pack: Pack, runs: Sequence[Run]) -> Rehearsal:
    """Return what runs of a pack came to together."""
    shares = _shares(pack.injects, [run.sent for run in runs])
    by_hand = tuple(name for name, each in pack.injects.items() if each.by_hand)
    people = sum(each.people for each in pack.communities)
    over = [{r for r, most in run.most.items() if most > pack.limit} for run in runs]
    stuck = _shares(pack.measures, [run.stuck for run in runs])
    return Rehearsal(
        runs=len(runs),
        shares=shares,
        unreachable=tuple(
            name for name, at in shares.items() if not at and name not in by_hand
        ),
        by_hand=by_hand,
        milestones=_shares(pack.milestones, [run.reached for run in runs]),
        overloaded=_above(OFTEN, _shares(pack.roles, over)),
        busiest={
            role: float(np.median([run.most_in_all[role] for run in runs]))
            for role in pack.roles
        },
        idle=_in_none(pack.roles, [run.most_in_all for run in runs]),
        never_taken=_in_none(pack.measures, [run.decided for run in runs]),
        stuck=_above(0, stuck),
        deaths=_spread([run.deaths for run in runs]),
        displaced=_spread([run.displaced for run in runs]),
        runaway=sum(run.deaths > RUNAWAY * people for run in runs) / len(runs),
        events=_spread([run.events for run in runs]),
    )


def _shares(names: Iterable[str], found: Sequence[Collection[str]]) -> dict[str, float]:
    return {name: sum(name in each for each in found) / len(found) for name in names}


def _above(least: float, shares: Mapping[str, float]) -> dict[str, float]:
    return {name: share for name, share in shares.items() if share > least}


def _in_none(
    names: Iterable[str], counted: Sequence[Mapping[str, int]]
) -> tuple[str, ...]:
    return tuple(name for name in names if not any(each.get(name) for each in counted))


def _spread(values: Sequence[int]) -> tuple[float, float, float]:
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95), method="linear")
    return float(low), float(middle), float(high)
