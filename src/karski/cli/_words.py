"""What forecasts say, in words and tables."""

from collections.abc import Mapping
from datetime import date

import polars as pl
from rich.table import Table

from karski.core import places
from karski.core.months import label, of_date
from karski.forecasts import odds
from karski.forecasts._forecast import Forecast
from karski.panel.series import Series

NOUNS = {
    "deaths_civilians": "civilian deaths",
    "deaths_total": "deaths in all",
    "deaths_state_based": "deaths in state-based conflict",
    "deaths_non_state": "deaths in non-state conflict",
    "deaths_one_sided": "deaths in one-sided violence",
}
STALE_MONTHS = 9  # a yearly release is six months old when it comes out
SHOWN = 10  # countries in a list of the highest risks


def span(first: int, last: int) -> str:
    """Write a span of months.

    Examples
    --------
    >>> span(541, 552)
    '2025-01 to 2025-12'
    """
    return f"{label(first)} to {label(last)}"


def staleness(last: int, today: date) -> str:
    """Say that data end long before today, or nothing.

    Examples
    --------
    >>> staleness(504, date(2024, 1, 5))
    'The data end 25 months ago: this is what could be known then, not now.'
    >>> staleness(504, date(2022, 7, 5))
    ''
    """
    months = of_date(today) - last
    if months <= STALE_MONTHS:
        return ""
    return (
        f"The data end {months} months ago: this is what could be known then, not now."
    )


def highest(
    forecast: Forecast, series: Series, months: int, threshold: int, most: int = SHOWN
) -> list[dict[str, object]]:
    """Return the places with the highest chance of `threshold` deaths.

    Returns
    -------
    list of dict
        place, name, iso3, probability, median, low and high (90 % interval) of the sum
        [people], and `before`: the deaths in as many months up to the origin.
    """
    table = odds.exceedance(forecast, (months,), (threshold,))
    before = _sums_before(series, forecast, months)
    rows = table.sort(["probability", "q50"], descending=True).head(most)
    return [
        {
            "place": row["place"],
            "name": places.name(row["place"]),
            "iso3": places.table()[row["place"]].iso3,
            "probability": row["probability"],
            "median": row["q50"],
            "low": row["q05"],
            "high": row["q95"],
            "before": before[row["place"]],
        }
        for row in rows.iter_rows(named=True)
    ]


def risk_table(
    forecast: Forecast, series: Series, months: int = 12, threshold: int = 100
) -> Table:
    """Return the highest risks as a table for the terminal."""
    origin = forecast.manifest.origin
    table = Table(
        title=(
            f"Highest chances of at least {threshold:,} {_counted(forecast)}"
            f" in {span(origin + 1, origin + months)}"
        ),
        title_justify="left",
    )
    table.add_column("Country")
    table.add_column("Chance")
    table.add_column("Deaths expected: median (90 % interval)", justify="right")
    table.add_column(f"In {span(origin - months + 1, origin)}", justify="right")
    for row in highest(forecast, series, months, threshold):
        table.add_row(
            str(row["name"]),
            odds.natural_frequency(float(str(row["probability"]))),
            f"{row['median']:,.0f} ({row['low']:,.0f} to {row['high']:,.0f})",
            f"{row['before']:,.0f}",
        )
    return table


def _counted(forecast: Forecast) -> str:
    return NOUNS[forecast.manifest.target]


def _sums_before(
    series: Series, forecast: Forecast, months: int
) -> Mapping[int, float]:
    origin, target = forecast.manifest.origin, forecast.manifest.target
    inside = pl.col("month").is_between(origin - months + 1, origin)
    sums = series.frame.filter(inside).group_by("place").agg(pl.col(target).sum())
    return dict(sums.iter_rows())
