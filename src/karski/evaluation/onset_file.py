"""A file of yearly risks of a new mass killing, read and held to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from karski.core import places
from karski.core.errors import SourceError
from karski.evaluation.onset_cases import KEY, History
from karski.sources._coded import refuse_unknown, years
from karski.sources._sheet import ROW, Sheet, columns_of, open_sheet

OWN, PEERS = "risk", "risk_prev"  # the Early Warning Project's files say the second


@dataclass(frozen=True, slots=True)
class Risks:
    """Risks by country and first forecast year.

    Attributes
    ----------
    name : str
        The file's, for messages.
    frame : polars.DataFrame
        place, year (int32), risk (float64, 0..1); the key unique.
    """

    name: str
    frame: pl.DataFrame


def read_risks(file: Path) -> Risks:
    """Read a CSV (plain, zip, gz) or Parquet file of risks.

    It has the columns ``year`` (the first forecast year), ``ccode`` (the Correlates of
    War number of the country) and ``risk``; others are passed over. The Early Warning
    Project's own ``FOOSforecasts`` file, with ``risk_prev``, serves as it is: its rows
    without a risk are countries it made no forecast for.

    Raises
    ------
    SourceError
        One sentence with the row and column: a column is missing or there twice, a
        value is missing, not a number, no year or no country's code, a risk is
        outside 0..1, or a country-year stands there twice.
    """
    column = _risk_column(file)
    sheet = open_sheet(file, ["year", "ccode", column])
    if column == PEERS:
        sheet = Sheet(sheet.name, sheet.frame.drop_nulls(PEERS))
    if not len(sheet.frame):
        raise SourceError(f"{file.name}: there is no row of risks; write the file anew")
    for name in ("year", "ccode", column):
        _refuse_missing(sheet, name)
    risk = sheet.number(column).rename(OWN)
    outside = (risk < 0) | (risk > 1)
    sheet.refuse(
        outside, column, "is no risk; write a number from 0 to 1, not per cent"
    )
    refuse_unknown(sheet, "ccode", "cow")
    read = pl.DataFrame([years(sheet), sheet.whole("ccode"), risk, sheet.frame[ROW]])
    known, unmapped = places.attach(read, "ccode", "cow")
    assert not unmapped, "codes were checked"
    _refuse_twice(file.name, known)
    return Risks(file.name, known.select(*KEY, OWN).sort("year", "place"))


def _risk_column(file: Path) -> str:
    present = columns_of(file)
    return PEERS if OWN not in present and PEERS in present else OWN


def _refuse_missing(sheet: Sheet, column: str) -> None:
    empty = sheet.frame.filter(pl.col(column).is_null())
    if len(empty):
        raise SourceError(
            f"{sheet.name}: row {empty[ROW][0]}, column {column!r} has no value"
            f" ({len(empty)} such); fill it in or remove the row"
        )


def _refuse_twice(name: str, rows: pl.DataFrame) -> None:
    twice = rows.filter(pl.struct(KEY).is_duplicated()).sort(ROW)
    if not len(twice):
        return
    place, year = twice.select(KEY).row(0)
    same = twice.filter(place=place, year=year)
    raise SourceError(
        f"{name}: rows {same[ROW][0]} and {same[ROW][1]} both give a risk for"
        f" {places.name(place)} ({same['ccode'][0]}) in {year}; keep one"
    )


def lacking(risks: Risks, required: pl.DataFrame) -> str:
    """Say which required country-years a file lacks, or nothing.

    Examples
    --------
    >>> required = pl.DataFrame({"place": [2, 20], "year": [1994, 1994]})
    >>> here = pl.DataFrame({"place": [2], "year": [1994], "risk": [0.1]})
    >>> lacking(Risks("mine.csv", here), required)
    'mine.csv lacks 1 of the 2 country-years to be scored, first Canada in 1994'
    """
    absent = required.join(risks.frame, on=KEY, how="anti").sort("year", "place")
    if not len(absent):
        return ""
    first = absent.row(0, named=True)
    return (
        f"{risks.name} lacks {len(absent):,} of the {len(required):,} country-years to"
        f" be scored, first {places.name(first['place'])} in {first['year']}"
    )


def passed_over(risks: Risks, past: History) -> str:
    """Say how many of a file's rows are not scored, or nothing."""
    extra = risks.frame.join(past.required, on=KEY, how="anti")
    if not len(extra):
        return ""
    outside = len(extra.filter(~pl.col("year").is_between(past.first, past.last)))
    return (
        f"{risks.name}: {len(extra):,} rows are not scored ({outside:,} of years"
        f" outside {past.first}-{past.last}, {len(extra) - outside:,} of country-years"
        " whose outcome is not known or whose predictors were not)"
    )


def rows_of_all(
    files: Sequence[Risks], required: pl.DataFrame, *, partial: bool = False
) -> tuple[pl.DataFrame, list[str]]:
    """Return the country-years to score: all that are required, and in every file.

    Parameters
    ----------
    files : sequence of Risks
    required : polars.DataFrame
        place, year.
    partial : bool
        Whether to score what all files have, where one lacks some.

    Returns
    -------
    polars.DataFrame
        place, year.
    list of str
        A sentence for each file that lacks some.

    Raises
    ------
    SourceError
        A file lacks some and `partial` is not set; or no country-year is in all.
    """
    gaps = [gap for risks in files if (gap := lacking(risks, required))]
    if gaps and not partial:
        raise SourceError(
            f"{gaps[0]}; complete the file, or score with --partial what every file has"
        )
    rows = required
    for risks in files:
        rows = rows.join(risks.frame, on=KEY, how="semi")
    if not len(rows):
        named = " and ".join(risks.name for risks in files)
        raise SourceError(
            f"no country-year to be scored has a risk in {named}; the year is the first"
            " forecast year and ccode the Correlates of War number"
        )
    return rows, gaps
