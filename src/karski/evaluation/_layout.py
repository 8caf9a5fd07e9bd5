"""The challenge's folders: ``<name>/cm/window=Y2018/*.parquet``."""

from collections.abc import Mapping
from pathlib import Path

from karski.core.errors import SubmissionError
from karski.forecasts.export import MARK, UNIT

KEY = ("month_id", "country_id")


def submissions(folder: Path) -> Mapping[str, Path]:
    """Return the submissions below `folder` by name.

    Raises
    ------
    SubmissionError
        There is no ``submissions`` folder, or none in it.
    """
    root = folder / "submissions"
    if not root.is_dir():
        raise SubmissionError(
            f"{folder} has no folder 'submissions'; expected"
            " submissions/<name>/cm/window=Y2018/*.parquet"
        )
    return below(root)


def below(root: Path) -> Mapping[str, Path]:
    """Return the submissions that lie right in `root`, by name.

    Raises
    ------
    SubmissionError
        There is no such folder, or none in it.
    """
    if not root.is_dir():
        raise SubmissionError(f"{root} is no folder of submissions")
    found = {path.name: path for path in _seen(root) if path.is_dir()}
    if not found:
        raise SubmissionError(f"{root} is empty; put each submission in its own folder")
    return found


def windows(folder: Path) -> Mapping[str, Path]:
    """Return the windows of a submission, or of the actuals, by name (``Y2018``)."""
    root = folder / UNIT
    if not root.is_dir():
        return {}
    return {
        path.name.removeprefix(MARK): path
        for path in _seen(root)
        if path.is_dir() and path.name.startswith(MARK)
    }


def files(window: Path) -> list[Path]:
    """Return the files of a window, hidden ones left aside."""
    return [path for path in _seen(window) if path.is_file()]


def _seen(folder: Path) -> list[Path]:
    hidden = (".", "__")
    return sorted(p for p in folder.iterdir() if not p.name.startswith(hidden))
