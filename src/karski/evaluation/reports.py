"""How good a model has been: by window, step, country, region, level of violence."""

from collections.abc import Sequence

import polars as pl

from karski.core.errors import MissingDataError
from karski.core.places import table
from karski.evaluation.intervals import compare
from karski.evaluation.verdict import verdict

CASE = ("target", "origin", "place", "step")
METRICS = ("crps", "ign", "mis", "crps_log1p")
LEVELS = (1, 25, 100, 1000)  # deaths in the year before, where a level begins
LEVEL_NAMES = ("none", "1-24", "25-99", "100-999", "1,000 or more")
FIGURES = {
    "metric": pl.String,
    "model": pl.String,
    "ours": pl.Float64,
    "baseline": pl.Float64,
    "change": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "cases": pl.Int64,
    "clusters": pl.Int64,
    "verdict": pl.String,
}


def report(
    scores: pl.DataFrame,
    model: str,
    baseline: str,
    *,
    by: Sequence[str] = (),
    metrics: Sequence[str] = METRICS,
    seed: int = 0,
) -> pl.DataFrame:
    """Compare a model with a baseline, group by group, on the cases both have.

    Parameters
    ----------
    scores : polars.DataFrame
        A row for each model, target, origin, place and step with the columns of
        `metrics`, as `karski.evaluation.backtest` gives them; further columns to
        group by, such as those of `with_groups`.
    model, baseline : str
    by : sequence of str
        Columns to group by; none for one comparison of all.
    metrics : sequence of str
    seed : int

    Returns
    -------
    polars.DataFrame
        The groups' columns, then metric, model, ours, baseline, change, low, high
        (shares of the baseline's mean; 95 % interval), cases, clusters, verdict. The
        bootstrap draws countries; where `by` is ``place`` it draws years.

    Raises
    ------
    MissingDataError
        The two have no case in common.
    """
    ours, theirs = (
        scores.filter(pl.col("model") == name) for name in (model, baseline)
    )
    pairs = ours.join(theirs.select(*CASE, *metrics), on=CASE, suffix="_baseline")
    if not len(pairs):
        raise MissingDataError(f"{model} and {baseline} have no forecast in common")
    cluster = "year" if "place" in by else "place"
    groups = pairs.group_by(*by, maintain_order=True) if by else [((), pairs)]
    rows = [
        (*key, *_figures(group, metric, cluster, model, baseline, seed))
        for key, group in groups
        for metric in metrics
    ]
    schema = {name: pairs.schema[name] for name in by} | FIGURES
    figures = pl.DataFrame(rows, schema=schema, orient="row")
    return figures.sort(by, maintain_order=True) if by else figures


def with_groups(scores: pl.DataFrame) -> pl.DataFrame:
    """Add the columns ``region`` and ``violence`` to group by.

    ``region`` is the place's in `karski.core.places`; ``violence`` tells the deaths
    in the 12 months up to the origin by `LEVEL_NAMES`, null where they are not known.
    """
    places = scores["place"].unique().sort()
    names = [table()[number].region for number in places.to_list()]
    region = pl.DataFrame(
        {"place": places, "region": pl.Series(names, dtype=pl.String)}
    )
    past = pl.col("past_year")
    passed = pl.sum_horizontal((past >= begin).cast(pl.Int32) for begin in LEVELS)
    level = passed.replace_strict(
        range(len(LEVEL_NAMES)), LEVEL_NAMES, return_dtype=pl.Enum(LEVEL_NAMES)
    )
    known = scores.with_columns(pl.col("past_year").fill_nan(None))
    return known.join(
        region, on="place", how="left", maintain_order="left"
    ).with_columns(violence=pl.when(past.is_not_null()).then(level))


def _figures(
    group: pl.DataFrame,
    metric: str,
    cluster: str,
    model: str,
    baseline: str,
    seed: int,
) -> tuple[object, ...]:
    found = compare(
        group[metric].to_numpy(),
        group[f"{metric}_baseline"].to_numpy(),
        group[cluster].to_numpy(),
        seed=seed,
    )
    change = found.change
    return (
        *(metric, model, found.ours, found.baseline),
        *(change.estimate, change.low, change.high),
        *(found.cases, found.clusters, verdict(found, baseline)),
    )
