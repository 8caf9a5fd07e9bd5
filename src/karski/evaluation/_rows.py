"""One Parquet file of a submission, read and checked row by row."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from karski.evaluation._layout import KEY
from karski.evaluation._problems import Kind, Place, Problem

COLUMNS = (*KEY, "draw", "outcome")
LARGEST = 2**31 - 1  # of a key; beyond it nothing is a month, a country or a draw


def read(
    place: Place, file: Path, columns: Sequence[str] = COLUMNS
) -> tuple[pl.DataFrame | None, list[Problem]]:
    """Read the columns wanted, whatever their order, width and index.

    Returns
    -------
    polars.DataFrame or None
        `columns`, keys as int32, and ``valid``: whether the outcome is a number
        that can be scored. Rows whose key is missing are left out. None if the file
        cannot be used at all.
    list of Problem
    """
    try:
        schema = pl.read_parquet_schema(file)
        absent = [name for name in columns if name not in schema]
        if absent:
            found = ", ".join(schema) or "none"
            what = f"no column {absent[0]!r} (found {found})"
            return None, [place.problem("missing column", what)]
        rows = pl.read_parquet(file, columns=list(columns), hive_partitioning=False)
    except pl.exceptions.ComputeError:
        return None, [place.problem("not parquet", "is not a readable Parquet file")]
    return _checked(place, rows)


def _checked(
    place: Place, rows: pl.DataFrame
) -> tuple[pl.DataFrame | None, list[Problem]]:
    for name, kind in rows.schema.items():
        if not (kind.is_integer() or kind.is_float()):
            what = f"column {name!r} is {kind}, not numbers"
            return None, [place.problem("wrong type", what)]
    keys = [name for name in rows.columns if name != "outcome"]
    placed, problems = _drop_missing_keys(place, rows, keys)
    for name in keys:
        key = pl.col(name)
        wrong = placed.filter(
            ~key.is_between(-LARGEST, LARGEST)
            | (key != key.cast(pl.Int64, strict=False))
        )
        if len(wrong):
            what = f"{name} {wrong[name][0]} is not a whole number of its kind"
            return None, [*problems, place.problem("wrong type", what)]
    typed = placed.with_columns(pl.col(keys).cast(pl.Int32))
    problems += _wrong_outcomes(place, typed)
    return typed.with_columns(valid=_good(typed)), problems


def _drop_missing_keys(
    place: Place, rows: pl.DataFrame, keys: list[str]
) -> tuple[pl.DataFrame, list[Problem]]:
    problems = []
    for name in keys:
        count = rows.select(_unknown(rows, name).sum()).item()
        if count:
            what = f"{name} is missing in {count:,} rows, which were left out"
            problems.append(place.problem("missing value", what))
    if problems:
        rows = rows.filter(~pl.any_horizontal(_unknown(rows, name) for name in keys))
    return rows, problems


def _unknown(rows: pl.DataFrame, name: str) -> pl.Expr:
    missing = pl.col(name).is_null()
    return missing | pl.col(name).is_nan() if rows[name].dtype.is_float() else missing


def _wrong_outcomes(place: Place, rows: pl.DataFrame) -> list[Problem]:
    outcome = pl.col("outcome")
    rules: list[tuple[Kind, pl.Expr, str]] = [
        ("missing value", outcome.is_null(), "an outcome is missing"),
        ("negative", outcome.is_finite() & (outcome < 0), "outcome {} is negative"),
    ]
    if rows["outcome"].dtype.is_float():
        rules += [
            ("not finite", ~outcome.is_finite(), "outcome {} is not a finite number"),
            (
                "not whole",
                outcome.is_finite() & (outcome != outcome.floor()),
                "outcome {} is not a whole number; scored as it is",
            ),
        ]
    problems = []
    for kind, broken, what in rules:
        wrong = rows.filter(broken)
        if len(wrong):
            value = wrong["outcome"][0]
            problems.append(place.problem(kind, what.format(value), wrong))
    return problems


def _good(rows: pl.DataFrame) -> pl.Expr:
    outcome = pl.col("outcome")
    return (outcome.is_finite() & (outcome >= 0)).fill_null(value=False)
