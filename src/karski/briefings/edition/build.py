"""Put an edition together from what a workspace has issued."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import polars as pl

import karski
from karski.briefings.edition import _of_deaths, _of_onsets, _part, _violence
from karski.briefings.edition._earlier import published
from karski.briefings.edition._sources import sources_of
from karski.briefings.edition._tables import SCHEMAS
from karski.briefings.edition.edition import Edition
from karski.briefings.edition.facts import SCHEMA, Facts, Lacking, Snapshot
from karski.core import places
from karski.core.errors import MissingDataError
from karski.core.progress import Progress
from karski.core.workspace import Workspace
from karski.evaluation.onset_evaluation import Forecaster
from karski.panel.stock import Stock
from karski.panel.targets import TARGETS

MODEL = "karski"
Bar: TypeAlias = Callable[[str], AbstractContextManager[Progress]]


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """An edition that has not been sealed: its facts lack identity and files."""

    facts: Facts
    tables: Mapping[str, pl.DataFrame]


def build(
    workspace: Workspace,
    stock: Stock,
    bar: Bar,
    *,
    issued: date,
    peer: Forecaster | None = None,
    model: str = MODEL,
) -> Draft:
    """Put an edition together from the forecasts issued from the data at hand.

    A forecast that has not been issued is lacking, with the reason. What is made here,
    unless it is there: of each count of people killed the forecast of a month earlier,
    where no earlier edition tells what was said before.

    Parameters
    ----------
    workspace : Workspace
    stock : Stock
    bar : callable
        ``bar(title)`` opens something that shows progress.
    issued : date
        The day that the edition bears.
    peer : Forecaster, optional
        The Early Warning Project's risks, to score those of onsets beside.
    model : str
        Of deaths.

    Raises
    ------
    MissingDataError
        Nothing has been issued from these data.
    """
    past = tuple(published(workspace, simulated=stock.simulated))
    with bar("Putting the edition together") as tell:
        deaths = _every(workspace, stock, model, past, tell)
    with bar("Onsets in the past") as tell:
        onsets = _of_onsets.onsets(workspace, stock, peer, tell)
    if not onsets.facts and not any(each.facts for each in deaths):
        raise MissingDataError(
            "nothing has been issued from the data at hand, so there is nothing to"
            " publish; issue forecasts with `karski run`"
        )
    parts = [part for each in deaths for part in each.parts]
    typed = _violence.violence(_violence.newest(stock))
    tables = _part.whole([*parts, *onsets.parts, typed])
    tables["places"] = _places(tables)
    return Draft(_facts(stock, deaths, onsets, issued, peer), tables)


def _every(
    workspace: Workspace,
    stock: Stock,
    model: str,
    past: tuple[Edition, ...],
    tell: Progress,
) -> list[_of_deaths.Found]:
    """Return what each count of people killed gives, civilians first."""
    found = []
    for done, target in enumerate(TARGETS):
        tell(done, len(TARGETS))
        try:
            series = stock.series(target)
        except MissingDataError as error:
            why = Lacking(target=target, why="no data", detail=str(error))
            found.append(_of_deaths.Found(None, (), (why,)))
        else:
            found.append(_of_deaths.deaths(workspace, series, target, model, past))
    return found


def _facts(
    stock: Stock,
    deaths: list[_of_deaths.Found],
    onsets: _of_onsets.Found,
    issued: date,
    peer: Forecaster | None,
) -> Facts:
    targets = tuple(each.facts for each in deaths if each.facts is not None)
    data: dict[str, tuple[Snapshot, ...]] = {each.target: each.data for each in targets}
    data |= {each.target: each.data for each in onsets.facts}
    if (yearly := _violence.newest(stock)) is not None:
        data[_violence.TARGET] = (_violence.snapshot(yearly),)
    return Facts(
        schema_version=SCHEMA,
        identity="-",
        issued=issued,
        number=1,
        version=karski.__version__,
        simulated=stock.simulated,
        targets=targets,
        onsets=onsets.facts,
        sources=sources_of(stock, data, peer),
        lacking=(*(why for each in deaths for why in each.lacking), *onsets.lacking),
        files={},
    )


def _places(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the states that the edition speaks of, by number."""
    named = [tables[name]["place"] for name in ("chances", "onsets", "onset_lacking")]
    numbers = pl.concat(named).unique().sort().to_list()
    known = [places.table()[number] for number in numbers]
    rows = [(each.number, each.name, each.iso3, each.region) for each in known]
    return pl.DataFrame(rows, SCHEMAS["places"], orient="row")
