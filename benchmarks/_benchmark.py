"""What a benchmark is, and how its table is made, shown and kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import polars as pl
from rich.console import Console
from rich.table import Table

from benchmarks._measure import FailedSideError, Measured, Say, Side, measure
from karski.core.files import whole

MEGABYTE = 1e6
THOUSAND = 1000.0
FAILED, ABSENT = "failed", "not installed"  # begin a cell; the reason follows


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A comparison that ends in one table.

    Attributes
    ----------
    title : str
    target : str
        What Karski must reach, or "".
    table : callable
        Makes the inputs, runs the sides and returns the table.
    beside : callable, optional
        The same, with forecasts from files of the caller's beside.
    """

    title: str
    target: str
    table: Callable[[Say], pl.DataFrame]
    beside: Callable[[Say, Sequence[Path]], pl.DataFrame] | None = None


Extra: TypeAlias = Callable[[Measured, Measured], dict[str, object]]


def nothing_more(one: Measured, karski: Measured) -> dict[str, object]:
    """Add no column to time and memory."""
    return {}


def compare(
    sides: Sequence[Side],
    inputs: Callable[[Path], None],
    say: Say,
    extra: Extra = nothing_more,
) -> pl.DataFrame:
    """Run every side on the same inputs; ratios are to the first, which is Karski.

    Parameters
    ----------
    sides : sequence of Side
    inputs : callable
        Writes what the sides read into a folder.
    say : callable
    extra : callable
        More columns of a side, from what it and what Karski found.

    Returns
    -------
    polars.DataFrame
        A row for each side; null where it is not installed or failed.

    Raises
    ------
    FailedSideError
        A side of Karski's failed; of a peer the table says so.
    """
    rows: list[dict[str, object]] = []
    first: Measured | None = None
    with TemporaryDirectory() as folder:
        inputs(Path(folder))
        for side in sides:
            state, one = _measured(side, Path(folder), say)
            row: dict[str, object] = {"side": side.title, "runs": state}
            first = first or one
            if one and first:
                row |= _ratios(one, first) | extra(one, first)
            rows.append(row)
    return pl.from_dicts(rows, infer_schema_length=None)


def _measured(side: Side, folder: Path, say: Say) -> tuple[str, Measured | None]:
    try:
        one = measure(side, folder, say)
    except FailedSideError as error:
        if not side.foreign:
            raise
        return f"{FAILED}: {error}", None
    runs = "1 run" if side.runs == 1 else f"{side.runs} runs"
    return (runs if one else f"{ABSENT}: {side.title}: {side.absent}"), one


def _ratios(one: Measured, first: Measured) -> dict[str, object]:
    return {
        "seconds": one.seconds,
        "fastest": one.fastest,
        "seconds_ratio": one.seconds / first.seconds,
        "MB": one.peak_bytes / MEGABYTE,
        "MB_ratio": one.peak_bytes / first.peak_bytes,
    }


def show(benchmark: Benchmark, table: pl.DataFrame, console: Console) -> None:
    """Print a table, its numbers to four digits, nulls as dashes."""
    drawn = Table(title=benchmark.title, title_justify="left")
    for name, kind in table.schema.items():
        heading = name.replace("_", "\n", 1).replace("_", " ")
        drawn.add_column(heading, justify="right" if kind.is_numeric() else "left")
    for row in table.iter_rows():
        drawn.add_row(*(_text(value) for value in row))
    console.print(drawn)
    if benchmark.target:
        console.print(f"Target: {benchmark.target}.")
    for row in table.iter_rows():
        for reason in (value for value in row if _has_reason(value)):
            console.print(reason, markup=False)


def _has_reason(value: object) -> bool:
    begins = (f"{FAILED}: ", f"{ABSENT}: ")
    return isinstance(value, str) and value.startswith(begins)


def _text(value: object) -> str:
    if value is None:
        return "-"
    if _has_reason(value):
        return str(value).partition(":")[0]
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < THOUSAND else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def keep(table: pl.DataFrame, file: Path) -> None:
    """Write a table as CSV, whole."""
    with whole(file) as draft:
        table.write_csv(draft)
