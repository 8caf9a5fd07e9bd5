"""What a source is, and how its file becomes a checked table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Protocol

import polars as pl

from karski.core import places
from karski.core.columns import Column, check
from karski.core.months import label
from karski.core.progress import Progress, silent

Period = Literal["month", "year"]
Absent = Literal["zero", "missing"]
Covers = Literal["world", "listed"]


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
    lag_months : int or None
        Months from the end of `last` until the producer published this release; None
        where it is what ``Source.lag_months`` says of all its releases.
    notes : mapping of str to int
        What is odd in the file and was kept as written, and how many rows have it.
    """

    frame: pl.DataFrame
    first: int
    last: int
    version: str = ""
    unmapped: Mapping[str, int] = field(default_factory=dict)
    partial: str = ""
    lag_months: int | None = None
    notes: Mapping[str, int] = field(default_factory=dict)


class Read(Protocol):
    """Read a producer's file; `version` overrules what its name says."""

    def __call__(
        self, file: Path, progress: Progress = silent, version: str = ""
    ) -> Reading:
        """Return what is in `file`."""
        ...


@dataclass(frozen=True, slots=True)
class Download:
    """One file to fetch from the producer."""

    url: str
    file_name: str
    version: str = ""


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
    covers : {"world", "listed"}
        Whether the producer looked at every state, or only at those it lists: of a
        state without any row yet, a "listed" source says nothing, not zero.
    lag_months : int
        Months from the end of a period until the producer has published it.
    columns : tuple of Column
        Without the key, which is always ``place`` and `period`.
    header : tuple of frozenset of str
        A file whose header holds all names of one of these sets is this source's.
        Empty for a source that is another reading of the files of `of`.
    read : callable
    of : str
        The source whose files this one reads too, or "".
    downloads : tuple of Download
        What ``karski data pull`` fetches: the main release, then those that follow on
        from it; empty where the producer offers no plain address and the user must
        import a file.
    generate : callable or None
        ``generate(file)`` writes the file, whole, where Karski itself is the producer:
        ``karski data pull`` calls it instead of downloading. What it says is invented.
    download_of : callable or None
        Where the release of a given version lies.
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
    of: str = ""
    covers: Covers = "world"
    downloads: tuple[Download, ...] = ()
    generate: Callable[[Path], None] | None = None
    download_of: Callable[[str], Download] | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Return the columns that name a row."""
        return ("place", self.period)


def load(
    source: Source, file: Path, progress: Progress = silent, version: str = ""
) -> Reading:
    """Read a producer's file and hold it to what its source promises.

    Parameters
    ----------
    source : Source
    file : Path
        The producer's file, untouched.
    progress : callable
    version : str
        The producer's name for the release, where the file's name does not say it.

    Raises
    ------
    SourceError
        The file is not what the source describes.
    TableError
        A value breaks its column's promise.
    """
    reading = source.read(file, progress, version)
    key = tuple(Column(name, name, type=pl.Int32) for name in source.key)
    say = _said_of_cells if source.of else _said_of_states
    frame = check(reading.frame, (*key, *source.columns), source.key, file.name, say)
    return replace(reading, frame=frame)


def _said_of_states(column: str, value: object) -> str:
    if column == "place" and value in places.table():
        return places.table()[int(str(value))].name
    return _said_of_cells(column, value)


def _said_of_cells(column: str, value: object) -> str:
    if column == "month" and isinstance(value, int):
        return label(value)
    return f"{column} {value}"
