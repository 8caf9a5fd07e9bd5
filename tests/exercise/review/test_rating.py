"""Ratings, and how far raters agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise.review.journals import Journal
from karski.exercise.events import Kind
from karski.exercise.packs.pack import Pack
from karski.exercise.review.rating import agreement, rated
from karski.judgement.agreement import alpha

NO = np.nan
# the example of Krippendorff (2011), four observers, twelve things
BOOK = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NO, NO, NO],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NO, 3],
        [NO, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NO],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NO],
    ]
).T


@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)],
)
def test_alpha_is_that_of_the_book(level: str, published: float) -> None:
    assert alpha(BOOK, level) == pytest.approx(published, abs=5e-4)  # type: ignore[arg-type] # one of the three


def test_alpha_by_hand() -> None:
    # values 1, 1 | 1, 2: nominal; met: (1,1) 2, (1,2) 1, (2,1) 1; totals 3 and 1
    # observed 2/4; expected 2*3*1/(4*3) = 1/2; alpha 0
    assert alpha(np.array([[1.0, 1.0], [1.0, 2.0]]), "nominal") == pytest.approx(0)


@given(st.permutations(range(4)), st.permutations(range(12)))
def test_neither_order_of_raters_nor_of_things_matters(
    raters: list[int], things: list[int]
) -> None:
    assert alpha(BOOK[things][:, raters]) == pytest.approx(alpha(BOOK))


def test_alpha_is_not_defined_without_company_or_variety() -> None:
    assert alpha(np.array([[1.0, NO], [NO, 2.0]])) is None
    assert alpha(np.array([[1.0, 1.0], [1.0, 1.0]])) is None
    with pytest.raises(ValueError, match="no table"):
        alpha(np.array([1.0]))


def _rate(journal: Journal, who: str, capability: str, letter: str) -> None:
    said = {"rating": letter, "evidence": f"{who} saw it", "events": [1]}
    journal.add(9, Kind.RATED, "expert", capability=capability, player=who, **said)


def test_the_last_rating_of_each_rater_counts_and_disagreement_shows(
    pack: Pack,
) -> None:
    journal = Journal()
    for who, capability, letter in (
        ("a", "warning", "U"),
        ("a", "warning", "M"),
        ("b", "warning", "S"),
        ("c", "warning", "M"),
        ("b", "checking", "P"),
    ):
        _rate(journal, who, capability, letter)
    warning, checking = rated(pack, journal.events)
    assert (warning.letters, warning.agreeing) == (("S", "M"), 2)
    assert [r.rater for r in warning.ratings] == ["b", "a", "c"]
    assert warning.ratings[0].evidence == "b saw it"
    assert warning.ratings[0].events == (1,)
    assert (checking.letters, checking.agreeing) == (("P",), 1)
    assert agreement([warning, checking]) is None  # one thing has two raters


def test_raters_who_agree_on_different_letters_have_alpha_one(pack: Pack) -> None:
    journal = Journal()
    for who in ("a", "b"):
        _rate(journal, who, "warning", "M")
        _rate(journal, who, "checking", "P")
    assert agreement(rated(pack, journal.events)) == 1


def test_what_nobody_rated_stands_there_without_a_letter(pack: Pack) -> None:
    assert [(one.letters, one.agreeing) for one in rated(pack, ())] == [((), 0)] * 2
