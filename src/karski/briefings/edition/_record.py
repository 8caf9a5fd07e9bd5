"""How good a forecast of deaths has been: what a back-test that was kept says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.stats import binomtest

from karski.briefings.edition._part import Part
from karski.core.months import year_of
from karski.core.workspace import Workspace
from karski.evaluation import (
    calibration,
    kept_scores,
    reports,
    sum_baselines,
    sums_report,
)
from karski.evaluation.intervals import LEVEL, compare
from karski.evaluation.leaderboard import BASELINE
from karski.evaluation.metrics import reliability
from karski.evaluation.misses import misses_first
from karski.panel import country_month
from karski.panel.series import Series

YEAR = 12  # months of the sums that are told place by place
GROUPS = ("window", "step", "region", "violence")
BESIDE = (sum_baselines.CONFLICTOLOGY, sum_baselines.LOGIT)
DIGITS = 6  # free of the rounding of a share of 0 or 1
LISTED = 10  # misses, and false alarms, of each target and threshold


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """The back-test of one target.

    Attributes
    ----------
    months : polars.DataFrame
        Scores by month, of the model and of conflictology.
    sums : polars.DataFrame
        Chances over months, of the model alone.
    """

    series: Series
    target: str
    model: str
    months: pl.DataFrame
    sums: pl.DataFrame


def kept(workspace: Workspace, series: Series, target: str, model: str) -> Kept | None:
    """Return the back-test that was made from these data by this code, if any."""
    folder, key = workspace.exports / "scores", kept_scores.key(series)
    months = kept_scores.kept_months(folder, target, key)
    sums = kept_scores.kept_sums(folder, target, key)
    if months is None or sums is None:
        return None
    return Kept(series, target, model, months, sums.filter(pl.col("model") == model))


def record(found: Kept) -> Part:
    """Return the tables of the record, and of all scores of one target."""
    said = misses_first(found.sums.filter(months=YEAR))
    ours = found.months.filter(pl.col("model") == found.model)
    held = calibration.intervals_cover(ours)
    return {
        "record": said,
        "misses": _worst(said),
        "bins": pl.DataFrame(list(_bins(found)), infer_schema_length=None),
        "coverage": held.with_columns(target=pl.lit(found.target)),
        "skill": pl.concat(_skill(found)),
        "chance_skill": pl.concat(_chance_skill(found)),
    }


def span(found: Kept) -> Mapping[str, int]:
    """Say which years and steps the scores by month speak of."""
    month, step = found.months["month"], found.months["step"]
    first, last = (int(month.min()), int(month.max()))  # type: ignore[arg-type] # never empty
    return {
        "first": year_of(first),
        "last": year_of(last),
        "step_first": int(step.min()),  # type: ignore[arg-type] # never empty
        "step_last": int(step.max()),  # type: ignore[arg-type] # never empty
    }


def _worst(said: pl.DataFrame) -> pl.DataFrame:
    wrong = said.drop_nulls("kind")
    return wrong.group_by("threshold", "kind", maintain_order=True).head(LISTED)


def _bins(found: Kept) -> Iterator[dict[str, Any]]:
    """Yield the bins of reliability, of each number of months and threshold."""
    groups = found.sums.sort("months", "threshold").group_by(
        "months", "threshold", maintain_order=True
    )
    for (months, threshold), cases in groups:
        came = cases["event"].to_numpy().astype(np.float64)
        said, place = cases["probability"].to_numpy(), cases["place"].to_numpy()
        figure = reliability.diagram(came, said, level=0.9)
        within = np.digitize(said, figure.edges[1:-1])
        for number in range(len(figure.cases)):
            inside = within == number
            yield {
                "target": found.target,
                "months": months,
                "threshold": threshold,
                "least": float(figure.edges[number]),
                "greatest": float(figure.edges[number + 1]),
                "cases": int(figure.cases[number]),
                "events": int(came[inside].sum()),
                "said": float(figure.forecast[number]),
                **_share(came[inside], place[inside]),
                "band_low": float(figure.lower[number]),
                "band_high": float(figure.upper[number]),
            }


def _share(
    came: NDArray[np.float64], places: NDArray[np.int32]
) -> dict[str, float | None]:
    """Return the share that came, with the wider of two intervals at each end."""
    if not len(came):
        return dict.fromkeys(("came", "low", "high"))
    share, size = float(came.mean()), len(came)
    alone = binomtest(int(came.sum()), size).proportion_ci(LEVEL, method="wilson")
    gap = compare(came, np.full(size, share), places).difference
    low, high = alone.low, alone.high
    if not isnan(gap.low):
        low, high = min(low, share + gap.low), max(high, share + gap.high)
    return {
        "came": share,
        "low": max(0.0, round(low, DIGITS)),
        "high": min(1.0, round(high, DIGITS)),
    }


def _skill(found: Kept) -> Iterator[pl.DataFrame]:
    grouped = reports.with_groups(found.months)
    whole = reports.report(grouped, found.model, BASELINE)
    yield _skill_rows(whole, found.target, "all", pl.lit(""))
    for group in GROUPS:
        known = grouped.drop_nulls(group)
        table = reports.report(known, found.model, BASELINE, by=(group,))
        yield _skill_rows(table, found.target, group, _value(group))


def _value(group: str) -> pl.Expr:
    """Return the group's value as text; a window by its year."""
    return pl.col(group).cast(pl.String).str.strip_prefix("Y")


def _skill_rows(
    table: pl.DataFrame, target: str, group: str, value: pl.Expr
) -> pl.DataFrame:
    decided = [decide(row["low"], row["high"]) for row in table.iter_rows(named=True)]
    return table.with_columns(
        target=pl.lit(target),
        group=pl.lit(group),
        value=value,
        decided=pl.Series(decided, dtype=pl.String),
    ).drop("step", "window", "region", "violence", strict=False)


def _chance_skill(found: Kept) -> Iterator[pl.DataFrame]:
    sums = found.sums.filter(months=YEAR)
    origins = sums["origin"].unique().sort().to_list()
    panel = country_month.bare(found.series)
    simple = sum_baselines.baselines(panel, found.target, origins, horizons=(YEAR,))
    both = pl.concat([sums, simple])
    for name in BESIDE:
        table = sums_report.report(both, found.model, name)
        decided = [
            decide(row["low"], row["high"], lower=row["metric"] in sums_report.EACH)
            for row in table.iter_rows(named=True)
        ]
        yield table.with_columns(
            target=pl.lit(found.target),
            baseline_name=pl.lit(name),
            decided=pl.Series(decided, dtype=pl.String),
        )


def decide(low: float, high: float, *, lower: bool = True) -> str:
    """Say what the interval of a change means.

    Parameters
    ----------
    low, high : float
        Of ours less the baseline's; NaN where there is none.
    lower : bool
        Whether less is better.

    Examples
    --------
    >>> decide(-0.2, -0.1), decide(-0.2, 0.1), decide(0.1, 0.2, lower=False)
    ('better', 'undecided', 'better')
    """
    if isnan(low) or isnan(high):
        return "too few"
    if low == high == 0:
        return "the same"
    if low <= 0 <= high:
        return "undecided"
    return "better" if (high < 0) == lower else "worse"
