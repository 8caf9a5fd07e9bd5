"""Karski's own model of onsets: how its parts are put together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.models import _forest, onset, onset_elastic_net
from karski.models._onset import Cases
from karski.models.onset import Blend, Narrowed
from karski.models.onset_elastic_net import ElasticNet

NAMES = ("year", "war", "year_sq", "wealth", "includesnonstate")


def net(seed: int, predictors: int) -> ElasticNet:
    random = np.random.default_rng(seed)
    return ElasticNet(random.normal(), *random.normal(size=(2, predictors)), 0.1)


@given(
    seed=st.integers(0, 2**32 - 1),
    shown=st.sets(st.integers(0, 5), min_size=1).map(sorted),
)
def test_a_model_shown_some_predictors_says_nothing_of_the_others(
    seed: int, shown: list[int]
) -> None:
    part = net(seed, len(shown))
    narrowed = Narrowed(part, np.array(shown))
    values = np.random.default_rng(seed).normal(size=(7, 6))
    parts = narrowed.contributions(values)
    inner = part.contributions(values[:, shown])
    odds = narrowed.log_odds(values)
    np.testing.assert_array_equal(odds, part.log_odds(values[:, shown]))
    np.testing.assert_array_equal(parts[:, 1 + np.array(shown)], inner[:, 1:])
    hidden = [1 + k for k in range(6) if k not in shown]
    assert not parts[:, hidden].any()
    np.testing.assert_allclose(parts.sum(axis=1), odds, rtol=0, atol=1e-9)


@given(seed=st.integers(0, 2**32 - 1), parts=st.integers(1, 4))
def test_a_blend_is_the_mean_of_its_parts(seed: int, parts: int) -> None:
    nets = tuple(net(seed + k, 3) for k in range(parts))
    values = np.random.default_rng(seed).normal(size=(7, 3))
    blend = Blend(nets)
    odds = sum(each.log_odds(values) for each in nets) / parts
    added = sum(each.contributions(values) for each in nets) / parts
    np.testing.assert_allclose(blend.log_odds(values), odds, atol=1e-12)
    np.testing.assert_allclose(blend.contributions(values), added, atol=1e-12)
    total = blend.contributions(values).sum(axis=1)
    np.testing.assert_allclose(total, blend.log_odds(values), rtol=0, atol=1e-9)


def test_the_calendar_is_left_to_the_elastic_net(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(onset, "BOOSTED_TREES", 5)
    monkeypatch.setattr(_forest, "TREES", 5)
    random = np.random.default_rng(0)
    values = random.normal(size=(200, 5))
    came = (values[:, 0] + values[:, 1] + random.normal(size=200) > 1.5) * 1.0
    numbers = np.arange(200, dtype=np.int32)
    cases = Cases(numbers, numbers, values, NAMES)
    even = np.ones(200)
    blend = onset.fit(cases, came, even, np.random.default_rng(3))
    first, *trees = (part.contributions(values) for part in blend.parts)
    assert len(trees) == 2
    for parts in trees:
        assert not parts[:, [1, 3, 5]].any()
        assert parts[:, [2, 4]].any(axis=0).all()
    alone = onset_elastic_net.fit(cases, came, even, np.random.default_rng(3))
    np.testing.assert_array_equal(first, alone.contributions(values))
    assert first[:, 1].any()
