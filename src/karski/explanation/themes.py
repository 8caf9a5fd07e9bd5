"""What predictors mean in plain words, by theme, and what they say of risk factors."""

import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from karski.core.documents import Document, Words, parse
from karski.core.errors import MissingDataError
from karski.explanation.clauses import Clause, Figure
from karski.framework import FACTORS, Number

FILE = "themes.yaml"
SIGNIFICANT_FROM = 1e5  # from here on three figures are told: nobody counts so exactly

Scale = Literal[
    "flag",
    "levels",
    "number",
    "percent",
    "share",
    "log2",
    "log2_plus_one",
    "square_root",
    "square",
]


class Predictor(Document):
    """A predictor in plain words; `themes.yaml` says what each field is."""

    name: Words
    plain: Words
    high: Words
    low: Words
    scale: Scale
    told: Words | None = None
    levels: tuple[Words, ...] = ()
    digits: int = 0
    only_high: bool = False
    known_from: int | None = None
    caution: Words | None = None
    worse: Literal["high", "low"] | None = None
    risk_factors: tuple[Number, ...] = ()

    @model_validator(mode="after")
    def _tellable(self) -> Self:
        if bool(self.levels) != (self.scale == "levels"):
            raise ValueError("must have words under 'levels' if its scale is levels")
        if self.told is not None and "{value}" not in self.told:
            raise ValueError("must have {value} in 'told'")
        if bool(self.risk_factors) != (self.worse is not None):
            raise ValueError("must say which end is 'worse' if it has risk factors")
        return self

    def counted(self, value: float) -> float:
        """Turn a value back into what people count."""
        if self.scale == "share":
            return 100 * value
        if self.scale in ("log2", "log2_plus_one"):
            return float(2.0**value) - (self.scale == "log2_plus_one")
        if self.scale == "square_root":
            return value**2
        return math.sqrt(value) if self.scale == "square" else value

    def figure(self, value: float) -> Figure:
        """Return a value as people count it.

        Examples
        --------
        >>> str(themes().predictor("popsize.log2").figure(25.7))
        '54,500,000'
        >>> str(themes().predictor("un_imr_sqrt").figure(5.0))
        '25'
        """
        counted = self.counted(value)
        if abs(counted) >= SIGNIFICANT_FROM:
            unit = 10.0 ** (math.floor(math.log10(abs(counted))) - 2)
            counted = round(counted / unit) * unit
        return Figure(value=round(counted, self.digits), digits=self.digits)

    def clause(self, value: float, year: int) -> Clause | None:
        """Say a value of a base year in a clause; None if there is nothing to tell."""
        if self.known_from is not None and year < self.known_from:
            return None
        if self.told is not None:
            return Clause(msgid=self.told, params={"value": self.figure(value)})
        if self.levels:
            return Clause(msgid=self.levels[round(value)])
        if self.scale != "flag" or (self.only_high and not value):
            return None
        said = self.high if value else self.low
        dated = "{last_year}" in said
        return Clause(msgid=said, params={"last_year": str(year - 1)} if dated else {})

    def words(self, value: float, year: int) -> str | None:
        """Say `clause` in English."""
        clause = self.clause(value, year)
        return None if clause is None else str(clause)


class Theme(Document):
    """Predictors that a person would name together."""

    key: Words
    name: Words
    gathers: Words
    predictors: tuple[Predictor, ...]
    otherwise: Words | None = None
    of_the_year: bool = False


class Reach(Document):
    """What the data show of a risk factor (`seen`, if anything), and what not."""

    number: Number
    unseen: Words
    seen: Words | None = None


class Themes(Document):
    """Every predictor in one theme, and how far the data reach into the Framework."""

    themes: tuple[Theme, ...]
    risk_factors: tuple[Reach, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _refuse_twice("theme", [theme.key for theme in self.themes])
        _refuse_twice("predictor", [p.name for p in self.predictors()])
        if [r.number for r in self.risk_factors] != list(range(1, FACTORS + 1)):
            raise ValueError(f"must name risk factors 1 to {FACTORS}, once, in order")
        for reach in self.risk_factors:
            spoken = bool(self.speaking_to(reach.number))
            if spoken != (reach.seen is not None):
                raise ValueError(
                    f"must say under risk factor {reach.number} what is 'seen' of it if"
                    " a predictor speaks to it, and only then"
                )
        return self

    def predictors(self) -> Iterator[Predictor]:
        """Yield every predictor, theme after theme."""
        for theme in self.themes:
            yield from theme.predictors

    def predictor(self, name: str) -> Predictor:
        """Return a predictor by the producer's name.

        Raises
        ------
        MissingDataError
            No theme has it.
        """
        return self._placed(name)[1]

    def speaking_to(self, number: int) -> tuple[str, ...]:
        """Return the predictors that speak to a risk factor."""
        return tuple(p.name for p in self.predictors() if number in p.risk_factors)

    def members(self, names: Sequence[str]) -> NDArray[np.float64]:
        """Say which predictor belongs to which theme.

        Returns
        -------
        array, shape (len(names), themes)
            1 where it does, else 0; a row has one 1.

        Raises
        ------
        MissingDataError
            As `predictor`.
        """
        known = [self.predictor(name) for name in names]
        return np.array(
            [[p in t.predictors for t in self.themes] for p in known], float
        )

    def of_the_country(self, names: Sequence[str]) -> NDArray[np.bool_]:
        """Say which predictors are about a country, not the year; shape (names,)."""
        year = np.array([theme.of_the_year for theme in self.themes], float)
        apart: NDArray[np.bool_] = self.members(names) @ year == 0
        return apart

    def _placed(self, name: str) -> tuple[int, Predictor]:
        for row, theme in enumerate(self.themes):
            for predictor in theme.predictors:
                if predictor.name == name:
                    return row, predictor
        raise MissingDataError(
            f"no theme has the predictor {name!r}; add it to explanation/{FILE}"
        )


@cache
def themes() -> Themes:
    """Return the themes."""
    text = (files("karski.explanation") / FILE).read_text(encoding="utf-8")
    return parse(text, FILE, Themes)


def _refuse_twice(what: str, names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"must have the {what} {name!r} once; it stands twice")
