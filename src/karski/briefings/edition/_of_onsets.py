"""The part of an edition that forecasts of onsets give."""

from dataclasses import dataclass

import polars as pl

from karski.briefings.edition import _risks
from karski.briefings.edition._onset_scores import onset_scores
from karski.briefings.edition._part import Part
from karski.briefings.edition._stories import stories
from karski.briefings.edition.facts import Earlier, Lacking, OnsetFacts, Snapshot
from karski.core.errors import MissingDataError
from karski.core.progress import Progress
from karski.core.workspace import Workspace
from karski.evaluation.onset_evaluation import Forecaster
from karski.evaluation.onset_past import base_years
from karski.forecasts.onset import issue, store
from karski.forecasts.onset._issued import Issued, Manifest
from karski.forecasts.onset._question import HORIZONS, Question
from karski.forecasts.onset.risks import risks
from karski.panel import onset
from karski.panel._panel import Panel
from karski.panel.stock import Stock

TARGET = "mk_onset"


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What the forecasts of onsets give to an edition, and what is lacking."""

    facts: tuple[OnsetFacts, ...]
    parts: tuple[Part, ...]
    lacking: tuple[Lacking, ...]


def onsets(
    workspace: Workspace, stock: Stock, peer: Forecaster | None, tell: Progress
) -> Found:
    """Return the tables of the issued forecasts of onsets, and their facts."""
    try:
        panel = onset.build(stock)
        issued = {h: _issued(workspace, stock, panel, h) for h in HORIZONS}
    except MissingDataError as error:
        why = Lacking(target=TARGET, why="no data", detail=str(error))
        return Found((), (), (why,))
    facts: list[OnsetFacts] = []
    parts: list[Part] = []
    past: dict[int, pl.DataFrame] = {}
    for horizon, one in issued.items():
        if one is not None:
            past[horizon] = _past(workspace, stock, panel, horizon, tell)
            told, average = stories(one)
            parts += [told, _risks.risks(one, average)]
            parts.append(_risks.record(one, past[horizon]))
            facts.append(_facts(one.manifest, len(one.risks), average, past[horizon]))
    lacking = [
        Lacking(target=TARGET, horizon=horizon, why="not issued")
        for horizon, one in issued.items()
        if one is None
    ]
    if 2 in past and len(past[2]):
        parts.append(onset_scores(panel, past, peer))
        if peer is None:
            lacking.append(Lacking(target=TARGET, why="no peer"))
    return Found(tuple(facts), tuple(parts), tuple(lacking))


def _issued(
    workspace: Workspace, stock: Stock, panel: Panel, horizon: int
) -> Issued | None:
    manifest = issue.manifest_of(
        panel,
        Question(horizon=horizon),
        data=onset.data_of(stock),
        simulated=stock.simulated,
    )
    folder = store.place_of(workspace, manifest)
    return store.read(folder) if store.is_there(folder) else None


def _past(
    workspace: Workspace, stock: Stock, panel: Panel, horizon: int, tell: Progress
) -> pl.DataFrame:
    """Return the risks of past base years; fits that were kept are not made again."""
    kept = issue.kept_in(workspace, onset.data_of(stock))
    question, years = Question(horizon=horizon), base_years(panel)
    if not years:
        return pl.DataFrame(
            schema={"place": pl.Int32, "year": pl.Int32, "risk": pl.Float64}
        )
    return risks(question, panel, years, kept, tell).select("place", "year", "risk")


def _facts(
    manifest: Manifest, countries: int, average: float, past: pl.DataFrame
) -> OnsetFacts:
    years = past["year"].to_list()
    earlier = Earlier(
        origin=manifest.origin - 1, manifest=manifest.identity, issued=None
    )
    assert manifest.horizon in HORIZONS, "a question is of one year or two"
    return OnsetFacts(
        target=manifest.target,
        horizon=1 if manifest.horizon == 1 else 2,
        model=manifest.model,
        origin=manifest.origin,
        years=manifest.years,
        countries=countries,
        average=round(average, 6),
        manifest=manifest.identity,
        software=manifest.software,
        data=tuple(Snapshot(**facts) for facts in manifest.data),
        previous=earlier,
        record=(min(years) + 1, max(years) + 1) if years else None,
    )
