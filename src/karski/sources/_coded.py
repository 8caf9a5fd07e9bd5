"""Tables keyed by a country's code and a month or a year: what they share."""

from collections.abc import Mapping, Sequence

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.months import FIRST_YEAR, MONTHS_A_YEAR
from karski.core.places import Scheme
from karski.sources._sheet import Sheet
from karski.sources._source import Reading

EARLIEST, LATEST = 1700, 2100  # years; outside them a year is a slip of the pen


def values(
    sheet: Sheet, columns: Sequence[Column], written: Mapping[str, str]
) -> pl.DataFrame:
    """Return columns as numbers within their bounds.

    Parameters
    ----------
    sheet : Sheet
    columns : sequence of Column
        Those that the sheet holds.
    written : mapping of str to str
        What the producer calls a column, where it is not the same.
    """
    return pl.DataFrame(
        {
            column.name: (sheet.whole if column.type.is_integer() else sheet.number)(
                written.get(column.name, column.name),
                column.least,
                column.greatest,
                missing=column.missing,
            )
            for column in columns
        }
    )


def years(sheet: Sheet, column: str = "year") -> pl.Series:
    """Return a column as years."""
    return sheet.whole(column, EARLIEST, LATEST).cast(pl.Int32).rename("year")


def months(sheet: Sheet, year: str = "year", month: str = "month") -> pl.Series:
    """Return two columns, year and month of the year, as one of months."""
    since = sheet.whole(year, EARLIEST, LATEST) - FIRST_YEAR
    of_year = sheet.whole(month, 1, MONTHS_A_YEAR)
    return (since * MONTHS_A_YEAR + of_year).cast(pl.Int32).rename("month")


def written_months(sheet: Sheet, column: str) -> pl.Series:
    """Return a column of ``YYYY-MM`` as months."""
    text = sheet.frame[column]
    sheet.refuse(text.is_null(), column, "")
    parts = text.str.extract_groups(r"^(\d{4})-(0[1-9]|1[0-2])$").struct.unnest()
    year, month = (parts[name].cast(pl.Int32) for name in parts.columns)
    sheet.refuse(month.is_null(), column, "is not a month; write it as 2024-12")
    return ((year - FIRST_YEAR) * MONTHS_A_YEAR + month).rename("month")


def refuse_unknown(sheet: Sheet, column: str, scheme: Scheme) -> None:
    """Refuse a file that names a country nobody knows.

    Raises
    ------
    SourceError
    """
    code = places.codes(scheme)["code"]
    given = sheet.frame[column]
    if code.dtype != pl.String:
        given, code = sheet.whole(column), code.cast(pl.Int64)
    sheet.refuse(
        ~given.is_in(code.to_list()).fill_null(value=False),
        column,
        "is no code of a country that Karski knows; correct or remove the row",
    )


def counted(frame: pl.DataFrame, columns: Sequence[Column]) -> dict[str, int]:
    """Return how many rows miss each value that some miss."""
    missing = {c.name: frame[c.name].null_count() for c in columns if c.missing}
    return {f"{name} missing": rows for name, rows in missing.items() if rows}


def yearly(
    sheet: Sheet,
    code: str,
    scheme: Scheme,
    columns: Sequence[Column],
    written: Mapping[str, str] | None = None,
    year: str = "year",
) -> Reading:
    """Return a table of country-years; codes that map to no place are counted.

    Where a state succeeded another under the same number, both may have a row in the
    year of succession: the successor's, whose code goes on later, is kept.

    Parameters
    ----------
    sheet : Sheet
    code : str
        The column that names the country, in `scheme`.
    columns : sequence of Column
    written : mapping of str to str
        As `values`.
    year : str
        The column that holds the year.
    """
    table = values(sheet, columns, written or {}).with_columns(years(sheet, year))
    given = sheet.frame[code]
    if scheme in ("cow", "number"):
        given = sheet.whole(code, missing=True)
    frame, unmapped = places.attach(table.with_columns(given.alias("")), "", scheme)
    twice = pl.struct("place", "year").is_duplicated()
    goes_on = pl.col("year").max().over("") == pl.col("year").max().over("place")
    successors = frame.filter(~twice | goes_on).drop("")
    notes = counted(successors, columns)
    if left := len(frame) - len(successors):
        notes["a predecessor in its last year, left out"] = left
    span = ends(table["year"])
    return Reading(successors, *span, unmapped=unmapped, notes=notes)


def ends(periods: pl.Series) -> tuple[int, int]:
    """Return the first and the last of some months or years."""
    first, last = periods.min(), periods.max()
    assert isinstance(first, int), "a sheet has rows"
    assert isinstance(last, int), "a sheet has rows"
    return first, last
