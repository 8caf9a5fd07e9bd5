"""How scores are said."""

import polars as pl

from karski.cli import _scoring


def figure(**changed: float | str | None) -> dict[str, object]:
    row = {
        "metric": "crps",
        "ours": 1.0,
        "baseline": 2.0,
        "change": -0.5,
        "low": -0.6,
        "high": -0.4,
    }
    return {**row, **changed}


def cells(row: dict[str, object], groups: tuple[str, ...] = ()) -> list[str]:
    table = _scoring.figures(pl.DataFrame([row]), "-", groups)
    return [str(cell) for column in table.columns for cell in column.cells]


def test_what_the_intervals_held_counts_ties_by_their_share() -> None:
    row = {"nominal": 0.5, "share": 0.481, "low": 0.4, "high": 0.55}
    assert _scoring.held(pl.DataFrame([row])) == (
        "48.1% lay in the 50% intervals (95 % interval 40.0% to 55.0%),"
        " counting a tie by its share"
    )


def test_a_gain_is_positive_and_tells_its_interval() -> None:
    assert cells(figure())[-1] == "+50.0% (+40.0% to +60.0%)"
    assert cells(figure(high=0.1))[-1] == "+50.0% (-10.0% to +60.0%), not decided"


def test_a_gain_without_an_interval_or_a_share_says_so() -> None:
    nan = float("nan")
    lone = cells(figure(low=nan, high=nan))[-1]
    assert lone == "+50.0%, too few cases for an interval"
    assert cells(figure(baseline=0.0, change=nan, low=nan, high=nan))[-1] == "-"


def test_a_group_that_is_not_known_is_called_so() -> None:
    assert cells(figure(violence=None), ("violence",))[0] == "not known"
    assert cells(figure(step=3), ("step",))[0] == "3"
