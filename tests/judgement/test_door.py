"""What is taken at the door, what is left out and counted, and what is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from karski.core.errors import JudgementError
from karski.judgement.answers import collect
from karski.judgement.judgements import Judgement, Question

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SAID = Judgement("Q", "A", 0.3, NOON, "judgements.csv, row 2")
OPEN = Question("Q", NOON + HOUR)


def test_the_last_judgement_before_closing_counts_and_the_others_are_counted() -> None:
    said = [
        replace(SAID, probability=0.5, given=NOON + HOUR),
        SAID,
        replace(SAID, probability=0.9, given=NOON + 2 * HOUR),
    ]
    answers = collect(said, [OPEN])
    assert answers.given.tolist() == [[0.5]]
    assert answers.replaced == 1
    assert answers.late == (said[2],)


def test_who_judges_only_after_closing_has_no_answer() -> None:
    answers = collect([SAID, replace(SAID, person="B", given=NOON + 2 * HOUR)], [OPEN])
    assert answers.people == ("A", "B")
    np.testing.assert_equal(answers.given, [[0.3, np.nan]])


def test_what_is_said_once_the_answer_is_known_is_late() -> None:
    known = Question("Q", NOON + 9 * HOUR, NOON + HOUR, outcome=True)
    after = replace(SAID, given=NOON + 2 * HOUR)
    assert collect([after], [known]).late == (after,)
    assert collect([replace(SAID, given=NOON + HOUR)], [known]).late == ()


def test_moments_are_compared_across_time_zones() -> None:
    east = datetime.fromisoformat("2025-03-01T14:30:00+01:00")  # 13:30 in UTC
    assert len(collect([replace(SAID, given=east)], [OPEN]).late) == 1


def test_certainty_is_bounded_counted_and_kept_as_given() -> None:
    said = [
        replace(SAID, person=name, probability=p)
        for name, p in {"A": 0.0, "B": 0.004, "C": 0.005, "D": 1.0}.items()
    ]
    answers = collect(said, [OPEN])
    assert answers.given.tolist() == [[0.0, 0.004, 0.005, 1.0]]
    assert answers.probabilities.tolist() == [[0.005, 0.005, 0.005, 0.995]]
    assert answers.bounded.tolist() == [[True, True, False, True]]
    wide = collect(said, [OPEN], bound=0.001)
    assert wide.probabilities.tolist() == [[0.001, 0.004, 0.005, 0.999]]


def test_a_question_without_judgements_is_kept_and_missing_is_missing() -> None:
    answers = collect([SAID], [OPEN, Question("R", NOON)])
    np.testing.assert_equal(answers.given, [[0.3], [np.nan]])
    assert not answers.bounded.any()


@pytest.mark.parametrize(
    ("judgement", "message"),
    [
        (
            replace(SAID, question="R"),
            "judgements.csv, row 2: question 'R' is not known; add it to the questions",
        ),
        (
            replace(SAID, question="QQ", where=""),
            "A on 'QQ': question 'QQ' is not known; did you mean 'Q'?",
        ),
        (
            replace(SAID, probability=0.4),
            "judgements.csv, row 2: 'A' gave 0.3 and 0.4 for question 'Q' at the same"
            " moment; give the time of day, or remove one",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused(judgement: Judgement, message: str) -> None:
    with pytest.raises(JudgementError) as refused:
        collect([SAID, judgement], [OPEN])
    assert str(refused.value) == message


def test_the_same_judgement_twice_is_one_and_one_replaced() -> None:
    answers = collect([SAID, SAID], [OPEN])
    assert (answers.given.tolist(), answers.replaced) == ([[0.3]], 1)


def test_a_question_twice_is_refused() -> None:
    with pytest.raises(JudgementError, match="question 'Q' is there twice"):
        collect([], [OPEN, OPEN])


@pytest.mark.parametrize("probability", [-0.01, 1.01, float("nan"), float("inf")])
def test_what_is_no_probability_is_refused(probability: float) -> None:
    with pytest.raises(JudgementError, match="is not a probability between 0 and 1"):
        replace(SAID, probability=probability)


@pytest.mark.parametrize(
    "changed",
    [
        {"person": " "},
        {"question": ""},
        {"given": NOON.replace(tzinfo=None)},
    ],
)
def test_a_judgement_without_a_name_or_a_zone_is_refused(changed: dict) -> None:
    with pytest.raises(JudgementError, match=r"judgements\.csv, row 2: "):
        replace(SAID, **changed)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": ""}, "needs a name"),
        ({"outcome": True}, "has an outcome but no day on which it was resolved"),
        ({"resolved": NOON}, "has a day of resolution but no outcome"),
        ({"base_rate": 0.0}, "base rate 0 is not between 0 and 1"),
        ({"closes": NOON.replace(tzinfo=None)}, "has no time zone"),
    ],
)
def test_half_a_question_is_refused(changed: dict, message: str) -> None:
    with pytest.raises(JudgementError, match=message):
        replace(OPEN, **changed)


def test_only_what_was_resolved_before_a_question_was_shut_is_known() -> None:
    questions = [
        Question("early", NOON, NOON + HOUR, outcome=True),
        Question("at once", NOON, NOON + 2 * HOUR, outcome=True),
        Question("open", NOON + 2 * HOUR),
        Question("without an end"),
    ]
    before = collect([], questions).before()
    assert before.tolist() == [
        [False] * 4,
        [False] * 4,
        [True, False, False, False],  # at the very moment is not before
        [False] * 4,
    ]
