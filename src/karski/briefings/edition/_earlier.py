"""The forecast that a new one is compared with: as published, or made afterwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from karski.briefings.edition import _ahead
from karski.briefings.edition.edition import Edition
from karski.briefings.edition.facts import Earlier
from karski.briefings.edition.reading import editions, read
from karski.core.errors import MissingDataError, ReportableError
from karski.core.workspace import Workspace
from karski.forecasts import store
from karski.forecasts.issue import issue, manifest_of
from karski.panel import country_month
from karski.panel.series import Series, at


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """What was said before: months and chances, as `_ahead` makes them."""

    facts: Earlier
    months: pl.DataFrame
    chances: pl.DataFrame


def published(workspace: Workspace, *, simulated: bool) -> Iterator[Edition]:
    """Yield the workspace's editions of the same world that can be read, newest first.

    One that cannot be read is passed over: whoever lists editions is told of it.
    """
    for listed in editions(workspace):
        if listed.facts is not None and listed.facts.simulated == simulated:
            try:
                yield read(listed.folder)
            except ReportableError:
                continue


def before(
    workspace: Workspace,
    series: Series,
    target: str,
    model: str,
    past: Sequence[Edition],
) -> Before | None:
    """Return what an edition said from an earlier origin, else make it a month earlier.

    None where the data do not reach back so far.
    """
    for edition in past:
        facts = edition.facts.target(target)
        if facts and facts.model == model and facts.origin < series.last:
            return Before(
                Earlier(
                    origin=facts.origin, manifest=facts.manifest, issued=edition.issued
                ),
                edition.tables["months"].frame.filter(target=target),
                edition.tables["chances"].frame.filter(target=target),
            )
    return _made_afterwards(workspace, series, target, model)


def _made_afterwards(
    workspace: Workspace, series: Series, target: str, model: str
) -> Before | None:
    try:
        shorter = at(series, series.last - 1)
        panel = country_month.bare(shorter)
        manifest = manifest_of(
            panel, model, target, data=series.data, simulated=series.simulated
        )
        folder, _ = issue(workspace, panel, manifest)
    except MissingDataError:
        return None
    forecast = store.read(folder)
    return Before(
        Earlier(origin=shorter.last, manifest=manifest.identity, issued=None),
        _ahead.months(forecast),
        _ahead.chances(forecast),
    )
