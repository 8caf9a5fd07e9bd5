"""What is learnt from the past helps on questions not yet resolved, or does no harm."""

from collections.abc import Callable

import numpy as np
import pytest

from karski.evaluation.intervals import Comparison, compare
from karski.judgement import methods
from karski.judgement.answers import Answers
from karski.judgement.pooling import learn

Draw = Callable[..., Answers]
SEEDS = range(12)
HARMLESS = 0.005  # nat; what is paid for looking where there is nothing to find


def log_scores(answers: Answers, method: str) -> np.ndarray:
    """Of the second half: each question is pooled with what was known before it."""
    pooled = learn(answers, methods.catalogue()[method]).probabilities
    half = len(pooled) // 2
    given = np.where(answers.outcomes == 1, pooled, 1 - pooled)[half:]
    return -np.log(given[np.isfinite(given)])


def gain(draw: Draw, method: str, baseline: str, **facts: object) -> Comparison:
    """Compare two methods over many worlds; a world is drawn as a whole."""
    worlds = [draw(seed, **facts) for seed in SEEDS]
    ours = [log_scores(world, method).mean() for world in worlds]
    theirs = [log_scores(world, baseline).mean() for world in worlds]
    return compare(np.array(ours), np.array(theirs), np.arange(len(worlds)))


@pytest.mark.parametrize("baseline", ["mean", "log_odds"])
def test_extremising_helps_people_who_share_what_they_know(
    draw: Draw, baseline: str
) -> None:
    found = gain(draw, "extremised", baseline, shared=0.1, own=0.085)
    assert found.difference.high < 0


@pytest.mark.parametrize("confidence", [0.5, 2.0])
def test_the_exponent_mends_a_group_too_timid_or_too_sure(
    draw: Draw, confidence: float
) -> None:
    facts = {"shared": 0.6, "own": 0.0, "confidence": confidence}
    assert gain(draw, "extremised", "log_odds", **facts).difference.high < 0
    last = [
        learn(draw(seed, **facts), methods.catalogue()["extremised"]).exponents[-1]
        for seed in SEEDS
    ]
    assert (np.array(last) > 1).all() == (confidence < 1)
    assert (np.array(last) < 1).all() == (confidence > 1)


@pytest.mark.parametrize("baseline", ["mean", "log_odds"])
def test_track_records_help_where_some_are_careless(draw: Draw, baseline: str) -> None:
    facts = {"shared": 0.6, "own": 0.0, "blur": (0.2, 2.0)}
    found = gain(draw, "track_record", baseline, **facts)
    assert found.difference.high < 0


def test_track_records_help_where_people_answer_few_questions(draw: Draw) -> None:
    facts = {"shared": 0.6, "own": 0.0, "blur": (0.2, 2.0), "coverage": 0.4}
    found = gain(draw, "track_record", "log_odds", **facts)
    assert found.difference.high < 0


@pytest.mark.parametrize(
    "method", ["extremised", "track_record", "track_record_extremised"]
)
@pytest.mark.parametrize("questions", [40, 160])
def test_nothing_is_lost_where_there_is_nothing_to_learn(
    draw: Draw, method: str, questions: int
) -> None:
    facts = {"shared": 0.6, "own": 0.0, "blur": (0.3,), "questions": questions}
    found = gain(draw, method, "mean", **facts)
    assert found.difference.estimate < HARMLESS


def test_a_rare_event_is_pushed_from_its_base_rate_and_not_from_one_half(
    draw: Draw,
) -> None:
    facts = {"rate": 0.03, "shared": 0.2, "own": 0.08, "questions": 400}
    stated = gain(draw, "extremised", "log_odds", stated=True, **facts)
    silent = gain(draw, "extremised", "log_odds", stated=False, **facts)
    assert stated.difference.high < 0
    assert stated.difference.estimate < silent.difference.estimate


def test_the_careless_weigh_less_and_newcomers_as_much_as_the_average(
    draw: Draw,
) -> None:
    answers = draw(shared=0.6, own=0.0, blur=(0.2, 2.0))
    last = learn(answers, methods.catalogue()["track_record"]).weights[-1]
    assert last[0::2].min() > last[1::2].max()
    assert last.mean() == pytest.approx(1)
    first = learn(answers, methods.catalogue()["track_record"]).weights[0]
    assert first.tolist() == [1.0] * 10
