"""The tables of an edition: their columns, and rows found by place without a search."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import polars as pl

Schema: TypeAlias = Mapping[str, type[pl.DataType]]
Row: TypeAlias = tuple[Any, ...]

_CASE: Schema = {"target": pl.String, "place": pl.Int32}
_QUANTILES: Schema = dict.fromkeys(
    ("q05", "q10", "q25", "q50", "q75", "q90", "q95"), pl.Float64
)
_ENDS: Schema = {"low": pl.Float64, "high": pl.Float64}
_YEARLY: Schema = {"horizon": pl.Int8, "place": pl.Int32}
_BESIDE: Schema = {
    **dict.fromkeys(("ours", "baseline", "change", "low", "high"), pl.Float64)
}

SCHEMAS: Mapping[str, Schema] = {
    "places": {
        "number": pl.Int32,
        "name": pl.String,
        "iso3": pl.String,
        "region": pl.String,
    },
    "history": {**_CASE, "month": pl.Int32, "deaths": pl.Int32},
    "years": {**_CASE, "year": pl.Int32, "months": pl.Int8, "deaths": pl.Int32},
    "violence": {
        "kind": pl.String,
        "place": pl.Int32,
        "year": pl.Int32,
        "deaths": pl.Int32,
    },
    "months": {
        **_CASE,
        "month": pl.Int32,
        "step": pl.Int8,
        "mean": pl.Float64,
        **_QUANTILES,
    },
    "chances": {
        **_CASE,
        "months": pl.Int8,
        "threshold": pl.Int32,
        "probability": pl.Float64,
        **_QUANTILES,
        **dict.fromkeys(("rank", "rank_low", "rank_high", "of"), pl.Int32),
        "before_probability": pl.Float64,
        **{f"before_{name}": pl.Float64 for name in ("q05", "q50", "q95")},
        "before_rank": pl.Int32,
    },
    "newest": {
        **_CASE,
        "month": pl.Int32,
        "deaths": pl.Int32,
        **dict.fromkeys(("q05", "q50", "q95"), pl.Float64),
    },
    "record": {
        **_CASE,
        "origin": pl.Int32,
        "threshold": pl.Int32,
        "probability": pl.Float64,
        "total": pl.Int32,
        "event": pl.Boolean,
        **dict.fromkeys(("q05", "q50", "q95"), pl.Float64),
    },
    "onsets": {
        **_YEARLY,
        **dict.fromkeys(("risk", "low", "high"), pl.Float64),
        **dict.fromkeys(("rank", "rank_low", "rank_high"), pl.Float64),
        "average": pl.Float64,
        "of": pl.Int32,
        **dict.fromkeys(("risk_before", "rank_before"), pl.Float64),
    },
    "onset_lacking": {**_YEARLY, "clauses": pl.String},
    "stories": {**_YEARLY, "story": pl.String},
    "onset_record": {
        **_YEARLY,
        "year": pl.Int32,
        "last": pl.Int32,
        "risk": pl.Float64,
        "rank": pl.Float64,
        "of": pl.Int32,
        "onset": pl.Int32,
        "known": pl.Boolean,
    },
    "skill": {
        **dict.fromkeys(("target", "group", "value", "metric"), pl.String),
        **_BESIDE,
        "cases": pl.Int32,
        "clusters": pl.Int32,
        "decided": pl.String,
    },
    "chance_skill": {
        "target": pl.String,
        "months": pl.Int8,
        "threshold": pl.Int32,
        **dict.fromkeys(("baseline_name", "metric"), pl.String),
        **_BESIDE,
        "cases": pl.Int32,
        "events": pl.Int32,
        "decided": pl.String,
    },
    "coverage": {
        "target": pl.String,
        **dict.fromkeys(("nominal", "share", "low", "high"), pl.Float64),
        "agrees": pl.Boolean,
    },
    "bins": {
        "target": pl.String,
        "months": pl.Int8,
        "threshold": pl.Int32,
        **dict.fromkeys(("least", "greatest"), pl.Float64),
        **dict.fromkeys(("cases", "events"), pl.Int32),
        **dict.fromkeys(("said", "came", *_ENDS), pl.Float64),
        **dict.fromkeys(("band_low", "band_high"), pl.Float64),
    },
    "misses": {
        "kind": pl.String,
        "target": pl.String,
        "threshold": pl.Int32,
        "place": pl.Int32,
        "origin": pl.Int32,
        "probability": pl.Float64,
        "total": pl.Int32,
    },
    "onset_skill": {
        "horizon": pl.Int8,
        "reading": pl.String,
        **dict.fromkeys(("first", "last", "country_years", "onsets"), pl.Int32),
        "score": pl.String,
        **dict.fromkeys(("ours", "ours_low", "ours_high"), pl.Float64),
        **dict.fromkeys(("peer", "difference", *_ENDS), pl.Float64),
        "verdict": pl.String,
    },
    "onset_bins": {
        "horizon": pl.Int8,
        "reading": pl.String,
        "bin": pl.Int8,
        "country_years": pl.Int32,
        **dict.fromkeys(("lowest", "highest", "expected", "observed"), pl.Float64),
        **dict.fromkeys(("ratio", *_ENDS), pl.Float64),
    },
    "onset_misses": {
        "kind": pl.String,
        "horizon": pl.Int8,
        "place": pl.Int32,
        "year": pl.Int32,
        "rank": pl.Float64,
        "of": pl.Int32,
        "risk": pl.Float64,
        "times": pl.Float64,
    },
}
"""Every table of an edition; each is a file of that name."""

KEYS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("history", "years", "months", "chances", "newest", "record"),
        ("target", "place"),
    ),
    "violence": ("kind", "place"),
    **dict.fromkeys(
        ("onsets", "onset_lacking", "stories", "onset_record"), ("horizon", "place")
    ),
}
"""Tables by place: rows of equal keys stand together."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows that are found by their first two columns.

    Attributes
    ----------
    frame : polars.DataFrame
        Rows of equal keys stand together.
    spans : mapping of tuple to tuple of int
        By key: where its rows begin, and how many they are.
    """

    frame: pl.DataFrame
    spans: Mapping[tuple[Any, Any], tuple[int, int]]

    @classmethod
    def of(cls, frame: pl.DataFrame, key: tuple[str, str]) -> "Table":
        """Return the table, indexed."""
        counts = frame.group_by(*key, maintain_order=True).len().rows()
        spans, begin = {}, 0
        for one, other, size in counts:
            spans[one, other] = begin, size
            begin += size
        return cls(frame, spans)

    def rows(self, one: str | int, other: int) -> list[Row]:
        """Return the rows of a key, without it; none where it has none."""
        found = self.spans.get((one, other))
        if found is None:
            return []
        return [row[2:] for row in self.frame.slice(*found).rows()]


def file_of(folder: Path, name: str) -> Path:
    """Return the file that holds a table."""
    return folder / f"{name}.parquet"


def every(folder: Path) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield each table's name, and what its file holds."""
    for name in SCHEMAS:
        yield name, pl.read_parquet(file_of(folder, name))
