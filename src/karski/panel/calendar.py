"""When things last happened, and when an election is due, as known in a month."""

from collections.abc import Mapping, Sequence

import polars as pl

from karski.core.columns import Column
from karski.panel.lagged import Covariate, covered

EVENTS: Mapping[tuple[str, str], str] = {
    ("reign_elections", "election_held"): "election",
    ("powell_thyne", "coup_attempts"): "coup",
}
"""Source and column of dated events -> what one of them is called."""

MOST = 240  # months; longer ago counts as this
YEAR, FIVE_YEARS = 12, 60  # months


def columns(event: str) -> tuple[Column, ...]:
    """Return what the features of an event mean."""
    return (
        _column(f"{event}_since", f"months since the last {event}", "months"),
        _column(f"{event}_12", f"{event}s in the last 12 months", "events"),
        _column(f"{event}_60", f"{event}s in the last 60 months", "events"),
        _column(
            f"{event}_due",
            f"the next {event} falls within 12 months, or is overdue, if the interval"
            " between the last two repeats itself (0 or 1)",
            "1",
        ),
    )


def _column(name: str, meaning: str, unit: str) -> Column:
    return Column(name, meaning, unit, 0, missing=True, type=pl.Int32)


def add(
    frame: pl.DataFrame, covariates: Sequence[Covariate]
) -> tuple[pl.DataFrame, list[Column]]:
    """Add the calendar features of every dated event at hand.

    Only events already published count: an election to come is *due* by the country's
    own interval, never because it was later held.

    Returns
    -------
    polars.DataFrame
        `frame` with the columns of `columns` for each event; missing where the
        source does not reach, a count also until the source covers all its months.
    list of Column
    """
    added: list[Column] = []
    for (source, column), event in EVENTS.items():
        for covariate in covariates:
            if covariate.name == source:
                features = _features(frame.select("place", "month"), covariate, column)
                found = columns(event)
                frame = frame.with_columns(
                    features[part].alias(c.name)
                    for part, c in zip(("since", "12", "60", "due"), found, strict=True)
                )
                added += found
    return frame, added


def _features(rows: pl.DataFrame, covariate: Covariate, column: str) -> pl.DataFrame:
    reading, lag = covariate.reading, covariate.lag_months
    events = (
        reading.frame.filter((pl.col(column) > 0) & (pl.col("month") <= reading.last))
        .sort("place", "month")
        .select(
            "place",
            happened="month",
            known=pl.col("month") + lag,
            number=pl.col(column).cum_sum().over("place"),
            due=2 * pl.col("month") - pl.col("month").shift().over("place"),
        )
        .sort("known")
    )
    month = pl.col("month")
    months = month - lag - reading.first + 1  # of the record, published by then
    inside = covered(covariate, rows)
    joined = _latest(rows, events, 0).with_columns(
        _latest(rows, events, back)["number"].fill_null(0).alias(f"number_{back}")
        for back in (YEAR, FIVE_YEARS)
    )
    since = pl.coalesce(month - pl.col("happened"), months).clip(0, MOST)
    number = pl.col("number").fill_null(0)
    within = {
        back: pl.when(months >= back).then(number - pl.col(f"number_{back}"))
        for back in (YEAR, FIVE_YEARS)
    }
    due = (pl.col("due") - month <= YEAR).fill_null(value=False)
    return joined.select(
        pl.when(inside).then(value.cast(pl.Int32)).alias(name)
        for name, value in {
            "since": since,
            "12": within[YEAR],
            "60": within[FIVE_YEARS],
            "due": due,
        }.items()
    )


def _latest(rows: pl.DataFrame, events: pl.DataFrame, back: int) -> pl.DataFrame:
    """Join the last event known `back` months before each row, in the rows' order."""
    asked = rows.with_columns(asked=pl.col("month") - back).with_row_index("order")
    joined = asked.sort("asked").join_asof(
        events, left_on="asked", right_on="known", by="place", check_sortedness=False
    )
    return joined.sort("order").drop("order", "asked", "known", strict=False)
