"""What decisions do in the world: when, and how much, drawn by grade of evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from karski import measures
from karski.exercise.chance import triangular, uniforms_of
from karski.exercise.deciding import involved, signers
from karski.exercise.moments import DAY, HOUR, MINUTE, day
from karski.exercise.packs.pack import Pack
from karski.exercise.state import Decision, State
from karski.exercise.world import Effect, effect_sizes
from karski.measures import Measure

KEPT = 500  # draws, of 1,000 runs some 4 MB
ONCE = range(1)  # drawn once, not by day
OWNER = 0.5  # share of commitment that a named owner gives; signatures give the rest
SECTORS_AS_ONE = 3  # that sign: acting as one


@dataclass(frozen=True, slots=True)
class Use:
    """A measure at work.

    Attributes
    ----------
    measure, target : str
    number : int
        Which use of this measure for this target, from 1: what its draws hang on.
    starts, ends : int, and int or None
        Moments [ms] of its first effect, and of somebody's ending it.
    commitment, coordination : float
        In 0..1, as `karski.measures.modifier` takes them.
    """

    measure: str
    target: str
    number: int
    starts: int
    ends: int | None
    commitment: float
    coordination: float


def uses(state: State) -> list[Use]:
    """Return every decision that came into effect, in the order of their proposals."""
    return [
        Use(
            measure=each.measure,
            target=each.target,
            number=each.use,
            starts=each.in_effect,
            ends=each.closed_at,
            commitment=commitment(state.pack, each),
            coordination=coordination(state.pack, each),
        )
        for each in state.decisions.values()
        if each.in_effect is not None
    ]


def _agreeing(decision: Decision) -> set[str]:
    return signers(decision) | {role for role, yes in decision.votes.items() if yes}


def commitment(pack: Pack, decision: Decision) -> float:
    """Return how resolved a decision's takers are: half an owner named, half signed.

    The second half is the share of all who decide, sign or vote on the measure that
    signed it or voted for it.
    """
    concerned = set(involved(pack.measures[decision.measure]))
    share = len(_agreeing(decision) & concerned) / len(concerned)
    return OWNER * bool(decision.owner.strip()) + (1 - OWNER) * share


def coordination(pack: Pack, decision: Decision) -> float:
    """Return how far sectors act together: 0 if one alone agrees, 1 if three do."""
    sectors = {pack.roles[role].sector for role in _agreeing(decision)}
    return min(1.0, (len(sectors) - 1) / (SECTORS_AS_ONE - 1))


def lead(pack: Pack, seed: int, measure: str, target: str, use: int) -> int:
    """Return how long a measure takes from decision to effect [ms]."""
    return int(leads(pack, [seed], measure, target, use)[0])


def leads(
    pack: Pack, seeds: Sequence[int], measure: str, target: str, use: int
) -> NDArray[np.int64]:
    """Return `lead` in many runs: triangular, in whole minutes, drawn by name."""
    hours = pack.measures[measure].lead_hours
    days = measures.catalogue()[measure].lead_days
    low, best, high = (
        (hours.low, hours.best, hours.high)
        if hours
        else (days.low * 24.0, days.best * 24.0, days.high * 24.0)
    )
    uniform = _uniform(seeds, "lead", measure, target, use)
    minutes = triangular(uniform, low, best, high) * (HOUR // MINUTE)
    return np.rint(minutes).astype(np.int64) * MINUTE


def _uniform(
    seeds: Sequence[int], variable: str, measure: str, target: str, use: int
) -> NDArray[np.float64]:
    return _drawn(tuple(seeds), variable, f"{target}\n{measure}\n{use}")


@lru_cache(maxsize=KEPT)
def _drawn(seeds: tuple[int, ...], variable: str, where: str) -> NDArray[np.float64]:
    """Return a uniform in each run; forks ask for it again."""
    return uniforms_of(seeds, variable, where, ONCE)[:, 0, 0]


def effects(
    pack: Pack,
    seeds: Sequence[int],
    used: Iterable[Use],
    drawn: dict[object, Effect] | None = None,
) -> list[Effect]:
    """Return what measures at work do in each community they are aimed at.

    Parameters
    ----------
    pack : Pack
    seeds : sequence of int
        One a run; a run's draws hang on its seed, the measure, the community and the
        number of the use, not on the moment.
    used : iterable of Use
    drawn : dict, optional
        Keeps what was drawn for these seeds, so that it is not drawn anew.
    """
    every, kept = list(used), {} if drawn is None else drawn
    reached = {each.target: pack.communities_of(each.target) for each in every}
    found = []
    for each in every:
        for key in reached[each.target]:
            there = [other for other in every if key in reached[other.target]]
            known = (each, key, _beside(there, each))
            if known not in kept:
                kept[known] = _effect(pack, seeds, *known)
            found.append(kept[known])
    return found


def _effect(
    pack: Pack, seeds: Sequence[int], use: Use, key: str, beside: int
) -> Effect:
    measure = measures.catalogue()[use.measure]
    conditions = measures.modifier(use.commitment, use.coordination, beside)
    drawn = measures.effect(measure, combined=beside > 0).under(conditions)
    return Effect(
        measure=use.measure,
        community=key,
        starts=world_day(pack, use.starts),
        ends=_ends(pack, seeds, use, measure),
        size=effect_sizes(seeds, drawn.mean, drawn.sd, use.measure, key, use.number),
        weights=measure.weights,
    )


def _ends(
    pack: Pack, seeds: Sequence[int], use: Use, measure: Measure
) -> NDArray[np.int64] | int | None:
    ended = None if use.ends is None else world_day(pack, use.ends)
    if isinstance(measure.lasts_days, str):
        return ended
    lasts = measure.lasts_days
    uniform = _uniform(seeds, "lasts", use.measure, use.target, use.number)
    days = np.rint(triangular(uniform, lasts.low, lasts.best, lasts.high))
    fades: NDArray[np.int64] = world_day(pack, use.starts) + days.astype(np.int64)
    return fades if ended is None else np.minimum(fades, ended)


def _beside(there: Iterable[Use], use: Use) -> int:
    """Return how many other measures were at work there when this one began."""
    return len(
        {
            other.measure
            for other in there
            if other.measure != use.measure
            and other.starts <= use.starts < _over(other)
        }
    )


def _over(use: Use) -> float:
    lasts = measures.catalogue()[use.measure].lasts_days
    likely = np.inf if isinstance(lasts, str) else use.starts + lasts.best * DAY
    return likely if use.ends is None else min(likely, use.ends)


def world_day(pack: Pack, at: int) -> int:
    """Return which day of the world a moment lies in; its first day is 1."""
    return day(at) - day(pack.starts) + 1
