"""Equal chances: what is published is what happens."""

from fractions import Fraction
from math import sqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from karski.selection.candidates import Candidate
from karski.selection.kinds import field_of
from karski.selection.reasons import sentence
from karski.selection.rules import EQUAL_CHANCES, catalogue
from karski.selection.selecting import select
from karski.selection.sortition import TICKETS, Portfolio, portfolio
from selection_candidates import candidates, rules

DRAWS = 10_000
COUNTRIES = ("HUN", "CZE", "POL")
BY_LOT = "mode: equal chances\n"
SERIES = catalogue()["equal_chances"]


def person(name: str, country: str = "HUN", sector: str = "youth") -> Candidate:
    return Candidate(name, country, sector, None, score=ord(name[0]))


def lots(people: list[Candidate], text: str, seats: int) -> Portfolio:
    return portfolio(field_of(people, rules(BY_LOT + text, seats), "HUN", 1))


def test_without_rules_everyone_has_the_same_chance() -> None:
    found = lots([person(name) for name in "ABCDE"], "", 2)
    assert set(found.chances.values()) == {Fraction(2, 5)}


def test_a_forced_chance_is_published_and_the_others_are_equal() -> None:
    people = [person("A", "CZE"), *(person(name) for name in "BCDE")]
    text = "rules: [{column: country, value: CZE, exactly: 1, hard: true}]"
    found = lots(people, text, 3)
    assert found.chances == {"A": 1} | dict.fromkeys("BCDE", Fraction(1, 2))
    selection = select(people, rules(BY_LOT + text, 3), "HUN", 7)
    assert "chance was 1." in sentence(selection.reasons["A"])
    assert "chance was 500 in 1,000" in sentence(selection.reasons["B"])


def test_who_cannot_be_chosen_has_no_chance_and_spoils_nobody_elses() -> None:
    people = [person("A", "DEU"), *(person(name) for name in "BCDE")]
    text = "rules: [{column: country, value: DEU, at_most: 0, hard: true}]"
    found = lots(people, text, 1)
    assert found.chances == {"A": 0} | dict.fromkeys("BCDE", Fraction(1, 4))
    why = select(people, rules(BY_LOT + text, 1), "HUN", 7).reasons["A"]
    assert "'country DEU: none' leaves this candidate no chance" in sentence(why)


def test_the_smallest_chance_is_as_great_as_it_can_be_then_the_next() -> None:
    # two seats, one for A and B, one for C to F: no lot gives C to F more than 1/4
    people = [person(name) for name in "AB"]
    people += [person(name, sector="research") for name in "CDEF"]
    text = "rules: [{column: sector, each: true, at_least: 1, hard: true}]"
    assert lots(people, text, 2).chances == dict.fromkeys("AB", Fraction(1, 2)) | (
        dict.fromkeys("CDEF", Fraction(1, 4))
    )
    # a third seat goes to research, always: 1/2 and 1/2
    chances = lots(people, text, 3).chances
    assert all(abs(each - Fraction(1, 2)) < 1e-7 for each in chances.values())


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(COUNTRIES), st.sampled_from(("youth", "research"))),
        min_size=3,
        max_size=9,
    ),
    st.integers(1, 3),
    st.integers(0, 2),
)  # fmt: skip
def test_chances_sum_to_the_seats_and_every_panel_keeps_the_rules(
    given_: list[tuple[str, str]], seats: int, floor: int
) -> None:
    people = [person(f"{'ABCDEFGHI'[at]}{at}", *two) for at, two in enumerate(given_)]
    text = (
        f"rules: [{{column: country, value: CZE, at_least: {floor}, hard: true}},"
        " {column: sector, value: youth, at_most: 1, hard: true}]"
    )
    kept = rules(BY_LOT + text, seats)
    found = select(people, kept, "HUN", 3)
    assert found.portfolio is not None
    assert sum(found.portfolio.tickets) == TICKETS
    assert sum(found.chances.values()) == len(found.selected)
    assert found.portfolio.proven
    scored = select(
        people, kept.model_copy(update={"mode": "score"}), "HUN", 3
    )  # as near to the rules as can be
    assert sum(each.by for each in found.relaxed) == sum(
        each.by for each in scored.relaxed
    )
    assert select(people[::-1], kept, "HUN", 3) == found


def test_the_published_chances_hold_in_ten_thousand_draws() -> None:
    assert SERIES.mode == EQUAL_CHANCES
    people = candidates(90, 1)
    found = portfolio(field_of(people, SERIES, "HUN", 1))
    counts = dict.fromkeys(found.chances, 0)
    for seed in range(DRAWS):
        panel = found.draw(seed)
        assert len(panel) == 25
        for name in panel:
            counts[name] += 1
    for name, chance in found.chances.items():
        p = float(chance)
        bound = 4.5 * sqrt(p * (1 - p) / DRAWS)  # 1 in 1,600 for 90 at once
        assert abs(counts[name] / DRAWS - p) <= bound, (name, p)
    assert sum(found.chances.values()) == 25
    assert min(found.chances.values()) > Fraction(1, 20)


def test_the_panel_drawn_depends_on_the_portfolio_and_the_seed_alone() -> None:
    found = Portfolio(
        (("A", "B"), ("C",)), (0, 0), ((2, 0), (1, 1)), (10, TICKETS - 10), True
    )
    assert found.chances["C"] == Fraction(TICKETS - 10, TICKETS)
    drawn = {found.draw(seed) for seed in range(50)}
    assert drawn == {("A", "C"), ("B", "C")}
