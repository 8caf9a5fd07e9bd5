"""``karski run``: the main job, from data to forecasts and how good they are."""

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import UTC, datetime
from time import monotonic
from typing import Annotated, Any, TypeAlias

import polars as pl
import typer
from rich.table import Table

import karski
from karski.cli import _scoring, _stock, _words
from karski.cli._options import DataOption, JsonOption, WorkspaceOption
from karski.cli._run_onset import run_onset
from karski.cli._terminal import bar, err, out, print_json
from karski.cli.publish import publish_edition, today
from karski.core.errors import MissingDataError
from karski.core.months import label, month_of_year, year_of
from karski.core.workspace import Workspace
from karski.evaluation import (
    calibration,
    kept_scores,
    reports,
    sum_baselines,
    sums_report,
)
from karski.evaluation._piece import collect
from karski.evaluation._task import (
    CHALLENGE,
    YEAR_AHEAD,
    challenge_origins,
    december_origins,
    tasks,
)
from karski.evaluation.leaderboard import BASELINE
from karski.forecasts import store
from karski.forecasts.issue import SEED, issue, manifest_of
from karski.panel import country_month, onset
from karski.panel.series import Release, Series
from karski.panel.stock import SIMULATED, Stock
from karski.panel.targets import TARGETS
from karski.sources._snapshot import find_data

Say: TypeAlias = Callable[..., None]
MODEL = "karski"
FIRST_YEAR, LAST_YEARS = 2018, 7  # years reported; values were chosen by scores before
THRESHOLD, MONTHS = 100, 12  # of the list of highest risks


def run(
    *,
    backtest: Annotated[
        bool, typer.Option(help="Also forecast the past and score it.")
    ] = True,
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Do the main job: read the data, forecast, back-test, publish, say how good it is.

    Civilian and total deaths come first. Whatever is done is kept: an interrupted run
    goes on where it stopped, and a second one makes only what has changed.
    """
    started = monotonic()
    place = Workspace.at(workspace)
    stock = _stock.gather(place, data)
    say: Say = (lambda *_, **__: None) if json else out.print
    say(
        f"[bold]Karski {karski.__version__}[/]",
        "- where mass violence threatens, and how sure that is",
    )
    series, lacking = _series(stock)
    say(_read_table(stock, series))
    document: dict[str, Any] = {"simulated": stock.simulated, "forecasts": []}
    with bar("Forecasting, target by target") as tell:
        for done, (target, one) in enumerate(series.items()):
            tell(done, len(series))
            document["forecasts"].append(_forecast(place, one, target, say))
    folder = find_data(data)
    try:
        document["onsets"] = run_onset(place, stock, folder, say, backtest=backtest)
    except MissingDataError as error:
        if not series:
            nothing = next(iter(lacking.values()))
            raise MissingDataError(f"{nothing}; and {error}") from error
        lacking["mk_onset"] = str(error)
    for target, why in lacking.items():
        say(f"Not forecast: {target}. {why}", markup=False)
    if backtest:
        document["backtests"] = [
            _score(place, one, target, say)
            for target, one in series.items()
            if _scorable(one, target, say)
        ]
    document["lacking"] = lacking
    say("")
    document["edition"] = publish_edition(place, stock, folder, today(), say)
    document["seconds"] = round(monotonic() - started, 1)
    say(f"Done in {document['seconds']:.0f} s. Everything lies in {place.folder}.")
    if json:
        print_json(document)


def _read_table(stock: Stock, series: Mapping[str, Series]) -> Table:
    table = Table(title="What was read", title_justify="left")
    for heading in ("Source", "Version", "File", "Covers", "Rows", "Note"):
        table.add_column(heading, overflow="fold")
    used = {facts["sha256"] for one in series.values() for facts in one.data}
    used |= {facts["sha256"] for facts in _of_onsets(stock)}
    for name, releases in sorted(stock.releases.items()):
        for release in releases:
            reading = release.reading
            say = label if "month" in reading.frame.columns else str
            table.add_row(
                name,
                release.facts["version"] or "-",
                release.name,
                f"{say(reading.first)} to {say(reading.last)}",
                f"{len(reading.frame):,}",
                _note(release, used),
            )
    return table


def _of_onsets(stock: Stock) -> Sequence[Mapping[str, str]]:
    try:
        return onset.data_of(stock)
    except MissingDataError:
        return ()


def _note(release: Release, used: Container[str]) -> str:
    """Say what a release is for."""
    if release.reading.partial:
        return f"an extract, not used: {release.reading.partial}"
    if release.facts["sha256"] in used:
        return "forecast from it"
    if any(name in release.reading.frame.columns for name in TARGETS):
        return "not used: it does not follow on from a longer series without a gap"
    if release.source in SIMULATED:
        return "onsets by year, lived apart from the deaths"
    return "covariates, in the panel"


def _series(stock: Stock) -> tuple[dict[str, Series], dict[str, str]]:
    found, lacking = {}, {}
    for target in TARGETS:
        try:
            found[target] = stock.series(target)
        except MissingDataError as error:
            lacking[target] = str(error)
    return found, lacking


def _forecast(
    place: Workspace, series: Series, target: str, say: Say
) -> dict[str, Any]:
    panel = country_month.bare(series)
    manifest = manifest_of(
        panel, MODEL, target, data=series.data, simulated=series.simulated
    )
    folder, new = issue(place, panel, manifest)
    forecast = store.read(folder)
    say("")
    say(f"[bold]{TARGETS[target].capitalize()}[/]", f"(`{target}`)")
    say(f"  from {_sources(series)}, to {label(series.last)}")
    for note in series.notes:
        err.print(f"  Left out: {note}", markup=False)
    if stale := _words.staleness(series.last, datetime.now(UTC).date()):
        say(f"  [yellow]{stale}[/]")
    say(_words.risk_table(forecast, series, MONTHS, THRESHOLD))
    say(f"  {'Issued' if new else 'Issued before; nothing has changed'}: {folder}")
    return {
        "target": target,
        "origin": label(series.last),
        "folder": str(folder),
        "new": new,
        "highest": _words.highest(forecast, series, MONTHS, THRESHOLD),
    }


def _score(place: Workspace, series: Series, target: str, say: Say) -> dict[str, Any]:
    """Forecast the past with the same model, as the issued forecast was made."""
    years = _years(series)
    challenge = series.source == _stock.CHALLENGE
    starts = challenge_origins(years) if challenge else december_origins(years)
    protocol = CHALLENGE if challenge else YEAR_AHEAD
    wanted = tasks([BASELINE, MODEL], target, starts, protocol=protocol, seed=SEED)
    scores, sums = collect(_scoring.pieces(place, series, wanted))
    months = reports.report(scores, MODEL, BASELINE)
    say("")
    say(
        f"[bold]How the same forecast did on the past[/]: `{target}`, {protocol.first}"
        f" to {protocol.last} months ahead, {years[0]}-{years[-1]}; choices were made"
        " by scores up to 2017 (docs/explanation/how-good.md says how strictly). These"
        " data exist in one vintage only."
    )
    say(_scoring.figures(months, f"Month by month, beside {BASELINE}"))
    say(f"  By CRPS: {months.row(0, named=True)['verdict']}.")
    say(
        "  CRPS: how far the draws lie from what came; IGN: how little chance its class"
        " was given; MIS: width and misses of the 90 % interval. Less is better."
    )
    held = calibration.intervals_cover(scores.filter(pl.col("model") == MODEL))
    say(f"  Of what came, {_scoring.held(held)}.")
    document = {
        "target": target,
        "months": months.to_dicts(),
        "intervals": held.to_dicts(),
        "sums": {},
    }
    if len(sums):
        document["sums"] = _score_sums(series, target, starts, sums, say)
    kept_scores.keep_scores(
        place.exports / "scores", target, scores, sums, kept_scores.key(series)
    )
    return document


def _score_sums(
    series: Series, target: str, starts: Sequence[int], sums: pl.DataFrame, say: Say
) -> dict[str, Any]:
    panel = country_month.bare(series)
    simple = sum_baselines.baselines(panel, target, starts, horizons=(MONTHS,))
    both = pl.concat([sums.filter(pl.col("months") == MONTHS), simple])
    found = {}
    for baseline in (sum_baselines.CONFLICTOLOGY, sum_baselines.LOGIT):
        table = sums_report.report(both, MODEL, baseline)
        title = f"Chances over {MONTHS} months, beside {baseline}"
        say(_scoring.figures(table, title, ("threshold", "events")))
        found[baseline] = table.to_dicts()
    return found


def _scorable(series: Series, target: str, say: Say) -> bool:
    """Say so where the data hold no year after those used for tuning."""
    if _years(series):
        return True
    say(
        f"Not scored: `{target}` ends {label(series.last)}; years from {FIRST_YEAR} on"
        " are scored, since choices were made on those before."
    )
    return False


def _years(series: Series) -> list[int]:
    """Return the years after those that values were chosen by, if whole."""
    whole_year = month_of_year(series.last) == MONTHS
    last = year_of(series.last) - (0 if whole_year else 1)
    return list(range(max(FIRST_YEAR, last - LAST_YEARS + 1), last + 1))


def _sources(series: Series) -> str:
    parts = (f"{f['source']} {f['version']}".strip() for f in series.data)
    return " and ".join(parts)
