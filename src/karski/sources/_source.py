"""What a source is, and how its file becomes a checked table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import polars as pl

from karski.core.columns import Column, check
from karski.core.progress import Progress, silent

Period = Literal["month", "year"]
Absent = Literal["zero", "missing"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file, before it is checked.

    Attributes
    ----------
    frame : polars.DataFrame
        Keyed by ``place`` (Gleditsch-Ward number, or PRIO-GRID ``gid``) and by
        ``month`` (`karski.core.months`) or ``year``.
    first, last : int
        The months (or years) the file speaks of, both inclusive and without a gap
        between; a (place, period) absent from `frame` in that span is what
        ``Source.absent`` says.
    version : str
        The producer's name for the release, or "" where it has none.
    unmapped : mapping of str to int
        What could not be tied to a place, and how many rows it has.
    partial : str
        Why the file is an extract that must not stand for the world, or "".
    """

    frame: pl.DataFrame
    first: int
    last: int
    version: str = ""
    unmapped: Mapping[str, int] = field(default_factory=dict)
    partial: str = ""


Read = Callable[[Path, Progress], Reading]


@dataclass(frozen=True, slots=True)
class Download:
    """One file to fetch from the producer."""

    url: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Source:
    """Facts about a producer's data, and the function that reads it.

    Attributes
    ----------
    title, producer, url, licence, citation : str
        What must be said wherever the data are shown; `url` is a page for people.
    period : {"month", "year"}
    absent : {"zero", "missing"}
        What it means that a state that exists has no row in the covered span.
    lag_months : int
        Months from the end of a period until the producer has published it.
    columns : tuple of Column
        Without the key, which is always ``place`` and `period`.
    header : tuple of frozenset of str
        A file whose header holds all names of one of these sets may be this source's.
    read : callable
    downloads : tuple of Download
        What ``karski data pull`` fetches, newest first; empty where the producer
        offers no plain address and the user must import a file.
    generate : callable or None
        ``generate(file)`` writes the file, whole, where Karski itself is the producer:
        ``karski data pull`` calls it instead of downloading. What it says is invented.
    """

    title: str
    producer: str
    url: str
    licence: str
    citation: str
    period: Period
    absent: Absent
    lag_months: int
    columns: tuple[Column, ...]
    header: tuple[frozenset[str], ...]
    read: Read
    downloads: tuple[Download, ...] = ()
    generate: Callable[[Path], None] | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Return the columns that name a row."""
        return ("place", self.period)


def load(source: Source, file: Path, progress: Progress = silent) -> Reading:
    """Read a producer's file and hold it to what its source promises.

    Raises
    ------
    SourceError
        The file is not what the source describes.
    TableError
        A value breaks its column's promise.
    """
    reading = source.read(file, progress)
    key = tuple(Column(name, name, type=pl.Int32) for name in source.key)
    frame = check(reading.frame, (*key, *source.columns), source.key, file.name)
    return Reading(
        frame,
        reading.first,
        reading.last,
        reading.version,
        reading.unmapped,
        reading.partial,
    )
