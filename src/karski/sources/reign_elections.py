"""National elections and referendums by country and month (REIGN, election list).

A row stands for a month with an election, held or still to come: those announced for
later months than the list was made in stand after ``Reading.last``, by their date. A
month without a row had none, up to ``Reading.last``, if its state is in the list: some
(Jordan, Saudi Arabia, Taiwan) are not in it at all.

An election held as scheduled could be known years before; one held early only from its
announcement on, which ``election_notice`` counts.
"""

from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources import _reign
from karski.sources._coded import counted, ends, months
from karski.sources._sheet import Sheet, open_sheet
from karski.sources._source import Reading, Source

NEEDED = ("ccode", "elecnum", "elec_year", "elec_month", "event", "type")
HELD = "^vote"
SCHEDULED = "^upcoming, scheduled"
EARLY = "^vote, early"
ANNOUNCED = "^announce"
COLUMNS = (
    Column("election_held", "elections held", "elections", 0, type=pl.Int64),
    Column("election_scheduled", "elections to come", "elections", 0, type=pl.Int64),
    Column("election_early", "elections held early", "elections", 0, type=pl.Int64),
    Column("election_executive", "an executive is elected", "1", 0, 1),
    Column("election_legislative", "a legislature is elected", "1", 0, 1),
    Column("election_referendum", "a referendum is held", "1", 0, 1),
    Column(
        "election_notice",
        "months from the announcement to the last of these elections to be announced;"
        " missing where none was announced apart from the calendar",
        "months",
        0,
        missing=True,
    ),
)
KINDS = {"executive": "X", "legislative": "L", "referendum": "R"}


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read elections by the month of their date."""
    sheet = open_sheet(file, NEEDED)
    progress(1, 2)
    listed = _listed(sheet)
    held = pl.col("event").str.contains(HELD)
    scheduled = pl.col("event").str.contains(SCHEDULED)
    elections, unmapped = places.attach(listed.filter(held | scheduled), "ccode", "cow")
    frame = elections.group_by("place", "month").agg(
        held.sum().alias("election_held"),
        scheduled.sum().alias("election_scheduled"),
        pl.col("event").str.contains(EARLY).sum().alias("election_early"),
        *(
            (pl.col("type") == letter).any().cast(pl.Float64).alias(f"election_{name}")
            for name, letter in KINDS.items()
        ),
        pl.col("notice").min().cast(pl.Float64).alias("election_notice"),
    )
    progress(2, 2)
    first, last = ends(listed.filter(held)["month"])
    return Reading(
        frame,
        first,
        _reign.edition(file.name) or last,
        version,
        unmapped,
        notes=counted(frame, COLUMNS),
    )


def _listed(sheet: Sheet) -> pl.DataFrame:
    """Return every event of the list, with the months since its announcement."""
    sheet.refuse(sheet.frame["event"].is_null(), "event", "")
    kind = sheet.frame["type"]
    unknown = ~kind.is_in(list(KINDS.values())).fill_null(value=False)
    sheet.refuse(unknown, "type", "is none of X, L and R; correct the row")
    listed = pl.DataFrame(
        {
            "ccode": sheet.whole("ccode"),
            "elecnum": sheet.frame["elecnum"],
            "month": months(sheet, "elec_year", "elec_month"),
            "event": sheet.frame["event"].str.to_lowercase(),
            "type": kind,
        }
    )
    announced = listed.filter(pl.col("event").str.contains(ANNOUNCED))
    first = announced.group_by("ccode", "elecnum").agg(told=pl.col("month").min())
    told = listed.join(
        first, on=["ccode", "elecnum"], how="left", maintain_order="left"
    )
    notice = (pl.col("month") - pl.col("told")).clip(lower_bound=0)
    return told.with_columns(notice=notice)


SOURCE = Source(
    title="REIGN, elections",
    producer=_reign.PRODUCER,
    url=_reign.URL,
    licence=_reign.LICENCE,
    citation=_reign.CITATION,
    period="month",
    absent="zero",
    covers="listed",
    lag_months=_reign.LAG_MONTHS,
    columns=COLUMNS,
    header=(frozenset({*NEEDED, "electionnumber"}),),
    read=read,
)
