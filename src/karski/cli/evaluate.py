"""``karski evaluate``: score submissions to the ViEWS challenge, or onset risks."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.table import Table

from karski.cli import _scoring
from karski.cli._evaluate_onset import Files, evaluate_onset
from karski.cli._options import DataOption, JsonOption, WorkspaceOption
from karski.cli._terminal import bar, err, out, print_json
from karski.core.errors import UnknownNameError
from karski.core.files import whole, write_json
from karski.core.workspace import Workspace
from karski.evaluation import challenge, differences
from karski.evaluation.challenge import Evaluation
from karski.evaluation.leaderboard import (
    AGAINST,
    BASELINE,
    Leaderboard,
    against,
    find_baseline,
    leaderboard,
)
from karski.evaluation.leaderboard_chart import chart

SHOWN = ("crps", "ign", "mis", "crps_log1p")


def evaluate(
    *,
    challenge_folder: Annotated[
        Path | None,
        typer.Option(
            "--challenge",
            help="Folder with submissions/<name>/cm/window=Y2018/*.parquet, actuals/.",
            show_default=False,
        ),
    ] = None,
    onset: Annotated[
        Path | None,
        typer.Option(
            help="Instead: a file of risks of a new mass killing in a year or the next,"
            " with columns year, ccode, risk.",
            show_default=False,
        ),
    ] = None,
    onset_one_year: Annotated[
        Path | None,
        typer.Option(
            "--onset-1yr",
            help="With --onset: risks of one year, which score on target 1yr.",
            show_default=False,
        ),
    ] = None,
    ours: Annotated[
        Path | None,
        typer.Option(
            "--with",
            help="A folder of `karski backtest --export`, scored beside them.",
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            help="Submission that the others are compared with"
            f" \\[default: {BASELINE}, if it is there]; with --onset, a file of risks"
            " \\[default: the Early Warning Project's, if it is in the data folder].",
            show_default=False,
        ),
    ] = None,
    baseline_one_year: Annotated[
        Path | None,
        typer.Option(
            "--baseline-1yr",
            help="With --onset-1yr: the file of one-year risks it is compared with.",
            show_default=False,
        ),
    ] = None,
    partial: Annotated[
        bool,
        typer.Option(
            "--partial",
            help="With --onset: score the country-years that every file has, though"
            " some are lacking.",
        ),
    ] = False,
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Score submissions to the ViEWS challenge, or yearly risks of a new mass killing.

    With --challenge, every breach of its rules is named, a submission with fewer than
    1,000 draws is scored as it is, and with --with a model that a submission is named
    after is compared draw by draw. With --onset, risks are scored on what came, beside
    the Early Warning Project's own.
    """
    if (challenge_folder is None) == (onset is None):
        raise typer.BadParameter("give one of --challenge FOLDER and --onset FILE.csv")
    only_onset = onset_one_year or baseline_one_year or partial
    if onset is not None:
        if ours is not None:
            raise typer.BadParameter("--with goes with --challenge, not --onset")
        beside = None if baseline is None else Path(baseline)
        files = Files(onset, onset_one_year, beside, baseline_one_year)
        evaluate_onset(files, data, workspace, partial=partial, json=json)
    elif only_onset:
        raise typer.BadParameter(
            "--onset-1yr, --baseline-1yr and --partial go with --onset"
        )
    elif challenge_folder is not None:
        _evaluate_challenge(challenge_folder, ours, baseline, workspace, json=json)


def _evaluate_challenge(
    challenge_folder: Path,
    ours: Path | None,
    baseline: str | None,
    workspace: Path | None,
    *,
    json: bool,
) -> None:
    also = [] if ours is None else [ours]
    with bar("Scoring submissions") as tell:
        found = challenge.evaluate(challenge_folder, tell, also=also)
    name, why_not = _baseline(found, baseline)
    board = leaderboard(found)
    for problem in found.problems:
        err.print(str(problem), markup=False)
    if json:
        print_json(board.document())
        return
    compared = against(found, name, metrics=SHOWN) if name else _NOTHING
    folder = Workspace.at(workspace).exports / "leaderboard"
    _write(folder, board, compared, found)
    _show(board)
    if name and len(compared):
        out.print(_verdicts(compared, name))
    elif why_not:
        out.print(f"Nothing is compared: {why_not}.", markup=False)
    if ours is not None:
        _show_differences(challenge_folder, ours)
    out.print(
        f"Written to {folder}: leaderboard.csv, .svg, comparisons.csv, problems.json"
    )


_NOTHING = pl.DataFrame(schema=AGAINST)


def _baseline(found: Evaluation, wanted: str | None) -> tuple[str | None, str]:
    """Return the baseline, or None and why there is none; refuse one asked for."""
    try:
        return find_baseline(found, wanted or BASELINE), ""
    except UnknownNameError as error:
        if wanted is not None:
            raise
        return None, str(error)


def _write(
    folder: Path, board: Leaderboard, compared: pl.DataFrame, found: Evaluation
) -> None:
    for name, text in {
        "leaderboard.csv": board.csv(),
        "leaderboard.svg": chart(board),
        "comparisons.csv": compared.write_csv(),
    }.items():
        with whole(folder / name) as draft:
            draft.write_text(text, encoding="utf-8")
    write_json(folder / "problems.json", [p.document() for p in found.problems])


def _show(board: Leaderboard) -> None:
    windows = sorted({row.window for row in board.rows})
    crps = {(row.submission, row.window): row.crps for row in board.rows}
    table = Table(
        title=r"CRPS \[people], mean over country-months; less is better",
        title_justify="left",
    )
    for heading in (
        "",
        "Submission",
        *windows,
        "Mean",
        r"IGN \[bit]",
        r"MIS \[people]",
    ):
        left = heading == "Submission"
        table.add_column(heading, justify="left" if left else "right", no_wrap=left)
    table.add_column("Draws", justify="right")
    draws = {row.submission: row.draws for row in board.rows}
    for each in board.standings:
        table.add_row(
            str(each.rank or "-"),
            each.submission,
            *(_number(crps.get((each.submission, window))) for window in windows),
            _number(each.crps),
            _number(each.ign, 3),
            _number(each.mis, 1),
            str(draws.get(each.submission, "-")),
        )
    out.print(table)


def _verdicts(compared: pl.DataFrame, baseline: str) -> Table:
    title = f"Beside {baseline}, on the country-months of all windows together"
    return _scoring.figures(compared, title, ("submission",))


def _show_differences(folder: Path, ours: Path) -> None:
    for own, theirs, found in differences.namesakes(folder, ours):
        if not len(found):
            out.print(f"Draws of {own} and {theirs}: equal in every window.")
            continue
        table = Table(
            title=f"Where the draws of {own} (ours) and {theirs} (theirs) differ",
            title_justify="left",
        )
        for column in found.columns:
            table.add_column(column.replace("_", " "))
        for row in found.iter_rows():
            table.add_row(*map(_cell, row))
        out.print(table)


def _number(value: float | None, digits: int = 2) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
