r"""How the invented countries change from year to year, and what a mass killing leaves.

A country keeps its fragility :math:`f` (that of the monthly world), founding year and
ethnic make-up. Everything else moves once a year, given only the year before and
whether a mass killing began:

- openness :math:`o` and exclusion :math:`e` are Gaussian AR(1) around means of the
  country's own; that of openness rises over the decades. A coup closes a country by
  `CLOSED_BY_COUP`; with chance `OPENING` a year it opens by `OPENED`.
- Fighting is a Markov chain of peace, clashes (25 to 999 battle deaths a year) and war
  (1,000 or more, with a heavy tail). The log-odds against staying are
  :math:`u_r + 0.7 f` for worse and :math:`d_r - 0.3 f` for better.
- A coup is attempted with log-odds :math:`-4.1 + 0.5 f - 0.6 o - 0.03 (y - 1990)`.
- Growth suffers from war and coups; infant deaths fall by 2.8 % a year.
- A mass killing that has begun ends with chance `ENDS` in each later year.

Whether a mass killing begins is decided in `karski.sources._simulated_predictors`, by
what can be seen of the year before. No figure is estimated from data; they are chosen
so that the columns have the orders of magnitude of the real ones.
"""

from collections.abc import Mapping

import numpy as np

from karski.sources._simulated_country import (
    HABITS,
    Array,
    Counts,
    Fighting,
    Institutions,
    Killings,
    Mask,
    People,
    State,
    Traits,
)

PEACE, CLASHES, WAR = range(3)
NEVER = -np.inf
WORSE = np.array([-3.8, -2.8, NEVER])  # u, by level of fighting
BETTER = np.array([NEVER, -1.2, -1.1])  # d
LEAST_CLASHES, LEAST_WAR = 25, 1000  # battle deaths a year
MOST_DEATHS = 200_000  # battle deaths of one country in a year

OPENNESS_KEPT, EXCLUSION_KEPT, HABITS_KEPT = 0.93, 0.97, 0.90  # of the year before
CLOSED_BY_COUP, OPENED, OPENING = 0.4, 0.7, 0.015
FELT = 5  # years for which a coup attempt is remembered, its own included
COVENANT_OPEN = 1977  # from this year on a state may join the covenant's protocol

ENDS = 0.12
WIDE = 0.78  # share of killings that target widely
NON_STATE_FROM = 1989  # the first year in which killings by others than states count
STATE_LED = 0.75  # share of the onsets from that year on; before, all


def draw_traits(
    fragility: Array,
    founded: Counts,
    regions: Mapping[str, Mask],
    random: np.random.Generator,
) -> Traits:
    """Draw the lasting features of as many countries as have a fragility."""
    places = len(fragility)
    return Traits(
        fragility=fragility,
        founded=founded,
        fractionalisation=0.9 * random.beta(1.4, 1.7, places),
        openness=random.normal(0.3 - 0.3 * fragility, 0.45),
        exclusion=random.normal(0.25 * fragility, 0.5),
        births=random.gamma(6, 0.004, places),
        regions=regions,
    )


def begin(year: int, traits: Traits, random: np.random.Generator) -> State:
    """Return a state of peace, long before the first year that is told of."""
    shape = traits.fragility.shape
    nothing, none = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.int64)
    infant_deaths = random.normal(5.1 + 0.25 * traits.fragility, 0.35)
    return State(
        year,
        Institutions(
            traits.openness + _opening_of(year),
            traits.exclusion,
            random.standard_normal((HABITS, *shape)),
            nothing,
            np.full(shape, FELT),
        ),
        Fighting(np.zeros(shape, dtype=np.int8), none),
        People(random.normal(21.6, 1.7, shape), infant_deaths, np.full(shape, 2.0)),
        Killings(nothing, nothing, nothing, none, none, none),
    )


def advance(
    state: State,
    began: Mask,
    by_state: Mask,
    traits: Traits,
    random: np.random.Generator,
) -> State:
    """Live through the next year, given which mass killings begin in it.

    Parameters
    ----------
    state : State
    began, by_state : array of bool, shape (..., places)
        Whether one begins in the next year, and whether a state leads it.
    traits : Traits
    random : numpy.random.Generator
    """
    year = state.year + 1
    coup = _coups(state, traits, random)
    fighting = _next_fighting(state.fighting, traits, random)
    return State(
        year,
        _next_institutions(state.institutions, coup, year, traits, random),
        fighting,
        _next_people(state.people, fighting.level == WAR, coup, traits, random),
        _next_killings(state.killings, began, by_state, random),
    )


def chance(log_odds: Array) -> Array:
    """Return probabilities from log-odds."""
    return 1 / (1 + np.exp(-log_odds))


def state_led(year: int) -> float:
    """Return the share of the mass killings beginning in a year that states lead."""
    return STATE_LED if year >= NON_STATE_FROM else 1.0


def _opening_of(year: int) -> float:
    """Return how much more open the world is than in 1989."""
    return 0.55 * float(np.tanh((year - 1989) / 12))


def _coups(state: State, traits: Traits, random: np.random.Generator) -> Mask:
    openness = state.institutions.openness
    fall = 0.03 * (max(state.year + 1, 1960) - 1990)
    odds = -4.1 + 0.5 * traits.fragility - 0.6 * openness - fall
    tried: Mask = random.random(openness.shape) < chance(odds)
    return tried & traits.exist(state.year + 1)


def _next_institutions(
    past: Institutions,
    coup: Mask,
    year: int,
    traits: Traits,
    random: np.random.Generator,
) -> Institutions:
    shape = coup.shape
    opened = OPENED * (random.random(shape) < OPENING) - CLOSED_BY_COUP * coup
    shock = 0.15 * random.standard_normal(shape)
    mean = traits.openness + _opening_of(year)
    openness = _drawn_back(past.openness, mean, OPENNESS_KEPT, shock)
    shock = 0.10 * random.standard_normal(shape)
    exclusion = _drawn_back(past.exclusion, traits.exclusion, EXCLUSION_KEPT, shock)
    wavering = np.sqrt(1 - HABITS_KEPT**2) * random.standard_normal(past.habits.shape)
    joins = random.random(shape) < chance(-3.2 + 0.9 * openness)
    joins &= traits.exist(year) & (year >= COVENANT_OPEN)
    return Institutions(
        openness + opened,
        exclusion,
        HABITS_KEPT * past.habits + wavering,
        past.covenant | joins,
        np.where(coup, 0, past.since_coup + 1),
    )


def _drawn_back(value: Array, mean: Array, kept: float, shock: Array) -> Array:
    return mean + kept * (value - mean) + shock


def _next_fighting(
    past: Fighting, traits: Traits, random: np.random.Generator
) -> Fighting:
    worse = np.exp(WORSE[past.level] + 0.7 * traits.fragility)
    better = np.exp(BETTER[past.level] - 0.3 * traits.fragility)
    draw = random.random(past.level.shape) * (1 + worse + better)
    level = past.level + np.where(
        draw < worse, 1, np.where(draw < worse + better, -1, 0)
    )
    clashes = LEAST_CLASHES + np.minimum(
        random.exponential(150, level.shape), LEAST_WAR - LEAST_CLASHES - 1
    )
    war = LEAST_WAR * (1 + random.pareto(1.3, level.shape))
    dead = np.select([level == WAR, level == CLASHES], [war, clashes], 0.0)
    return Fighting(
        level.astype(np.int8), np.minimum(dead, MOST_DEATHS).astype(np.int64)
    )


def _next_people(
    past: People, war: Mask, coup: Mask, traits: Traits, random: np.random.Generator
) -> People:
    expected = 2.0 + 0.25 * (past.growth - 2.0) - 4.0 * war - 2.0 * coup
    return People(
        past.population + traits.births + random.normal(0, 0.002, war.shape),
        past.infant_deaths + random.normal(-0.028 + 0.01 * war, 0.02),
        np.clip(random.normal(expected, 4.0), -60, 60),
    )


def _next_killings(
    past: Killings, began: Mask, by_state: Mask, random: np.random.Generator
) -> Killings:
    widely = random.random(began.shape) < WIDE
    go_on = 1 - ENDS
    return Killings(
        began,
        by_state,
        past.began,
        past.past + began,
        random.binomial(past.wide, go_on) + (began & widely),
        random.binomial(past.narrow, go_on) + (began & ~widely),
    )
