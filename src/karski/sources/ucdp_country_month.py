"""UCDP GED summed to country-months by others: deaths in all, not by type.

The file has a row for every month of each country that ever had an event, existing or
not; a country without a row had none. Rows without an event are left out, as `absent`
says that they are zero where the state existed. Palestine is within Israel.
"""

from dataclasses import replace
from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.months import MONTHS_A_YEAR, label, month_of_year
from karski.core.progress import Progress, silent
from karski.sources._coded import ends, months, refuse_unknown, values
from karski.sources._order import WHAT, slips
from karski.sources._release import COUNTRIES, FIRST_MONTH, YEARLY_LAG, version_in
from karski.sources._sheet import Sheet, open_sheet
from karski.sources._source import Reading, Source

WRITTEN = {
    "deaths_total": "fatalities_best",
    "deaths_total_high": "fatalities_high",
    "deaths_civilians": "civilian_deaths",
    "events_state_based": "state_based_events",
    "events_non_state": "non_state_events",
    "events_one_sided": "one_sided_events",
}
KEY = ("country_iso3", "year", "month")


def _count(name: str, meaning: str, unit: str) -> Column:
    return Column(name, meaning, unit, 0, type=pl.Int64)


COLUMNS = (
    _count("deaths_total", "deaths in all types of violence, best estimate", "people"),
    _count("deaths_total_high", "the same, high estimate", "people"),
    _count("deaths_civilians", "civilians killed, in all types of violence", "people"),
    _count("events_state_based", "events of state-based conflict", "events"),
    _count("events_non_state", "events of non-state conflict", "events"),
    _count("events_one_sided", "events of one-sided violence", "events"),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read deaths and events by country and month."""
    sheet = open_sheet(file, [*KEY, *WRITTEN.values()])
    progress(1, 2)
    refuse_unknown(sheet, "country_iso3", "iso3")
    table = values(sheet, COLUMNS, WRITTEN)
    wrong = _refuse_disorder(sheet, table)
    keyed = table.with_columns(months(sheet), sheet.frame["country_iso3"])
    frame, unmapped = places.attach(keyed, "country_iso3", "iso3")
    progress(2, 2)
    something = pl.any_horizontal(pl.col(column.name) > 0 for column in COLUMNS)
    reading = Reading(
        frame.filter(something),
        *ends(frame["month"]),
        version or version_in(file.name),
        unmapped,
        notes={WHAT: wrong} if wrong else {},
    )
    return replace(reading, partial=_why_partial(reading))


def _refuse_disorder(sheet: Sheet, table: pl.DataFrame) -> int:
    civilians, total = table["deaths_civilians"], table["deaths_total"]
    sheet.refuse(
        civilians > total,
        "civilian_deaths",
        "is above fatalities_best, of which they are part; correct the row",
    )
    high = table["deaths_total_high"]
    return slips(sheet, ("fatalities_best", total), ("fatalities_high", high))


def _why_partial(reading: Reading) -> str:
    """Say why it is an extract: a release has every month and over 100 countries."""
    first, last = reading.first, reading.last
    if first != FIRST_MONTH:
        return f"it begins in {label(first)}, not in {label(FIRST_MONTH)}"
    if month_of_year(last) != MONTHS_A_YEAR:
        return f"it ends in {label(last)}, not with a year"
    countries = reading.frame["place"].n_unique()
    if countries < COUNTRIES:
        return f"it has events in {countries} countries; the world has over {COUNTRIES}"
    return ""


SOURCE = Source(
    title="UCDP GED, country-month sums",
    producer="Uppsala Conflict Data Program; summed by others",
    url="https://ucdp.uu.se/downloads/",
    licence="CC BY 4.0",
    citation="Sundberg and Melander (2013), Journal of Peace Research 50(4), 523-532",
    period="month",
    absent="zero",
    lag_months=YEARLY_LAG,
    columns=COLUMNS,
    header=(frozenset({*KEY, *WRITTEN.values()}),),
    read=read,
)
