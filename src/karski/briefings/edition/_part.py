"""What each part of an edition gives: rows of some of its tables, rounded and typed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import polars as pl

from karski.briefings.edition._tables import KEYS, SCHEMAS, Schema

Part: TypeAlias = Mapping[str, pl.DataFrame]

FIGURES = 6  # significant ones, where nothing else is said
TELLING = 4  # and of a factor
_QUANTILES = ("q05", "q10", "q25", "q50", "q75", "q90", "q95")
_RISKS = ("risk", "low", "high", "average", "risk_before")
DECIMALS: Mapping[str, Mapping[str, int]] = {
    "months": dict.fromkeys(("mean", *_QUANTILES), 2),
    "chances": dict.fromkeys(
        (*_QUANTILES, *(f"before_{name}" for name in _QUANTILES)), 1
    ),
    "newest": dict.fromkeys(_QUANTILES, 1),
    "record": dict.fromkeys(_QUANTILES, 1),
    "onsets": dict.fromkeys(_RISKS, 6),
    "onset_record": {"risk": 6},
}
"""Digits after the point that are kept; draws and fits say no more."""


def whole(parts: Iterable[Part]) -> dict[str, pl.DataFrame]:
    """Return every table of an edition, put together from its parts."""
    rows: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for part in parts:
        for name, frame in part.items():
            rows[name].append(_typed(name, frame))
    return {name: _table(name, schema, rows[name]) for name, schema in SCHEMAS.items()}


def _table(name: str, schema: Schema, rows: list[pl.DataFrame]) -> pl.DataFrame:
    empty = pl.DataFrame(schema=schema)
    table = pl.concat([empty, *rows])
    if name not in KEYS:
        return table
    return table.sort(KEYS[name], maintain_order=True)


def _typed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    digits = DECIMALS.get(name, {})
    columns = []
    for column, kind in SCHEMAS[name].items():
        value = pl.col(column).cast(kind)
        if kind == pl.Float64:
            value = value.fill_nan(None)
            known = column in digits
            value = (
                value.round(digits[column]) if known else value.round_sig_figs(FIGURES)
            )
        columns.append(value)
    return frame.select(columns)


def telling(value: float) -> float:
    """Round a factor to as many figures as are told.

    Examples
    --------
    >>> telling(1.23456), telling(0.0123456)
    (1.235, 0.01235)
    """
    return float(f"{value:.{TELLING}g}")
