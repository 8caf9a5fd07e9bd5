"""``karski evaluate --onset``: score yearly risks of a new mass killing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any

import polars as pl
from rich.table import Table

from karski.cli._terminal import err, out, print_json, status
from karski.core.errors import MissingDataError
from karski.core.files import whole, write_json
from karski.core.workspace import Workspace
from karski.evaluation.onset_cases import History, history
from karski.evaluation.onset_evaluation import (
    Evaluation,
    Forecaster,
    Scored,
    evaluate,
)
from karski.evaluation.onset_file import read_risks
from karski.panel.stock import gather
from karski.sources import ewp_predictors
from karski.sources._snapshot import find_data

PREPARED = "ewp_predictors"
PEERS, PEERS_ONE_YEAR = "FOOSforecasts_*.csv", "peer_forward_1yr.csv"
NAMES = {
    "log_score": r"log loss \[nat]",
    "brier": "Brier score",
    "auc": "AUC",
    "average_precision": "average precision",
    "recall_at_30": "recall at 30",
    "observed_over_expected": "observed / expected",
}
MEANINGS = {
    "log loss": "how surprised the risks were by what came, mean over country-years;"
    " 0 is best",
    "Brier score": "squared distance of the risk from what came (0 or 1), mean;"
    " 0 is best",
    "AUC": "how often a country-year with an onset had the higher risk than one"
    " without; 1 is best, 0.5 is chance",
    "average precision": "what share of those at the top of the list had an onset,"
    " averaged over the onsets; 1 is best",
    "recall at 30": "share of onsets in a country that was among the 30 highest of its"
    " year (for ewp: of either list); 1 is best",
    "observed / expected": "onsets that came for each that the risks add up to; 1 is"
    " best, below 1 the risks are too high",
}


@dataclass(frozen=True, slots=True)
class Files:
    """Which files to score; None for those not given."""

    onset: Path
    onset_one_year: Path | None = None
    baseline: Path | None = None
    baseline_one_year: Path | None = None


def evaluate_onset(
    files: Files,
    data: Path | None,
    workspace: Path | None,
    *,
    partial: bool,
    json: bool,
) -> None:
    """Score a file of risks on all targets, beside a baseline; write and show it."""
    place = Workspace.at(workspace)
    folder = find_data(data)
    ours = _forecaster(files.onset, files.onset_one_year)
    with status("Scoring risks"):
        past = _past(place, folder, held=data is None)
        found = evaluate(past, ours, _baseline(files, folder), partial=partial)
    tell(found, place, json=json)


def baseline_in(folder: Path | None) -> Forecaster | None:
    """Return the Early Warning Project's own forecasts of the past, if at hand."""
    found = sorted(folder.rglob(PEERS)) if folder else []
    if not found:
        return None
    one_year = found[-1].parent / PEERS_ONE_YEAR
    return _forecaster(found[-1], one_year if one_year.is_file() else None)


def tell(found: Evaluation, place: Workspace, *, json: bool) -> None:
    """Write an evaluation to the workspace and show it."""
    for note in found.notes:
        err.print(f"Note: {note}.", markup=False)
    if json:
        print_json(found.document())
        return
    where = place.exports / "onset_scores"
    _write(where, found)
    _show(found)
    out.print(
        f"Written to {where}: scores.csv, calibration.csv, misses.csv,"
        " false_alarms.csv, scores.json"
    )


def _past(workspace: Workspace, folder: Path | None, *, held: bool) -> History:
    stock = gather(workspace, folder, held=held, only=(PREPARED,))
    if PREPARED not in stock.releases:
        why = f" ({'; '.join(stock.refused)})" if stock.refused else ""
        raise MissingDataError(
            f"what came is not at hand{why}; name the folder that holds the Early"
            " Warning Project's prepared predictors with --data, or fetch them with"
            f" `karski data pull {PREPARED}`"
        )
    predictors = [
        column.name
        for column in ewp_predictors.COLUMNS
        if not column.ahead_years and column.name != "mk_onset"
    ]
    return history(stock.releases[PREPARED][-1].reading.frame, predictors)


def _forecaster(two_years: Path, one_year: Path | None) -> Forecaster:
    return Forecaster(
        read_risks(two_years), None if one_year is None else read_risks(one_year)
    )


def _baseline(files: Files, folder: Path | None) -> Forecaster | None:
    """Read the baseline that was named, or else the peer's where it is at hand."""
    if files.baseline is not None:
        return _forecaster(files.baseline, files.baseline_one_year)
    peer = baseline_in(folder)
    if peer is None or files.baseline_one_year is None:
        return peer
    return Forecaster(peer.two_years, read_risks(files.baseline_one_year))


def _write(folder: Path, found: Evaluation) -> None:
    for name, table in {
        "scores": _stacked(found, [each.figures for each in found.scored]),
        "calibration": _stacked(found, [each.calibration for each in found.scored]),
        "misses": found.misses,
        "false_alarms": found.false_alarms,
    }.items():
        with whole(folder / f"{name}.csv") as draft:
            table.write_csv(draft)
    write_json(folder / "scores.json", found.document())


def _stacked(found: Evaluation, tables: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(
        table.select(pl.lit(each.target.name).alias("target"), pl.all())
        for each, table in zip(found.scored, tables, strict=True)
    )


def _show(found: Evaluation) -> None:
    for scored in found.scored:
        out.print(_figures(scored))
        if not scored.baseline:
            out.print(
                "Nothing is compared: no baseline's risks of as many years are at hand;"
                " name a file with --baseline (or --baseline-1yr)."
            )
    for name, meaning in MEANINGS.items():
        out.print(f"{name}: {meaning}.", markup=False)
    out.print(_calibration(found.scored[0]))
    out.print(_cases(found.misses, "Onsets that were warned of least (ewp)"))
    title = "Highest risks with no onset in two years (2yr), the highest of a country"
    out.print(_cases(found.false_alarms, title))


def _figures(scored: Scored) -> Table:
    beside = f", beside {scored.baseline}" if scored.baseline else ""
    table = Table(
        title=(
            f"{scored.target.name}: {scored.target.meaning}, {scored.first}-"
            f"{scored.last}; {scored.country_years:,} country-years, {scored.onsets}"
            f" with an onset; {scored.ours}{beside}; 95 % intervals by resampling whole"
            " countries, and whole years"
        ),
        title_justify="left",
        show_lines=True,
    )
    names = ("Score", "Forecast")
    for name in (*names, "Baseline", "Difference") if scored.baseline else names:
        table.add_column(name, no_wrap=True)
    table.add_column("In words")
    for row in scored.figures.iter_rows(named=True):
        table.add_row(*_cells(row, compared=bool(scored.baseline)))
    return table


def _cells(row: Mapping[str, Any], *, compared: bool) -> Sequence[str]:
    cells = [NAMES[row["score"]], _with_intervals(row, "ours", "")]
    if compared:
        cells += [f"{row['baseline']:.4g}", _with_intervals(row, "difference", "+")]
    return [*cells, row["verdict"] or "-"]


def _with_intervals(row: Mapping[str, Any], name: str, sign: str) -> str:
    lines = [f"{row[name]:{sign}.4g}"]
    for cluster in ("country", "year"):
        low, high = (row[f"{name}_{end}_by_{cluster}"] for end in ("low", "high"))
        known = not isnan(low)
        words = f"{low:{sign}.2g} to {high:{sign}.2g}" if known else "no interval"
        lines.append(f"by {cluster}: {words}")
    return "\n".join(lines)


def _calibration(scored: Scored) -> Table:
    table = Table(
        title=(
            f"Calibration of {scored.ours} on {scored.target.name}: country-years from"
            " the lowest risks up, onsets expected and observed"
        ),
        title_justify="left",
    )
    for name in ("Risks", "Country-years", "Expected", "Observed"):
        table.add_column(name, justify="right")
    table.add_column("Observed / expected (95 % interval)", justify="right")
    for row in scored.calibration.iter_rows(named=True):
        table.add_row(
            f"{row['lowest']:.2%} to {row['highest']:.2%}",
            f"{row['country_years']:,}",
            f"{row['expected']:.1f}",
            f"{row['observed']:.0f}",
            "-"
            if row["ratio"] is None
            else f"{row['ratio']:.2f} ({row['low']:.2f} to {row['high']:.2f})",
        )
    return table


def _cases(cases: pl.DataFrame, title: str) -> Table:
    table = Table(title=title, title_justify="left")
    for name in ("Country", "Year", "Rank in its year", "Risk"):
        table.add_column(name, justify="left" if name == "Country" else "right")
    for row in cases.iter_rows(named=True):
        table.add_row(
            row["country"],
            str(row["year"]),
            f"{row['rank']:g} of {row['ranked']}",
            f"{row['risk']:.1%}",
        )
    return table
