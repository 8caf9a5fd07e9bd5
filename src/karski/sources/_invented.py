"""Tables of invented worlds: written with their seed, and held to it when read."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from karski.core.errors import SourceError
from karski.core.files import whole
from karski.sources._sheet import Sheet

SEED_COLUMN = "simulated_seed"


def write_table(frame: pl.DataFrame, seed: int, file: Path) -> None:
    """Write a table as CSV, whole, with its seed in every row."""
    with whole(file) as draft:
        frame.with_columns(pl.lit(seed).alias(SEED_COLUMN)).write_csv(draft)


def refuse_changes(
    sheet: Sheet, truth: pl.DataFrame, seed: int, names: Sequence[str], source: str
) -> None:
    """Refuse a table that is not what its seed gives.

    Parameters
    ----------
    sheet : Sheet
    truth : polars.DataFrame
    seed : int
        What gives `truth`.
    names : sequence of str
        The columns to compare.
    source : str
        The name under which the table can be made again.

    Raises
    ------
    SourceError
    """
    again = f"run karski data pull {source} again"
    if len(sheet.frame) != len(truth):
        raise SourceError(
            f"{sheet.name}: {len(sheet.frame)} rows where seed {seed} gives"
            f" {len(truth)}; {again}"
        )
    known = truth.select(names).with_columns(pl.lit(seed).alias(SEED_COLUMN))
    for column in known:
        given = sheet.whole if column.dtype.is_integer() else sheet.number
        differs = given(column.name) != column
        sheet.refuse(differs, column.name, f"is not what seed {seed} gives; {again}")
