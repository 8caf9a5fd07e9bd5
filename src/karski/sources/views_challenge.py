"""State-based deaths by country and month, as in the ViEWS challenge of 2023/24.

UCDP's best estimates on ViEWS's list of countries. An empty value means that the state
did not exist in that month: such rows are left out, so what is absent is missing.
"""

from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.months import year_of
from karski.core.progress import Progress, silent
from karski.sources._coded import ends, refuse_unknown
from karski.sources._release import YEARLY_LAG
from karski.sources._sheet import open_sheet
from karski.sources._source import Reading, Source

NEEDED = ("month_id", "country_id", "ged_sb")


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read state-based deaths by country and month."""
    sheet = open_sheet(file, NEEDED)
    progress(1, 2)
    refuse_unknown(sheet, "country_id", "views")
    table = pl.DataFrame(
        {
            "month": sheet.whole("month_id", 1),
            "country_id": sheet.whole("country_id"),
            "deaths_state_based": sheet.whole("ged_sb", 0, missing=True),
        }
    )
    exists = table.drop_nulls("deaths_state_based")
    frame, unmapped = places.attach(exists, "country_id", "views")
    first, last = ends(table["month"])
    progress(2, 2)
    absent = len(table) - len(exists)
    return Reading(
        frame.drop("country_id"),
        first,
        last,
        version or f"{year_of(first)}-{year_of(last)}",
        unmapped,
        notes={"the state did not exist, left out": absent} if absent else {},
    )


SOURCE = Source(
    title="ViEWS prediction challenge 2023/24, country-month",
    producer="ViEWS (Uppsala University and PRIO), from UCDP",
    url="https://viewsforecasting.org/research/prediction-challenge-2023/",
    licence="CC BY 4.0",
    citation=(
        "Hegre et al. (2024), The 2023/24 VIEWS Prediction Challenge: Predicting the"
        " Number of Fatalities in Armed Conflict, with Uncertainty, arXiv:2407.11045"
    ),
    period="month",
    absent="missing",
    lag_months=YEARLY_LAG,
    columns=(
        Column(
            "deaths_state_based",
            "deaths in conflict with a state as a party, best estimate",
            "people",
            0,
            type=pl.Int64,
        ),
    ),
    header=(frozenset(NEEDED),),
    read=read,
)
