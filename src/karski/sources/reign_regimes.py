"""Political regimes by country and month (REIGN's continuation of Autocratic Regimes).

The regime of a month is the one in place at its end. A mixed type ("party-personal")
counts for each of its parts. The producer ends a regime still in place on the last day
that the list covers, so the list's last month is the one in which most spells end.
"""

from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.months import FIRST_YEAR, MONTHS_A_YEAR
from karski.core.progress import Progress, silent
from karski.sources import _reign
from karski.sources._coded import ends
from karski.sources._sheet import Sheet, open_sheet
from karski.sources._source import Reading, Source

NEEDED = (
    "cowcode",
    "gwf_casename",
    "gwf_startdate",
    "gwf_enddate",
    "gwf_regimetype",
)
WORDS = {
    "democracy": ("democracy, presidential or parliamentary", "president|parliament"),
    "presidential": ("presidential democracy", "president"),
    "party": ("rule by one party", "party"),
    "personal": ("rule by one person", "personal"),
    "military": ("rule by the military", "military"),
    "monarchy": ("monarchy", "monarchy"),
    "provisional": ("provisional rule", "provisional"),
    "unsettled": (
        "foreign occupation or warlords",
        "foreign|warlord",
    ),
}
TYPE = "regime_type"
COLUMNS = (
    Column(TYPE, "the producer's word for the regime", "1", type=pl.String),
    Column("regime_months", "months it has lasted", "months", 1, type=pl.Int64),
    *(
        Column(f"regime_{name}", meaning, "1", 0, 1)
        for name, (meaning, _) in WORDS.items()
    ),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read the regime at the end of each month."""
    sheet = open_sheet(file, NEEDED)
    progress(1, 2)
    spells, unmapped = _spells(sheet)
    last = ends(spells["end"].mode())[1]
    flags = [
        pl.col(TYPE).str.contains(pattern).cast(pl.Float64).alias(f"regime_{name}")
        for name, (_, pattern) in WORDS.items()
    ]
    frame = _reign.in_office(spells, last).select(
        "place",
        "month",
        TYPE,
        (pl.col("month") - pl.col("start") + 1).alias("regime_months"),
        *flags,
    )
    progress(2, 2)
    return Reading(frame, ends(frame["month"])[0], last, version, unmapped)


def _spells(sheet: Sheet) -> tuple[pl.DataFrame, dict[str, int]]:
    start = sheet.day("gwf_startdate", "%m/%d/%Y")
    end = sheet.day("gwf_enddate", "%m/%d/%Y")
    sheet.refuse(end < start, "gwf_enddate", "is before gwf_startdate; correct the row")
    kind = sheet.frame["gwf_regimetype"]
    sheet.refuse(kind.is_null(), "gwf_regimetype", "")
    spells = pl.DataFrame(
        {
            "cowcode": sheet.whole("cowcode"),
            "began": start,
            "start": _month(start),
            "end": _month(end),
            TYPE: kind,
        }
    ).sort("began", maintain_order=True)
    return places.attach(spells, "cowcode", "cow")


def _month(days: pl.Series) -> pl.Series:
    years = days.dt.year() - FIRST_YEAR
    return (years * MONTHS_A_YEAR + days.dt.month()).cast(pl.Int32)


SOURCE = Source(
    title="REIGN, regimes",
    producer=_reign.PRODUCER,
    url=_reign.URL,
    licence=_reign.LICENCE,
    citation=(
        f"{_reign.CITATION}; Geddes, Wright and Frantz (2014), Perspectives on Politics"
        " 12(2), 313-331"
    ),
    period="month",
    absent="missing",
    lag_months=_reign.LAG_MONTHS,
    columns=COLUMNS,
    header=(frozenset(NEEDED),),
    read=read,
)
