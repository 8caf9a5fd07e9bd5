"""Which source a file belongs to, by its header."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from karski.core.errors import ReportableError, SourceError
from karski.sources import catalogue
from karski.sources._sheet import columns_of

NEAR = 0.6  # share of a source's names from which a file is meant to be that source's
FEWEST = 3  # names shared, below which two headers are alike by chance
ENDINGS = (".csv", ".csv.gz", ".csv.zip", ".zip", ".parquet", ".xlsx")


class NoSourceError(SourceError):
    """A readable table whose header is like no source's: most often another's data."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A file in a folder: whose it is, or why that cannot be said.

    Attributes
    ----------
    source : str
        Name in the catalogue, or "".
    problem : str
        One sentence, or "".
    damaged : bool
        Whether it cannot be read as a table, or is nearly a source's; else, without a
        source, it is a table that Karski has no use for.
    """

    file: Path
    source: str = ""
    problem: str = ""
    damaged: bool = False


def recognise(file: Path) -> str:
    """Return the name of the source that a file belongs to, reading only its header.

    Raises
    ------
    NoSourceError
        Its columns are no source's.
    SourceError
        The file is no table, or is nearly a source's; names what is missing.
    """
    columns = frozenset(columns_of(file))
    for name, source in catalogue().items():
        if any(names <= columns for names in source.header):
            return name
    raise _refusal(file.name, columns)


def survey(folder: Path) -> list[Surveyed]:
    """Return every table in a folder and below it, with its source or the problem.

    One bad file is reported in its place and does not stop the rest.
    """
    return [_surveyed(file) for file in _tables(folder)]


def _surveyed(file: Path) -> Surveyed:
    try:
        return Surveyed(file, source=recognise(file))
    except NoSourceError as error:
        return Surveyed(file, problem=str(error))
    except ReportableError as error:
        return Surveyed(file, problem=str(error), damaged=True)


def _tables(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        if file.name.lower().endswith(ENDINGS) and file.is_file():
            yield file


def _refusal(name: str, columns: frozenset[str]) -> SourceError:
    near = [
        (len(names & columns) / len(names), source.title, sorted(names - columns))
        for source in catalogue().values()
        for names in source.header
        if len(names & columns) >= FEWEST
    ]
    share, title, missing = max(near, default=(0, "", []))
    if share >= NEAR:
        return SourceError(
            f"{name}: row 1 looks like that of {title} but has no column"
            f" {missing[0]!r}; download the file again"
        )
    return NoSourceError(
        f"{name}: row 1 is not the header of any source that Karski knows"
        f" ({', '.join(sorted(columns - {''})[:4])}...); see `karski data status` for"
        " those"
    )
