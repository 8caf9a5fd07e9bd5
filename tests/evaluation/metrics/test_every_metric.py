"""Laws that every metric keeps, found by its file."""

import numpy as np
import pytest

from karski.evaluation import metrics
from karski.evaluation.metrics._metric import Metric

ALL = sorted(metrics.catalogue().items())
OF_DRAWS = [(name, m) for name, m in ALL if m.of == "draws"]
OF_PROBABILITY = [(name, m) for name, m in ALL if m.of == "probability"]
every = pytest.mark.parametrize(("name", "metric"), ALL)


def cases(metric: Metric) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return outcomes, an imperfect forecast of them, and the perfect one."""
    random = np.random.default_rng(1)
    if metric.of == "draws":
        outcomes = random.negative_binomial(0.5, 0.02, 400)
        forecast = random.negative_binomial(0.5, 0.02, (400, 50))
        return outcomes, forecast, np.repeat(outcomes[:, None], 50, axis=1)
    outcomes = (random.random(400) < 0.2).astype(int)
    return outcomes, random.random(400), outcomes.astype(float)


@every
def test_gives_one_finite_score_per_case_or_one_in_all(
    name: str, metric: Metric
) -> None:
    outcomes, forecast, _ = cases(metric)
    scores = np.asarray(metric.score(outcomes, forecast))
    assert scores.shape == (() if metric.pooled else outcomes.shape)
    assert scores.dtype == np.float64
    assert np.isfinite(scores).all()


@every
def test_a_perfect_forecast_is_at_least_as_good(name: str, metric: Metric) -> None:
    outcomes, forecast, perfect = cases(metric)
    sign = 1 if metric.lower_is_better else -1
    best = sign * np.asarray(metric.score(outcomes, perfect))
    assert (best <= sign * np.asarray(metric.score(outcomes, forecast)) + 1e-12).all()


@every
def test_leaves_its_inputs_as_they_were(name: str, metric: Metric) -> None:
    outcomes, forecast, _ = cases(metric)
    before = outcomes.copy(), forecast.copy()
    metric.score(outcomes, forecast)
    np.testing.assert_array_equal(outcomes, before[0])
    np.testing.assert_array_equal(forecast, before[1])


@every
def test_the_order_of_cases_does_not_matter(name: str, metric: Metric) -> None:
    outcomes, forecast, _ = cases(metric)
    order = np.random.default_rng(2).permutation(len(outcomes))
    mean = np.mean(metric.score(outcomes, forecast))
    shuffled = np.mean(metric.score(outcomes[order], forecast[order]))
    assert shuffled == pytest.approx(mean, rel=1e-12)


@every
def test_shapes_that_do_not_fit_are_refused(name: str, metric: Metric) -> None:
    outcomes, forecast, _ = cases(metric)
    with pytest.raises(ValueError, match="do not fit"):
        metric.score(outcomes[1:], forecast)


@pytest.mark.parametrize(("name", "metric"), OF_DRAWS)
def test_the_order_of_draws_does_not_matter(name: str, metric: Metric) -> None:
    outcomes, forecast, _ = cases(metric)
    shuffled = np.random.default_rng(3).permuted(forecast, axis=1)
    np.testing.assert_allclose(
        metric.score(outcomes, shuffled), metric.score(outcomes, forecast)
    )


@pytest.mark.parametrize(("name", "metric"), OF_PROBABILITY)
@pytest.mark.parametrize("wrong", [-0.1, 1.1, np.nan])
def test_what_is_no_probability_is_refused(
    name: str, metric: Metric, wrong: float
) -> None:
    with pytest.raises(ValueError, match="probability"):
        metric.score(np.array([0, 1]), np.array([0.5, wrong]))


@pytest.mark.parametrize(("name", "metric"), OF_PROBABILITY)
def test_an_outcome_that_is_no_event_is_refused(name: str, metric: Metric) -> None:
    with pytest.raises(ValueError, match="neither 0 nor 1"):
        metric.score(np.array([0, 2]), np.array([0.5, 0.5]))


@pytest.mark.parametrize(
    ("name", "metric"), [(name, m) for name, m in OF_DRAWS if m.proper]
)
@pytest.mark.parametrize(
    "lie", [lambda x: x * 2, lambda x: x // 2, lambda x: x + 8, lambda x: x * 0 + 12]
)
def test_honest_draws_win_in_expectation(
    name: str, metric: Metric, lie: object
) -> None:
    assert callable(lie)
    random = np.random.default_rng(4)
    outcomes = random.negative_binomial(2, 0.1, 4000)
    honest = random.negative_binomial(2, 0.1, (4000, 400))
    gain = metric.score(outcomes, lie(honest)) - metric.score(outcomes, honest)
    gain = gain if metric.lower_is_better else -gain
    assert gain.mean() > 2 * gain.std() / np.sqrt(len(gain))


@pytest.mark.parametrize(
    ("name", "metric"), [(name, m) for name, m in OF_PROBABILITY if m.proper]
)
@pytest.mark.parametrize("power", [0.5, 0.8, 1.25, 2.0])
def test_honest_probabilities_win_exactly_in_expectation(
    name: str, metric: Metric, power: float
) -> None:
    honest = np.linspace(0.01, 0.99, 99)

    def expected(probabilities: np.ndarray) -> np.ndarray:
        event = metric.score(np.ones(99, int), probabilities)
        none = metric.score(np.zeros(99, int), probabilities)
        score: np.ndarray = honest * event + (1 - honest) * none
        return score

    assert (expected(honest) < expected(honest**power)).all()
