"""Forecasts of onsets in words and tables."""

import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from rich.table import Table

from karski.cli._terminal import err, out
from karski.cli._words import staleness
from karski.core import places
from karski.core.errors import MissingDataError
from karski.core.months import MONTHS_A_YEAR, month_id
from karski.explanation.analogues import analogues
from karski.explanation.changes import changes
from karski.explanation.drivers import drivers
from karski.explanation.narrative import Narrative, narrate
from karski.explanation.rank import Rank
from karski.explanation.themes import themes
from karski.forecasts.odds import natural_frequency
from karski.forecasts.onset._issued import MEANINGS, Issued
from karski.forecasts.onset._question import Question
from karski.forecasts.onset.issue import NO_ROW
from karski.forecasts.onset.remembered import cases_of, followed_of, reasons_of

SHOWN = 12  # predictors of a fit
RANGE = "90 % range"
WITHIN = {1: "in the next year", 2: "in one of the next two years"}


def risk_table(issued: Issued, top: int) -> Table:
    """Return the countries with the highest risks."""
    manifest = issued.manifest
    table = Table(
        title=f"The risk of {manifest}, from data up to {manifest.origin};"
        f" {len(issued.risks)} countries",
        title_justify="left",
        caption="90 % range: where the rank or risk lies in 90 % of fits varied at"
        " random (countries' weights, the model's parts, its recalibration). In the"
        " simulated world such ranges held the true risk 8 to 9 times in 10. A risk is"
        " neither a prediction nor a judgement of guilt.",
        caption_justify="left",
    )
    for name in ("Rank", RANGE):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Country")
    for name in ("Risk", RANGE):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("In words")
    for row in issued.risks.head(top).iter_rows(named=True):
        table.add_row(
            f"{row['rank']:g}",
            "{}-{}".format(*_between(row)),
            places.name(row["place"]),
            f"{row['risk']:.1%}",
            f"{row['low']:.1%} - {row['high']:.1%}",
            natural_frequency(row["risk"]),
        )
    return table


def _between(row: Mapping[str, float]) -> tuple[int, int]:
    """Return whole ranks around the range; countries that tie share a half."""
    return math.floor(row["rank_low"]), math.ceil(row["rank_high"])


def age(issued: Issued, today: date) -> str:
    """Say that the data end long before today, or nothing."""
    return staleness(month_id(issued.manifest.origin, MONTHS_A_YEAR), today)


def tell_lacking(issued: Issued) -> None:
    """Name the countries without a forecast, and what they lack."""
    origin = issued.manifest.origin
    for place, missing in issued.lacking.iter_rows():
        err.print(
            f"No forecast for {places.name(place)}: its data of {origin} lack"
            f" {_plain(missing)}.",
            markup=False,
        )


def _plain(missing: str) -> str:
    """Say in plain words which predictors a country lacks, with the column's name."""
    if missing == NO_ROW:
        return "any row (the state has ended, or the file leaves it out)"
    names = missing.split(", ")
    return "; ".join(f"{themes().predictor(name).plain} ({name})" for name in names)


def document(issued: Issued, folder: Path) -> dict[str, Any]:
    """Return a forecast as JSON values."""
    return {
        "folder": str(folder),
        **issued.manifest.document(),
        "identity": issued.manifest.identity,
        "risks": [
            {"country": places.name(row["place"]), **row}
            for row in issued.risks.iter_rows(named=True)
        ],
        "lacking": issued.lacking.to_dicts(),
    }


def tell_fit(document: dict[str, Any], question: Question, origin: int) -> None:
    """Say what a fitted model rests on."""
    out.print(
        f"{document['model']}, fitted to {document['country_years']:,} country-years of"
        f" {document['first']}-{document['last']}; {document['onsets']} of them were"
        f" followed by {MEANINGS[question.target]} {WITHIN[question.horizon]}."
    )
    predictors = {each.name: each for each in themes().predictors()}
    table = Table(
        title=f"What sets the {document['countries']} countries of {origin} apart",
        title_justify="left",
        caption="By how much a predictor multiplies or divides the odds: one standard"
        " deviation across the countries.",
        caption_justify="left",
    )
    table.add_column("Predictor")
    table.add_column("What it is")
    table.add_column("Odds times", justify="right")
    for row in document["spread"][:SHOWN]:
        name = row["predictor"]
        table.add_row(name, predictors[name].plain, f"{np.exp(row['log_odds']):.2f}")
    out.print(table)


def story(issued: Issued, place: int) -> Narrative:
    """Return why one country's risk is what it is.

    Raises
    ------
    MissingDataError
        The forecast has no risk of that country; says why.
    """
    manifest = issued.manifest
    row = issued.risks.filter(place=place)
    if not len(row):
        raise MissingDataError(_why_none(issued, place))
    cases, origin, every = cases_of(issued), manifest.origin, themes()
    now, before = (reasons_of(issued, year) for year in (origin, origin - 1))
    alike = reasons_of(issued, None)
    followed = followed_of(issued)
    facts = row.row(0, named=True)
    return narrate(
        drivers(now, cases, origin, every)[place],
        Rank(int(facts["rank"]), len(issued.risks), _between(facts)),
        changes(before, now, cases, origin, every).get(place),
        analogues(alike, cases, followed, origin, every, places=[place])[place],
        every,
        target=manifest.target,
        horizon=manifest.horizon,
    )


def _why_none(issued: Issued, place: int) -> str:
    name, origin = places.name(place), issued.manifest.origin
    missing = issued.lacking.filter(place=place)
    if len(missing):
        return (
            f"{name} has no forecast from {origin}, because its data of that year lack"
            f" {_plain(missing['missing'][0])}; give an earlier year with --origin, or"
            " import data that have it"
        )
    return (
        f"{name} is not among the {len(issued.risks)} countries forecast from {origin}"
    )


def told(story: Narrative, issued: Issued) -> dict[str, Any]:
    """Return a story as JSON values, with what it was made from."""
    return {
        **issued.manifest.document(),
        "identity": issued.manifest.identity,
        "country": places.name(story.drivers.place),
        "years": list(story.years),
        "target": story.target,
        "risk": story.risk,
        "average": story.average,
        "rank": story.rank.at,
        "of": story.rank.of,
        "rank_between": list(story.rank.between or ()),
        "level": story.drivers.level,
        "drivers": [
            {"theme": each.theme.name, "log_odds": each.log_odds}
            for each in story.drivers.drivers
        ],
        "analogues": [
            {
                "country": places.name(each.place),
                "year": each.year,
                "alike": each.alike,
                "less_alike": each.less_alike,
                "onset": each.onset,
            }
            for each in story.analogues
        ],
        "text": story.text,
    }


def tell_story(story: Narrative, issued: Issued) -> None:
    """Print why a country's risk is what it is, a paragraph for each matter."""
    if issued.manifest.simulated:
        err.print("The simulated world: this country does not exist.")
    for sentence in story.sentences:
        out.print(sentence, markup=False)
