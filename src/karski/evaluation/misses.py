"""Which forecasts of the past were wrong: misses first."""

import polars as pl

LIKELY = 0.5  # from here on a chance says that it will come rather than not
MISS, FALSE_ALARM = "miss", "false alarm"


def misses_first(sums: pl.DataFrame) -> pl.DataFrame:
    """Sort chances: what was thought unlikely and came, then false alarms, then others.

    Parameters
    ----------
    sums : polars.DataFrame
        origin, probability, event, total and more, as ``exceedance.SUMS``.

    Returns
    -------
    polars.DataFrame
        With ``kind``: ``miss`` (the most killed first), ``false alarm`` (the surest
        first), or null, by origin.

    Examples
    --------
    >>> said = {"origin": [1, 2, 3], "probability": [0.9, 0.2, 0.8]}
    >>> came = {"event": [1, 1, 0], "total": [99.0, 30.0, 0.0]}
    >>> misses_first(pl.DataFrame(said | came))["kind"].to_list()
    ['miss', 'false alarm', None]
    """
    likely, came = pl.col("probability") >= LIKELY, pl.col("event").cast(pl.Boolean)
    miss, alarm = came & ~likely, likely & ~came
    order = pl.when(miss).then(0).when(alarm).then(1).otherwise(2)
    worst = (
        pl.when(miss).then(-pl.col("total")).when(alarm).then(-pl.col("probability"))
    )
    kind = pl.when(miss).then(pl.lit(MISS)).when(alarm).then(pl.lit(FALSE_ALARM))
    return sums.with_columns(kind=kind).sort(order, worst, "origin")
