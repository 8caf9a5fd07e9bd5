"""The world in one question: a line for each country, highest first."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from karski.briefings.edition.country import Chance, Onset, Place
from karski.briefings.edition.facts import Earlier
from karski.core.errors import MissingDataError
from karski.explanation.sentences import WORTH_SAYING
from karski.web.monitor.editions import Shown
from karski.web.monitor.queries.reasons import Why, of_deaths, of_onsets
from karski.web.monitor.question import Question

LEAST_MOVE = 0.005  # half a point: a smaller change of a probability is not told
Moved: TypeAlias = Literal["higher", "lower", "same", "new"]


@dataclass(frozen=True, slots=True)
class Line:
    """One country's answer to a question.

    Attributes
    ----------
    place : Place
    code : str
        What stands in its address.
    probability : float
    ends : tuple of float, or None
        Of an onset's risk: the range that holds it in nine of ten fits.
    deaths : tuple of float, or None
        Of a chance: the middle number killed, and what nine in ten futures hold.
    rank, rank_low, rank_high : float
    of : int
    before : float or None
        The probability as said before.
    level : int
        Class on the map, 1 to 6.
    why : Why or None
    """

    place: Place
    code: str
    probability: float
    ends: tuple[float, float] | None
    deaths: tuple[float, float, float] | None
    rank: float
    rank_low: float
    rank_high: float
    of: int
    before: float | None
    level: int
    why: Why | None

    @property
    def moved(self) -> Moved:
        """How it differs from what was said before, where that can be told."""
        return moved(self.probability, self.before)

    @property
    def step(self) -> float:
        """By how much the probability is higher than before; 0 where none was said."""
        return 0.0 if self.before is None else self.probability - self.before


def moved(now: float, before: float | None) -> Moved:
    """Say how a probability differs from the one before.

    A tenth of the odds and half a point: less is not told.

    Examples
    --------
    >>> moved(0.1, 0.05), moved(0.05, 0.1), moved(0.1, 0.101), moved(0.1, None)
    ('higher', 'lower', 'same', 'new')
    """
    if before is None:
        return "new"
    small = abs(now - before) < LEAST_MOVE
    if small or abs(_log_odds(now) - _log_odds(before)) < WORTH_SAYING:
        return "same"
    return "higher" if now > before else "lower"


@dataclass(frozen=True, slots=True)
class World:
    """All lines of a question, and the countries that have none.

    Attributes
    ----------
    lines : tuple of Line
        The highest first.
    lacking : tuple of Place
        Countries of the edition without a forecast of it.
    """

    lines: tuple[Line, ...]
    lacking: tuple[Place, ...]

    @property
    def by_place(self) -> Mapping[int, Line]:
        """Lines by the country's number."""
        return {line.place.number: line for line in self.lines}


def world(shown: Shown, question: Question) -> World:
    """Return the lines of a question in the edition on screen."""
    return shown.kept(_world, question)


def earlier(shown: Shown, question: Question) -> Earlier | None:
    """Return the forecast that changes are told against."""
    facts = shown.facts
    of = facts.onset(question.horizon) if question.onset else None
    found = of or facts.target(question.what)
    return found.previous if found else None


def _world(shown: Shown, question: Question) -> World:
    try:
        found = _onsets(shown, question) if question.onset else _deaths(shown, question)
    except MissingDataError:
        found = ()
    have = {line.place.number for line in found}
    places = shown.edition.places.values()
    return World(found, tuple(p for p in places if p.number not in have))


def _onsets(shown: Shown, question: Question) -> tuple[Line, ...]:
    why = of_onsets(shown, question.horizon)
    rows = shown.edition.onsets(question.horizon)
    return tuple(_onset(shown, question, row, why.get(row.place)) for row in rows)


def _onset(shown: Shown, question: Question, row: Onset, why: Why | None) -> Line:
    return Line(
        place=shown.edition.places[row.place],
        code=shown.code_of[row.place],
        probability=row.risk,
        ends=(row.low, row.high),
        deaths=None,
        rank=row.rank,
        rank_low=row.rank_low,
        rank_high=row.rank_high,
        of=row.of,
        before=row.risk_before,
        level=question.level(row.risk),
        why=why,
    )


def _deaths(shown: Shown, question: Question) -> tuple[Line, ...]:
    assert question.least is not None, "a chance has a threshold"
    why = of_deaths(shown, question.what)
    rows = shown.edition.table(question.what, question.months, question.least)
    return tuple(_chance(shown, question, row, why.get(row.place)) for row in rows)


def _chance(shown: Shown, question: Question, row: Chance, why: Why | None) -> Line:
    return Line(
        place=shown.edition.places[row.place],
        code=shown.code_of[row.place],
        probability=row.probability,
        ends=None,
        deaths=(row.q50, row.q05, row.q95),
        rank=row.rank,
        rank_low=row.rank_low,
        rank_high=row.rank_high,
        of=row.of,
        before=row.before.probability if row.before else None,
        level=question.level(row.probability),
        why=why,
    )


def _log_odds(probability: float) -> float:
    inside = min(max(probability, 5e-4), 1 - 5e-4)  # 1,000 draws tell no more
    return math.log(inside / (1 - inside))
