"""How good a model has been: by window, step, country, region, level of violence."""

from collections.abc import Mapping, Sequence

import polars as pl

from karski.core.errors import MissingDataError
from karski.core.months import year_of
from karski.core.places import table
from karski.evaluation.intervals import compare
from karski.evaluation.verdict import verdict

CASE = ("target", "origin", "place", "step")
METRICS = ("crps", "ign", "mis", "crps_log1p")
LEVELS = (1, 25, 100, 1000)  # deaths in the year before, where a level begins
LEVEL_NAMES = ("none", "1-24", "25-99", "100-999", "1,000 or more")
GROUPS = ("window", "step", "country", "region", "violence")
ONE_PLACE = frozenset({"place", "country"})  # groups by which leave one place in each
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
        bootstrap draws countries; where `by` has ``place`` or ``country``, years.

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
    cluster = "year" if ONE_PLACE & {*by} else "place"
    groups = pairs.group_by(*by, maintain_order=True) if by else [((), pairs)]
    rows = [
        (*key, *_figures(group, metric, cluster, model, baseline, seed))
        for key, group in groups
        for metric in metrics
    ]
    schema = {name: pairs.schema[name] for name in by} | FIGURES
    figures = pl.DataFrame(rows, schema=schema, orient="row")
    return figures.sort(by, maintain_order=True) if by else figures


def by_groups(
    scores: pl.DataFrame, baseline: str, *, metrics: Sequence[str] = METRICS
) -> Mapping[str, pl.DataFrame]:
    """Compare every other model with a baseline, by each of `GROUPS`.

    Parameters
    ----------
    scores : polars.DataFrame
        As in `report`; the columns of `with_groups` are added.
    baseline : str
    metrics : sequence of str

    Returns
    -------
    mapping of str to polars.DataFrame
        For each of `GROUPS` what `report` gives, one model below the other; nothing
        where there are no scores of the baseline, or of another model.
    """
    grouped = with_groups(scores)
    models = scores["model"].unique(maintain_order=True).to_list()
    others = [model for model in models if model != baseline]
    if baseline not in models or not others:
        return {}
    return {
        group: pl.concat(
            report(grouped, model, baseline, by=(group,), metrics=metrics)
            for model in others
        )
        for group in GROUPS
    }


def with_groups(scores: pl.DataFrame) -> pl.DataFrame:
    """Add the columns to group by: window, country, region, violence.

    ``window`` is the year after the origin's (``Y2018``), as the challenge names it;
    ``country`` and ``region`` are the place's in `karski.core.places`; ``violence``
    tells the deaths in the 12 months up to the origin by `LEVEL_NAMES`, null where
    they are not known.
    """
    numbers = scores["place"].unique().sort()
    known = [table()[number] for number in numbers.to_list()]
    named = pl.DataFrame(
        {
            "place": numbers,
            "country": pl.Series([place.name for place in known], dtype=pl.String),
            "region": pl.Series([place.region for place in known], dtype=pl.String),
        }
    )
    windows = [f"Y{year_of(origin) + 1}" for origin in scores["origin"].to_list()]
    return scores.join(named, on="place", how="left", maintain_order="left").select(
        pl.all(), _level(), window=pl.Series(windows, dtype=pl.String)
    )


def _level() -> pl.Expr:
    past = pl.col("past_year").fill_nan(None)
    passed = pl.sum_horizontal((past >= begin).cast(pl.Int32) for begin in LEVELS)
    level = passed.replace_strict(
        range(len(LEVEL_NAMES)), LEVEL_NAMES, return_dtype=pl.Enum(LEVEL_NAMES)
    )
    return pl.when(past.is_not_null()).then(level).alias("violence")


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
