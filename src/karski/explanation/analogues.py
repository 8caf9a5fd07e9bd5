"""The situations of the past that are most like one of today, and what followed them.

Two country-years are alike if a model finds the same reasons in them. Each predictor
adds something to the log-odds; the distance of two country-years is the sum, over all
predictors that are about a country, of how much these additions differ. What the model
does not use does not count, what it uses much counts much, and the distance bounds the
difference in risk: at distance d the odds differ by a factor of at most exp(d), the
year itself left aside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from karski.core.errors import MissingDataError
from karski.explanation.drivers import of_year
from karski.explanation.themes import Themes
from karski.models._onset import Array, Cases, Fitted

MOST = 3  # analogues of a case
EPISODE_YEARS = 10  # country-years of one state closer than this are one situation
ALIKE = 0.95  # share of pairs that must be less alike before two are called alike
OFFSETS = 200  # each past case is paired with so many others to learn what is usual


@dataclass(frozen=True, slots=True)
class Analogue:
    """A country-year of the past like one of today.

    Attributes
    ----------
    place, year : int
        The state's number and the base year.
    distance : float
        In log-odds; 0 where a model sees the same reasons.
    less_alike : float
        Share of all pairs of past country-years, of different states, that are less
        alike than this one and the case at hand; in [0, 1].
    onset : int or None
        The year within the horizon in which a mass killing began, if one did.
    """

    place: int
    year: int
    distance: float
    less_alike: float
    onset: int | None

    @property
    def alike(self) -> bool:
        """Whether the two are alike at all, and not only the least unlike."""
        return self.less_alike >= ALIKE


def analogues(
    fitted: Fitted,
    cases: Cases,
    followed: Array,
    year: int,
    themes: Themes,
    *,
    places: Sequence[int] | None = None,
    own: bool = False,
    most: int = MOST,
) -> Mapping[int, tuple[Analogue, ...]]:
    """Find what is most like each country of a base year, in the past known by then.

    Only base years up to ``year - horizon`` are looked at: their outcomes are complete
    at the end of `year`. Of one state, country-years less than `EPISODE_YEARS` apart
    count as one situation, the most alike of which stands for it.

    Parameters
    ----------
    fitted : Fitted
    cases : Cases
        Of `year` and of the past; later ones are passed over.
    followed : array, shape (cases, horizon)
        1 where a mass killing began in the first, second ... year after the base year,
        0 where none did, NaN where that is not known: such a case is no analogue.
    year : int
    themes : Themes
    places : sequence of int, optional
        The states to find analogues of; all of that year without it.
    own : bool
        Whether a state's own past may be named too, `EPISODE_YEARS` ago or more.
        Otherwise it is left out: most states are most like themselves, which says
        little.
    most : int

    Returns
    -------
    mapping of int to tuple of Analogue
        The most alike first.

    Raises
    ------
    MissingDataError
        No case of that year, or no past case with a known outcome.
    """
    now = of_year(cases, year)
    past, outcomes = _past(cases, followed, year)
    country = themes.of_the_country(cases.names)
    reasons = fitted.contributions(past.values)[:, 1:][:, country]
    present = fitted.contributions(now.values)[:, 1:][:, country]
    usual = _usual(reasons, past.places)
    wanted = now.places if places is None else np.intersect1d(now.places, places)
    found = {}
    for row in np.flatnonzero(np.isin(now.places, wanted)):
        place = int(now.places[row])
        distance = np.abs(reasons - present[row]).sum(axis=1)
        if not own:
            distance[past.places == place] = np.inf
        nearest = _nearest(distance, past, place, year, most)
        found[place] = tuple(
            Analogue(
                int(past.places[each]),
                int(past.years[each]),
                float(distance[each]),
                _share_above(usual, float(distance[each])),
                _onset(int(past.years[each]), outcomes[each]),
            )
            for each in nearest
        )
    return found


def _past(cases: Cases, followed: Array, year: int) -> tuple[Cases, Array]:
    """Return cases whose outcome is known at the end of `year`, in a fixed order."""
    known = (cases.years <= year - followed.shape[1]) & np.isfinite(followed).all(1)
    rows = np.flatnonzero(known)
    if not len(rows):
        raise MissingDataError(
            f"no country-year has an outcome known by the end of {year};"
            " situations alike need some"
        )
    rows = rows[np.lexsort((cases.years[rows], cases.places[rows]))]
    past = Cases(cases.places[rows], cases.years[rows], cases.values[rows], cases.names)
    return past, followed[rows]


def _usual(reasons: Array, places: NDArray[np.int32]) -> Array:
    """Return distances of pairs of past cases of different states, ascending.

    Each case is paired with those that stand `OFFSETS` evenly spread distances down the
    list, begun again at its end: the same pairs every time, and no state left out.
    """
    offsets = np.unique(np.linspace(1, max(len(places) - 1, 1), OFFSETS).astype(int))
    pairs = [
        np.abs(reasons - np.roll(reasons, offset, axis=0)).sum(axis=1)[
            places != np.roll(places, offset)
        ]
        for offset in offsets
    ]
    return np.sort(np.concatenate(pairs))


def _share_above(usual: Array, distance: float) -> float:
    """Return which share of usual distances is greater; 0 if there is none."""
    if not len(usual):
        return 0.0
    return 1 - float(np.searchsorted(usual, distance, side="right")) / len(usual)


def _nearest(
    distance: Array, past: Cases, place: int, year: int, most: int
) -> list[int]:
    """Return the rows of the nearest cases, one for each situation."""
    taken = [(place, year)]
    rows: list[int] = []
    # of equally near cases the latest, then the lowest number: no order of rows decides
    for row in np.lexsort((past.places, -past.years, distance)):
        if len(rows) == most or np.isinf(distance[row]):
            break
        here = int(past.places[row]), int(past.years[row])
        if not any(_same_situation(here, other) for other in taken):
            taken.append(here)
            rows.append(int(row))
    return rows


def _same_situation(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] == b[0] and abs(a[1] - b[1]) < EPISODE_YEARS


def _onset(year: int, outcome: Array) -> int | None:
    began = np.flatnonzero(outcome)
    return year + 1 + int(began[0]) if len(began) else None
