from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import expit, logit
from scipy.stats import t
from scipy.stats.mstats import gmean

from karski.judgement import methods
from karski.judgement._spread import interval
from karski.judgement.answers import Answers, collect
from karski.judgement.extremising import exponent, extremise
from karski.judgement.judgements import Judgement, Question
from karski.judgement.pooling import learn, pools

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
probabilities = st.floats(0.001, 0.999)
people = arrays(float, st.integers(1, 12), elements=probabilities)
NAMES = sorted(methods.catalogue())


def asked(*answers: float, base_rate: float | None = None) -> Answers:
    said = [Judgement("Q", f"P{i}", p, NOON) for i, p in enumerate(answers)]
    return collect(said, [Question("Q", base_rate=base_rate)], bound=0.001)


def pooled(name: str, answers: Answers, row: int = 0) -> float:
    return float(learn(answers, methods.catalogue()[name]).probabilities[row])


@st.composite
def pasts(draw: st.DrawFn) -> tuple[list[Judgement], list[Question]]:
    """Some questions closed day after day and resolved at some later day."""
    size = draw(st.integers(2, 16))
    questions, said = [], []
    for row in range(size):
        closes = NOON + row * DAY
        known = draw(st.booleans())
        after = draw(st.integers(0, 5)) * DAY
        questions.append(
            Question(
                f"Q{row}",
                closes,
                closes + after if known else None,
                draw(st.booleans()) if known else None,
            )
        )
        given_by = draw(st.lists(st.integers(0, 5), unique=True, max_size=6))
        said += [
            Judgement(f"Q{row}", f"P{each}", draw(probabilities), closes)
            for each in given_by
        ]
    return said, questions


@given(people)
def test_the_mean_and_the_median_are_numpys(said: np.ndarray) -> None:
    even = np.ones(len(said))
    for name, theirs in {"mean": np.mean, "median": np.median}.items():
        ours = methods.catalogue()[name].combine(said, even)
        assert ours == pytest.approx(theirs(said), abs=1e-12)


@given(people)
def test_the_mean_of_log_odds_is_the_geometric_mean_of_odds(said: np.ndarray) -> None:
    odds = gmean(said / (1 - said))
    ours = methods.catalogue()["log_odds"].combine(said, np.ones(len(said)))
    assert ours == pytest.approx(odds / (1 + odds), abs=1e-9)


@given(people, st.integers(1, 3))
def test_a_weight_of_n_is_n_people_saying_the_same(said: np.ndarray, n: int) -> None:
    weights = np.ones(len(said))
    weights[0] = n
    repeated = np.concatenate([np.full(n - 1, said[0]), said])
    for name in NAMES:
        combine = methods.catalogue()[name].combine
        many = combine(repeated, np.ones(len(repeated)))
        assert combine(said, weights) == pytest.approx(many, abs=1e-9), name


@given(people)
def test_a_pool_lies_between_the_extremes(said: np.ndarray) -> None:
    for name in NAMES:
        value = methods.catalogue()[name].combine(said, np.ones(len(said)))
        assert said.min() - 1e-12 <= value <= said.max() + 1e-12, name


@given(probabilities, probabilities, st.floats(0, 5))
def test_extremising_multiplies_log_odds_away_from_the_anchor(
    said: float, anchor: float, power: float
) -> None:
    ours = extremise(np.array(said), power, np.array(anchor))
    theirs = expit(logit(anchor) + power * (logit(said) - logit(anchor)))
    assert ours == pytest.approx(theirs, abs=1e-9)


@given(st.lists(probabilities, min_size=3, max_size=9), probabilities)
def test_without_a_past_extremised_is_the_mean_of_log_odds(
    said: list[float], base_rate: float
) -> None:
    answers = asked(*said, base_rate=base_rate)
    for name in ("extremised", "track_record", "track_record_extremised"):
        assert pooled(name, answers) == pooled("log_odds", answers)


@given(pasts(), st.randoms())
def test_the_order_of_rows_changes_nothing(
    world: tuple[list[Judgement], list[Question]], random: object
) -> None:
    said, questions = world
    shuffled = list(said)
    random.shuffle(shuffled)  # type: ignore[attr-defined] -- random.Random
    for name in NAMES:
        one = pools(collect(said, questions), name, methods.catalogue()[name])
        two = pools(collect(shuffled, questions), name, methods.catalogue()[name])
        assert one == two


@given(pasts(), st.permutations(range(6)))
def test_the_names_of_people_decide_nothing(
    world: tuple[list[Judgement], list[Question]], names: list[int]
) -> None:
    said, questions = world
    renamed = [replace(j, person=f"P{names[int(j.person[1:])]}") for j in said]
    for name in NAMES:
        method = methods.catalogue()[name]
        one = pools(collect(said, questions), name, method)
        two = pools(collect(renamed, questions), name, method)
        for ours, theirs in zip(one, two, strict=True):
            assert (ours.pooled is None) == (theirs.pooled is None)
            if ours.pooled and theirs.pooled:
                pair = (theirs.pooled.estimate, theirs.pooled.low, theirs.pooled.high)
                assert (
                    ours.pooled.estimate,
                    ours.pooled.low,
                    ours.pooled.high,
                ) == pytest.approx(pair, abs=1e-9)


@given(pasts(), st.integers(0, 15), st.data())
def test_what_became_known_later_changes_nothing(
    world: tuple[list[Judgement], list[Question]], at: int, data: st.DataObject
) -> None:
    said, questions = world
    row = at % len(questions)
    shut = questions[row].shut
    assert shut is not None
    changed = [
        replace(q, outcome=data.draw(st.booleans()))
        if q.resolved is not None and q.resolved >= shut
        else q
        for q in questions
    ]
    for name in NAMES:
        method = methods.catalogue()[name]
        one = learn(collect(said, questions), method)
        two = learn(collect(said, changed), method)
        assert one.weights[row].tolist() == two.weights[row].tolist()
        assert one.exponents[row] == two.exponents[row]


def test_what_became_known_before_does_change_weight_and_exponent() -> None:
    # the counterpart of the test above: there is something that could leak
    questions = [
        Question(f"Q{i}", NOON + i * DAY, NOON + (i + 0.5) * DAY, i % 2 == 0)
        for i in range(30)
    ]
    said = [
        Judgement(q.name, person, p if q.outcome else 1 - p, NOON)
        for q in questions
        for person, p in {"A": 0.9, "B": 0.8, "C": 0.4}.items()
    ]
    method = methods.catalogue()["track_record_extremised"]
    before = learn(collect(said, questions), method)
    turned = [replace(questions[0], outcome=False), *questions[1:]]
    after = learn(collect(said, turned), method)
    assert before.weights[20].tolist() != after.weights[20].tolist()
    assert before.exponents[20] != after.exponents[20]
    a, b, c = before.weights[-1]
    assert a > b > c
    assert before.exponents[-1] > 1


@pytest.mark.parametrize("count", [0, 1, 2])
def test_under_three_people_there_is_no_pool(count: int) -> None:
    (pool,) = pools(asked(*[0.2] * count), "mean", methods.catalogue()["mean"])
    assert (pool.people, pool.pooled, pool.spread) == (count, None, None)


def test_a_pool_tells_its_spread_its_count_and_what_it_rests_on() -> None:
    (pool,) = pools(asked(0.0, 0.1, 0.2, 0.5), "mean", methods.catalogue()["mean"])
    assert pool.pooled is not None
    assert pool.spread is not None
    assert pool.pooled.estimate == pytest.approx((0.001 + 0.1 + 0.2 + 0.5) / 4)
    assert pool.pooled.low < pool.pooled.estimate < pool.pooled.high
    assert (pool.spread.lowest, pool.spread.highest) == (0.001, 0.5)
    assert (pool.people, pool.bounded, pool.learnt_from) == (4, 1, 0)
    assert pool.weights == {f"P{i}": 0.25 for i in range(4)}


@pytest.mark.parametrize("count", [3, 5, 12])
@pytest.mark.parametrize("name", ["mean", "median", "log_odds"])
def test_the_interval_covers_what_all_such_people_would_say(
    name: str, count: int
) -> None:
    random = np.random.default_rng(3)
    combine = methods.catalogue()[name].combine
    all_of = expit(random.normal(-1, 0.8, 100_000))
    truth = float(combine(all_of, np.ones(len(all_of))))
    covered = []
    for _ in range(400):
        said = random.choice(all_of, count)
        estimate = float(combine(said, np.ones(count)))
        found = interval(combine, said, np.ones(count), 1.0, 0.5, estimate)
        covered.append(found.low <= truth <= found.high)
    assert 0.91 <= np.mean(covered) <= 0.99


@given(arrays(float, st.integers(3, 8), elements=st.floats(0.05, 0.95)))
def test_the_interval_of_log_odds_is_students(said: np.ndarray) -> None:
    count, odds = len(said), logit(said)
    combine = methods.catalogue()["log_odds"].combine
    estimate = float(expit(odds.mean()))
    found = interval(combine, said, np.ones(count), 1.0, 0.5, estimate)
    reach = t.ppf(0.975, count - 1) * odds.std(ddof=1) / count**0.5
    assert logit(found.high) - odds.mean() == pytest.approx(reach, rel=0.08, abs=1e-6)
    assert odds.mean() - logit(found.low) == pytest.approx(reach, rel=0.08, abs=1e-6)


def test_the_interval_heeds_weights_as_if_there_were_fewer_people() -> None:
    random = np.random.default_rng(2)
    said, weights = random.uniform(0.1, 0.9, 24), np.repeat([5.0, 0.2], [6, 18])
    odds, share = logit(said), weights / weights.sum()
    middle = share @ odds
    combine = methods.catalogue()["track_record"].combine
    found = interval(combine, said, weights, 1.0, 0.5, float(expit(middle)))
    error = (share**2 @ (odds - middle) ** 2) ** 0.5 * (24 / 23) ** 0.5
    freedom = 1 / (share @ share) - 1
    reach = t.ppf(0.975, freedom) * error
    assert freedom < 7
    assert logit(found.high) - middle == pytest.approx(reach, rel=0.08)


def test_an_exponent_stretches_the_interval_with_the_figure() -> None:
    said, even = np.array([0.2, 0.3, 0.5, 0.25]), np.ones(4)
    combine = methods.catalogue()["log_odds"].combine
    estimate = combine(said, even)
    plain = interval(combine, said, even, 1.0, 0.5, float(estimate))
    pushed = float(extremise(estimate, 2.0, np.array(0.5)))
    double = interval(combine, said, even, 2.0, 0.5, pushed)
    for one, two in ((plain.low, double.low), (plain.high, double.high)):
        assert logit(two) == pytest.approx(2 * logit(one))


def test_later_answers_change_no_exponent_though_there_is_one(
    draw: Callable[..., Answers],
) -> None:
    world = draw(questions=100, shared=0.6, own=0.0, confidence=0.5)
    turned = replace(
        world,
        questions=tuple(
            q if row < 50 else replace(q, outcome=not q.outcome)
            for row, q in enumerate(world.questions)
        ),
    )
    method = methods.catalogue()["track_record_extremised"]
    one, two = learn(world, method), learn(turned, method)
    assert one.exponents[50] > 1
    assert one.exponents[:51].tolist() == two.exponents[:51].tolist()
    assert one.exponents[51] != two.exponents[51]


def test_people_who_agree_leave_no_interval_to_speak_of() -> None:
    (pool,) = pools(asked(*[0.2] * 9), "extremised", methods.catalogue()["extremised"])
    assert pool.pooled is not None
    assert (pool.pooled.low, pool.pooled.high) == pytest.approx((0.2, 0.2))


def test_the_exponent_is_the_one_that_scores_best_less_its_doubt() -> None:
    random = np.random.default_rng(1)
    said = random.uniform(0.1, 0.9, 80)
    came = (random.random(80) < extremise(said, 2, np.array(0.5))).astype(float)
    grid = np.linspace(0, 5, 5001)
    pushed = expit(grid[:, None] * logit(said))
    loss = -np.log(np.where(came == 1, pushed, 1 - pushed)).sum(1)
    best = grid[np.argmin(loss + (grid - 1) ** 2 / (2 * 0.3**2))]
    found = exponent(said, came, np.full(80, 0.5))
    assert found == pytest.approx(best, abs=1e-3)
    assert 1 < found < grid[np.argmin(loss)]


@pytest.mark.parametrize(("yes", "no"), [(4, 5), (2, 40), (40, 2), (0, 0)])
def test_the_exponent_is_one_with_too_little_to_learn_from(yes: int, no: int) -> None:
    came = np.repeat([1.0, 0.0], [yes, no])
    said = np.repeat([0.9, 0.1], [yes, no])
    assert exponent(said, came, np.full(yes + no, 0.5)) == 1.0
