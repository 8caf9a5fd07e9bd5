"""``karski explain``: what is forecast for one country, and how such forecasts did."""

from typing import Annotated, Any

import numpy as np
import polars as pl
import typer

from karski.cli import _explain_onset, _stock
from karski.cli._options import DataOption, JsonOption, WorkspaceOption
from karski.cli._terminal import out, print_json, status
from karski.cli._words import NOUNS, span
from karski.core import places
from karski.core.errors import MissingDataError
from karski.core.months import label
from karski.core.workspace import Workspace
from karski.evaluation import kept_scores
from karski.evaluation.misses import misses_first
from karski.forecasts import odds, store
from karski.forecasts.issue import issue, manifest_of
from karski.panel import country_month, history
from karski.panel.series import Series

MODEL = "karski"
YEAR = 12  # months


def explain(
    country: Annotated[str, typer.Argument(help="A name, ISO3 code or number.")],
    *,
    target: Annotated[
        str, typer.Option(help="A count of people killed.")
    ] = "deaths_civilians",
    data: DataOption = None,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Say what is forecast for a country, what it rests on, and past misses.

    The record of past forecasts is there once `karski run` has made a back-test; the
    risk of a new mass killing, once it or `karski onset forecast` has issued it.
    """
    place, work = places.find(country), Workspace.at(workspace)
    stock = _stock.gather(work, data)
    series = stock.series(target)
    panel = country_month.bare(series)
    if place.number not in panel.places:
        raise MissingDataError(
            f"{place.name} is not among the states of {series.source} in"
            f" {label(series.last)}"
        )
    manifest = manifest_of(
        panel, MODEL, target, data=series.data, simulated=series.simulated
    )
    with status(f"Forecasting {target}"):
        folder, _ = issue(work, panel, manifest)
    chances = odds.exceedance(store.read(folder)).filter(place=place.number)
    document = {
        "country": place.name,
        "target": target,
        "origin": label(series.last),
        "past_years": _past_years(series, target, place.number),
        "chances": chances.drop("place").to_dicts(),
        "rests_on": _rests_on(series, target, place.number),
        "record": _record(work, series, target, place.number),
        **_explain_onset.told(work, stock, place),
    }
    if json:
        print_json(document)
    else:
        _tell(document)
        _explain_onset.tell(document, place)


def _past_years(series: Series, target: str, place: int) -> list[dict[str, Any]]:
    """Return deaths in each of the last five years up to the origin, latest first."""
    counts = series.frame.filter(place=place).sort("month")
    ends = [series.last - YEAR * back for back in range(5)]
    return [
        {
            "months": span(end - YEAR + 1, end),
            "deaths": int(
                counts.filter(pl.col("month").is_between(end - YEAR + 1, end))[
                    target
                ].sum()
            ),
        }
        for end in ends
        if end - YEAR >= series.first
    ]


def _rests_on(series: Series, target: str, place: int) -> dict[str, float]:
    """Return the features that say most, turned back into what people count."""
    panel = country_month.bare(series)
    counts, numbers = panel.history(target), panel.places.tolist()
    found = history.own(counts)
    found |= history.around(counts, places.neighbours(numbers))
    row = int(np.searchsorted(panel.places, place))
    last = {name: float(values[row, -1]) for name, values in found.items()}
    return {
        "months_with_deaths_of_12": round(last["share_any_12"] * 12),
        "months_with_deaths_of_60": round(last["share_any_60"] * 60),
        "last_3_months_against_12": round(float(np.exp(last["trend_3_12"])), 2),
        "killed_a_month_in_a_neighbour": round(
            float(np.expm1(last["around_log_mean_12"])), 1
        ),
    }


def _record(
    work: Workspace, series: Series, target: str, place: int
) -> list[dict[str, Any]]:
    """Return what was said of the place in back-tests and what came, misses first."""
    key = kept_scores.key(series)
    sums = kept_scores.kept_sums(work.exports / "scores", target, key)
    if sums is None:
        return []
    said = sums.filter(
        place=place, months=YEAR, model=MODEL, threshold=max(odds.THRESHOLDS[:2])
    )
    columns = ("origin", "threshold", "probability", "total")
    return [
        {**row, "origin": label(row["origin"])}
        for row in misses_first(said).select(columns).iter_rows(named=True)
    ]


def _tell(document: dict[str, Any]) -> None:
    noun = NOUNS[document["target"]]
    out.print(
        f"[bold]{document['country']}[/]: {noun}, as known in {document['origin']}"
    )
    for year in document["past_years"]:
        out.print(f"  {year['months']}: {year['deaths']:,} killed")
    out.print("The forecast:")
    for row in document["chances"]:
        out.print(
            f"  at least {row['threshold']:>5,} in the next {row['months']:>2} months:"
            f" {odds.natural_frequency(row['probability'])}"
        )
    last = document["chances"][-1]
    out.print(
        f"  in the next {last['months']} months: median {last['q50']:,.0f}, 90 %"
        f" interval {last['q05']:,.0f} to {last['q95']:,.0f}"
    )
    rests = document["rests_on"]
    out.print(
        "It rests on this country's deaths so far, and on what followed such pasts"
        " anywhere; on nothing else. Deaths in"
        f" {rests['months_with_deaths_of_12']} of the last 12 months and"
        f" {rests['months_with_deaths_of_60']} of the last 60; the last 3 months at"
        f" {rests['last_3_months_against_12']:g} times the level of the last 12."
    )
    out.print(
        "Around it, which the forecast does not use:"
        f" {rests['killed_a_month_in_a_neighbour']:,g} killed a month in a neighbour,"
        " on average over 12."
    )
    _tell_record(document["record"])


def _tell_record(record: list[dict[str, Any]]) -> None:
    if not record:
        out.print("No back-test is at hand; `karski run` makes one.")
        return
    out.print("What it would have said before (largest misses first):")
    for row in record:
        said = odds.natural_frequency(row["probability"])
        out.print(
            f"  from {row['origin']}, at least {row['threshold']:,} in a year: {said};"
            f" {row['total']:,.0f} were killed"
        )
