"""Run back-tests with progress, resumed where one stopped, and say how they did."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
from rich.table import Table

from karski.cli._stock import country_of
from karski.cli._terminal import bar
from karski.core.software import fingerprint
from karski.core.workspace import Workspace
from karski.evaluation._piece import Piece
from karski.evaluation._store import Store
from karski.evaluation._task import Task
from karski.evaluation.backtest import backtest
from karski.evaluation.export import export
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


def pieces(
    workspace: Workspace,
    series: Series,
    tasks: Sequence[Task],
    *,
    export_to: Path | None = None,
) -> list[Piece]:
    """Run what is not done yet; give every piece, its draws let go to save memory."""
    hashes = " ".join(facts["sha256"] for facts in series.data)
    store = Store(workspace.backtests, f"{hashes} {fingerprint()}")
    panel = country_month.bare(series)
    found = []
    with bar(f"Back-test of {tasks[0].target}") as tell:
        for piece in backtest(panel, tasks, store=store, progress=tell):
            if export_to is not None:
                export(piece, export_to, country_of(series))
            found.append(replace(piece, draws=piece.draws[:0]))
    return found


def figures(table: pl.DataFrame, title: str, groups: Sequence[str] = ()) -> Table:
    """Return a report's scores beside the baseline's, with verdicts."""
    shown = Table(title=title, title_justify="left")
    for name in (*groups, "Score", "Forecast", "Baseline", "Verdict"):
        shown.add_column(name.capitalize() if name in groups else name)
    for row in table.iter_rows(named=True):
        shown.add_row(
            *(
                f"{row[name]:,}" if isinstance(row[name], int) else str(row[name])
                for name in groups
            ),
            SCORE_NAMES[row["metric"]],
            f"{row['ours']:.4g}",
            f"{row['baseline']:.4g}",
            row["verdict"],
        )
    return shown
