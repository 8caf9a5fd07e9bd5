"""The best panel, by hand."""

import random

import pytest

from karski.core.errors import DocumentError, SelectionError
from karski.selection.candidates import Candidate
from karski.selection.kinds import field_of
from karski.selection.lot import lot
from karski.selection.quotas import quotas
from karski.selection.reasons import TEMPLATES, sentence
from karski.selection.rules import DEFAULT, catalogue
from karski.selection.selecting import Selection, select
from karski.selection.telling import conflict_sentence, relaxation_sentence
from selection_candidates import GUESTS, candidates, rules

SEED = 2014
V4 = """
visegrad:
  states: [CZE, HUN, POL, SVK]
  each: {exactly: 1}
  elsewhere: {at_most: 0}
  hard: true
"""


def one(name: str, country: str, sector: str, score: float | None = None) -> Candidate:
    return Candidate(name, country, sector, None, score=score)


def told(found: Selection, name: str) -> str:
    return sentence(found.reasons[name])


def test_each_other_visegrad_state_has_one_seat_and_scores_fill_the_rest() -> None:
    people = [
        one("A", "HUN", "youth", 9.0),
        one("B", "HUN", "research", 8.0),
        one("C", "CZE", "research", 3.0),
        one("D", "CZE", "research", 4.0),
        one("E", "POL", "research", 1.0),
        one("F", "SVK", "youth", 2.0),
        one("G", "DEU", "youth", 10.0),
    ]
    found = select(people, rules(V4, seats=4), "HUN", SEED)
    assert found.selected == ("A", "D", "E", "F")
    assert (found.status, found.relaxed, found.conflicts) == ("optimal", (), ())
    assert found.substitutes == ("B", "C")
    assert told(found, "A").startswith("Score 9: nobody left out who could take this")
    assert told(found, "D") == (
        "The rule 'country CZE: exactly 1' keeps this seat from some with better"
        " scores; of those left out who could take it nobody has a better one than 4"
        " (the next has 3)."
    )
    assert told(found, "E") == (
        "Nobody else could take this seat and keep the rule 'country POL: exactly 1'."
    )
    assert told(found, "C").endswith("have better ones (from 4): D.")
    assert told(found, "G") == (
        "The rule 'country other than HUN, CZE, POL, SVK: none' leaves no seat that"
        " this candidate could take."
    )


def test_the_host_needs_no_representative_of_its_own() -> None:
    people = [one("A", "POL", "youth"), one("B", "HUN", "youth")]
    for host, guest in (("POL", "HUN"), ("HUN", "POL")):
        labels = [each.label for each in quotas(rules(V4), people, host)]
        assert f"country {guest}: exactly 1" in labels
        assert f"country {host}: exactly 1" not in labels


def test_equal_candidates_are_told_how_many_of_them_the_lot_chose() -> None:
    people = [one(name, "CZE", "youth", 5.0) for name in "ABCD"]
    people += [one(name, "HUN", "youth", 9.0) for name in "EFG"]
    found = select(people, rules(V4, seats=3), "HUN", SEED)
    first = min("ABCD", key=lambda name: lot(SEED, name))
    assert set(found.selected) & set("ABCD") == {first}
    assert told(found, first) == (
        "The rule 'country CZE: exactly 1' keeps this seat; among 4 who stood equal for"
        " it the lot decided: 1 of 4 were drawn."
    )
    (second, *_) = sorted(set("ABCD") - {first})
    assert "1 of 4 were drawn, this candidate was not" in told(found, second)


def test_first_timers_go_first_where_the_rules_say_so() -> None:
    old = Candidate("A", "HUN", "youth", None, score=9.0, attended=2)
    new = Candidate("B", "HUN", "youth", None, score=8.0, attended=0)
    before = rules("first_time: before scores", seats=1)
    after = rules("", seats=1)
    assert select([old, new], before, "HUN", SEED).selected == ("B",)
    assert "first time" in told(select([old, new], before, "HUN", SEED), "B")
    assert "attended before" in told(select([old, new], before, "HUN", SEED), "A")
    assert select([old, new], after, "HUN", SEED).selected == ("A",)


def test_a_missing_score_is_no_zero_but_stands_behind_every_score() -> None:
    people = [one("A", "HUN", "youth"), one("B", "HUN", "youth", 0.0)]
    found = select(people, rules("", seats=1), "HUN", SEED)
    assert found.selected == ("B",)
    assert "has a score" in told(found, "B")
    assert told(found, "A").startswith("Has no score")


def test_a_missing_value_counts_towards_no_group() -> None:
    people = [Candidate("A", None, None, None), Candidate("B", "HUN", None, "woman")]
    text = "rules: [{column: gender, each: true, at_most: 0, hard: true}]"
    assert select(people, rules(text), "HUN", SEED).selected == ("A",)
    assert select(people, rules(V4), "HUN", SEED).selected == ("A", "B")


def test_rules_that_cannot_hold_together_give_way_the_least_and_are_named() -> None:
    people = [
        one("A", "CZE", "research"),
        one("B", "CZE", "youth"),
        one("C", "HUN", "defence"),
        one("D", "HUN", "defence"),
    ]
    text = """
rules:
  - {column: country, value: CZE, at_most: 1, hard: true}
  - {column: sector, value: research, at_least: 1, hard: true}
  - {column: sector, value: youth, at_least: 1, hard: true, weight: 3}
  - {column: sector, value: defence, at_least: 1, hard: true}
"""
    found = select(people, rules(text), "HUN", SEED)
    assert found.status == "relaxed"
    assert [(each.rule, each.by) for each in found.relaxed] in (
        [("country CZE: at most 1", 1)],
        [("sector research: at least 1", 1)],
    )
    (conflict,) = found.conflicts
    assert conflict.rules == (
        "country CZE: at most 1",
        "sector research: at least 1",
        "sector youth: at least 1",
    )
    assert conflict.candidates == ("A", "B")
    assert "Wanted by one and held back by another: A, B." in conflict_sentence(
        conflict
    )


def test_a_sector_that_nobody_has_is_told_with_its_line() -> None:
    text = "rules:\n  - {column: sector, value: justice, at_least: 2, hard: true}"
    found = select([one("A", "HUN", "youth")], rules(text), "HUN", SEED)
    assert (found.selected, found.status) == (("A",), "relaxed")
    assert relaxation_sentence(found.relaxed[0]) == (
        "The rule 'sector justice: at least 2' (line 4) gave way by 2: 0 seated; nobody"
        " of them applied."
    )
    assert conflict_sentence(found.conflicts[0]).startswith("This rule cannot be kept")


def test_floors_beyond_the_seats_name_the_seats_which_never_give_way() -> None:
    people = [one(name, "HUN", "youth") for name in "AB"] + [
        one("C", "HUN", "research")
    ]
    text = """
rules:
  - {column: sector, value: youth, at_least: 2, hard: true}
  - {column: sector, value: research, at_least: 1, hard: true}
"""
    found = select(people, rules(text, seats=2), "HUN", SEED)
    assert len(found.selected) == 2
    assert found.conflicts[0].rules[-1] == "seats: at most 2"


def test_a_wish_gives_way_to_full_seats_and_a_rule_does_not() -> None:
    people = [one(name, "HUN", "youth") for name in "ABC"]
    text = "rules: [{column: sector, value: youth, at_most: 1, hard: %s}]"
    wish = select(people, rules(text % "false"), "HUN", SEED)
    assert (len(wish.selected), wish.status, wish.relaxed[0].by) == (3, "optimal", 2)
    hard = select(people, rules(text % "true"), "HUN", SEED)
    assert (len(hard.selected), hard.status, hard.relaxed) == (1, "optimal", ())


def test_nobody_to_be_seated_is_infeasible() -> None:
    found = select([one("A", "DEU", "youth")], rules(V4), "HUN", SEED, gone=["A"])
    assert (found.selected, found.status) == ((), "infeasible")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "rules: [{column: sectr, value: youth, at_most: 1, hard: true}]",
            "small.yaml: line 3, the candidates have no column 'sectr'; did you mean"
            " 'sector'?",
        ),
        (
            "rules: [{column: institution, value: Univrsity, at_most: 1, hard: true}]",
            "small.yaml: line 3, no candidate has institution 'Univrsity'; did you mean"
            " 'University'?",
        ),
    ],
)
def test_a_slip_in_the_rules_is_told_by_its_line(text: str, said: str) -> None:
    people = [Candidate("A", "HUN", "youth", None, "University")]
    with pytest.raises(DocumentError) as error:
        select(people, rules(text), "HUN", SEED)
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"host": "HUX"}, "the host 'HUX' is no country; did you mean"),
        ({"seated": ["Z"]}, "'Z' is no candidate"),
        ({"seated": ["A"], "gone": ["A"]}, "'A' is seated and gone at once"),
        ({"seated": ["A", "B"]}, "2 people are seated, and there are 1 seats"),
    ],
)
def test_impossible_requests_are_told(given_: dict[str, object], said: str) -> None:
    people = [one("A", "HUN", "youth"), one("B", "HUN", "youth")]
    whole = {"host": "HUN", "seed": SEED} | given_
    with pytest.raises(SelectionError, match=said):
        select(people, rules("", seats=1), **whole)  # type: ignore[arg-type] -- some of them
    with pytest.raises(SelectionError, match="'A' is there twice"):
        select([people[0], people[0]], rules(""), "HUN", SEED)


def test_ninety_candidates_under_the_rules_of_the_series() -> None:
    people = candidates(90, 1)
    found = select(people, catalogue()[DEFAULT], "HUN", SEED)
    by_id = {each.id: each for each in people}
    seated = [by_id[name] for name in found.selected]
    assert (found.status, found.relaxed, len(seated)) == ("optimal", (), 25)
    assert [sum(one.country == state for one in seated) for state in GUESTS] == [
        1,
        1,
        1,
    ]
    assert sum(one.gender == "woman" for one in seated) >= 10
    assert set(found.reasons) == set(by_id)
    shuffled = random.Random(3).sample(people, len(people))  # noqa: S311 -- an order
    assert select(shuffled, catalogue()[DEFAULT], "HUN", SEED) == found
    assert select(people, catalogue()[DEFAULT], "HUN", SEED + 1).seed == SEED + 1


def test_of_ten_thousand_candidates_the_same_are_chosen_whatever_their_order() -> None:
    people = candidates(10_000, 2)
    text = V4 + "  \nrules: [{column: sector, each: true, at_least: 2, hard: true}]"
    found = select(people, rules(text, seats=25), "HUN", SEED)
    assert (found.status, len(found.selected)) == ("optimal", 25)
    assert len(found.reasons) == len(people)
    assert select(people[::-1], rules(text, seats=25), "HUN", SEED) == found


def test_many_kinds_leave_the_lot_to_those_who_can_be_chosen() -> None:
    people = [
        Candidate(f"P{at}", "HUN", "youth", None, f"university {at // 2}", at % 3)
        for at in range(400)
    ]
    text = "rules: [{column: institution, each: true, at_most: 1, hard: true}]"
    found = select(people, rules(text, seats=5), "HUN", SEED)
    best = [each for each in people if each.score == 2]
    drawn = sorted(best, key=lambda each: lot(SEED, each.id))[:5]
    assert found.selected == tuple(sorted(each.id for each in drawn))


def test_every_template_can_be_filled_by_what_its_reasons_carry() -> None:
    people = candidates(60, 4)
    keys = {
        why.key: why
        for name in catalogue()
        for why in select(people, catalogue()[name], "HUN", SEED).reasons.values()
    }
    assert keys.keys() <= TEMPLATES.keys()
    assert all("{" not in sentence(why) for why in keys.values())


def test_candidates_of_a_kind_stand_by_score_and_then_by_lot() -> None:
    people = [one(name, "HUN", "youth", score) for name, score in
              (("A", 1.0), ("B", 2.0), ("C", 2.0))]  # fmt: skip
    (kind,) = field_of(people, rules(""), "HUN", SEED).kinds
    equal = sorted("BC", key=lambda name: lot(SEED, name))
    assert [each.id for each in kind.members] == [*equal, "A"]
