"""``karski backtest``: forecast the past, from what was known then, and score it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

from karski.cli import _groups, _scoring, _stock
from karski.cli._groups import ByOption, MetricOption
from karski.cli._options import DataOption, JsonOption, SeedOption, WorkspaceOption
from karski.cli._terminal import err, out, print_json
from karski.core.errors import MissingDataError
from karski.core.months import label, parse, year_of
from karski.core.workspace import Workspace
from karski.evaluation import reports
from karski.evaluation._piece import Piece, collect
from karski.evaluation._task import (
    CHALLENGE,
    OPERATIONAL,
    Protocol,
    Task,
    challenge_origins,
    tasks,
)
from karski.evaluation.leaderboard import BASELINE
from karski.forecasts.issue import SEED, SIZE
from karski.panel.series import Series

WINDOWS = "2018,2019,2020,2021"
YEAR_DIGITS = 4


def backtest(
    *,
    target: Annotated[
        str, typer.Option(help="What to forecast: a count of people killed.")
    ] = "deaths_state_based",
    windows: Annotated[
        str,
        typer.Option(
            help="Years to forecast, each from October of the year before, separated"
            " by commas: the ViEWS challenge's protocol."
        ),
    ] = WINDOWS,
    origins: Annotated[
        str,
        typer.Option(
            help="Instead: origins as YYYY-MM separated by commas, steps 1 to 36."
        ),
    ] = "",
    models: Annotated[
        str, typer.Option(help="Names of models, separated by commas.")
    ] = "conflictology,karski",
    draws: Annotated[int, typer.Option(min=2, help="Draws of each month.")] = SIZE,
    seed: SeedOption = SEED,
    export: Annotated[
        Path | None,
        typer.Option(help="Write each window here, in the challenge's layout."),
    ] = None,
    by: ByOption = None,
    metric: MetricOption = "crps",
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Forecast the past with nothing but what came before, and score it.

    An interrupted back-test goes on where it stopped: finished pieces are kept in the
    workspace, and used again as long as data, code and seed are the same.
    """
    names = _words(models, "--models", "at least one model, such as karski")
    protocol, starts = _wanted(windows, origins)
    if export is not None and origins:
        raise typer.BadParameter("--export goes with --windows, not with --origins")
    groups = _groups.asked(by, metric)
    if groups and not (BASELINE in names and len(names) > 1):
        raise typer.BadParameter(
            f"--by compares with {BASELINE}; name it in --models, and another"
        )
    place = Workspace.at(workspace)
    series = _stock.gather(place, data).series(target)
    _check(series, starts, protocol, scored=export is None)
    wanted = tasks(names, target, starts, protocol=protocol, size=draws, seed=seed)
    pieces = _scoring.pieces(place, series, wanted, export_to=export)
    scores, _ = collect(pieces)
    _tell_left_out(pieces, series)
    table = scores.group_by("model", "origin", maintain_order=True).agg(
        *(pl.col(name).mean() for name in reports.METRICS),
        draws=pl.col("draws").max(),
        rows=pl.len(),
    )
    tables = reports.by_groups(scores, BASELINE)
    folder = place.exports / "backtest"
    _groups.write(folder, target, tables)
    if json:
        print_json([_document(row) for row in table.iter_rows(named=True)])
        return
    if len(scores):
        _show(series, scores, table, wanted)
    if tables:
        _groups.show(tables, groups, metric)
        files = ", ".join(f"{target}_by_{group}.csv" for group in tables)
        out.print(f"By group, in {folder}: {files}")
    if export is not None:
        out.print(f"Submissions in the challenge's layout: {export}")


def _words(text: str, option: str, wanted: str) -> list[str]:
    """Return what commas separate, each once; refuse nothing at all."""
    words = list(dict.fromkeys(w.strip() for w in text.split(",") if w.strip()))
    if not words:
        raise typer.BadParameter(f"{option} {text!r} is empty; name {wanted}")
    return words


def _wanted(windows: str, origins: str) -> tuple[Protocol, tuple[int, ...]]:
    if origins:
        months = _words(origins, "--origins", "months, such as 2017-10,2018-10")
        try:
            return OPERATIONAL, tuple(map(parse, months))
        except ValueError as error:
            raise typer.BadParameter(f"--origins: {error}") from error
    years = _words(windows, "--windows", "years, such as 2018,2019")
    for year in years:
        if not (year.isdecimal() and len(year) == YEAR_DIGITS):
            raise typer.BadParameter(
                f"--windows: {year!r} is not a year; write them as 2018,2019"
            )
    return CHALLENGE, challenge_origins([int(year) for year in years])


def _check(
    series: Series, starts: tuple[int, ...], protocol: Protocol, *, scored: bool
) -> None:
    """Refuse origins that the data do not reach, and what cannot be scored."""
    for origin in starts:
        if not series.first < origin <= series.last:
            raise MissingDataError(
                f"{series.source} covers {label(series.first)} to {label(series.last)};"
                f" nothing can be forecast from {label(origin)} and scored"
            )
        if scored and origin + protocol.first > series.last:
            raise MissingDataError(
                f"{_unscored(origin, protocol.first, series)};"
                " --export writes a window's forecast without scores"
            )


def _unscored(origin: int, first: int, series: Series) -> str:
    months = f"window {_window(origin)}" if first > 1 else f"after {label(origin)}"
    last = label(series.last)
    return f"no month of {months} is in the data of {series.source}, which end {last}"


def _tell_left_out(pieces: Sequence[Piece], series: Series) -> None:
    """Say on standard error what was forecast and could not be scored."""
    ahead = {
        piece.task.origin: piece.task.first
        for piece in pieces
        if piece.task.origin + piece.task.first > series.last
    }
    for origin, first in ahead.items():
        sentence = _unscored(origin, first, series)
        err.print(f"Exported and not scored: {sentence}.", markup=False)
    scored = [piece for piece in pieces if piece.task.origin not in ahead]
    if words := _scoring.left_out(scored):
        err.print(words, markup=False)


def _window(origin: int) -> str:
    """Return the name of the challenge's window that is forecast from an October."""
    return f"Y{year_of(origin) + 1}"


def _document(row: dict[str, Any]) -> dict[str, Any]:
    origin = row.pop("origin")
    facts = {"origin": label(origin), "window": _window(origin)}
    return {"model": row.pop("model"), **facts, **row}


def _show(
    series: Series, scores: pl.DataFrame, table: pl.DataFrame, wanted: tuple[Task, ...]
) -> None:
    out.print(f"{wanted[0].target} from {series.source}; means over country-months:")
    for row in table.iter_rows(named=True):
        out.print(
            f"  {row['model']:<24} from {label(row['origin'])}  CRPS {row['crps']:8.3f}"
            f"  IGN {row['ign']:.4f}  MIS {row['mis']:8.2f}"
            f"  CRPS log {row['crps_log1p']:.4f}  ({row['rows']:,} rows)"
        )
    names = dict.fromkeys(task.model for task in wanted)
    for name in names:
        if name != BASELINE and BASELINE in names:
            found = reports.report(scores, name, BASELINE)
            out.print(_scoring.figures(found, f"{name} beside {BASELINE}, all windows"))
