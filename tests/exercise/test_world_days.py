"""A world, day by day: what must hold in every run."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski.exercise.world import (
    Adjustment,
    Assumptions,
    Community,
    Effect,
    Setting,
    World,
    effect_sizes,
    first,
    next_day,
)

EVERY = (1.0,) * 14
NAMES = ("North/Hill", "North/Valley", "South/Hill", "South/Valley")


def setting(level: float = 0.6, phase: int = 2, people: int = 40_000) -> Setting:
    return Setting(
        tuple(
            Community(
                name,
                people,
                (level,) * 14,
                phase,
                0.5,
                (NAMES[number - 1], NAMES[(number + 1) % len(NAMES)]),
            )
            for number, name in enumerate(NAMES)
        )
    )


def lived(
    where: Setting,
    seeds: Sequence[int],
    days: int,
    effects: Sequence[Effect] = (),
    by_hand: dict[int, list[Adjustment]] | None = None,
) -> list[World]:
    worlds = [first(where, len(seeds))]
    for day in range(1, days + 1):
        changes = (by_hand or {}).get(day, [])
        worlds.append(next_day(where, worlds[-1], seeds, day, effects, changes))
    return worlds


def taken(
    seeds: Sequence[int], size: float, starts: int = 1, ends: int | None = None
) -> Effect:
    return Effect("patrols", NAMES[0], starts, ends, np.full(len(seeds), size), EVERY)


def test_the_start_is_the_packs() -> None:
    world = first(setting(0.3, 1), 3)
    assert world.factors.shape == (3, 4, 14)
    assert (world.factors == 0.3).all()
    assert (world.phase == 1).all()
    assert world.deaths_so_far.sum() == 0


def test_people_are_counted_whole_and_never_more_than_there_are() -> None:
    worlds = lived(setting(0.95, 4, people=300), range(50), 120)
    for before, after in pairwise(worlds):
        for what in ("incidents", "deaths", "displaced"):
            day = getattr(after, what)
            so_far = getattr(after, f"{what}_so_far")
            assert day.min() >= 0
            assert np.array_equal(so_far, getattr(before, f"{what}_so_far") + day)
        assert (after.deaths_so_far <= 300).all()
        assert (after.displaced_so_far <= 300).all()
        assert (np.abs(after.phase - before.phase) <= 1).all()
        for level in (after.factors, after.levels, after.trust, after.risk):
            assert 0 <= level.min() <= level.max() <= 1
            assert np.array_equal(level, level.round(6))
    assert worlds[-1].deaths_so_far.sum() > 0


def test_a_fork_shares_every_day_before_its_change() -> None:
    seeds = [4, 9]
    as_it_was = lived(setting(), seeds, 30)
    forked = lived(setting(), seeds, 30, [taken(seeds, -0.3, starts=12)])
    for day in range(12):
        for field in ("phase", "deaths", "displaced", "trust", "factors"):
            assert np.array_equal(
                getattr(as_it_was[day], field), getattr(forked[day], field)
            )
    assert not np.array_equal(as_it_was[12].factors, forked[12].factors)


def test_a_decision_moved_in_time_keeps_its_draw() -> None:
    seeds = range(20)
    first_use = effect_sizes(seeds, 0.0, 0.15, "patrols", NAMES[0], 1)
    again = effect_sizes(seeds, -0.1, 0.15, "patrols", NAMES[0], 1)
    assert again == pytest.approx(first_use - 0.1)
    second = effect_sizes(seeds, 0.0, 0.15, "patrols", NAMES[0], 2)
    assert not np.array_equal(first_use, second)


@given(st.permutations(range(4)), st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_the_order_of_communities_is_irrelevant(order: list[int], seed: int) -> None:
    where = setting()
    mixed = replace(
        where, communities=tuple(where.communities[number] for number in order)
    )
    one, other = lived(where, [seed], 20)[-1], lived(mixed, [seed], 20)[-1]
    for field in ("factors", "phase", "trust", "deaths_so_far", "displaced_so_far"):
        assert np.array_equal(getattr(one, field)[:, order], getattr(other, field))


@given(st.floats(0, 0.5), st.integers(1, 30), st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_relief_never_raises_the_dead_of_a_run(
    relief: float, starts: int, seed: int
) -> None:
    seeds = range(seed, seed + 40)
    worse = lived(setting(), seeds, 40)[-1]
    better = lived(setting(), seeds, 40, [taken(seeds, -relief, starts)])[-1]
    assert (better.deaths_so_far <= worse.deaths_so_far).all()
    assert (better.phase <= worse.phase).all()
    assert (better.trust >= worse.trust).all()


def test_many_runs_are_each_run_by_itself() -> None:
    together = lived(setting(), [3, 8, 21], 25)[-1]
    alone = lived(setting(), [8], 25)[-1]
    assert np.array_equal(together.deaths_so_far[1], alone.deaths_so_far[0])
    assert np.array_equal(together.factors[1], alone.factors[0])


def test_doubling_the_hazard_doubles_expected_incidents() -> None:
    def mean(times: float) -> tuple[float, float]:
        assumptions = Assumptions.shipped().changed("incidents", lambda x: x * times)
        where = Setting(setting().communities, assumptions)
        day = lived(where, range(4000), 1)[-1]
        return float(day.hazard.mean()), float(day.incidents.mean())

    expected, happened = mean(1)
    twice, twice_happened = mean(2)
    assert twice == pytest.approx(2 * expected, rel=1e-4)
    assert happened == pytest.approx(expected, rel=0.1)
    assert twice_happened == pytest.approx(2 * happened, rel=0.1)


def test_violence_reaches_neighbours_and_nobody_else() -> None:
    quiet = Assumptions.shipped().changed("incidents", lambda x: 0.0)
    where = Setting(setting(0.4, 0).communities, quiet)
    attack = [
        Adjustment(NAMES[0], "deaths", by=12),
        Adjustment(NAMES[0], "incidents", 2),
    ]
    world = lived(where, [1], 1, by_hand={1: attack})[-1]
    triggers = world.levels[0, :, 7]
    assert world.deaths[0].tolist() == [12, 0, 0, 0]
    assert world.incidents[0].tolist() == [2, 0, 0, 0]
    assert triggers[0] > triggers[1] == triggers[3] > triggers[2] == 0.4
    assert world.trust[0, 0] < 0.5 == world.trust[0, 1]


def test_raised_factors_fall_back_and_lasting_ones_stay() -> None:
    quiet = Assumptions.shipped().changed("incidents", lambda x: 0.0)
    where = Setting(setting(0.4, 0).communities, quiet)
    news = [
        Adjustment(NAMES[0], 8, by=0.3),
        Adjustment(NAMES[1], 8, to=0.9, lasting=True),
    ]
    worlds = lived(where, [1], 31, by_hand={1: news})
    assert worlds[1].factors[0, :2, 7].tolist() == [0.7, 0.9]
    half_life = round(Assumptions.shipped().half_life)
    later = worlds[1 + half_life].factors[0, :2, 7]
    assert later.tolist() == pytest.approx([0.55, 0.9], abs=1e-4)


def test_a_facilitator_sets_phase_and_trust() -> None:
    still = Assumptions.shipped()
    for name in ("rise", "ease", "incidents"):
        still = still.changed(name, lambda x: 0.0)
    where = Setting(setting(0.4, 1).communities, still)
    word = [Adjustment(NAMES[2], "phase", to=9), Adjustment(NAMES[2], "trust", by=-0.2)]
    world = lived(where, [1], 1, by_hand={1: word})[-1]
    assert world.phase[0].tolist() == [1, 1, 4, 1]
    assert world.trust[0, 2] == pytest.approx(0.3, abs=0.01)


def test_a_measure_grows_works_and_fades() -> None:
    still = replace(Assumptions.shipped(), growing_days=4, fading_days=10, reach=1)
    where = Setting(
        setting(0.6, 0).communities, still.changed("incidents", lambda x: 0)
    )
    effect = taken([1], -0.2, starts=3, ends=13)
    level = [world.factors[0, 0, 0] for world in lived(where, [1], 22, [effect])]
    assert level[2] == 0.6
    assert level[3] == pytest.approx(0.55)
    assert level[6] == level[12] == pytest.approx(0.4)
    assert level[22] == pytest.approx(0.5)


def test_protection_wins_trust_and_a_failing_one_loses_it() -> None:
    quiet = Assumptions.shipped().changed("incidents", lambda x: 0.0)
    where = Setting(setting(0.5, 0).communities, quiet)
    helped = lived(where, [1], 60, [taken([1], -0.05)])[-1]
    harmed = lived(where, [1], 60, [taken([1], 0.05)])[-1]
    assert harmed.trust[0, 0] < 0.5 < helped.trust[0, 0]
    assert helped.trust[0, 1] == 0.5


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"people": 0}, "0 people; give 1 or more"),
        ({"factors": (0.5,) * 13}, "14 factors, each between 0 and 1"),
        ({"factors": (1.2,) * 14}, "14 factors, each between 0 and 1"),
        ({"factors": (float("nan"),) * 14}, "14 factors, each between 0 and 1"),
        ({"phase": 5}, "phase 5; give 0 to 4"),
        ({"trust": -0.1}, "trusts by -0.1; give 0 to 1"),
    ],
)
def test_a_community_that_cannot_be_is_refused(
    wrong: dict[str, object], why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        replace(setting().communities[0], **wrong)


def test_a_setting_that_cannot_be_is_refused() -> None:
    one = setting().communities[0]
    with pytest.raises(ValueError, match="a neighbour of North/Hill, is no community"):
        Setting((one,))
    alone = replace(one, neighbours=())
    with pytest.raises(ValueError, match="stands twice"):
        Setting((alone, alone))
    with pytest.raises(ValueError, match="needs a community"):
        Setting(())
    with pytest.raises(ValueError, match="no community East/Hill; they are North/Hill"):
        Setting((alone,)).place("East/Hill")


def test_an_adjustment_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="either by something or to something"):
        Adjustment(NAMES[0], 8)
    with pytest.raises(ValueError, match="no risk factor 15; give 1 to 14"):
        Adjustment(NAMES[0], 15, by=0.1)
    with pytest.raises(ValueError, match="deaths can only be added"):
        Adjustment(NAMES[0], "deaths", to=3)
