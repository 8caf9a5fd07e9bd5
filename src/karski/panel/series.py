"""Deaths by place and month, joined over a producer's releases without a gap."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from karski.core import places
from karski.core.columns import Column
from karski.core.errors import MissingDataError
from karski.core.months import label
from karski.panel.targets import TARGETS
from karski.sources._source import Reading, Source

FEWEST_MONTHS = 60  # a scale of five years, below which no war is seen whole
Facts = Mapping[str, str]  # source, version and sha256 of one snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """One snapshot of a source, read and checked, with the facts that identify it."""

    source: str
    reading: Reading
    facts: Facts
    taken: str = ""  # the day the snapshot was taken, as YYYY-MM-DD

    @property
    def name(self) -> str:
        """Return what people call it: the file's name, else the version."""
        return self.facts.get("file") or self.facts["version"]

    @property
    def age(self) -> tuple[tuple[int, ...], str]:
        """Return what orders releases of equal span: version, then day taken."""
        parts = re.findall(r"\d+", self.facts["version"])
        return tuple(int(part) for part in parts), self.taken


@dataclass(frozen=True, slots=True)
class Series:
    """Deaths in every state that existed, from `first` to `last` without a gap.

    Attributes
    ----------
    source : str
        The source's name in the catalogue.
    frame : polars.DataFrame
        place, month and the death columns: a row for each month that a state existed.
    first, last : int
        Months; `last` is the latest origin a forecast can have.
    columns : tuple of Column
    data : tuple of mapping
        The facts of every release that is in it.
    notes : tuple of str
        What was left out, and why.
    simulated : bool
    """

    source: str
    frame: pl.DataFrame
    first: int
    last: int
    columns: tuple[Column, ...]
    data: tuple[Facts, ...]
    notes: tuple[str, ...] = ()
    simulated: bool = False

    @property
    def targets(self) -> tuple[str, ...]:
        """Return the targets it can serve: those without a missing value."""
        return tuple(
            name
            for name in TARGETS
            if name in self.frame.columns and not self.frame[name].null_count()
        )


def splice(
    name: str,
    source: Source,
    releases: Sequence[Release],
    *,
    known_on: int | None = None,
    simulated: bool = False,
) -> Series:
    """Join a source's releases: the longest first, then months that follow on.

    Parameters
    ----------
    name : str
    source : Source
    releases : sequence of Release
    known_on : int, optional
        The month of asking: a release that its producer had not published by then
        (``Reading.last`` plus its publication lag) is left out.
    simulated : bool

    Raises
    ------
    MissingDataError
        No release that covers the world is left, or only a few months of it.
    """
    notes = [
        f"{release.name}: {release.reading.partial}"
        for release in releases
        if release.reading.partial
    ]
    whole = [r for r in releases if not r.reading.partial]
    known = [r for r in whole if known_on is None or _published(source, r) <= known_on]
    notes += [
        f"{r.name}: published after {label(known_on)}"
        for r in whole
        if known_on is not None and r not in known
    ]
    if not known:
        raise MissingDataError(
            f"{source.title}: no release that covers the world is at hand"
            + (f" ({notes[0]})" if notes else "")
        )
    used, gaps = _chain(known)
    first, last = used[0].reading.first, used[-1].reading.last
    if last - first + 1 < FEWEST_MONTHS:
        raise MissingDataError(
            f"{source.title}: {used[0].name} covers {last - first + 1} months alone; a"
            f" forecast needs {FEWEST_MONTHS}"
        )
    frame = _complete(_joined(used), first, last, source, simulated=simulated)
    columns = tuple(c for c in source.columns if c.name in frame.columns)
    return Series(
        name,
        frame,
        first,
        last,
        columns,
        tuple(release.facts for release in used),
        tuple(notes + gaps),
        simulated,
    )


def _published(source: Source, release: Release) -> int:
    lag = release.reading.lag_months
    return release.reading.last + (source.lag_months if lag is None else lag)


def _chain(releases: Sequence[Release]) -> tuple[list[Release], list[str]]:
    """Take the longest release, the newest of equals, and what follows it gap-free."""
    base = max(releases, key=lambda r: (_length(r), r.reading.last, r.age))
    used, notes = [base], []
    for release in sorted(releases, key=lambda r: (r.reading.first, _length(r))):
        end = used[-1].reading.last
        if release is base or release.reading.last <= end:
            continue
        if release.reading.first > end + 1:
            notes.append(
                f"{release.name}: begins {label(release.reading.first)},"
                f" but nothing covers {label(end + 1)} to"
                f" {label(release.reading.first - 1)}"
            )
            continue
        used.append(release)
    return used, notes


def _length(release: Release) -> int:
    return release.reading.last - release.reading.first


def _joined(used: Sequence[Release]) -> pl.DataFrame:
    pieces, end = [], None
    for release in used:
        frame = release.reading.frame
        pieces.append(frame if end is None else frame.filter(pl.col("month") > end))
        end = release.reading.last
    return pl.concat(pieces)


def _complete(
    frame: pl.DataFrame, first: int, last: int, source: Source, *, simulated: bool
) -> pl.DataFrame:
    """Add the months in which a state existed and nothing was recorded, as zeros.

    Only a source that says so (``absent="zero"``) is completed; the rows of another
    are all there is. A value that was read as missing stays missing.
    """
    inside = frame.filter(pl.col("month").is_between(first, last))
    if source.absent == "missing":
        return inside.sort("place", "month")
    states = places.lifetimes(first, last, simulated=simulated)
    silent = states.join(inside, on=["place", "month"], how="anti").with_columns(
        pl.lit(0).cast(column.type).alias(column.name) for column in source.columns
    )
    return pl.concat([inside, silent.select(inside.columns)]).sort("place", "month")


def at(series: Series, origin: int) -> Series:
    """Return the series cut at an earlier origin.

    Raises
    ------
    MissingDataError
        `origin` is outside the series.
    """
    if not series.first <= origin <= series.last:
        raise MissingDataError(
            f"{series.source} covers {label(series.first)} to {label(series.last)},"
            f" not {label(origin)}"
        )
    return replace(
        series, frame=series.frame.filter(pl.col("month") <= origin), last=origin
    )
