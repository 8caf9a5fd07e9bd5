"""What a UCDP release covers, from its version; and what makes a file an extract.

UCDP names a yearly release ``yy.1`` (25.1 covers 1989 to the end of 2024, published
about June 2025) and a Candidate release ``yy.0.m`` (26.0.2 covers February 2026,
published about a month later, with the first days of March already in it).
``yy.01.yy.m`` is a Candidate release of January to month m at once.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from karski.core.months import label, month_id, month_of_year, of_date, year_of

FIRST_MONTH = month_id(1989, 1)  # of every yearly release
YEARLY_LAG = 6  # months from the end of the last year to a yearly release, in June
CANDIDATE_LAG = 1
COUNTRIES = 100  # with an event since 1989; the 25.1 release has 123
CANDIDATE_COUNTRIES = 25  # with an event in a month; 26.0.2 has 47
PLACED = {1: "exact spot", 2: "nearest town", 3: "district", 4: "province", 5: "region"}
LEVELS = frozenset(PLACED)  # of where_prec: 6 and 7 are rare in a month
MONTHS_MIXED = 12  # after its span, in which Candidate events may have been added
CENTURY = 2000
VERSION = re.compile(r"v(\d{2})_(\d{1,2})(?:_(\d{1,2})(?!\d))?(?:_(\d{1,2})(?!\d))?")
SHORT = re.compile(r"ged(\d{2})(\d)(?!\d)", re.IGNORECASE)  # ged251-csv.zip

Kind = Literal["yearly", "candidate", "unknown"]


@dataclass(frozen=True, slots=True)
class Release:
    """A version and what it says by itself.

    Attributes
    ----------
    last : int or None
        The last month the release covers to its end; None if its version is unknown.
    """

    version: str
    kind: Kind
    last: int | None

    @property
    def lag_months(self) -> int | None:
        """Return the months from the end of the release to its publication."""
        lags = {"yearly": YEARLY_LAG, "candidate": CANDIDATE_LAG, "unknown": None}
        return lags[self.kind]


def release_of(file_name: str, version: str = "") -> Release:
    """Return the release that a file's name, or `version`, speaks of.

    Examples
    --------
    >>> release_of("GEDEvent_v25_1.csv").version
    '25.1'
    >>> release_of("ged251-csv.zip").version
    '25.1'
    >>> release_of("GEDEvent_v26_0_2.csv").version
    '26.0.2'
    >>> release_of("events.csv", "26.0.2").kind
    'candidate'
    """
    named = version or version_in(file_name)
    parts = [int(part) for part in named.split(".") if part.isdecimal()]
    match parts:
        case [year, minor] if minor:
            return Release(named, "yearly", month_id(CENTURY + year - 1, 12))
        case [year, 0, month] if 1 <= month <= 12:
            return Release(named, "candidate", month_id(CENTURY + year, month))
        case [_, _, year, month] if 1 <= month <= 12:
            return Release(named, "candidate", month_id(CENTURY + year, month))
    return Release(named, "unknown", None)


def version_in(file_name: str) -> str:
    """Return the version that a file's name speaks of, or ""."""
    found = VERSION.search(file_name) or SHORT.search(file_name)
    if not found:
        return ""
    return ".".join(part for part in found.groups() if part is not None)


def last_day(month: int) -> date:
    """Return the last day of a month.

    Examples
    --------
    >>> last_day(month_id(2024, 2))
    datetime.date(2024, 2, 29)
    """
    year, of_year = year_of(month), month_of_year(month)
    return date(year, of_year, monthrange(year, of_year)[1])


def span(release: Release, ends: pl.Series) -> tuple[int, int]:
    """Return the first and the last month that a file covers to their ends.

    Parameters
    ----------
    release : Release
    ends : polars.Series of date
        The days on which the events ended.

    Notes
    -----
    A yearly release is complete in every month up to its last, so an extract of it is
    taken to reach the month of its last event. Of a Candidate release, or a file of
    unknown version, the last month is the release's own, if the file has an event in it
    or later; else the month of the last event, if that ended on the month's last day,
    or the month before.
    """
    first_end, last_end = ends.min(), ends.max()
    assert isinstance(first_end, date), "a sheet has rows"
    assert isinstance(last_end, date), "a sheet has rows"
    latest = of_date(last_end)
    complete = latest if last_end == last_day(latest) else latest - 1
    if release.kind == "yearly":
        complete = latest
    if release.last is not None and latest >= release.last:
        complete = release.last
    return of_date(first_end), complete


def why_partial(release: Release, events: pl.DataFrame, first: int, last: int) -> str:
    """Say why a file of events is an extract that must not stand for the world.

    A yearly release begins in January 1989, and has an event in every month to the end
    of the year before it, in at least `COUNTRIES` countries and at every level of
    precision 1-5. A Candidate release has an event in each of its months, in at least
    `CANDIDATE_COUNTRIES` countries and at every level of precision 1-5. A file of
    unknown version must pass as a yearly release, whatever its last month. Either has
    no event more than a month after what it covers.

    Parameters
    ----------
    release : Release
    events : polars.DataFrame
        ``place``, ``month`` and ``where_prec`` of each event.
    first, last : int
        Months that the file covers.

    Returns
    -------
    str
        The first reason found, or "".
    """
    candidate = release.kind == "candidate"
    inside = events.filter(pl.col("month").is_between(first, last))
    months, countries = inside["month"].n_unique(), inside["place"].n_unique()
    least = CANDIDATE_COUNTRIES if candidate else COUNTRIES
    levels = set(events["where_prec"].drop_nulls().to_list())
    if last < first:
        return "it covers no month to its end"
    if not candidate and first != FIRST_MONTH:
        return f"it begins in {label(first)}, not in {label(FIRST_MONTH)}"
    if release.last is not None and last != release.last:
        return f"it ends in {label(last)}, not in {label(release.last)}"
    if months < last - first + 1:
        return f"it has events in {months} of its {last - first + 1} months"
    if countries < least:
        return f"it has events in {countries} countries; the world has over {least}"
    if not levels >= LEVELS:
        return _unplaced(levels)
    if events.filter(pl.col("month") > last + (1 if candidate else 0)).height:
        return f"it has events later than {label(last)}, added from another release"
    return ""


def _unplaced(levels: set[int]) -> str:
    """Say which kinds of place no event has."""
    if not levels:
        return "it does not say how exactly its events are placed (where_prec)"
    absent = sorted(LEVELS - levels)
    *others, last = (PLACED[level] for level in absent)
    by = f"{', '.join(others)} or {last}" if others else last
    numbers = ", ".join(map(str, absent))
    return f"it has no events placed by {by} (where_prec {numbers}); the world has such"
