"""What changed in a country's risk since the year before, and where it comes from.

Two things change from one year to the next: the country's data, and the model, which is
fitted anew with one more year. Which of the two comes first is nobody's to say, so the
part of each is the mean over both orders (Shapley's value for two players).

References
----------
Shapley, L. S. (1953). A value for n-person games. Contributions to the Theory of Games
II, 307-317. Princeton University Press.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from karski.explanation.clauses import Clause
from karski.explanation.drivers import of_year, shared_level
from karski.explanation.themes import Predictor, Theme, Themes
from karski.models._onset import Array, Cases, Fitted, Integers


@dataclass(frozen=True, slots=True)
class Shift:
    """A value that moved, and what that adds to the log-odds.

    `was` and `now` say it in clauses, None where there is nothing to tell.
    """

    predictor: Predictor
    log_odds: float
    was: Clause | None
    now: Clause | None


@dataclass(frozen=True, slots=True)
class Part:
    """What a theme adds to a change of log-odds, and the values in it that moved."""

    theme: Theme
    log_odds: float
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change of risk taken apart: `data`, `refit` and `level` sum to it.

    Attributes
    ----------
    place, year : int
        The state's number and the later base year.
    before, after : float
        Log-odds as issued: last year's model on last year's data, and this year's.
    data : tuple of Part
        From the country's data, one for each theme, the largest first.
    refit : tuple of Part
        From the refitted model on the same data, likewise.
    level : float
        From the level that the refitted model gives all countries alike.
    """

    place: int
    year: int
    before: float
    after: float
    data: tuple[Part, ...]
    refit: tuple[Part, ...]
    level: float

    @property
    def log_odds(self) -> float:
        """The change as a whole."""
        return self.after - self.before

    @property
    def from_data(self) -> float:
        """What the country's own data add to it, the year itself left out."""
        return sum(p.log_odds for p in self.data if not p.theme.of_the_year)

    @property
    def from_model(self) -> float:
        """The rest: the refitted model, its level, and one year more."""
        return self.log_odds - self.from_data


def changes(
    before: Fitted, after: Fitted, cases: Cases, year: int, themes: Themes
) -> Mapping[int, Change]:
    """Take apart what changed from base year ``year - 1`` to `year`.

    Parameters
    ----------
    before, after : Fitted
        The model as fitted for the forecast from ``year - 1``, and from `year`.
    cases : Cases
        At least those of both years.
    year : int
    themes : Themes

    Returns
    -------
    mapping of int to Change
        By the state's number; states that have a case in both years. The parts sum to
        the change of log-odds to 1e-9.

    Raises
    ------
    MissingDataError
        There is no case of one of the years, or no theme has a predictor.
    """
    old, new = _both(of_year(cases, year - 1), of_year(cases, year))
    issued, unfitted = (before.contributions(each.values) for each in (old, new))
    refitted, now = (after.contributions(each.values) for each in (old, new))
    data = ((unfitted - issued) + (now - refitted))[:, 1:] / 2
    refit = ((refitted - issued) + (now - unfitted))[:, 1:] / 2
    members = themes.members(cases.names)
    return {
        int(place): Change(
            int(place),
            year,
            float(issued[row].sum()),
            float(now[row].sum()),
            _parts(themes, data[row] @ members, _shifts(old, new, row, data, themes)),
            _parts(themes, refit[row] @ members, ()),
            shared_level(now) - shared_level(issued),
        )
        for row, place in enumerate(new.places)
    }


def _both(old: Cases, new: Cases) -> tuple[Cases, Cases]:
    """Return the cases of the states that stand in both, row for row."""
    places = np.intersect1d(old.places, new.places)
    return _only(old, places), _only(new, places)


def _only(cases: Cases, places: Integers) -> Cases:
    kept = np.isin(cases.places, places)
    return Cases(cases.places[kept], cases.years[kept], cases.values[kept], cases.names)


def _parts(themes: Themes, sums: Array, shifts: Sequence[Shift]) -> tuple[Part, ...]:
    parts = []
    for theme, added in zip(themes.themes, sums, strict=True):
        names = {predictor.name for predictor in theme.predictors}
        own = tuple(shift for shift in shifts if shift.predictor.name in names)
        parts.append(Part(theme, float(added), own))
    return tuple(sorted(parts, key=lambda part: -abs(part.log_odds)))


def _shifts(
    old: Cases, new: Cases, row: int, data: Array, themes: Themes
) -> tuple[Shift, ...]:
    """Return what moved in one country, what adds or takes most first."""
    moved = np.flatnonzero(old.values[row] != new.values[row])
    shifts = []
    for column in sorted(moved, key=lambda column: -abs(data[row, column])):
        predictor = themes.predictor(old.names[column])
        was, now = (
            predictor.clause(float(each.values[row, column]), int(each.years[row]))
            for each in (old, new)
        )
        shifts.append(Shift(predictor, float(data[row, column]), was, now))
    return tuple(shifts)
