"""Cells of a table that a spreadsheet opens and does not run."""

import csv
import io
from collections.abc import Iterable

# a spreadsheet takes a cell that begins with one of these for a formula
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 -- these signs are meant


def guarded(cell: str) -> str:
    """Mark a cell that a spreadsheet would run.

    Examples
    --------
    >>> guarded("=1+1"), guarded("Ana")
    ("'=1+1", 'Ana')
    """
    return f"'{cell}" if cell.startswith(RUNS) else cell


def unguarded(cell: str) -> str:
    """Undo `guarded`.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("'s Gravenhage")
    ('=1+1', "'s Gravenhage")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(RUNS) else cell


def as_csv(table: Iterable[tuple[str, ...]]) -> str:
    """Return a table as CSV, every cell guarded."""
    text = io.StringIO()
    csv.writer(text).writerows(tuple(guarded(cell) for cell in row) for row in table)
    return text.getvalue()
