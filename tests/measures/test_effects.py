"""Effects by grade: wide, never certain, and zero where nobody has graded."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karski.measures import Effect, Measure, catalogue, effect, modifier
from karski.measures.effects import BY_GRADE

shares = st.floats(0, 1)
counts = st.integers(0, 20)
UNGRADED = [m for m in catalogue().values() if m.evidence.grade == "U"]


@given(st.sampled_from(UNGRADED), shares, shares, counts, st.booleans())
def test_what_is_not_graded_has_a_mean_of_exactly_zero_under_every_condition(
    measure: Measure,
    commitment: float,
    coordination: float,
    concurrent: int,
    combined: bool,
) -> None:
    found = effect(measure, combined=combined)
    found = found.under(modifier(commitment, coordination, concurrent))
    assert (found.mean, found.sd) == (0.0, 0.15)


@given(shares, shares, counts)
def test_conditions_lie_between_a_half_and_one_and_a_half(
    commitment: float, coordination: float, concurrent: int
) -> None:
    found = modifier(commitment, coordination, concurrent)
    assert 0.5 <= found <= 1.5
    assert found <= modifier(1, coordination, concurrent)
    assert found <= modifier(commitment, 1, concurrent)
    assert found <= modifier(commitment, coordination, concurrent + 1)


def test_conditions_by_hand() -> None:
    # .5 + .5 x .8 + .3 x .6 + .2 x 2/3
    assert modifier(0.8, 0.6, 2) == pytest.approx(1.2133, abs=1e-4)
    assert modifier(0.5, 0.5, 9) == pytest.approx(1.1)


@pytest.mark.parametrize("wrong", [(-0.1, 0, 0), (0, 1.1, 0), (0, 0, -1)])
def test_conditions_outside_their_range_are_refused(
    wrong: tuple[float, float, int],
) -> None:
    with pytest.raises(ValueError, match="not"):
        modifier(*wrong)
    with pytest.raises(ValueError, match="conditions"):
        Effect(-0.1, 0.1).under(1.6)


def test_the_better_the_grade_the_more_relief_and_the_narrower() -> None:
    means = [BY_GRADE[grade].mean for grade in ("A-", "B", "C", "U")]
    spreads = [BY_GRADE[grade].sd for grade in ("A-", "B", "C", "U")]
    assert means == sorted(means)
    assert spreads == sorted(spreads)


def test_a_combined_grade_counts_only_beside_other_measures() -> None:
    embargo, mediation = catalogue()["arms_embargo"], catalogue()["mediation"]
    assert effect(embargo) == BY_GRADE["C"]
    assert effect(embargo, combined=True) == BY_GRADE["B"]
    assert effect(mediation) == effect(mediation, combined=True) == BY_GRADE["B"]


def test_what_goes_with_more_killing_harms_on_average_however_resolved() -> None:
    observers = effect(catalogue()["unarmed_observers"])
    assert observers == Effect(0.05, 0.15)
    assert observers.under(1.5) == observers.under(0.5) == observers


@pytest.mark.parametrize(
    ("grade", "usual", "best", "worst"),
    [("A-", 11, 3, 27), ("B", 24, 14, 36), ("C", 37, 31, 43), ("U", 50, 50, 50)],
)
def test_a_measure_can_always_harm_as_the_documentation_says(
    grade: str, usual: int, best: int, worst: int
) -> None:
    found = BY_GRADE[grade]
    told = [found, found.under(1.5), found.under(0.5)]
    harm = [1 - NormalDist(each.mean, each.sd).cdf(0) for each in told]
    assert [round(100 * chance) for chance in harm] == [usual, best, worst]
