"""Onsets of mass killing in the simulated world, by year, where the true risk is known.

The sixty invented countries of `karski.sources.simulated`, 1960-2024, in the columns of
`karski.sources.ewp_predictors`: the same names, units and bounds, none missing, so that
whatever runs on the one runs on the other. ``mk_onset_state`` says in addition whether
a state led the killing. What follows in later years is in no column.

The true risk of each country-year is in no column either: `truth` makes it anew from
the seed. How onsets come about is said in `karski.sources._simulated_predictors` (the
risk) and `karski.sources._simulated_onset_process` (the rest). The two worlds share
their countries and how fragile each is, but are lived apart: a war in one table is none
in the other.

The default world beside ours (the Early Warning Project's, 1960-2024):

=============================================  =========  ======
share of                                       simulated  ours
=============================================  =========  ======
country-years in which a mass killing begins   1.5 %      1.3 %
the same, 1960-1992                            2.3 %      1.9 %
the same, 1993-2024                            0.7 %      0.8 %
country-years in which one goes on             13 %       15 %
country-years after a first one                42 %       37 %
country-years with battle deaths, from 1989    15 %       19 %
country-years with a coup in five years        13 %       14 %
=============================================  =========  ======
"""

from dataclasses import replace
from pathlib import Path

from karski.core.columns import Column
from karski.core.progress import Progress, silent
from karski.sources import ewp_predictors
from karski.sources._coded import ends
from karski.sources._invented import SEED_COLUMN, refuse_changes, write_table
from karski.sources._sheet import open_sheet
from karski.sources._simulated_onset_world import (
    FIRST,
    YEARS,
    OnsetWorld,
    continued,
    simulate,
    truth,
)
from karski.sources._source import Reading, Source

__all__ = ["FIRST", "YEARS", "OnsetWorld", "continued", "simulate", "truth", "write"]

MOST_YEARS = 400  # lived again in seconds; a later year is no world of ours
INVENTED = {
    "reg.na": "in the north of Westshore, an invented region",
    "reg.eap": "in Eastreach, an invented region",
    "reg.sca": "in the north of Southvale, an invented region",
    "reg.mna": "in the south of Westshore, an invented region",
    "reg.eur": "in Northmarch, an invented region",
}
COLUMNS = (
    *(
        replace(
            column, meaning=INVENTED.get(column.name, column.meaning), missing=False
        )
        for column in ewp_predictors.COLUMNS
        if not column.ahead_years
    ),
    Column("mk_onset_state", "a mass killing began that a state led", "1", 0, 1),
)
NAMES = ("place", "year", *(column.name for column in COLUMNS))


def write(world: OnsetWorld, file: Path) -> None:
    """Write what can be seen of `world` as a CSV, whole; the same bytes each time."""
    write_table(world.frame().select(NAMES), world.seed, file)


def generate(file: Path) -> None:
    """Write the default world."""
    write(simulate(), file)


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Read a simulated world, and live it again to see that nobody changed it.

    Raises
    ------
    SourceError
        The file is no simulated world, or not the one that its seed gives.
    """
    sheet = open_sheet(file, (*NAMES, SEED_COLUMN))
    seed = int(sheet.whole(SEED_COLUMN, 0)[0])
    _, last = ends(sheet.whole("year", FIRST, FIRST + MOST_YEARS))
    frame = simulate(seed, last - FIRST + 1).frame().select(NAMES)
    refuse_changes(sheet, frame, seed, NAMES, "simulated_onsets")
    progress(len(frame), len(frame))
    return Reading(frame, FIRST, last, version=version or f"seed {seed}")


SOURCE = Source(
    title="Simulated world, onsets (countries that do not exist)",
    producer="Karski",
    url="",
    licence="Apache-2.0",
    citation="Karski, simulated world",
    period="year",
    absent="missing",
    lag_months=0,
    columns=COLUMNS,
    header=(frozenset({"place", "year", "mk_onset", SEED_COLUMN}),),
    read=read,
    generate=generate,
)
