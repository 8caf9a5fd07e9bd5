"""Mass killings as the Early Warning Project lists them, an episode a row."""

from pathlib import Path

import polars as pl

from karski.core import places
from karski.sources._coded import EARLIEST, LATEST
from karski.sources._sheet import Sheet, open_sheet

LEADERS = {"State-Led": "state_led", "Non-State-Led": "non_state_led"}
STATES = {
    "location": "mk_location_cow",
    "location_inheritor": "mk_location_inheritor1",
    "location_inheritor_2": "mk_location_inheritor2",
    "responsible": "mk_repsonsible_state_cow",
    "responsible_inheritor": "mk_repsonsible_state_inheritor1",
    "responsible_inheritor_2": "mk_repsonsible_state_inheritor2",
}
"""An episode's states, and the names (misspelt as they are) of their columns."""
CODE, LEADER = "mk_event_code", "State-Led or Non-State-Led"
FIRST, LAST, GROUPS = "startyear", "endyear", "mk_number_eth_groups"
NAME = "country"
HEADER = (NAME, CODE, LEADER, FIRST, LAST, GROUPS, *STATES.values())
MOST_GROUPS = 2


def listed(file: Path) -> pl.DataFrame:
    """Return the episodes in the producer's order.

    Returns
    -------
    polars.DataFrame
        ``code`` (the producer's name of the episode), ``leader`` (``state_led`` or
        ``non_state_led``), ``first`` and ``last`` (years; ``last`` null while it goes
        on), ``ethnic_groups`` (aimed at: 0 none, 1 one, 2 several; null if unsaid),
        the places in `STATES` (null where none is named), and ``named_after``, the
        place that the list calls the country by (null where no place is called so).

    Raises
    ------
    SourceError
        An episode stands twice, ends before it begins, or lacks its name, first year,
        leader or location.
    """
    sheet = open_sheet(file, HEADER)
    sheet.refuse(sheet.frame[CODE].is_null(), CODE, "")
    twice = sheet.frame[CODE].is_duplicated()
    sheet.refuse(twice, CODE, "stands twice; remove one of the rows")
    sheet.refuse(sheet.frame[STATES["location"]].is_null(), STATES["location"], "")
    return pl.DataFrame(
        {
            "code": sheet.frame[CODE],
            "leader": _leader(sheet),
            **_years(sheet),
            "ethnic_groups": sheet.whole(GROUPS, 0, MOST_GROUPS, missing=True),
            **{name: _place(sheet, column) for name, column in STATES.items()},
            "named_after": _named_after(sheet),
        }
    )


def _leader(sheet: Sheet) -> pl.Series:
    written = sheet.frame[LEADER]
    sheet.refuse(written.is_null(), LEADER, "")
    leader = written.replace_strict(LEADERS, default=None, return_dtype=pl.String)
    known = " or ".join(LEADERS)
    sheet.refuse(leader.is_null(), LEADER, f"is not {known}; correct the row")
    return leader


def _years(sheet: Sheet) -> dict[str, pl.Series]:
    first = sheet.whole(FIRST, EARLIEST, LATEST).cast(pl.Int32)
    last = sheet.whole(LAST, EARLIEST, LATEST, missing=True).cast(pl.Int32)
    backwards = (last < first).fill_null(value=False)
    sheet.refuse(backwards, LAST, "is before the first year; correct the row")
    return {"first": first, "last": last}


def _place(sheet: Sheet, column: str) -> pl.Series:
    """Return a column of Correlates of War numbers as places.

    Serbia stands there once under its Gleditsch-Ward number, 340, which the
    Correlates of War project gave to no state.
    """
    cow, own = places.codes("cow"), places.codes("number")
    known = pl.concat([cow, own.join(cow, on="code", how="anti")])
    code = sheet.whole(column, missing=True)
    place = code.replace_strict(
        known["code"].cast(pl.Int64),
        known["place"],
        default=None,
        return_dtype=pl.Int32,
    )
    sheet.refuse(
        place.is_null() & code.is_not_null(),
        column,
        "is no code of a country that Karski knows; correct or remove the row",
    )
    return place


def _named_after(sheet: Sheet) -> pl.Series:
    known = places.codes("name")
    return (
        sheet.frame[NAME]
        .str.to_lowercase()
        .replace_strict(
            known["code"].str.to_lowercase(),
            known["place"],
            default=None,
            return_dtype=pl.Int32,
        )
    )
