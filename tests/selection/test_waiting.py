"""Seats that fall free."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karski.selection.candidates import Candidate
from karski.selection.rules import DEFAULT, catalogue
from karski.selection.selecting import select
from karski.selection.waiting import replace
from selection_candidates import candidates, rules

SEED = 2014
SERIES = catalogue()[DEFAULT]
PEOPLE = candidates(90, 1)
COUNTRY = {each.id: each.country for each in PEOPLE}
PANEL = select(PEOPLE, SERIES, "HUN", SEED)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(PANEL.selected))
def test_the_first_on_the_list_whom_the_rules_let_in_takes_the_seat(out: str) -> None:
    seated = [name for name in PANEL.selected if name != out]
    found = replace(PEOPLE, SERIES, "HUN", SEED, seated=seated, gone=[out])
    (chosen,) = found.chosen
    assert (found.status, COUNTRY[chosen]) == ("optimal", COUNTRY[out])
    assert list(found.reasons) == [chosen]
    for name in PANEL.substitutes[: PANEL.substitutes.index(chosen)]:
        worse = select(PEOPLE, SERIES, "HUN", SEED, seated=[*seated, name], gone=[out])
        assert worse.relaxed


def test_a_slovak_is_replaced_by_a_slovak_until_none_is_left() -> None:
    slovaks = [each.id for each in PEOPLE if each.country == "SVK"]
    seated, gone = set(PANEL.selected), set[str]()
    for left in range(len(slovaks), 0, -1):
        (out,) = seated & set(slovaks)
        seated, gone = seated - {out}, gone | {out}
        found = replace(PEOPLE, SERIES, "HUN", SEED, seated=seated, gone=gone)
        if left > 1:
            assert (found.status, set(found.chosen) <= set(slovaks)) == (
                "optimal",
                True,
            )
            seated |= set(found.chosen)
    assert found.status == "relaxed"
    assert [each.rule for each in found.relaxed if each.hard] == [
        "country SVK: exactly 1"
    ]
    assert found.relaxed[0].applied == 0


def test_nobody_is_moved_and_nobody_gone_comes_back() -> None:
    seated, gone = PANEL.selected[3:], PANEL.selected[:3]
    found = replace(PEOPLE, SERIES, "HUN", SEED, seated=seated, gone=gone)
    assert len(found.chosen) == 3
    assert not set(found.chosen) & set(PANEL.selected)
    whole = select(PEOPLE, SERIES, "HUN", SEED, seated=seated, gone=gone)
    assert set(whole.selected) == {*seated, *found.chosen}
    assert {whole.reasons[name].key for name in seated} == {"seated"}
    assert {whole.reasons[name].key for name in gone} == {"gone"}


def test_a_full_room_takes_nobody() -> None:
    found = replace(PEOPLE, SERIES, "HUN", SEED, seated=PANEL.selected, gone=[])
    assert found.chosen == ()


@pytest.mark.parametrize("score", [1.0, 9.0])
def test_where_chances_are_equal_scores_do_not_decide_who_steps_in(
    score: float,
) -> None:
    people = [Candidate(name, "HUN", "youth", None, score=5.0) for name in "ABC"]
    people += [Candidate("D", "HUN", "youth", None, score=score)]
    by_lot = rules("mode: equal chances", seats=2)
    found = replace(people, by_lot, "HUN", SEED, seated=["A"], gone=["B"])
    equal = rules("first_time: ignored", seats=2)
    none = [Candidate(name, "HUN", "youth", None) for name in "ABCD"]
    assert (
        found.chosen
        == replace(none, equal, "HUN", SEED, seated=["A"], gone=["B"]).chosen
    )
