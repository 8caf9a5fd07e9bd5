"""What a column of a table means, and the one check that holds a table to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from karski.core.errors import TableError

DataType: TypeAlias = type[pl.DataType]
Say: TypeAlias = Callable[[str, object], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column's promise.

    Attributes
    ----------
    name : str
    meaning : str
        One plain phrase.
    unit : str
        ``"people"``, ``"events"``, ``"1"`` for shares and codes, ...
    least, greatest : float or None
        Bounds of the values, inclusive.
    missing : bool
        Whether a value may be missing (null). NaN and infinity never may.
    type : polars.DataType class
        What the column is cast to.
    ahead_years : int
        How many years after its row's period the value still speaks of: 1 where a row
        of 2020 says what happened in 2021. It can be known only that much later.
    """

    name: str
    meaning: str
    unit: str = "1"
    least: float | None = None
    greatest: float | None = None
    missing: bool = False
    type: DataType = pl.Float64
    ahead_years: int = 0


def _named(column: str, value: object) -> str:
    return f"{column} {value}"


def check(
    frame: pl.DataFrame,
    columns: Sequence[Column],
    key: Sequence[str],
    where: str = "table",
    say: Say = _named,
) -> pl.DataFrame:
    """Return `frame` with exactly `columns`, typed, sorted by `key`; or say why not.

    Parameters
    ----------
    frame : polars.DataFrame
    columns : sequence of Column
    key : sequence of str
        Columns that together name a row; no two rows may share them.
    where : str
        What the message calls the table: a file's or a source's name.
    say : callable
        Writes a key column's name and its value for a person to read.

    Returns
    -------
    polars.DataFrame, shape (rows, len(columns))

    Raises
    ------
    TableError
        A column is missing or of the wrong type, a value is missing, not finite or
        out of bounds, or two rows share a key. Names table, row, column and value.
    """
    absent = [c.name for c in columns if c.name not in frame.columns]
    if absent:
        raise TableError(
            f"{where}: no column {absent[0]!r}; found {_few(frame.columns)}"
        )
    typed = frame.select(_cast(frame, column, where) for column in columns)
    for column in columns:
        _check_values(typed, column, key, where, say)
    twice = typed.filter(typed.select(key).is_duplicated())
    if len(twice):
        row = _row(twice.row(0, named=True), key, say)
        raise TableError(f"{where}: two rows for {row}; remove one of them")
    return typed.sort(key)


def _cast(frame: pl.DataFrame, column: Column, where: str) -> pl.Series:
    given, kind = frame[column.name], column.type.__name__
    message = f"{where}: column {column.name!r} is not {kind} throughout"
    try:
        typed = given.cast(column.type)
    except pl.exceptions.InvalidOperationError as error:
        raise TableError(message) from error
    if typed.dtype.is_integer() and given.dtype.is_float() and (typed != given).any():
        raise TableError(message)  # a cast alone would cut 2.5 to 2
    return typed


def _check_values(
    frame: pl.DataFrame, column: Column, key: Sequence[str], where: str, say: Say
) -> None:
    value = pl.col(column.name)
    rules: list[tuple[pl.Expr, str]] = []
    if not column.missing:
        rules.append((value.is_null(), "is missing"))
    if column.type in (pl.Float64, pl.Float32):
        rules.append((~value.is_finite(), "is not a finite number"))
    if column.least is not None:
        rules.append((value < column.least, f"is below {column.least:g}"))
    if column.greatest is not None:
        rules.append((value > column.greatest, f"is above {column.greatest:g}"))
    for broken, what in rules:
        rows = frame.filter(broken)
        if len(rows):
            row = rows.row(0, named=True)
            raise TableError(
                f"{where}: {column.name} {row[column.name]!r} {what}"
                f" at {_row(row, key, say)} ({len(rows)} such rows)"
            )


def _row(row: dict[str, object], key: Sequence[str], say: Say) -> str:
    return ", ".join(say(name, row[name]) for name in key)


def _few(names: Sequence[str], most: int = 8) -> str:
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
