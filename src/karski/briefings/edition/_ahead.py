"""The tables of one forecast of deaths: months, sums, ranks, and the history."""

import numpy as np
import polars as pl
from scipy.stats import rankdata

from karski.core.months import FIRST_YEAR, MONTHS_A_YEAR
from karski.core.streams import stream
from karski.forecasts import odds
from karski.forecasts._forecast import Forecast
from karski.forecasts.onset._resampled import LEVEL, ranks
from karski.panel.series import Series

HISTORY = 60  # months shown one by one
KEY = ("place", "months", "threshold")
BEFORE = ("probability", "q05", "q50", "q95", "rank")


def months(forecast: Forecast) -> pl.DataFrame:
    """Return mean and quantiles of each month ahead, with its step."""
    origin = forecast.manifest.origin
    table = odds.by_month(forecast)
    return table.with_columns(
        target=pl.lit(forecast.manifest.target), step=pl.col("month") - origin
    )


def chances(forecast: Forecast) -> pl.DataFrame:
    """Return chances to reach each threshold, quantiles of the sum, and ranks."""
    placed = pl.concat(_placed(forecast, horizon) for horizon in odds.HORIZONS)
    table = odds.exceedance(forecast).join(placed, on=KEY[:2], how="left")
    return table.with_columns(target=pl.lit(forecast.manifest.target)).sort(KEY)


def _placed(forecast: Forecast, horizon: int) -> pl.DataFrame:
    """Return where each place stands by the number killed, over futures.

    Draw k of one place and draw k of another are not one future: a model draws places
    apart. So each place's draws are shuffled, and places are taken as independent. The
    rank is that of the mean over futures; the range of ranks in nine of ten futures is
    widened where need be to hold it.
    """
    manifest = forecast.manifest
    random = np.random.default_rng(
        stream(manifest.seed, manifest.target, manifest.origin, "ranks", horizon)
    )
    shuffled = random.permuted(odds.sums(forecast, horizon), axis=1)
    each = ranks(shuffled.T.astype(np.float64))
    rank = rankdata(each.mean(axis=0), method="min")
    ends = [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
    low, high = np.quantile(each, ends, axis=0, method="nearest")
    return pl.DataFrame(
        {
            "place": forecast.places,
            "months": np.full(len(rank), horizon, np.int32),
            "rank": rank,
            "rank_low": np.minimum(np.floor(low), rank),
            "rank_high": np.maximum(np.ceil(high), rank),
            "of": np.full(len(rank), len(rank)),
        }
    )


def beside(now: pl.DataFrame, earlier: pl.DataFrame | None) -> pl.DataFrame:
    """Put what was said before beside chances; null where nothing was."""
    if earlier is None:
        return now.with_columns(pl.lit(None).alias(f"before_{name}") for name in BEFORE)
    said = earlier.select(*KEY, *(pl.col(n).alias(f"before_{n}") for n in BEFORE))
    typed = said.with_columns(pl.col(name).cast(now.schema[name]) for name in KEY)
    return now.join(typed, on=KEY, how="left", maintain_order="left")


def newest(series: Series, target: str, earlier: pl.DataFrame) -> pl.DataFrame:
    """Return the newest month's deaths beside what was expected of them."""
    came = series.frame.filter(month=series.last).select("place", deaths=target)
    expected = earlier.filter(pl.col("month") == series.last)
    rows = came.join(expected.select("place", "q05", "q50", "q95"), on="place")
    return rows.with_columns(target=pl.lit(target), month=pl.lit(series.last))


def history(series: Series, target: str) -> dict[str, pl.DataFrame]:
    """Return deaths by month, of the last 60, and by year; of states that exist."""
    counts = series.frame.select("place", "month", deaths=target)
    alive = counts.filter(month=series.last).select("place")
    known = counts.join(alive, on="place", how="semi").with_columns(
        target=pl.lit(target)
    )
    year = (pl.col("month") - 1) // MONTHS_A_YEAR + FIRST_YEAR
    by_year = known.group_by("target", "place", year=year).agg(
        months=pl.len(), deaths=pl.col("deaths").sum()
    )
    return {
        "history": known.filter(pl.col("month") > series.last - HISTORY).sort("month"),
        "years": by_year.sort("place", "year"),
    }
