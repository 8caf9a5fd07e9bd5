"""UCDP organised violence by country and year: the official file, every state.

Each row is a state in a year; a state that exists has a row even where nobody died.
"""

from pathlib import Path

import polars as pl

from karski.core.columns import Column
from karski.core.errors import SourceError
from karski.core.progress import Progress, silent
from karski.sources._coded import refuse_unknown, values, yearly
from karski.sources._ged_sums import MEANINGS
from karski.sources._order import WHAT, slips
from karski.sources._release import YEARLY_LAG
from karski.sources._sheet import Sheet, open_sheet
from karski.sources._source import Reading, Source

LETTERS = {"state_based": "sb", "non_state": "ns", "one_sided": "os"}
ESTIMATES = {"_low": "low", "": "best", "_high": "high"}
TOTAL = "cumulative_total_deaths_in_orgvio"
KILLERS = {
    "main_government": ("main_govt", "the country's own government"),
    "any_government": ("any_govt", "any government"),
    "non_state_group": ("nsgroup", "groups that are no government"),
}
WRITTEN = {
    **{
        f"deaths_{kind}{ending}": f"{letters}_total_deaths_{estimate}_cy"
        for kind, letters in LETTERS.items()
        for ending, estimate in ESTIMATES.items()
    },
    **{
        f"deaths_total{ending}": f"{TOTAL}_{estimate}_cy"
        for ending, estimate in ESTIMATES.items()
    },
    "deaths_civilians": "cumulative_total_deaths_civilians_in_orgvio_cy",
    **{
        f"deaths_one_sided_by_{killer}": f"os_{letters}_killings_best_cy"
        for killer, (letters, _) in KILLERS.items()
    },
}


def _people(name: str, meaning: str) -> Column:
    return Column(name, meaning, "people", 0, type=pl.Int64)


COLUMNS = (
    *(
        _people(
            f"deaths_{kind}{end}", f"deaths in {MEANINGS[kind]}, {estimate} estimate"
        )
        for kind in LETTERS
        for end, estimate in ESTIMATES.items()
    ),
    *(
        _people(
            f"deaths_total{end}",
            f"deaths in all types of violence, {estimate} estimate",
        )
        for end, estimate in ESTIMATES.items()
    ),
    _people("deaths_civilians", "civilians killed, in all types of violence"),
    *(
        _people(f"deaths_one_sided_by_{killer}", f"civilians killed by {who}, best")
        for killer, (_, who) in KILLERS.items()
    ),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read deaths by country, year and type of violence."""
    sheet = open_sheet(file, ["country_id_cy", "year_cy", "version", *WRITTEN.values()])
    progress(1, 2)
    refuse_unknown(sheet, "country_id_cy", "number")
    reading = yearly(sheet, "country_id_cy", "number", COLUMNS, WRITTEN, "year_cy")
    out_of_order = _slips(sheet)
    progress(2, 2)
    return Reading(
        reading.frame,
        reading.first,
        reading.last,
        version or _version(sheet),
        notes={WHAT: out_of_order} if out_of_order else {},
    )


def _slips(sheet: Sheet) -> int:
    table = values(sheet, COLUMNS, WRITTEN)
    return sum(
        slips(
            sheet,
            *(
                (WRITTEN[f"deaths_{kind}{end}"], table[f"deaths_{kind}{end}"])
                for end in ESTIMATES
            ),
        )
        for kind in (*LETTERS, "total")
    )


def _version(sheet: Sheet) -> str:
    versions = sheet.frame["version"].drop_nulls().unique().to_list()
    if len(versions) != 1:
        raise SourceError(
            f"{sheet.name}: column 'version' holds {len(versions)} versions, not one;"
            " give each release as a file of its own"
        )
    return str(versions[0])


SOURCE = Source(
    title="UCDP organised violence, country-year",
    producer="Uppsala Conflict Data Program",
    url="https://ucdp.uu.se/downloads/",
    licence="CC BY 4.0",
    citation="Sundberg and Melander (2013), Journal of Peace Research 50(4), 523-532",
    period="year",
    absent="missing",
    lag_months=YEARLY_LAG,
    columns=COLUMNS,
    header=(frozenset({"country_id_cy", "year_cy", WRITTEN["deaths_total"]}),),
    read=read,
)
