"""What is wrong with a submission, each thing named."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import polars as pl

from karski.core.months import label

Kind = Literal[
    "no windows",
    "missing window",
    "no actuals",
    "no file",
    "not parquet",
    "missing column",
    "wrong type",
    "missing value",
    "not finite",
    "negative",
    "not whole",
    "duplicate draws",
    "missing country-months",
    "extra country-months",
    "unequal draws",
    "too few draws",
]
HARMLESS: frozenset[Kind] = frozenset(
    {
        "no actuals",
        "not whole",
        "extra country-months",
        "unequal draws",
        "too few draws",
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which a submission breaks the challenge's rules.

    Attributes
    ----------
    what : str
        The rest of a sentence, with the value that is wrong.
    file : str or None
        Name of the file; None where it is not the fault of one.
    month, country : int or None
        The first country-month concerned.
    rows : int
        How many rows, country-months or countries are concerned.
    """

    submission: str
    window: str
    kind: Kind
    what: str
    file: str | None = None
    month: int | None = None
    country: int | None = None
    rows: int = 1

    @property
    def loses(self) -> bool:
        """Whether something that should be scored cannot be."""
        return self.kind not in HARMLESS

    def __str__(self) -> str:
        where = f", window {self.window}" if self.window else ""
        sentence = f"{self.submission}{where}: {self.what}"
        if self.month is not None and self.country is not None:
            sentence += f" at {label(self.month)}, country {self.country}"
        if self.file is not None:
            sentence += f", in {self.file}"
        return f"{sentence} ({self.rows} such)" if self.rows > 1 else sentence

    def document(self) -> dict[str, Any]:
        """Return the problem as JSON values."""
        return {**asdict(self), "sentence": str(self)}


def tally(problems: Sequence[Problem]) -> Counter[Kind]:
    """Count problems by kind."""
    return Counter(problem.kind for problem in problems)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a submission one is looking, to name problems found there."""

    submission: str
    window: str
    file: str | None = None

    def problem(
        self, kind: Kind, what: str, rows: pl.DataFrame | None = None
    ) -> Problem:
        """Name a problem; `rows` are what it concerns, with month_id, country_id."""
        names = (self.submission, self.window, kind, what, self.file)
        if rows is None:
            return Problem(*names)
        first = rows.row(0, named=True)
        month, country = first["month_id"], first["country_id"]
        return Problem(*names, month, country, len(rows))
