"""Teams that mix, round after round."""

from collections import Counter
from itertools import combinations

import pytest

from karski.core.errors import SelectionError
from karski.selection.candidates import SECTORS, Candidate
from karski.selection.teams import Round, teams

GUESTS = ("CZE", "POL", "SVK")


def people(size: int) -> list[Candidate]:
    return [
        Candidate(f"P{at:02d}", GUESTS[at] if at < 3 else "HUN", SECTORS[at % 8], None)
        for at in range(size)
    ]


def meetings(rounds: tuple[Round, ...]) -> Counter[tuple[str, str]]:
    return Counter(
        pair for each in rounds for team in each for pair in combinations(team, 2)
    )


def test_twenty_five_people_meet_nobody_twice_in_four_rounds_and_are_mixed() -> None:
    found = teams(people(25), 5, rounds=4, seed=2014)
    assert max(meetings(found.rounds).values()) == 1
    assert (found.repeats, found.crowded, found.proven) == (0, 0, True)
    guests = {"P00", "P01", "P02"}
    for each in found.rounds:
        assert sorted(name for team in each for name in team) == [
            one.id for one in people(25)
        ]
        assert [len(team) for team in each] == [5] * 5
        assert max(len(guests & set(team)) for team in each) == 1


def test_one_round_at_a_time_is_the_same_and_the_order_does_not_matter() -> None:
    whole = teams(people(23), 5, rounds=3, seed=7).rounds
    held: list[Round] = []
    for _ in range(3):
        held += teams(people(23)[::-1], 5, held=held, seed=7).rounds
    assert tuple(held) == whole
    assert teams(people(23), 5, seed=8).rounds != whole[:1]


def test_unavoidable_repeats_are_the_fewest_and_told() -> None:
    # two teams of three after one round: each new team holds two who have met
    found = teams(people(6), 2, rounds=2, seed=1)
    assert (found.repeats, found.proven) == (2, True)
    assert sum(n - 1 for n in meetings(found.rounds).values() if n > 1) == 2


def test_rounds_held_count_and_people_who_have_left_do_no_harm() -> None:
    held = [[["P00", "P01"], ["P02", "P03"]], [["P00", "P02"], ["P01", "left"]]]
    found = teams(people(4), 2, held=held, seed=1)
    assert found.rounds == ((("P00", "P03"), ("P01", "P02")),)
    assert found.repeats == 0


def test_teams_are_of_one_size_or_one_apart() -> None:
    for number in (1, 3, 4, 7):
        sizes = {len(team) for team in teams(people(7), number, seed=1).rounds[0]}
        assert max(sizes) - min(sizes) <= 1


def test_impossible_numbers_are_told() -> None:
    with pytest.raises(SelectionError, match="give a number from 1 to 4"):
        teams(people(4), 5, seed=1)
    with pytest.raises(SelectionError, match="twice"):
        teams([people(1)[0]] * 2, 1, seed=1)
