from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from karski.judgement import methods
from karski.judgement.answers import Answers, collect
from karski.judgement.judgements import Judgement, Question
from karski.judgement.records import Record, base_rates, method_records, records
from karski.judgement.scores import brier_of, relative

Draw = Callable[..., Answers]
NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MEAN = methods.catalogue()["mean"]


def answers(
    outcomes: list[bool | None], said: dict[str, list[float | None]]
) -> Answers:
    questions = [
        Question(f"Q{i}", NOON + i * DAY, None if o is None else NOON + i * DAY, o)
        for i, o in enumerate(outcomes)
    ]
    judgements = [
        Judgement(f"Q{i}", person, p, NOON)
        for person, row in said.items()
        for i, p in enumerate(row)
        if p is not None
    ]
    return collect(judgements, questions)


def by_person(found: list[Record]) -> dict[str, Record]:
    return {record.person: record for record in found}


def test_scores_are_those_of_resolved_questions_only() -> None:
    world = answers([True, False, None], {"A": [0.8, 0.4, 0.9], "B": [None, None, 0.5]})
    found = by_person(records(world, MEAN))
    a, b = found["A"], found["B"]
    assert (a.answered, a.resolved) == (3, 2)
    assert a.brier == pytest.approx((0.2**2 + 0.4**2) / 2)
    assert a.log_score == pytest.approx(-(np.log(0.8) + np.log(0.6)) / 2)
    assert (b.answered, b.resolved, b.brier, b.calibration) == (1, 0, None, None)


def test_a_relative_score_is_the_score_less_the_mean_of_all_who_answered() -> None:
    world = answers([True, False], {"A": [0.8, 0.4], "B": [0.5, None]})
    assert brier_of(world)[0] == pytest.approx([0.04, 0.25])
    found = relative(brier_of(world))
    assert found[0] == pytest.approx([-0.105, 0.105])
    assert np.isnan(found[1]).all()  # alone, nobody is better or worse
    beside = by_person(records(world, MEAN))["A"].beside_all
    assert beside is not None
    assert (beside.cases, beside.difference.estimate) == (1, pytest.approx(-0.105))


def test_relative_scores_do_not_reward_choosing_easy_questions() -> None:
    # A answers the easy ones, B the hard ones; both do as their company does
    easy, hard = [0.9] * 10, [0.5] * 10
    none = [None] * 10
    world = answers(
        [True] * 20,
        {"A": easy + none, "B": none + hard, "C": easy + hard, "D": easy + hard},
    )
    found = by_person(records(world, MEAN))
    assert found["A"].brier < found["B"].brier  # type: ignore[operator] -- both are there
    for person in "AB":
        beside = found[person].beside_all
        assert beside is not None
        assert beside.difference.estimate == pytest.approx(0)


def test_no_interval_is_given_under_ten_questions() -> None:
    def world(questions: int) -> Record:
        outcomes = [i % 2 == 0 for i in range(questions)]
        right = [0.8 + 0.01 * i if o else 0.2 for i, o in enumerate(outcomes)]
        said = {"A": right, "B": [0.5] * questions, "C": [0.4] * questions}
        return by_person(records(answers(outcomes, said), MEAN))["A"]

    nine, ten = world(9).beside_all, world(10).beside_all
    assert nine is not None
    assert ten is not None
    assert np.isnan([nine.difference.low, nine.difference.high, nine.change.low]).all()
    assert not nine.difference.decided
    assert ten.difference.decided


def test_the_base_rate_is_what_was_stated_or_else_the_share_of_yes() -> None:
    questions = [
        Question("stated", NOON, NOON, outcome=True, base_rate=0.02),
        Question("yes", NOON, NOON, outcome=True),
        Question("no", NOON, NOON, outcome=False),
        Question("open", NOON),
    ]
    assert base_rates(collect([], questions)) == pytest.approx(
        [0.02, 2 / 3, 2 / 3, 2 / 3]
    )
    assert np.isnan(base_rates(collect([], questions[3:]))).all()


def test_a_person_is_beside_the_pool_only_where_there_is_one() -> None:
    world = answers([True, True], {"A": [0.8, 0.8], "B": [0.5, 0.5], "C": [0.2, None]})
    found = by_person(records(world, MEAN))["A"].beside_pool
    assert found is not None
    assert found.cases == 1
    assert found.baseline == pytest.approx(0.25)


def test_calibration_sets_what_was_said_beside_what_came() -> None:
    world = answers([True, False, False, False], {"A": [0.9, 0.5, 0.5, 0.5]})
    found = records(world, MEAN)[0].calibration
    assert found is not None
    assert (found.ours, found.baseline) == pytest.approx((0.6, 0.25))


def test_methods_are_scored_on_the_same_questions_best_first(draw: Draw) -> None:
    world = draw(questions=40, shared=0.6, own=0.0, blur=(0.2, 2.0))
    found = method_records(world, methods.catalogue(), "mean")
    assert {record.method for record in found} == set(methods.catalogue())
    assert len({record.questions for record in found}) == 1
    scores = [record.log_score for record in found]
    assert scores == sorted(scores)
    beside = next(r.beside_baseline for r in found if r.method == "mean")
    assert beside is not None
    assert beside.difference.estimate == 0


def test_without_a_resolved_question_no_method_has_a_record() -> None:
    world = answers([None], {"A": [0.1], "B": [0.2], "C": [0.3]})
    assert method_records(world, methods.catalogue(), "mean") == []
