"""Releases: what a version covers, and what makes a file an extract."""

from datetime import date

import polars as pl
import pytest

from karski.core.months import month_id
from karski.sources._release import (
    CANDIDATE_COUNTRIES,
    COUNTRIES,
    FIRST_MONTH,
    Release,
    release_of,
    span,
    why_partial,
)

DECEMBER = month_id(1990, 12)
MARCH = month_id(2024, 3)


@pytest.mark.parametrize(
    ("file_name", "version", "kind", "last"),
    [
        ("GEDEvent_v25_1.csv", "25.1", "yearly", month_id(2024, 12)),
        ("GEDEvent_v19_1_syria.csv.gz", "19.1", "yearly", month_id(2018, 12)),
        ("ged251-csv.zip", "25.1", "yearly", month_id(2024, 12)),
        ("ged211_events_where_prec_1_2.parquet", "21.1", "yearly", month_id(2020, 12)),
        ("GEDEvent_v26_0_2.csv", "26.0.2", "candidate", month_id(2026, 2)),
        ("GEDEvent_v25_0_12.csv", "25.0.12", "candidate", month_id(2025, 12)),
        ("GEDEvent_v24_01_24_09.csv", "24.01.24.09", "candidate", month_id(2024, 9)),
        ("GEDEvent_v24_01_24_1.csv", "24.01.24.1", "candidate", month_id(2024, 1)),
        ("GEDEvent_v24_0_13.csv", "24.0.13", "unknown", None),
        ("GEDEvent_v24_01_24_13.csv", "24.01.24.13", "unknown", None),
        ("GEDEvent_v24_0_0.csv", "24.0.0", "unknown", None),
        ("events.csv", "", "unknown", None),
    ],
)
def test_a_files_name_says_what_it_covers(
    file_name: str, version: str, kind: str, last: int | None
) -> None:
    release = release_of(file_name)
    assert (release.version, release.kind, release.last) == (version, kind, last)


def test_a_version_that_is_given_overrules_the_name() -> None:
    assert release_of("GEDEvent_v25_1.csv", "24.1").last == month_id(2023, 12)


@pytest.mark.parametrize(
    ("version", "days", "covered"),
    [
        ("24.0.3", [date(2024, 3, 5)], (MARCH, MARCH)),
        ("24.0.3", [date(2024, 3, 5), date(2024, 4, 9)], (MARCH, MARCH)),
        ("24.0.3", [date(2024, 2, 5)], (MARCH - 1, MARCH - 2)),
        ("", [date(2024, 3, 31)], (MARCH, MARCH)),
        ("", [date(2024, 3, 30)], (MARCH, MARCH - 1)),
        ("", [date(2024, 2, 29)], (MARCH - 1, MARCH - 1)),
        ("25.1", [date(2024, 3, 5)], (MARCH, MARCH)),
        ("24.1", [date(2023, 3, 5), date(2024, 3, 5)], (MARCH - 12, MARCH - 3)),
    ],
)
def test_a_file_covers_the_months_it_has_to_their_ends(
    version: str, days: list[date], covered: tuple[int, int]
) -> None:
    assert span(release_of("", version), pl.Series(days)) == covered


def events(countries: int, first: int, last: int) -> pl.DataFrame:
    """Return an event in each country and month, at every level of precision."""
    pairs = [(c, m) for c in range(countries) for m in range(first, last + 1)]
    return pl.DataFrame(
        {
            "place": [place for place, _ in pairs],
            "month": [month for _, month in pairs],
            "where_prec": [1 + i % 5 for i in range(len(pairs))],
        }
    )


YEARLY = Release("91.1", "yearly", DECEMBER)
CANDIDATE = Release("24.0.3", "candidate", MARCH)


def test_a_yearly_release_needs_its_number_of_countries() -> None:
    enough = events(COUNTRIES, FIRST_MONTH, DECEMBER)
    few = events(COUNTRIES - 1, FIRST_MONTH, DECEMBER)
    assert why_partial(YEARLY, enough, FIRST_MONTH, DECEMBER) == ""
    assert why_partial(YEARLY, few, FIRST_MONTH, DECEMBER) == (
        "it has events in 99 countries; the world has over 100"
    )


def test_a_candidate_release_needs_its_number_of_countries() -> None:
    enough = events(CANDIDATE_COUNTRIES, MARCH, MARCH)
    few = events(CANDIDATE_COUNTRIES - 1, MARCH, MARCH)
    assert why_partial(CANDIDATE, enough, MARCH, MARCH) == ""
    assert "24 countries" in why_partial(CANDIDATE, few, MARCH, MARCH)


def test_a_candidate_release_may_have_the_days_after_its_month_and_no_more() -> None:
    with_april = events(30, MARCH, MARCH + 1)
    with_may = events(30, MARCH, MARCH + 2)
    assert why_partial(CANDIDATE, with_april, MARCH, MARCH) == ""
    assert why_partial(CANDIDATE, with_may, MARCH, MARCH).startswith(
        "it has events later than 2024-03"
    )


def test_a_yearly_release_has_nothing_after_its_december() -> None:
    mixed = events(COUNTRIES, FIRST_MONTH, DECEMBER + 1)
    assert why_partial(YEARLY, mixed, FIRST_MONTH, DECEMBER).startswith(
        "it has events later than 1990-12"
    )


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_release_without_a_level_of_precision_is_an_extract(level: int) -> None:
    subset = events(COUNTRIES, FIRST_MONTH, DECEMBER).filter(
        pl.col("where_prec") != level
    )
    reason = why_partial(YEARLY, subset, FIRST_MONTH, DECEMBER)
    place = ("exact spot", "nearest town", "district", "province", "region")[level - 1]
    assert reason == (
        f"it has no events placed by {place} (where_prec {level}); the world has such"
    )
