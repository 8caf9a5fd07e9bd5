"""What would have been otherwise; and measures that nobody has graded."""

from collections.abc import Sequence

import numpy as np
import pytest
from scipy import stats

from karski.exercise.chance import Array
from karski.exercise.world import (
    Adjustment,
    Assumptions,
    Community,
    Effect,
    Setting,
    assumptions,
    effect_sizes,
    paired,
    sensitivity,
)
from karski.exercise.world.pairing import totals
from karski.exercise.world.varying import MEAN, SD, example
from karski.measures import Measure, catalogue, effect, modifier

NAMES = ("Coast/A", "Coast/B", "Hills/A", "Hills/B", "City/A", "City/B")
RUNS = 2000
DAYS = 30
SEEDS = range(RUNS)
START = Setting(
    tuple(
        Community(name, 60_000, (0.65,) * 14, 2, 0.5, (NAMES[number - 1],))
        for number, name in enumerate(NAMES)
    )
)
UNGRADED = sorted(n for n, m in catalogue().items() if m.evidence.grade == "U")
ALWAYS = 1e-4  # a test that holds must hold for some thirty measures at once


def weights(measure: Measure) -> tuple[float, ...]:
    return tuple(measure.factors.get(number, 0.0) for number in range(1, 15))


def taken(
    name: str, where: Sequence[str], seeds: Sequence[int] = SEEDS, starts: int = 2
) -> list[Effect]:
    measure = catalogue()[name]
    known = effect(measure).under(modifier(1.0, 1.0, 3))
    return [
        Effect(
            name,
            community,
            starts,
            None,
            effect_sizes(seeds, known.mean, known.sd, name, community),
            weights(measure),
        )
        for community in where
    ]


@pytest.fixture(scope="module")
def nothing_done() -> Array:
    deaths = totals(START, SEEDS, [], DAYS)[0][:, -1]
    assert 20 < np.median(deaths) < 500, "a world in which a measure can matter"
    return deaths


@pytest.mark.parametrize("name", UNGRADED)
def test_deaths_never_fall_to_a_measure_that_nobody_has_graded(
    name: str, nothing_done: Array
) -> None:
    """Taken everywhere, under the best conditions: as many runs get worse as better.

    A world answers a worse turn by more deaths than it saves after as good a one, so
    that the mean may rise; it must not fall.
    """
    change = totals(START, SEEDS, taken(name, NAMES), DAYS)[0][:, -1] - nothing_done
    low, middle, high = np.quantile(change, [0.05, 0.5, 0.95])
    assert low <= 0 <= high
    assert abs(middle) <= 0.05 * np.median(nothing_done)
    fewer, more = int((change < 0).sum()), int((change > 0).sum())
    assert fewer > 0
    assert more > 0
    one_sided = stats.binomtest(fewer, fewer + more, alternative="greater")
    assert one_sided.pvalue > ALWAYS
    below = stats.norm.cdf(change.mean() / (change.std(ddof=1) / RUNS**0.5))
    assert below > ALWAYS


def test_the_best_graded_measure_saves_lives_and_not_in_every_run(
    nothing_done: Array,
) -> None:
    effects = taken("armed_peace_operation", NAMES)
    found = paired(START, SEEDS, [], effects, DAYS)
    assert found.deaths.fewer > 0.6
    assert found.deaths.more > 0
    assert found.deaths.mean_change < 0
    assert np.array_equal(
        found.deaths.played.middle[-1:], [np.quantile(nothing_done, 0.5)]
    )


def test_what_goes_with_more_killing_costs_lives() -> None:
    found = paired(START, SEEDS, [], taken("unarmed_observers", NAMES), DAYS)
    assert found.deaths.more > found.deaths.fewer


def test_the_same_course_twice_changes_nothing() -> None:
    effects = taken("mediation", NAMES, range(50))
    found = paired(START, range(50), effects, effects, 20)
    assert (found.runs, found.days) == (50, 20)
    for outcome in (found.deaths, found.displaced):
        assert (outcome.fewer, outcome.same, outcome.more) == (0, 1, 0)
        assert not outcome.change.low_90.any()
        assert not outcome.change.high_90.any()


def test_two_days_earlier_changes_nothing_before_them() -> None:
    late = taken("armed_peace_operation", NAMES, range(200), starts=12)
    early = taken("armed_peace_operation", NAMES, range(200), starts=10)
    news = {5: [Adjustment("Coast/A", "deaths", by=20)]}
    found = paired(START, range(200), late, early, 25, news)
    assert not found.deaths.change.low_90[:9].any()
    assert not found.deaths.change.high_90[:9].any()
    assert found.deaths.played.middle[5] >= 20 > found.deaths.played.middle[3] - 20
    assert found.deaths.fewer > found.deaths.more
    for band in (found.deaths.played, found.displaced.otherwise):
        ends = [band.low_90, band.low_50, band.middle, band.high_50, band.high_90]
        assert (np.diff(ends, axis=0) >= 0).all()
        assert (np.diff(band.middle) >= 0).all()


def test_a_start_that_differs_by_run_is_each_runs_own() -> None:
    one = taken("mediation", NAMES[:1], [3, 4])[0]
    mixed = Effect(
        one.measure, one.community, np.array([4, 9]), None, one.size, one.weights
    )
    together = totals(START, [3, 4], [mixed], 20)[1]
    for row, (seed, starts) in enumerate([(3, 4), (4, 9)]):
        alone = taken("mediation", NAMES[:1], [seed], starts)
        assert np.array_equal(totals(START, [seed], alone, 20)[1][0], together[row])


def test_every_assumption_is_varied_and_the_weightiest_stands_first() -> None:
    rows = sensitivity(example(), runs=60, days=30)
    assert sorted(row.name for row in rows) == sorted(i.name for i in assumptions())
    reaches = [row.reach for row in rows]
    assert reaches == sorted(reaches, reverse=True)
    by_name = {row.name: row for row in rows}
    rates = by_name["incidents"]
    assert rates.low.middle < rates.base.middle < rates.high.middle
    low, base = rates.low_value, rates.base_value
    assert isinstance(low, tuple)
    assert isinstance(base, tuple)
    assert low[2] == pytest.approx(base[2] / 2)
    assert rates.base == by_name["midpoint"].base
    assert by_name["reach"].low != by_name["reach"].high
    flight = by_name["displaced_by_death"]
    assert flight.low == flight.base
    assert flight.displaced_low < flight.displaced_base < flight.displaced_high
    idle = sensitivity(example(), (), runs=60, days=30)
    assert next(row for row in idle if row.name == "reach").reach == 0


def test_the_examples_measure_is_one_of_grade_b() -> None:
    known = effect(catalogue()["mediation"])
    assert (known.mean, known.sd) == (MEAN, SD)


def test_a_changed_assumption_leaves_the_others() -> None:
    shipped = Assumptions.shipped()
    changed = shipped.changed("midpoint", lambda value: value / 2)
    assert changed.midpoint == shipped.midpoint / 2
    assert changed.changed("midpoint", lambda _: shipped.midpoint) == shipped
