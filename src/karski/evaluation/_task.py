"""One forecast of the past: what to draw, and what months to score."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

import polars as pl

from karski.core.months import month_id
from karski.core.streams import stream

DECEMBER, OCTOBER = 12, 10
SIZE = 1000
NAMES: Mapping[str, type[pl.DataType]] = {
    "model": pl.String,
    "target": pl.String,
    "origin": pl.Int32,
}


@dataclass(frozen=True, slots=True)
class Protocol:
    """Which months ahead of an origin are scored: `first` to `last`, inclusive."""

    name: str
    first: int
    last: int


CHALLENGE = Protocol("challenge", 3, 14)  # from October, the whole year after next
OPERATIONAL = Protocol("operational", 1, 36)
YEAR_AHEAD = Protocol("year ahead", 1, 12)


@dataclass(frozen=True, slots=True)
class Task:
    """One model's forecast of one target from one origin.

    Tasks do not depend on each other and can be run anywhere in any order.

    Attributes
    ----------
    first, last : int
        Steps scored; steps 1..`last` are drawn.
    size : int
        Draws asked for.
    seed : int
        Of the whole back-test; see `stream` for the one that the model gets.
    """

    model: str
    target: str
    origin: int
    first: int
    last: int
    size: int
    seed: int

    @property
    def stream(self) -> int:
        """Return the seed of this task's random numbers.

        It depends on `seed`, model, target and origin alone, so neither what else
        is run nor the machine changes a draw.
        """
        return stream(self.seed, self.model, self.target, self.origin)

    def name(
        self, rows: pl.DataFrame, schema: Mapping[str, type[pl.DataType]]
    ) -> pl.DataFrame:
        """Return `rows` with the columns of `NAMES`, in the order of `schema`."""
        named = rows.with_columns(
            pl.lit(self.model).alias("model"),
            pl.lit(self.target).alias("target"),
            pl.lit(self.origin).alias("origin"),
        )
        return named.select(pl.col(name).cast(kind) for name, kind in schema.items())

    @property
    def identity(self) -> str:
        """Return a digest of all fields, 16 hexadecimal digits."""
        return sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:16]


def tasks(
    models: Sequence[str],
    target: str,
    origins: Sequence[int],
    *,
    protocol: Protocol = CHALLENGE,
    size: int = SIZE,
    seed: int = 0,
) -> tuple[Task, ...]:
    """Return every model's task at every origin, origin by origin."""
    return tuple(
        Task(model, target, origin, protocol.first, protocol.last, size, seed)
        for origin in sorted(origins)
        for model in models
    )


def challenge_origins(years: Sequence[int]) -> tuple[int, ...]:
    """Return the origin of each yearly window: October of the year before.

    Examples
    --------
    >>> from karski.core.months import label
    >>> [label(origin) for origin in challenge_origins([2018])]
    ['2017-10']
    """
    return tuple(month_id(year - 1, OCTOBER) for year in years)


def december_origins(years: Sequence[int]) -> tuple[int, ...]:
    """Return December of the year before each of `years`."""
    return tuple(month_id(year - 1, DECEMBER) for year in years)
