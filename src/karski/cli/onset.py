"""``karski onset``: where a new mass killing may begin, year by year."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import polars as pl
import typer

from karski.cli import _evaluate_onset, _onset_words
from karski.cli._onset_options import (
    AtHand,
    HorizonOption,
    ModelOption,
    Target,
    TargetOption,
    YearOption,
    at_hand,
)
from karski.cli._options import DataOption, JsonOption, SeedOption, WorkspaceOption
from karski.cli._terminal import bar, err, out, print_json, status
from karski.core import places
from karski.core.errors import MissingDataError
from karski.evaluation.onset_evaluation import Forecaster, evaluate
from karski.evaluation.onset_past import past_of, risks_of
from karski.forecasts.onset import issue, store
from karski.forecasts.onset._question import SEED, Question, work_at
from karski.forecasts.onset.export import write_list, write_past
from karski.forecasts.onset.forward import first_origin
from karski.forecasts.onset.risks import risks
from karski.panel.onset import PREDICTORS
from karski.sources._snapshot import find_data

BLEND = "onset"
FIRST, LAST = 1994, 2024  # first forecast years of the peer's forecasts of the past

application = typer.Typer(
    no_args_is_help=True,
    help="Say where a new mass killing may begin in the next years, and why.",
)


@application.command()
def fit(
    *,
    model: ModelOption = BLEND,
    target: TargetOption = Target.ANY,
    horizon: HorizonOption = 2,
    origin: YearOption = None,
    seed: SeedOption = SEED,
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Fit a model to all years known, and say what it rests on."""
    hand = at_hand(workspace, data, origin)
    question = Question(model, target.value, horizon, seed)
    _ = hand.manifest(question)  # refuses what cannot be fitted
    with status(f"Fitting {model}"):
        work = work_at(question, hand.panel, hand.panel.as_of)
        parts = work.fit().contributions(work.values)
    document = {
        "model": model,
        "country_years": len(work.onset),
        "onsets": int(work.onset.sum()),
        "first": int(work.learn.years.min()),
        "last": int(work.learn.years.max()),
        "countries": len(work.places),
        "spread": _spread(parts[:, 1:]),
    }
    if json:
        print_json(document)
    else:
        _onset_words.tell_fit(document, question, hand.panel.as_of)


def _spread(parts: Any) -> list[dict[str, Any]]:  # noqa: ANN401 -- an array
    """Return how far each predictor moves the countries apart, the farthest first."""
    spread = np.std(parts, axis=0)
    order = np.argsort(-spread, kind="stable")
    return [{"predictor": PREDICTORS[k], "log_odds": float(spread[k])} for k in order]


@application.command()
def forecast(
    *,
    model: ModelOption = BLEND,
    target: TargetOption = Target.ANY,
    horizon: HorizonOption = 2,
    origin: YearOption = None,
    top: Annotated[int, typer.Option(min=1, help="Countries shown.")] = 30,
    export: Annotated[
        Path | None,
        typer.Option(
            help="Also write the whole list here, as the Early Warning Project does:"
            " ewp_name, risk, rank."
        ),
    ] = None,
    seed: SeedOption = SEED,
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Issue the risk of a new mass killing in every country, with ranks and ranges.

    A forecast is issued once: the same data, model and seed give the same one, at once.
    """
    hand = at_hand(workspace, data, origin)
    manifest = hand.manifest(Question(model, target.value, horizon, seed))
    folder, new = issue.issue(hand.workspace, hand.panel, manifest, bar)
    issued = store.read(folder)
    if export is not None:
        write_list(issued, export)
    if json:
        print_json(_onset_words.document(issued, folder))
        return
    if stale := _onset_words.age(issued, datetime.now(UTC).date()):
        out.print(f"[yellow]{stale}[/]")
    out.print(_onset_words.risk_table(issued, top))
    _onset_words.tell_lacking(issued)
    out.print(f"{'Issued' if new else 'Issued before'}: {folder}")
    if export is not None:
        out.print(f"Written: {export}")


@application.command()
def explain(
    country: Annotated[str, typer.Argument(help="A name, ISO3 code or number.")],
    *,
    model: ModelOption = BLEND,
    target: TargetOption = Target.ANY,
    horizon: HorizonOption = 2,
    origin: YearOption = None,
    seed: SeedOption = SEED,
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Say why a country's risk is what it is: drivers, changes, past likenesses."""
    place = places.find(country)
    hand = at_hand(workspace, data, origin)
    manifest = hand.manifest(Question(model, target.value, horizon, seed))
    folder, _ = issue.issue(hand.workspace, hand.panel, manifest, bar)
    issued = store.read(folder)
    story = _onset_words.story(issued, place.number)
    if json:
        print_json(_onset_words.told(story, issued))
    else:
        if stale := _onset_words.age(issued, datetime.now(UTC).date()):
            err.print(f"[yellow]{stale}[/]")
        _onset_words.tell_story(story, issued)


@application.command()
def backtest(
    *,
    model: ModelOption = BLEND,
    target: TargetOption = Target.ANY,
    horizon: HorizonOption = 2,
    first: Annotated[int, typer.Option(help="First forecast year.")] = FIRST,
    last: Annotated[
        int | None,
        typer.Option(
            help=f"Last first forecast year. \\[default: {LAST}, or the last known]",
            show_default=False,
        ),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(
            help="Write the risks here: year (the first forecast), ccode, risk."
        ),
    ] = None,
    seed: SeedOption = SEED,
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Forecast the past from what came before each year, and score it.

    Beside the Early Warning Project's own forecasts, where these are at hand. An
    interrupted back-test goes on where it stopped.
    """
    hand = at_hand(workspace, data, None)
    question = Question(model, target.value, horizon, seed)
    years = _origins(hand, first, last)
    with bar("Forecasting from every past year") as tell:
        found = risks(question, hand.panel, years, hand.kept(), tell)
    name = f"{target.value}-{horizon}-{model}.csv"
    file = export or hand.workspace.exports / "onset" / name
    table = write_past(found, hand.panel, file)
    say = err if json else out
    say.print(f"{len(table):,} risks written to {file}", markup=False)
    _score(hand, question, found, file, folder=find_data(data), json=json)


def _origins(hand: AtHand, first: int, last: int | None) -> range:
    """Return base years, each the year before a first forecast year."""
    latest = hand.panel.as_of
    end = min(last or LAST, latest)
    begin = first_origin(hand.panel) + 1
    if not begin < first <= end or end < (last or 0):
        raise MissingDataError(
            f"years {first} to {last or LAST} cannot be forecast and scored; the data"
            f" allow {begin + 1} to {latest}"
        )
    return range(first - 1, end)


def _score(
    hand: AtHand,
    question: Question,
    found: pl.DataFrame,
    file: Path,
    *,
    folder: Path | None,
    json: bool,
) -> None:
    """Score what was written; the peer's forecasts are of any mass killing."""
    if question.horizon == 1:
        if json:
            print_json({"file": str(file), "risks": len(found)})
        err.print(
            "Risks of one year are scored beside those of two: karski evaluate --onset"
            f" TWO_YEARS.csv --onset-1yr {file}",
            markup=False,
        )
        return
    past = past_of(hand.panel, question.target, min(found["year"]) + 1)
    peer = None
    if question.target == Target.ANY and not hand.stock.simulated:
        peer = _evaluate_onset.baseline_in(folder)
    with status("Scoring risks"):
        ours = Forecaster(risks_of(found, file.name))
        scored = evaluate(past, ours, peer, partial=True)
    _evaluate_onset.tell(scored, hand.workspace, json=json)
