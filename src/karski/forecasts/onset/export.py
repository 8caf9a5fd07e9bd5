"""Forecasts of onsets in the Early Warning Project's layouts."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.files import whole
from karski.forecasts.onset._issued import Issued
from karski.panel._panel import Panel

NAMES: Mapping[int, str] = {
    2: "United States of America",
    343: "Macedonia",
    420: "The Gambia",
    437: "Ivory Coast",
    484: "Republic of Congo",
    490: "Democratic Republic of Congo",
    666: "Israel",
    703: "Kyrgystan",
    775: "Burma/Myanmar",
    816: "Democratic Republic of Vietnam",
    860: "Timor-Leste",
}
"""What the producer calls a state, where it is not what we call it."""


def write_list(issued: Issued, file: Path) -> None:
    """Write the list of one forecast: ewp_name, risk, rank; the highest first."""
    names = [NAMES.get(place, places.name(place)) for place in issued.risks["place"]]
    rank = pl.col("rank")
    if issued.risks.select((rank % 1 == 0).all()).item():
        rank = rank.cast(pl.Int32)  # ties alone share halves
    table = issued.risks.select(pl.Series("ewp_name", names), "risk", rank)
    with whole(file) as draft:
        table.write_csv(draft)


def write_past(risks: pl.DataFrame, panel: Panel, file: Path) -> pl.DataFrame:
    """Write forecasts of the past: year (the first forecast year), ccode, risk.

    Parameters
    ----------
    risks : polars.DataFrame
        Of `karski.forecasts.onset.risks.risks`.
    panel : Panel
    file : Path

    Returns
    -------
    polars.DataFrame
        What was written.
    """
    codes = panel.frame.select("place", "year", "ccode")
    table = (
        risks.join(codes, on=["place", "year"], how="left")
        .select((pl.col("year") + 1).alias("year"), "ccode", "risk")
        .sort("year", "ccode")
    )
    with whole(file) as draft:
        table.write_csv(draft)
    return table
