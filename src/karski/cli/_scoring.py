"""Run back-tests with progress, resumed where one stopped, and say how they did."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import isnan
from pathlib import Path
from typing import Any

import polars as pl
from rich.table import Table

from karski.cli._stock import codes
from karski.cli._terminal import bar
from karski.core.workspace import Workspace
from karski.evaluation._piece import Piece, let_go
from karski.evaluation._store import Store
from karski.evaluation._task import Task
from karski.evaluation.backtest import backtest
from karski.evaluation.export import export
from karski.evaluation.kept_scores import hashes
from karski.panel import country_month
from karski.panel.series import Series

SCORE_NAMES = {
    "crps": r"CRPS \[people]",
    "ign": r"IGN \[bit]",
    "mis": r"MIS \[people]",
    "crps_log1p": "CRPS of log(1 + deaths)",
    "brier": "Brier score",
    "log_score": r"log score \[nat]",
    "auc": "AUC",
    "average_precision": "average precision",
}


HIGHER_IS_BETTER = ("auc", "average_precision")
LEFT_OUT = {
    "ceased": "of states that had ceased",
    "later": "later than the data",
    "missing": "whose deaths are missing",
}
GROUPS = {"threshold": r"At least \[people]", "events": "Events"}


def pieces(
    workspace: Workspace,
    series: Series,
    tasks: Sequence[Task],
    *,
    export_to: Path | None = None,
) -> list[Piece]:
    """Run what is not done yet; give every piece, its draws let go to save memory."""
    store = Store(workspace.backtests, hashes(series))
    panel = country_month.bare(series)
    found = []
    wants = export_to is not None
    with bar(f"Back-test of {tasks[0].target}") as tell:
        for piece in backtest(panel, tasks, store=store, progress=tell, draws=wants):
            if export_to is not None:
                export(piece, export_to, codes(series))
            found.append(let_go(piece))
    return found


def left_out(pieces: Sequence[Piece]) -> str | None:
    """Say how many country-months could not be scored and why, if any.

    Models forecast the same country-months, so one model's are counted.
    """
    of_one = {piece.task.origin: piece.left_out for piece in pieces}
    counts: Counter[str] = Counter()
    for reasons in of_one.values():
        counts.update(reasons)
    why = [f"{counts[name]:,} {words}" for name, words in LEFT_OUT.items()]
    if not counts.total():
        return None
    told = [words for words in why if not words.startswith("0 ")]
    return f"Not scored: {counts.total():,} country-months ({'; '.join(told)})."


def figures(table: pl.DataFrame, title: str, groups: Sequence[str] = ()) -> Table:
    """Return a report's scores beside the baseline's, and how much better they are."""
    shown = Table(title=title, title_justify="left")
    for name in groups:
        shown.add_column(GROUPS.get(name, name.capitalize()), justify="right")
    for name in ("Score", "Forecast", "Baseline", "Better by (95 % interval)"):
        shown.add_column(name)
    for row in table.iter_rows(named=True):
        shown.add_row(
            *(_group(row[name]) for name in groups),
            SCORE_NAMES[row["metric"]],
            f"{row['ours']:.4g}",
            f"{row['baseline']:.4g}",
            _gain(row),
        )
    return shown


def _group(value: object) -> str:
    if value is None:
        return "not known"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _gain(row: Mapping[str, Any]) -> str:
    """Say the gain over the baseline, plus where better; mark what is not decided."""
    if isnan(row["change"]):
        return "-"  # the baseline scores 0, of which nothing is a share
    sign = 1 if row["metric"] in HIGHER_IS_BETTER else -1
    if isnan(row["low"]):
        return f"{sign * row['change']:+.1%}, too few cases for an interval"
    low, high = sorted((sign * row["low"], sign * row["high"]))
    words = f"{sign * row['change']:+.1%} ({low:+.1%} to {high:+.1%})"
    return words if low > 0 or high < 0 else f"{words}, not decided"


def held(intervals: pl.DataFrame) -> str:
    """Say how much of what came the central intervals held."""
    shares = ", ".join(
        f"{row['share']:.1%} lay in the {row['nominal']:.0%} intervals"
        f" (95 % interval {row['low']:.1%} to {row['high']:.1%})"
        for row in intervals.iter_rows(named=True)
    )
    return f"{shares}, counting a tie by its share"
