"""Which rows are scored, and on what, worked out by hand."""

import polars as pl
import pytest

from karski.core.errors import MissingDataError
from karski.evaluation.onset_cases import History, cases, history

USA, CANADA, BAHAMAS, CUBA = 2, 20, 31, 40


def past(*rows: tuple[int, int, int], first: int = 1994) -> History:
    table = pl.DataFrame(rows, ["place", "year", "mk_onset"], orient="row")
    return history(table, first=first)


def risks(*rows: tuple[int, int, float]) -> pl.DataFrame:
    return pl.DataFrame(rows, ["place", "year", "risk"], orient="row")


def scored(target: str, known: History, given: pl.DataFrame, k: int = 30) -> list:
    found = cases(target, known, given, k=k)
    return found.select("place", "year", "outcome", "risk").rows()


QUIET_THEN_ONSET = past((USA, 1993, 0), (USA, 1994, 0), (USA, 1995, 1), (USA, 1996, 0))
GIVEN = risks((USA, 1994, 0.1), (USA, 1995, 0.3), (USA, 1996, 0.2))


def test_within_two_years_an_onset_counts_in_its_year_and_the_one_before() -> None:
    expected = [(USA, 1994, 1, 0.1), (USA, 1995, 1, 0.3)]  # 1997 is not known
    assert scored("2yr", QUIET_THEN_ONSET, GIVEN) == expected


def test_within_one_year_it_counts_once() -> None:
    expected = [(USA, 1994, 0, 0.1), (USA, 1995, 1, 0.3), (USA, 1996, 0, 0.2)]
    assert scored("1yr", QUIET_THEN_ONSET, GIVEN) == expected


def test_the_union_takes_the_larger_of_the_last_two_risks() -> None:
    expected = [(USA, 1994, 0, 0.1), (USA, 1995, 1, 0.3), (USA, 1996, 0, 0.3)]
    assert scored("ewp", QUIET_THEN_ONSET, GIVEN) == expected


def test_the_union_has_whoever_has_one_of_the_two_risks() -> None:
    known = past(*((place, year, 0) for place in (2, 20, 31) for year in (1994, 1995)))
    given = risks((USA, 1994, 0.1), (CANADA, 1995, 0.2))
    expected = [(USA, 1994, 0, 0.1), (USA, 1995, 0, 0.1), (CANADA, 1995, 0, 0.2)]
    assert scored("ewp", known, given) == expected


def test_the_union_lists_whoever_was_on_either_years_list() -> None:
    known = past(*((place, year, 0) for place in (2, 20, 31) for year in (1994, 1995)))
    given = risks(
        *((USA, 1994, 0.9), (CANADA, 1994, 0.8), (BAHAMAS, 1994, 0.7)),
        *((USA, 1995, 0.1), (CANADA, 1995, 0.2), (BAHAMAS, 1995, 0.3)),
    )
    found = cases("ewp", known, given, k=1).filter(year=1995)
    # by the larger risk Canada would stand above Bahamas, which topped 1995's list
    assert found["listed"].to_list() == [1, 0, 1]
    assert found["rank"].to_list() == [1, 2, 1]
    assert found["risk"].to_list() == [0.9, 0.8, 0.7]


def test_ties_at_the_end_of_a_list_are_drawn_by_lot_each_year() -> None:
    known = past(*((place, year, 0) for place in (2, 20, 31) for year in (1994, 1995)))
    level = [
        (place, year, risk)
        for year in (1994, 1995)
        for place, risk in ((USA, 0.9), (CANADA, 0.5), (BAHAMAS, 0.5))
    ]
    one = cases("1yr", known, risks(*level), k=2).filter(year=1995)
    assert one["listed"].to_list() == [1, 0.5, 0.5]
    assert one["rank"].to_list() == [1, 2.5, 2.5]
    two = cases("ewp", known, risks(*level), k=2).filter(year=1995)
    assert two["listed"].to_list() == [1, 0.75, 0.75]


def test_a_state_that_ends_is_scored_on_the_years_it_had() -> None:
    lived = [(CANADA, year, 0) for year in range(1993, 1997)]
    known = past((CUBA, 1993, 0), (CUBA, 1994, 1), (CUBA, 1995, 0), *lived)
    given = risks(*((CUBA, year, 0.2) for year in (1994, 1995, 1996)))
    assert scored("2yr", known, given) == [(CUBA, 1994, 1, 0.2), (CUBA, 1995, 0, 0.2)]
    assert scored("ewp", known, given) == [(CUBA, 1994, 1, 0.2), (CUBA, 1995, 0, 0.2)]


def test_a_year_whose_next_is_missing_is_not_scored_within_two_years() -> None:
    known = past((CUBA, 1994, 0), (CUBA, 1996, 0), (CUBA, 1997, 0))
    given = risks(*((CUBA, year, 0.2) for year in (1994, 1996)))
    assert [row[1] for row in scored("2yr", known, given)] == [1996]


def test_what_must_be_forecast_has_a_base_year_with_all_predictors() -> None:
    table = pl.DataFrame(
        {
            "place": [USA, USA, USA, CANADA, CANADA],
            "year": [1993, 1994, 1995, 1994, 1995],
            "mk_onset": [0, 0, 0, 0, 0],
            "growth": [1.0, None, 1.0, 1.0, 1.0],
        }
    )
    every = [(USA, 1994), (USA, 1995), (CANADA, 1995)]
    assert history(table).required.rows() == every
    required = history(table, ["growth"]).required
    assert required.rows() == [(USA, 1994), (CANADA, 1995)]


def test_a_history_that_ends_before_the_first_year_is_refused() -> None:
    with pytest.raises(MissingDataError, match="known onsets end in 1990"):
        past((USA, 1990, 0))
