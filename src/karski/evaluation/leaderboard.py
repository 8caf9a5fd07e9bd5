"""Submissions in order of merit: window by window, over all, and against a baseline."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import StringIO
from typing import Any

import polars as pl

from karski.core.errors import UnknownNameError
from karski.evaluation.challenge import SCORES, Evaluation
from karski.evaluation.intervals import Comparison, compare
from karski.evaluation.verdict import verdict

SHOWN = ("crps", "ign", "mis")
BASELINE = "conflictology"
CASE = ("window", "month_id", "country_id")
AGAINST = {
    "submission": pl.String,
    "metric": pl.String,
    "ours": pl.Float64,
    "baseline": pl.Float64,
    "change": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "rows": pl.Int64,
    "verdict": pl.String,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One submission in one window.

    Attributes
    ----------
    crps, mis : float
        Means over country-months [people].
    ign : float
        Mean [bit].
    draws : int
        Of a country-month; the fewest where they differ.
    rows : int
        Country-months scored.
    """

    submission: str
    window: str
    crps: float
    ign: float
    mis: float
    draws: int
    rows: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One submission over all windows.

    Attributes
    ----------
    rank : int or None
        By CRPS, 1 is best; None for a submission that lacks some country-month, for
        its mean is over other cases than the others'.
    crps, ign, mis : float
        Means of the windows' means; None where nothing could be scored.
    pooled_crps : float
        Mean over all country-months.
    windows, rows : int
        Scored.
    """

    rank: int | None
    submission: str
    crps: float | None
    ign: float | None
    mis: float | None
    pooled_crps: float | None
    windows: int
    rows: int


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """What an evaluation says, as plain rows.

    Attributes
    ----------
    rows : tuple of Row
        By window, best CRPS first.
    standings : tuple of Standing
        Best CRPS first; submissions that are not complete come last.
    """

    rows: tuple[Row, ...]
    standings: tuple[Standing, ...]

    def document(self) -> list[dict[str, Any]]:
        """Return the rows as JSON values."""
        return [asdict(row) for row in self.rows]

    def json(self) -> str:
        """Return the rows as JSON."""
        return json.dumps(self.document(), indent=2)

    def csv(self) -> str:
        """Return the rows as CSV, with a header."""
        text = StringIO()
        pl.DataFrame(self.document(), schema=Row.__annotations__).write_csv(text)
        return text.getvalue()


def leaderboard(evaluation: Evaluation) -> Leaderboard:
    """Put the submissions of an evaluation in order."""
    means = evaluation.scores.group_by("submission", "window").agg(
        *(pl.col(name).mean() for name in SHOWN),
        pl.col("draws").min(),
        rows=pl.len(),
    )
    ordered = means.sort("window", "crps", "submission")
    rows = tuple(Row(**row) for row in ordered.iter_rows(named=True))
    return Leaderboard(rows, _standings(evaluation, means))


def find_baseline(evaluation: Evaluation, name: str = BASELINE) -> str:
    """Return the submission of that name, or the one whose name ends with it.

    Raises
    ------
    UnknownNameError
        There is none, or more than one.
    """
    scored = evaluation.scores["submission"].unique().sort().to_list()
    if name in scored:
        return name
    alike = [each for each in scored if each.endswith(name)]
    if len(alike) != 1:
        known = ", ".join(scored) or "none"
        raise UnknownNameError(
            f"no one submission named {name!r} was scored; name the baseline"
            f" among: {known}"
        )
    return str(alike[0])


def against(
    evaluation: Evaluation,
    baseline: str,
    *,
    metrics: Sequence[str] = SCORES,
    window: str | None = None,
    seed: int = 0,
) -> pl.DataFrame:
    """Compare every submission with one of them, on the country-months both have.

    Parameters
    ----------
    evaluation : Evaluation
    baseline : str
        A submission (see `find_baseline`).
    metrics : sequence of str
        Among ``SCORES``.
    window : str, optional
        Only this one; else all pooled.
    seed : int

    Returns
    -------
    polars.DataFrame
        submission, metric, ours, baseline, change, low, high (shares of the
        baseline's mean, 95 % interval by country), rows, verdict.
    """
    scores = evaluation.scores
    if window is not None:
        scores = scores.filter(pl.col("window") == window)
    theirs = scores.filter(pl.col("submission") == baseline)
    rows = []
    for (name,), ours in scores.group_by("submission", maintain_order=True):
        if name == baseline:
            continue
        pairs = ours.join(theirs, on=CASE, suffix="_baseline")
        for metric in metrics if len(pairs) else ():
            found = _compare(pairs, metric, seed)
            rows.append(_against_row(str(name), metric, found, baseline))
    return pl.DataFrame(rows, schema=AGAINST, orient="row")


def _compare(pairs: pl.DataFrame, metric: str, seed: int) -> Comparison:
    sides = pairs[metric].to_numpy(), pairs[f"{metric}_baseline"].to_numpy()
    return compare(*sides, pairs["country_id"].to_numpy(), seed=seed)


def _against_row(
    name: str, metric: str, found: Comparison, baseline: str
) -> tuple[Any, ...]:
    change = found.change
    return (
        *(name, metric, found.ours, found.baseline),
        *(change.estimate, change.low, change.high),
        *(found.cases, verdict(found, baseline)),
    )


def _standings(evaluation: Evaluation, means: pl.DataFrame) -> tuple[Standing, ...]:
    asked = sum(evaluation.asked.values())
    overall = means.group_by("submission").agg(
        *(pl.col(name).mean() for name in SHOWN),
        pooled_crps=(pl.col("crps") * pl.col("rows")).sum() / pl.col("rows").sum(),
        windows=pl.len(),
        rows=pl.col("rows").sum(),
    )
    every = pl.DataFrame({"submission": evaluation.submissions})
    joined = every.join(overall, on="submission", how="left", maintain_order="left")
    ordered = (
        joined.with_columns(pl.col("windows", "rows").fill_null(0))
        .with_columns(whole=pl.col("rows") == asked)
        .sort("whole", "crps", "submission", descending=[True, False, False])
    )
    return tuple(
        Standing(rank=place if row.pop("whole") else None, **row)
        for place, row in enumerate(ordered.iter_rows(named=True), start=1)
    )
