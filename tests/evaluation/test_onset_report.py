"""Calibration, misses and false alarms of yearly risks."""

import polars as pl
import pytest
from scipy.stats import poisson

from karski.evaluation.onset_report import calibration, false_alarms, misses

CASES = pl.DataFrame(
    {
        "place": [2, 20, 31, 40, 2, 20],
        "year": [1994, 1994, 1994, 1994, 1995, 1995],
        "outcome": [0.0, 1.0, 0.0, 1.0, 0.0, 1.0],
        "risk": [0.5, 0.1, 0.2, 0.4, 0.3, 0.6],
        "rank": [1.0, 4.0, 3.0, 2.0, 2.0, 1.0],
        "listed": [1.0, 0.0, 0.0, 1.0, 1.0, 1.0],
    }
)


def test_bins_hold_as_many_each_from_the_lowest_risks_up() -> None:
    found = calibration(CASES, bins=3)
    assert found.select("bin", "country_years", "lowest", "highest").rows() == [
        (1, 2, 0.1, 0.2),
        (2, 2, 0.3, 0.4),
        (3, 2, 0.5, 0.6),
    ]
    assert found["observed"].to_list() == [1, 1, 1]
    assert found["expected"].to_list() == pytest.approx([0.3, 0.7, 1.1])
    assert found["ratio"].to_list() == pytest.approx([1 / 0.3, 1 / 0.7, 1 / 1.1])


def test_the_interval_is_exact_for_a_poisson_count() -> None:
    row = calibration(CASES, bins=1).row(0, named=True)
    low, high = (row[end] * row["expected"] for end in ("low", "high"))
    assert poisson.sf(2, low) == pytest.approx(0.025)  # three or more
    assert poisson.cdf(3, high) == pytest.approx(0.025)  # three or fewer


def test_an_onset_that_counts_twice_tells_as_much_as_one() -> None:
    twice = pl.concat([CASES, CASES])
    once = calibration(CASES, bins=1).row(0)
    assert calibration(twice, bins=1, years=2).row(0)[6:] == pytest.approx(once[6:])


def test_no_onset_leaves_room_for_some() -> None:
    none = calibration(CASES.with_columns(outcome=pl.lit(0.0)), bins=1)
    row = none.row(0, named=True)
    assert (row["ratio"], row["low"]) == (0, 0)
    assert row["high"] == pytest.approx(3.689 / 2.1, abs=0.001)


def test_no_risk_at_all_has_no_ratio() -> None:
    row = calibration(CASES.with_columns(risk=pl.lit(0.0)), bins=1).row(0)
    assert row[4:] == (0, 3, None, None, None)


def test_misses_are_the_onsets_that_ranked_lowest() -> None:
    assert misses(CASES).rows() == [
        (20, "Canada", 1994, 4.0, 4, 0.1),
        (40, "Cuba", 1994, 2.0, 4, 0.4),
        (20, "Canada", 1995, 1.0, 2, 0.6),
    ]
    assert len(misses(CASES, 1)) == 1


def test_false_alarms_are_the_highest_risks_without_an_onset_one_a_country() -> None:
    assert false_alarms(CASES).rows() == [
        (2, "United States", 1994, 1.0, 4, 0.5, 2.0),
        (31, "Bahamas", 1994, 3.0, 4, 0.2, 0.0),
    ]
