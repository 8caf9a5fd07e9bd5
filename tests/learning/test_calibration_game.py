from datetime import UTC, datetime, timedelta
from math import isnan
from statistics import mean

import pytest
from scipy.stats import binomtest, ttest_rel

from karski.core.errors import JudgementError
from karski.judgement.judgements import Judgement, Question
from karski.learning.calibration_game import Game, play

START = datetime(2025, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
COME = (True, False, True, None)
BEFORE = {"a": (0.6, 0.5, 0.4, 0.9), "b": (0.5, 0.5, None, None), "c": (None,) * 4}
DURING = {"a": (0.8, 0.3, 0.7, 0.9), "b": (0.9, None, 0.6, None)}
MODEL = {"q0": 0.7, "q1": 0.2, "q3": 0.5}
Said = dict[str, tuple[float | None, ...]]


def judged(said: Said, day: int) -> list[Judgement]:
    return [
        Judgement(f"q{q}", person, p, START + day * DAY)
        for person, row in said.items()
        for q, p in enumerate(row)
        if p is not None
    ]


def asked(base_rate: float | None = 0.25) -> list[Question]:
    known = START + 90 * DAY
    return [
        Question(f"q{q}", START + 60 * DAY, None if o is None else known, o, base_rate)
        for q, o in enumerate(COME)
    ]


@pytest.fixture
def game() -> Game:
    said = {"before": judged(BEFORE, 0), "during": judged(DURING, 5)}
    return play(said, asked(), MODEL)


def test_each_person_has_the_mean_brier_score_of_resolved_questions(game: Game) -> None:
    before = game.moments[0]
    assert before.persons == {
        "a": pytest.approx(mean([0.4**2, 0.5**2, 0.6**2])),
        "b": pytest.approx(mean([0.5**2, 0.5**2])),
    }
    assert (before.people, before.questions, before.answers) == (2, 3, 5)
    assert before.brier is not None
    assert before.brier.estimate == pytest.approx(mean(before.persons.values()))


def test_the_group_stands_beside_the_model_on_the_models_questions(game: Game) -> None:
    during = game.moments[1]
    beside = during.beside_model
    assert beside is not None
    ours = [mean([0.2**2, 0.1**2]), 0.3**2]
    assert beside.cases == 2
    assert beside.ours == pytest.approx(mean(ours))
    assert beside.baseline == pytest.approx(mean([0.3**2, 0.2**2]))
    assert isnan(beside.difference.low)  # two questions are too few for an interval
    usual = during.beside_base_rate
    assert usual is not None
    assert usual.baseline == pytest.approx(mean([0.75**2, 0.25**2, 0.75**2]))


def test_sharpening_is_paired_by_person_and_question(game: Game) -> None:
    (found,) = game.sharpening
    a = [0.2**2 - 0.4**2, 0.3**2 - 0.5**2, 0.3**2 - 0.6**2]
    b = [0.1**2 - 0.5**2]  # the one question answered at both moments
    theirs = ttest_rel([mean(a), mean(b)], [0, 0]).confidence_interval(0.95)
    assert (found.earlier, found.later, found.people) == ("before", "during", 2)
    assert found.change is not None
    assert found.change.estimate == pytest.approx(mean([mean(a), mean(b)]))
    assert found.change.low == pytest.approx(theirs.low)


def test_the_curve_sets_what_was_said_beside_what_came(game: Game) -> None:
    bins = game.moments[0].curve
    assert [each.answers for each in bins] == [0, 0, 4, 1, 0]
    middle = bins[2]  # 0.5, 0.4 of a; 0.5, 0.5 of b: three questions, two came
    assert (middle.questions, middle.people) == (3, 2)
    assert middle.said == pytest.approx(mean([0.5, 0.4, 0.5, 0.5]))
    assert middle.came is not None
    assert middle.came.estimate == pytest.approx(2 / 4)
    assert (bins[0].said, bins[0].came) == (None, None)
    top = bins[3]
    ends = binomtest(1, 1).proportion_ci(0.95, method="wilson")
    assert top.came is not None
    assert (top.came.low, top.came.high) == pytest.approx((ends.low, ends.high))


def test_the_models_curve_is_of_the_resolved_questions_that_were_forecast(
    game: Game,
) -> None:
    before, during = (each.model_curve for each in game.moments)
    assert [each.answers for each in before] == [0, 1, 0, 1, 0]  # 0.2 and 0.7
    assert before == during
    assert (before[1].said, before[3].said) == (0.2, 0.7)
    came = [each.came.estimate for each in before if each.came is not None]
    assert came == [0.0, 1.0]


def test_late_forecasts_are_counted_and_left_out() -> None:
    late = play({"months": judged({"a": (0.9,)}, 61)}, asked(), {})
    assert late.moments[0].late == 1
    assert (late.moments[0].people, late.moments[0].brier) == (0, None)
    assert late.moments[0].beside_model is None


def test_with_ten_questions_the_comparison_has_an_interval() -> None:
    questions = [Question(f"q{q}", START, START + DAY, q % 3 == 0) for q in range(10)]
    said = {"x": judged({"a": tuple(0.1 + 0.05 * q for q in range(10))}, 0)}
    beside = play(said, questions, {f"q{q}": 0.5 for q in range(10)}).moments[0]
    assert beside.beside_model is not None
    assert beside.beside_model.difference.low < beside.beside_model.difference.high


def test_a_question_that_nobody_asked_is_refused_and_no_game_is_none() -> None:
    with pytest.raises(JudgementError):
        play({"before": [Judgement("other", "a", 0.5, START)]}, asked(), {})
    assert play({}, asked(), {}) == Game((), ())
