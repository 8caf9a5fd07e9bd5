"""What a track record is worth."""

import numpy as np
import pytest

from karski.judgement.weights import LEAST_PRIOR, MOST, earned, prior_questions


def prior(relative: np.ndarray) -> float:
    count = np.isfinite(relative).sum(0)
    return prior_questions(relative, count, np.nansum(relative, 0) / count)


def test_the_prior_is_the_variance_within_over_that_between_by_moments() -> None:
    # DerSimonian and Laird with a common variance within, written out for 3 people
    relative = np.array([[-0.3, 0.2, 0.0], [0.3, -0.1, 0.2], [-0.2, 0.3, np.nan]])
    n = np.array([3, 3, 2])
    columns = [column[np.isfinite(column)] for column in relative.T]
    mean = np.array([column.mean() for column in columns])
    within = sum(((c - c.mean()) ** 2).sum() for c in columns) / (n - 1).sum()
    middle = (n * mean).sum() / n.sum()
    heterogeneity = (n * (mean - middle) ** 2 / within).sum()
    scale = n.sum() - (n**2).sum() / n.sum()
    between = within * (heterogeneity - 2) / scale
    expected = np.inf if between <= 0 else max(within / between, LEAST_PRIOR)
    assert prior(relative) == expected == np.inf

    apart = relative + np.array([-0.25, 0.0, 0.25])
    mean = mean + np.array([-0.25, 0.0, 0.25])
    middle = (n * mean).sum() / n.sum()
    heterogeneity = (n * (mean - middle) ** 2 / within).sum()
    between = within * (heterogeneity - 2) / scale
    assert within / between < LEAST_PRIOR
    assert prior(apart) == LEAST_PRIOR


def test_the_prior_above_its_floor_is_the_ratio_of_variances() -> None:
    random = np.random.default_rng(0)
    skill = random.normal(0, 0.05, 60)
    relative = skill + random.normal(0, 0.25, (400, 60))  # 0.25^2 / 0.05^2 = 25
    assert prior(relative) == pytest.approx(25, rel=0.3)


def test_people_who_differ_by_luck_alone_all_weigh_the_same() -> None:
    random = np.random.default_rng(3)
    relative = random.normal(0, 0.2, (20, 5))
    relative -= relative.mean(0)  # no difference at all between people
    assert earned(relative).tolist() == [1.0] * 5


def test_nobody_weighs_more_than_the_bound_allows() -> None:
    relative = np.tile([-0.9, 0.3, 0.3, 0.3], (500, 1))
    weights = earned(relative)
    assert weights.max() / weights.min() == pytest.approx(MOST * MOST)
    assert weights.mean() == pytest.approx(1)


def test_the_same_record_over_more_questions_weighs_more() -> None:
    pattern = np.array([[-0.2, 0.1, 0.1], [0.1, -0.1, 0.0], [-0.2, 0.1, 0.1]])
    few, many = (earned(np.tile(pattern, (times, 1)))[0] for times in (5, 50))
    assert 1 < few < many


def test_one_answered_question_each_teaches_nothing() -> None:
    assert earned(np.array([[-0.5, 0.5]])).tolist() == [1.0, 1.0]
