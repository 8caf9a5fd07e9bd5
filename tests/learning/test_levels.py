"""Four levels: what is shown, and that nobody is found in a small group."""

from dataclasses import asdict
from datetime import UTC, datetime
from math import isnan
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, ttest_1samp

from karski.core.small_cells import LEAST
from karski.judgement.judgements import Judgement, Question
from karski.learning.calibration_game import play
from karski.learning.change import change
from karski.learning.levels import (
    Results,
    behaviours,
    judging,
    learning,
    ratings,
    results,
)
from karski.learning.shares import Share, share
from karski.learning.sittings import Item, Sitting

A, B = Item("pillars"), Item("roles")
ITEMS = (A, B, Item("signs"), Item("tools"))
DAY = datetime(2025, 3, 1, tzinfo=UTC)


def sat(rows: list[str]) -> list[Sitting]:
    return [
        Sitting(f"p{n}", {i: each == "1" for i, each in zip(ITEMS, row, strict=False)})
        for n, row in enumerate(rows)
    ]


def test_a_workshop_with_four_answers_shows_none_of_them() -> None:
    four = [5, 4, 5, 3]
    (rating,) = ratings({"useful": four}, 25)
    assert (rating.answered.count, rating.answered.rate, rating.mean) == (None,) * 3
    found = learning(change(sat(["00"] * 4), sat(["11"] * 4)), 25)
    assert found.answered.count is None
    assert (found.before, found.after, found.change) == (None, None, None)
    assert {each.change for each in found.items} == {None}
    assert {each.before for each in found.items} == {Share(None, None, None)}
    (did,) = behaviours(3, {"used it": [True, True, False, True]}, 25)
    assert (did.answered.count, did.did) == (None, Share(None, None, None))
    assert results(2, 1, 1) == Results(None, None, None, Share(None, None, None))
    said = {"before": [Judgement("Q", f"p{n}", 0.5, DAY) for n in range(4)]}
    (judged,) = judging(play(said, [Question("Q", None, DAY, True)], {"Q": 0.4}), 25)
    hidden = asdict(judged)
    assert {hidden[name] for name in ("brier", "model", "base_rate", "change")} == {
        None
    }


def test_five_answers_are_enough_and_agree_with_another_implementation() -> None:
    (rating,) = ratings({"useful": [5, 4, 5, 3, 2]}, 20)
    ends = ttest_1samp([5, 4, 5, 3, 2], 0).confidence_interval(0.95)
    assert (rating.answered.count, rating.answered.rate) == (5, 0.25)
    assert rating.mean is not None
    assert rating.mean.estimate == pytest.approx(3.8)
    assert (rating.mean.low, rating.mean.high) == pytest.approx((ends.low, ends.high))
    (alike,) = ratings({"useful": [4] * 6}, 20)
    assert alike.mean is not None
    assert isnan(alike.mean.low)


def test_learning_shows_those_who_sat_both_and_hides_items_nearly_all_knew() -> None:
    before = ["0111"] * 5 + ["0011"] + ["1110"] * 4 + ["1100"] * 2
    after = ["1111"] * 6 + ["1011"] + ["0110"] * 3 + ["0100"] * 2
    found = learning(change(sat(before), sat(after)), 25)
    assert (found.answered.count, found.answered.rate) == (12, 12 / 25)
    assert found.before == pytest.approx((6 + 11 + 10 + 6) / 48)
    pillars, roles, signs, tools = found.items
    for each in (roles, signs):  # two that hide each other
        assert (each.before.count, each.change) == (None, None)
        assert (each.before.least, each.before.most) == (8, 12)
    assert (pillars.before.count, pillars.after.count) == (6, 7)
    assert pillars.change is not None
    assert pillars.change.estimate == pytest.approx(1 / 12)
    assert (tools.before.count, tools.after.count) == (6, 7)


@given(
    st.lists(
        st.tuples(*[st.booleans()] * 3),
        min_size=LEAST,
        max_size=14,
    )
)
def test_the_mean_and_the_other_items_do_not_tell_a_hidden_one(
    rows: list[tuple[bool, ...]],
) -> None:
    written = ["".join("01"[each] for each in row) for row in rows]
    found = learning(change(sat(written), sat(written)), 25)
    counts = [each.before.count for each in found.items]
    assert counts.count(None) != 1  # else it is what is left of the mean


def test_behaviour_is_a_share_of_those_who_said_with_wilsons_interval() -> None:
    given_ = {
        "used it": [True] * 12 + [False] * 6,
        "told others": [True] * 17 + [False],
    }
    used, told = behaviours(6, given_, 24)
    ends = binomtest(12, 18).proportion_ci(0.95, method="wilson")
    assert (used.months, used.answered.rate, used.did.count) == (6, 0.75, 12)
    assert used.did.share is not None
    assert (used.did.share.low, used.did.share.high) == pytest.approx(
        (ends.low, ends.high)
    )
    assert told.did == Share(None, 18, None, 14, 18)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((2, 1, 1), (None, None, None, None)),  # four commitments
        ((8, 6, 7), (21, 14, 7, 8)),
        ((8, 6, 2), (16, None, None, 8)),  # 6 would tell of the 2
        ((9, 2, 7), (18, None, None, 9)),
        ((20, 3, 30), (53, 23, 30, None)),
    ],
)
def test_commitments_hide_small_counts_and_what_would_tell_them(
    counts: tuple[int, int, int], expected: tuple[int | None, ...]
) -> None:
    found = results(*counts)
    assert (found.made, found.due, found.open, found.kept.count) == expected


def test_kept_commitments_are_a_share_of_those_due() -> None:
    kept = results(8, 6, 7).kept.share
    ends = binomtest(8, 14).proportion_ci(0.95, method="wilson")
    assert kept is not None
    assert (kept.estimate, kept.low) == pytest.approx((8 / 14, ends.low))


@given(st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_no_hidden_share_can_be_told_from_what_is_said(case: tuple[int, int]) -> None:
    count, of = case
    found = share(count, of)
    if found.count is not None:
        assert LEAST <= count <= of - LEAST
        return
    alike = [other for other in range(of + 1) if share(other, of) == found]
    assert count in alike
    assert len(alike) >= min(of + 1, LEAST)
    if found.least is not None and found.most is not None:
        assert found.least <= count <= found.most


counts = st.integers(0, 9)


@given(counts, counts, counts)
def test_no_hidden_count_of_commitments_can_be_told(
    kept: int, due_not_kept: int, not_yet: int
) -> None:
    found = results(kept, due_not_kept, not_yet)
    total = kept + due_not_kept + not_yet
    alike = [
        (a, b, size - a - b)
        for size in ([total] if found.made is not None else range(15))
        for a in range(size + 1)
        for b in range(size + 1 - a)
        if results(a, b, size - a - b) == found
    ]
    assert (kept, due_not_kept, not_yet) in alike
    for place in range(3):
        values = {each[place] for each in alike}
        assert len(values) > 1 or min(values) >= LEAST


def test_judging_hides_a_change_of_few_people() -> None:
    questions = [Question(f"q{q}", None, DAY, q == 0) for q in range(3)]

    def said(people: int, p: float) -> list[Judgement]:
        return [
            Judgement(f"q{q}", f"p{n}", p + n / 100, DAY)
            for n in range(people)
            for q in range(3)
        ]

    game = play({"before": said(8, 0.5), "3 months": said(4, 0.2)}, questions, {})
    first, later = judging(game, 8)
    assert (first.answered.count, first.questions, first.change) == (8, 3, None)
    assert first.brier is not None
    expected = mean(
        mean([(1 - p) ** 2, p**2, p**2]) for p in (0.5 + n / 100 for n in range(8))
    )
    assert first.brier.estimate == pytest.approx(expected)
    assert (later.answered.count, later.brier, later.change) == (None, None, None)
