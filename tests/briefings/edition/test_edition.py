"""What an edition says when it is asked."""

from dataclasses import replace
from pathlib import Path

import pytest

from karski.briefings.edition import Edition, read
from karski.briefings.edition.country import Before, MonthAhead, MonthCount, Place
from karski.core.errors import MissingDataError
from karski.explanation.clauses import Clause


@pytest.fixture
def edition(folder: Path) -> Edition:
    return read(folder)


def test_a_country_has_all_that_is_said_of_it_and_nothing_of_another(
    edition: Edition,
) -> None:
    mali = edition.country(432)
    assert mali.place == Place(432, "Mali", "MLI", "Western Africa")
    deaths = mali.deaths["deaths_civilians"]
    assert deaths.history == (MonthCount(540, 7),)
    assert deaths.ahead == (
        MonthAhead(541, 1, 51.5, 5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0),
    )
    assert [(c.place, c.threshold, c.probability) for c in deaths.chances] == [
        (432, 100, 0.9),
        (432, 25, 1.0),
    ]
    assert deaths.newest is not None
    assert deaths.newest.q95 == 3.0
    assert deaths.record == ()
    assert mali.onsets[2].rank == 2.0
    assert mali.stories[2].raising[0].facts[0].middle is not None
    assert mali.onset_record == {}


def test_what_was_not_said_before_is_none(edition: Edition) -> None:
    mali, niger = (
        edition.country(number).deaths["deaths_civilians"].chances[0]
        for number in (432, 436)
    )
    assert mali.before == Before(0.8, 7.0, 7.0, 7.0, 2)
    assert niger.before is None
    assert edition.country(432).onsets[2].risk_before is None
    assert edition.country(436).onsets[2].risk_before == 0.3


def test_a_country_without_a_figure_says_what_it_lacks(edition: Edition) -> None:
    chad = edition.country(483)
    assert (chad.deaths, chad.onsets, chad.stories) == ({}, {}, {})
    assert chad.onset_lacking == {2: (Clause(msgid="population"),)}
    assert edition.country(432).onset_lacking == {}


def test_a_country_that_is_not_in_it_is_told(edition: Edition) -> None:
    with pytest.raises(MissingDataError, match="no country with the number 2;"):
        edition.country(2)


def test_a_table_is_sorted_by_chance(edition: Edition) -> None:
    rows = edition.table("deaths_civilians", 12, 100)
    assert [(row.place, row.probability) for row in rows] == [(436, 0.95), (432, 0.9)]
    assert rows[1] == edition.country(432).deaths["deaths_civilians"].chances[0]


@pytest.mark.parametrize("asked", [("deaths", 12, 100), ("deaths_civilians", 6, 100)])
def test_a_table_that_is_not_there_is_told(
    edition: Edition, asked: tuple[str, int, int]
) -> None:
    with pytest.raises(MissingDataError, match="holds no chance"):
        edition.table(*asked)


def test_onsets_are_sorted_by_rank(edition: Edition) -> None:
    assert [row.place for row in edition.onsets(2)] == [436, 432]
    with pytest.raises(MissingDataError, match="no risk within 1 years"):
        edition.onsets(1)


@pytest.mark.parametrize(
    ("probability", "cases"),
    [(0.0, 10), (0.49, 10), (0.5, None), (0.89, None), (0.9, 4), (1.0, 4)],
)
def test_a_chance_finds_the_past_forecasts_that_said_about_the_same(
    edition: Edition, probability: float, cases: int | None
) -> None:
    chance = replace(
        edition.table("deaths_civilians", 12, 100)[0], probability=probability
    )
    found = edition.came_true(chance)
    assert (found and found.cases) == cases


def test_a_chance_of_which_there_is_no_record_finds_none(edition: Edition) -> None:
    assert edition.came_true(edition.table("deaths_civilians", 12, 25)[0]) is None


def test_it_names_its_day_and_its_data(edition: Edition) -> None:
    assert str(edition) == "edition of 2025-02-03 (data to 2024-12)"
