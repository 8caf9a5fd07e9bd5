"""Forecasts of a room: scores, chance, and calibration."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise.review.journals import ALL, Journal
from karski.exercise.events import Kind
from karski.exercise.moments import HOUR
from karski.exercise.review.calibrating import wilson
from karski.exercise.review.forecasting import forecasts


def _ask(journal: Journal, name: str, closes: float = 20) -> None:
    said = {"question": name, "text": {"en": "?"}, "closes": round(closes * HOUR)}
    journal.add(10, Kind.QUESTION_ASKED, to=ALL, **said)


def _say(journal: Journal, hour: float, who: str, name: str, chance: float) -> None:
    by, player = ("bot:envoy", "") if who == "bot" else ("envoy", who)
    journal.add(
        hour,
        Kind.FORECAST_GIVEN,
        by,
        ("envoy",),
        question=name,
        probability=chance,
        player=player,
    )


def _came(journal: Journal, name: str, *, outcome: bool) -> None:
    journal.add(40, Kind.QUESTION_RESOLVED, question=name, outcome=outcome)


def _room(answers: dict[str, tuple[bool | None, dict[str, float]]]) -> Journal:
    journal = Journal()
    for name in answers:
        _ask(journal, name)
    for name, (_outcome, given_) in answers.items():
        for who, chance in given_.items():
            _say(journal, 12, who, name, chance)
    for name, (outcome, _given) in answers.items():
        if outcome is not None:
            _came(journal, name, outcome=outcome)
    return journal


def test_each_question_counts_once_whoever_answered() -> None:
    journal = _room(
        {
            "flee": (True, {"a": 0.9, "b": 0.5}),  # 0.01, 0.25: mean 0.13
            "talk": (False, {"a": 0.2}),  # 0.04
            "vote": (None, {"a": 0.7}),  # not resolved
        }
    )
    found = forecasts(journal.events)
    assert found.brier is not None
    assert found.brier.estimate == pytest.approx((0.13 + 0.04) / 2)
    assert (found.people, found.resolved) == (2, 2)
    assert found.base_rate == pytest.approx(0.25)  # one of two came
    assert [
        (each.name, each.brier and round(each.brier, 3)) for each in found.asked
    ] == [
        ("flee", 0.13),
        ("talk", 0.04),
        ("vote", None),
    ]
    assert [each.middle for each in found.asked] == [0.7, 0.2, 0.7]


def test_the_last_word_in_time_counts_and_bots_do_not() -> None:
    journal = Journal()
    _ask(journal, "flee", closes=20)
    _say(journal, 12, "a", "flee", 0.1)
    _say(journal, 13, "a", "flee", 0.6)
    _say(journal, 13, "a", "flee", 0.8)  # at the same moment: the later word
    _say(journal, 13, "bot", "flee", 0.0)
    _say(journal, 25, "a", "flee", 1.0)  # too late
    _came(journal, "flee", outcome=True)
    (asked,) = forecasts(journal.events).asked
    assert asked.given == (0.8,)


def test_few_questions_have_no_interval() -> None:
    two = {"flee": (True, {"a": 0.9, "b": 0.5}), "talk": (False, {"a": 0.2, "b": 0.1})}
    found = forecasts(_room(two).events)
    assert found.brier is not None
    assert isnan(found.brier.low)
    assert isnan(found.brier.high)


def test_nobody_answered_and_nothing_asked() -> None:
    assert forecasts(()).brier is None
    assert forecasts(_room({"flee": (True, {})}).events).base_rate is None


def test_the_interval_holds_the_score_and_more_people_narrow_it() -> None:
    random = np.random.default_rng(1)
    ends = []
    for people in (4, 24):
        room = {
            f"q{number}": (
                number % 2 == 0,
                {f"p{who}": float(random.uniform(0.2, 0.8)) for who in range(people)},
            )
            for number in range(6)
        }
        found = forecasts(_room(room).events).brier
        assert found is not None
        assert found.low < found.estimate < found.high
        ends.append(found.high - found.low)
    assert ends[1] < ends[0]


def test_all_alike_leave_nothing_to_resample() -> None:
    room = {name: (True, {"a": 0.7, "b": 0.7}) for name in ("x", "y", "z")}
    found = forecasts(_room(room).events).brier
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(0.09), pytest.approx(0.09))


def test_a_bin_counts_each_question_once() -> None:
    journal = _room(
        {
            "flee": (True, {"a": 0.9, "b": 1.0, "c": 0.3}),
            "talk": (False, {"a": 0.85, "b": 0.2}),
        }
    )
    low, high = forecasts(journal.events).bins
    assert (low.low, low.high, low.answers, low.questions, low.came) == (
        0.2,
        0.4,
        2,
        2,
        1,
    )
    assert low.said == pytest.approx(0.25)
    assert (high.answers, high.questions, high.came, high.share) == (3, 2, 1, 0.5)
    assert high.said == pytest.approx((0.9 + 1.0 + 0.85) / 3)
    assert high.interval == wilson(1, 2)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilsons_interval_lies_in_0_to_1_around_the_share(
    pair: tuple[int, int],
) -> None:
    low, high = wilson(*pair)
    assert 0 <= low <= pair[0] / pair[1] <= high <= 1
