"""What drives a country's risk, compared with the average country of its year."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from karski.core.errors import MissingDataError
from karski.explanation.clauses import Clause, Figure
from karski.explanation.themes import Predictor, Theme, Themes
from karski.models._onset import Array, Cases, Fitted

EXACT = 1e-9  # log-odds: how closely parts must sum to the whole
TELLING = 0.1  # of a theme's part: a fact that carries less of it is not told


@dataclass(frozen=True, slots=True)
class Fact:
    """What one predictor says of a country, and what it adds.

    Attributes
    ----------
    predictor : Predictor
    log_odds : float
        What it adds, less what it adds for the year's average country.
    clause : Clause or None
        The value in words; None where there is nothing to tell.
    middle : Figure or None
        The value in the middle country of the year, where values are counted.
    worse_than : float or None
        Share of that year's countries whose value is less worrying; in [0, 1]. None
        where neither end of the values is a worry.
    """

    predictor: Predictor
    log_odds: float
    clause: Clause | None
    middle: Figure | None
    worse_than: float | None


@dataclass(frozen=True, slots=True)
class Driver:
    """A theme that raises or lowers a country's odds.

    Attributes
    ----------
    theme : Theme
    log_odds : float
        The sum over its facts; above 0 it raises the odds, against the average country.
    facts : tuple of Fact
        One for each predictor of the theme, those that add or take most first.
    """

    theme: Theme
    log_odds: float
    facts: tuple[Fact, ...]

    @property
    def factor(self) -> float:
        """By how much it multiplies the odds; 1 leaves them as they are."""
        return math.exp(self.log_odds)

    def telling(self, most: int = 2) -> tuple[Fact, ...]:
        """Return the facts worth telling: they pull the theme's way, largest first."""
        with_it = (
            fact
            for fact in self.facts
            if fact.clause is not None
            and fact.log_odds * self.log_odds > 0
            and abs(fact.log_odds) >= TELLING * abs(self.log_odds)
        )
        return tuple(with_it)[:most]

    def clauses(self, most: int = 2) -> tuple[tuple[Clause, Figure | None], ...]:
        """Return what is worth telling, and each time the middle country's value."""
        told = tuple((f.clause, f.middle) for f in self.telling(most) if f.clause)
        silent = all(fact.clause is None for fact in self.facts)
        if silent and self.theme.otherwise:
            return ((Clause(msgid=self.theme.otherwise), None),)
        return told


@dataclass(frozen=True, slots=True)
class Drivers:
    """A country's risk taken apart: `level` plus the drivers is `log_odds`.

    Attributes
    ----------
    place, year : int
        The state's number and the base year.
    log_odds : float
        Of the risk.
    level : float
        The log-odds of the average country: the mean over all cases of the year.
    drivers : tuple of Driver
        One for each theme, the largest first.
    """

    place: int
    year: int
    log_odds: float
    level: float
    drivers: tuple[Driver, ...]


def drivers(
    fitted: Fitted, cases: Cases, year: int, themes: Themes
) -> Mapping[int, Drivers]:
    """Take the risk of every country of a base year apart.

    Parameters
    ----------
    fitted : Fitted
    cases : Cases
        At least all those of `year`; others are passed over.
    year : int
    themes : Themes
        Every predictor of `cases` is in one of them.

    Returns
    -------
    mapping of int to Drivers
        By the state's number, ascending. `level` plus the drivers' log-odds is the
        log-odds of the risk to 1e-9.

    Raises
    ------
    MissingDataError
        There is no case of that year, or no theme has a predictor.
    """
    now = of_year(cases, year)
    added = fitted.contributions(now.values)
    return {
        int(now.places[row]): taken
        for row, taken in enumerate(_take_apart(added, now, themes))
    }


def of_year(cases: Cases, year: int) -> Cases:
    """Return the cases of a base year, by place.

    Raises
    ------
    MissingDataError
        There is none.
    """
    rows = np.flatnonzero(cases.years == year)
    if not len(rows):
        raise MissingDataError(
            f"no country has data for the base year {year}; the last one is"
            f" {max(cases.years, default='absent')}"
        )
    rows = rows[np.argsort(cases.places[rows], kind="stable")]
    return Cases(cases.places[rows], cases.years[rows], cases.values[rows], cases.names)


def shared_level(contributions: Array) -> float:
    """Return the level that all cases share: the first column, a constant."""
    assert np.ptp(contributions[:, 0]) < EXACT, "a level is shared by all cases"
    return float(contributions[0, 0])


def _take_apart(added: Array, now: Cases, themes: Themes) -> list[Drivers]:
    relative = added[:, 1:] - added[:, 1:].mean(axis=0)
    parts = relative @ themes.members(now.names)
    level = shared_level(added) + float(added[:, 1:].mean(axis=0).sum())
    facts = _facts(relative, now, themes)
    return [
        Drivers(
            int(now.places[row]),
            int(now.years[row]),
            float(added[row].sum()),
            level,
            _sorted(themes, parts[row], facts[row]),
        )
        for row in range(len(added))
    ]


def _facts(relative: Array, now: Cases, themes: Themes) -> list[dict[str, Fact]]:
    """Return for each case the fact of each predictor, by the predictor's name."""
    facts: list[dict[str, Fact]] = [{} for _ in now.places]
    for column, name in enumerate(now.names):
        predictor, values = themes.predictor(name), now.values[:, column]
        worse = _worse_than(values, predictor)
        for row, value in enumerate(values.tolist()):
            clause = predictor.clause(value, int(now.years[row]))
            facts[row][name] = Fact(
                predictor,
                float(relative[row, column]),
                clause,
                _middle(values, predictor) if clause is not None else None,
                float(worse[row]) if predictor.worse else None,
            )
    return facts


def _middle(values: Array, predictor: Predictor) -> Figure | None:
    if predictor.told is None:
        return None
    return predictor.figure(float(np.median(values)))


def _worse_than(values: Array, predictor: Predictor) -> Array:
    worry = -values if predictor.worse == "low" else values
    return np.searchsorted(np.sort(worry), worry, side="left") / len(values)


def _sorted(
    themes: Themes, parts: Array, facts: Mapping[str, Fact]
) -> tuple[Driver, ...]:
    found = [
        Driver(theme, float(part), _of_theme(theme, facts))
        for theme, part in zip(themes.themes, parts, strict=True)
    ]
    return tuple(sorted(found, key=lambda driver: -abs(driver.log_odds)))


def _of_theme(theme: Theme, facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
    own = [facts[p.name] for p in theme.predictors if p.name in facts]
    return tuple(sorted(own, key=lambda fact: -abs(fact.log_odds)))
