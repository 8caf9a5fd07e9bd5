"""Issue a forecast of onsets: fit once, keep for ever."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeAlias

import numpy as np
import polars as pl

import karski
from karski import models
from karski.core.errors import MissingDataError
from karski.core.progress import Progress
from karski.core.software import fingerprint
from karski.core.workspace import Workspace
from karski.forecasts.onset import store
from karski.forecasts.onset._issued import Issued, Manifest
from karski.forecasts.onset._question import Question
from karski.forecasts.onset._reasons import KEY, reasons, resemblance
from karski.forecasts.onset._resampled import DRAWS, LEVEL, around, ranks, resampled
from karski.forecasts.onset.forward import Kept, first_origin
from karski.forecasts.onset.risks import forecasts, recalibrations
from karski.models import _onset_cases as onset_cases
from karski.models._onset import Array, risk
from karski.panel._panel import Panel
from karski.panel.onset import PREDICTORS

NO_ROW = "a row"  # what a state without one lacks
Bar: TypeAlias = Callable[[str], AbstractContextManager[Progress]]


def manifest_of(
    panel: Panel,
    question: Question,
    *,
    data: Sequence[Mapping[str, str]],
    draws: int = DRAWS,
    simulated: bool = False,
) -> Manifest:
    """Say beforehand all that a forecast from the panel's last year is made from.

    Raises
    ------
    UnknownNameError
        No model of onsets has that name.
    MissingDataError
        The panel does not hold the target, has too few years to learn from, or lacks a
        predictor of every country in its last year or the one before.
    """
    _ = models.onset_catalogue()[question.model]
    if question.target not in panel.frame.columns:
        raise MissingDataError(
            f"the data at hand do not say {question.target!r}; import the episode list"
            " of the Early Warning Project with `karski data import FILE`"
        )
    if panel.as_of <= first_origin(panel):
        raise MissingDataError(
            f"onsets cannot be forecast from {panel.as_of}: the data begin in"
            f" {int(panel.times[0])}, and at least {first_origin(panel) + 1} is needed"
        )
    _refuse_empty_years(panel)
    return Manifest(
        model=question.model,
        target=question.target,
        horizon=question.horizon,
        origin=panel.as_of,
        draws=draws,
        seed=question.seed,
        data=tuple(data),
        version=karski.__version__,
        software=fingerprint(),
        simulated=simulated,
    )


def _refuse_empty_years(panel: Panel) -> None:
    """Refuse a panel with a year without a country to forecast."""
    complete = set(panel.frame.drop_nulls(PREDICTORS)["year"])
    for year in range(panel.as_of, first_origin(panel) - 1, -1):
        if year not in complete:
            raise MissingDataError(
                f"no country has every predictor of onsets in {year}, which a forecast"
                f" from {panel.as_of} needs; add that year to the data, or give a year"
                " before it with --origin"
            )


def issue(
    workspace: Workspace, panel: Panel, manifest: Manifest, bar: Bar
) -> tuple[Path, bool]:
    """Fit and store the forecast that `manifest` describes, unless it is there.

    Parameters
    ----------
    workspace : Workspace
    panel : Panel
        Ending at the manifest's origin.
    manifest : Manifest
    bar : callable
        ``bar(title)`` opens something that shows progress.

    Returns
    -------
    folder : pathlib.Path
    new : bool
        Whether it was made now.

    Raises
    ------
    MissingDataError
        The panel cannot serve the model.
    """
    folder = store.place_of(workspace, manifest)
    if store.is_there(folder):
        return folder, False
    return store.write(workspace, _make(workspace, panel, manifest, bar)), True


def kept_in(workspace: Workspace, data: Sequence[Mapping[str, str]]) -> Kept:
    """Return where forward fits on these data are kept."""
    hashes = ",".join(sorted(facts["sha256"] for facts in data))
    return Kept(workspace.backtests / "onset", hashes)


def _make(workspace: Workspace, panel: Panel, manifest: Manifest, bar: Bar) -> Issued:
    question, origin = manifest.question, manifest.origin
    years = (origin - 1, origin)
    kept = kept_in(workspace, manifest.data)
    with bar("Forecasting from every past year") as tell:
        found = forecasts(question, panel, years, kept, tell)
    made = recalibrations(question, panel, found, years)
    with bar("Fitting anew with countries weighed at random") as tell:
        drawn = resampled(question, panel, origin, manifest.draws, tell)
    with bar("Taking the risks apart") as tell:
        parts = reasons(question, panel, made, tell)
        alike = resemblance(question, panel, origin)
    raw = found.filter(year=origin)["raw"].to_numpy()
    random = np.random.default_rng(question.stream(origin, "lines"))
    now = parts.filter((pl.col("fitted") == origin) & (pl.col("year") == origin))
    return Issued(
        manifest,
        _risks(panel, now, around(raw, drawn, made[origin], random)),
        parts,
        alike,
        _cases(panel, question),
        _lacking(panel),
    )


def _risks(panel: Panel, now: pl.DataFrame, drawn: Array) -> pl.DataFrame:
    """Return risks, and the intervals of risk and rank that hold most draws.

    An interval is widened where need be to hold the forecast, which skewed draws, and
    ranks above all, may leave out.
    """
    # Polars adds columns in an order that varies from run to run, NumPy does not
    log_odds = now.select(pl.exclude(KEY)).to_numpy().sum(axis=1)
    ends = [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
    low, high = risk(np.quantile(drawn, ends, axis=0))
    rank_low, rank_high = np.quantile(ranks(drawn), ends, axis=0, method="nearest")
    rank = ranks(log_odds[None])[0]
    codes = panel.frame.filter(year=panel.as_of).select("place", "ccode")
    table = now.select("place").with_columns(
        risk=risk(log_odds),
        low=np.minimum(low, risk(log_odds)),
        high=np.maximum(high, risk(log_odds)),
        rank=rank,
        rank_low=np.minimum(rank_low, rank),
        rank_high=np.maximum(rank_high, rank),
        log_odds=log_odds,
    )
    joined = table.join(codes, on="place", how="left", maintain_order="left")
    return joined.sort("rank", "place")


def _cases(panel: Panel, question: Question) -> pl.DataFrame:
    every = onset_cases.cases(panel, PREDICTORS)
    ahead = {
        f"onset_{years}": onset_cases.onsets(panel, question.target, every, years)
        for years in (1, 2)
    }
    table = pl.DataFrame({"place": every.places, "year": every.years, **ahead})
    values = pl.DataFrame(every.values, schema=list(every.names), orient="row")
    return pl.concat(
        [
            table.with_columns(pl.col(*ahead).fill_nan(None)),
            values.rename({"year": "calendar"}),
        ],
        how="horizontal",
    )


def _lacking(panel: Panel) -> pl.DataFrame:
    """Return states of the base year, or the one before, that have no risk."""
    missing = onset_cases.lacking(panel, PREDICTORS).filter(year=panel.as_of)
    rows = panel.frame.select("place", "year")
    gone = rows.filter(year=panel.as_of - 1).join(
        rows.filter(year=panel.as_of), on="place", how="anti"
    )
    return pl.concat(
        [
            missing.select("place", pl.col("missing").list.join(", ")),
            gone.select("place", missing=pl.lit(NO_ROW)),
        ]
    ).sort("place")
