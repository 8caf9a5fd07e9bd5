"""Leaders by country and month (REIGN, leader list): who rules, and for how long.

The leader of a month is the one in office at its end. Months without a leader in the
list are missing.
"""

from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.months import FIRST_YEAR, MONTHS_A_YEAR
from karski.core.progress import Progress, silent
from karski.sources import _reign
from karski.sources._coded import counted, ends, months
from karski.sources._sheet import Sheet, open_sheet
from karski.sources._source import Reading, Source

NEEDED = (
    "ccode",
    "leadid",
    "leader",
    "sdate",
    "smonth",
    "syear",
    "emonth",
    "eyear",
    "birthyear",
    "gender",
    "militarycareer",
)
UNKNOWN = -99  # the producer's mark
YOUNGEST, OLDEST = 0, 120  # years; heirs have ruled as children
COLUMNS = (
    Column("leader_months", "months the leader has ruled", "months", 1, type=pl.Int64),
    Column("leader_changed", "the leader took office this month", "1", 0, 1),
    Column("leader_age", "age of the leader", "years", YOUNGEST, OLDEST, missing=True),
    Column("leader_male", "the leader is a man", "1", 0, 1, missing=True),
    Column(
        "leader_military",
        "the leader comes from a military career",
        "1",
        0,
        1,
        missing=True,
    ),
)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read the leader at the end of each month.

    The list is UTF-8 with a stray byte in its notes, which are not read.
    """
    sheet = open_sheet(file, NEEDED, lossy=True)
    progress(1, 2)
    spells, unmapped = _spells(sheet)
    last = _reign.edition(file.name) or ends(spells["start"])[1]
    rulers = _reign.in_office(spells, last)
    frame = rulers.select(
        "place",
        "month",
        leader_months=pl.col("month") - pl.col("start") + 1,
        leader_changed=(pl.col("month") == pl.col("start")).cast(pl.Float64),
        leader_age=_year() - pl.col("born"),
        leader_male="male",
        leader_military="military",
    )
    progress(2, 2)
    first = ends(frame["month"])[0]
    notes = counted(frame, COLUMNS)
    return Reading(frame, first, last, version, unmapped, notes=notes)


def _spells(sheet: Sheet) -> tuple[pl.DataFrame, dict[str, int]]:
    start = months(sheet, "syear", "smonth")
    end = _end(sheet)
    sheet.refuse(
        (end < start).fill_null(value=False),
        "eyear",
        "ends before it began; correct the row",
    )
    spells = pl.DataFrame(
        {
            "ccode": sheet.whole("ccode"),
            "start": start,
            "day": sheet.whole("sdate", 1, 31),
            "end": end,
            "born": _known(sheet.whole("birthyear", missing=True)),
            "male": _known(sheet.number("gender", missing=True)),
            "military": _known(sheet.number("militarycareer", missing=True)),
        }
    ).sort("start", "day", maintain_order=True)
    return places.attach(spells, "ccode", "cow")


def _end(sheet: Sheet) -> pl.Series:
    """Return the month in which each leader left, null for those still in office."""
    left = sheet.frame["eyear"].is_not_null()
    gone = Sheet(sheet.name, sheet.frame.filter(left))
    end = pl.Series("end", [None] * len(left), dtype=pl.Int32)
    return end.scatter(left.arg_true(), months(gone, "eyear", "emonth"))


def _known(values: pl.Series) -> pl.Series:
    return values.replace(UNKNOWN, None).cast(pl.Float64)


def _year() -> pl.Expr:
    return (pl.col("month") - 1) // MONTHS_A_YEAR + FIRST_YEAR


SOURCE = Source(
    title="REIGN, leaders",
    producer=_reign.PRODUCER,
    url=_reign.URL,
    licence=_reign.LICENCE,
    citation=_reign.CITATION,
    period="month",
    absent="missing",
    lag_months=_reign.LAG_MONTHS,
    columns=COLUMNS,
    header=(frozenset({"ccode", "leadid", "syear", "eyear", "militarycareer"}),),
    read=read,
)
