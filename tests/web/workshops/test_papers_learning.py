"""What was measured stands in the report as it was found, hidden where few answered."""

from dataclasses import replace
from math import nan

from django.utils.translation import override

from karski.evaluation.intervals import Interval
from karski.learning.levels import Behaviour, Learning, Levels, Rating, Results
from karski.learning.shares import Answered, Share
from karski.web.workshops.papers.learning import learnt

TWENTY, FEW = Answered(20, 25), Answered(None, 25)
LEVELS = Levels(
    participants=25,
    reaction=(
        Rating("useful", TWENTY, Interval(4.25, 3.9, 4.6)),
        Rating("clear", TWENTY, Interval(4.0, nan, nan)),
    ),
    learning=Learning(TWENTY, 0.524, 0.68, Interval(0.156, -0.02, 0.25), ()),
    judging=(),
    behaviour=(Behaviour("used", 3, FEW, Share(None, None, None)),),
    results=Results(9, 8, 1, Share(6, 8, Interval(0.75, 0.41, 0.93))),
)
NOTHING = Levels(4, (), None, (), (), None)


def test_each_level_stands_with_its_interval_and_how_many_answered() -> None:
    with override("en"):
        found = learnt(LEVELS, {"useful": "It is useful.", "used": "I used it."})
    assert found is not None
    assert found.tables[0].rows == (
        ("The same test before: share right", "52%", "20 of 25"),
        ("The same test after: share right", "68%", "20 of 25"),
        (
            "Change, in percentage points",
            "16 (\N{MINUS SIGN}2 to 25)",
            "20 of 25",
        ),
        ("It is useful. (mean of 1 to 5)", "4.2 (3.9 to 4.6)", "20 of 25"),
        ("clear (mean of 1 to 5)", "4.0", "20 of 25"),
        ("Commitments kept, of those due", "75% (41% to 93%)", "8"),
    )


def test_what_few_answered_is_said_to_be_hidden_and_not_listed() -> None:
    with override("en"):
        both = learnt(LEVELS, {})
        few = learnt(replace(NOTHING, behaviour=LEVELS.behaviour), {})
    assert both is not None
    assert few is not None
    hidden = "Fewer than five people answered what is not listed: it is hidden."
    assert both.words == (f"In brackets: the 95 % interval. {hidden}",)
    assert (few.words, few.tables) == ((hidden,), ())


def test_what_was_not_measured_is_no_section() -> None:
    assert learnt(NOTHING, {}) is None
