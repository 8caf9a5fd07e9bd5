r"""How violence comes and goes in the simulated world, one month at a time.

Each country is in one of five latent regimes. Monthly transitions are a multinomial
logit; with fragility :math:`f`, neighbours' mean severity :math:`n`, an election within
six months before or after :math:`e`, and a coup in the last six months :math:`c`, the
log-odds against staying are

.. math::

    \text{worse} = u_r + 1.1 f + 1.5 n + 0.6 e + 1.2 c, \qquad
    \text{better} = d_r - 0.4 f - 0.6 n, \qquad
    \text{mass violence at once} = s_r + 0.8 f + n + 0.6 e + 1.2 c.

The intensity :math:`x` is a Gaussian AR(1) in logs: :math:`x_t = \rho x_{t-1} +
\sigma\sqrt{1-\rho^2}\,\varepsilon_t`. A type of violence :math:`k` is active in a month
with chance :math:`p_{kr}`, and then kills a Poisson number of people with rate

.. math:: m_{kr}\, e^{x + z}\, (\alpha - 1)\, L,

where :math:`z` is the country's size and :math:`L` is Lomax with tail index
:math:`\alpha` = `TAIL`: counts are zero-inflated, and their tail falls as
:math:`y^{-\alpha}` (up to `MOST`), since the tail of a product is that of its heaviest
factor [1]_. Civilians are all of the one-sided deaths and a beta share of the others.

The figures are chosen so that the world looks like ours in orders of magnitude; none is
estimated.

References
----------
.. [1] Breiman (1965), Theory of Probability and Its Applications 10(2), 323-331.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Regimes: TypeAlias = NDArray[np.int8]
Mask: TypeAlias = NDArray[np.bool_]
Counts: TypeAlias = NDArray[np.int64]

PEACE, TENSION, LOW_INTENSITY, WAR, MASS_VIOLENCE = range(5)
SEVERITY = np.array([0.0, 0.1, 0.4, 1.0, 1.0])  # as neighbours feel it
NEVER = -np.inf
WORSE = np.array([-5.7, -4.7, -5.3, -6.7, NEVER])  # u, by regime
BETTER = np.array([NEVER, -2.9, -3.3, -3.1, -1.3])  # d
AT_ONCE = np.array([NEVER, -10.0, -9.5, NEVER, NEVER])  # s
COUP = np.array([-7.0, -6.0, -5.8, -5.8, -5.8])  # log-odds of a coup, plus 0.8 f
NEAR = 6  # months in which an election or a coup is felt
PERSISTENCE = 0.92  # rho, of the intensity
SPREAD = 0.9  # sigma, of the intensity [log people]
TAIL = 2.0  # alpha, the tail index of deaths in a month
MOST = 1e6  # people a month, by one type of violence in one country


@dataclass(frozen=True, slots=True)
class Violence:
    """One type of violence, by regime.

    Attributes
    ----------
    chance : array, shape (5,)
        Of any activity in a month.
    mean : array, shape (5,)
        Deaths in an active month of a country of size 0 and intensity 0.
    civilians : array, shape (2, 5), or None
        Parameters of the beta share of civilians among the dead; None is all.
    """

    chance: Array
    mean: Array
    civilians: Array | None = None


KINDS = {
    "state_based": Violence(
        np.array([0.001, 0.10, 0.70, 0.98, 0.95]),
        np.array([2.0, 4.0, 15.0, 220.0, 300.0]),
        np.array([[1.0, 1.0, 1.0, 1.5, 3.0], [4.0, 4.0, 4.0, 4.0, 2.0]]),
    ),
    "non_state": Violence(
        np.array([0.001, 0.06, 0.20, 0.30, 0.30]),
        np.array([3.0, 8.0, 20.0, 40.0, 40.0]),
        np.array([[1.0, 1.0, 1.0, 1.0, 1.0], [3.0, 3.0, 3.0, 3.0, 3.0]]),
    ),
    "one_sided": Violence(
        np.array([0.001, 0.05, 0.30, 0.60, 1.00]),
        np.array([2.0, 4.0, 10.0, 30.0, 600.0]),
    ),
}


@dataclass(frozen=True, slots=True)
class Traits:
    """What never changes about the countries; arrays of shape (places,).

    Attributes
    ----------
    fragility : array
        Structural; standard normal over the countries, unit 1.
    size : array
        Log of how deadly its violence is beside other countries'.
    election_cycle, election_offset : array of int
        A country votes in month m when ``(m + offset) % cycle == 0`` [months].
    neighbours : array, shape (places, places)
        Each row sums to 1 over the country's neighbours, or is 0 for an island.
    """

    fragility: Array
    size: Array
    election_cycle: Counts
    election_offset: Counts
    neighbours: Array


@dataclass(frozen=True, slots=True)
class State:
    """Everything that the future depends on; arrays of shape (..., places)."""

    month: int
    regime: Regimes
    intensity: Array
    since_coup: Counts


def draw_traits(neighbours: Array, random: np.random.Generator) -> Traits:
    """Draw the lasting features of as many countries as `neighbours` has rows."""
    places = len(neighbours)
    cycle = random.choice([48, 60], places)
    return Traits(
        fragility=random.standard_normal(places),
        size=random.normal(0, 0.5, places),
        election_cycle=cycle,
        election_offset=random.integers(0, cycle),
        neighbours=neighbours,
    )


def since_election(traits: Traits, month: int) -> Counts:
    """Return how many months ago each country last held an election."""
    return (month + traits.election_offset) % traits.election_cycle


def advance(state: State, traits: Traits, random: np.random.Generator) -> State:
    """Move every country, and every one of its possible futures, by a month."""
    shape = state.regime.shape
    coup = random.random(shape) < _chance(COUP[state.regime] + 0.8 * traits.fragility)
    since_coup = np.where(coup, 0, state.since_coup + 1)
    regime = _next_regime(state, traits, since_coup, random)
    noise = SPREAD * np.sqrt(1 - PERSISTENCE**2) * random.standard_normal(shape)
    intensity = PERSISTENCE * state.intensity + noise
    return State(state.month + 1, regime, intensity, since_coup)


def deaths(
    state: State, traits: Traits, random: np.random.Generator
) -> dict[str, Counts]:
    """Draw the month's dead, by type of violence, civilians and in all.

    Returns
    -------
    mapping of str to array of int, each of the shape of ``state.regime``
        ``deaths_<type>``, ``deaths_civilians`` (within the types), ``deaths_total``.
    """
    found = {}
    civilians = np.zeros(state.regime.shape, dtype=np.int64)
    for name, violence in KINDS.items():
        killed, among_them = _killed(violence, state, traits, random)
        found[f"deaths_{name}"] = killed
        civilians += among_them
    total = np.sum(list(found.values()), axis=0)
    return found | {"deaths_civilians": civilians, "deaths_total": total}


def _next_regime(
    state: State, traits: Traits, since_coup: Counts, random: np.random.Generator
) -> Regimes:
    regime, fragility = state.regime, traits.fragility
    nearby = SEVERITY[regime] @ traits.neighbours.T
    pushed = 0.6 * _near_election(traits, state.month + 1) + 1.2 * (since_coup <= NEAR)
    worse = np.exp(WORSE[regime] + 1.1 * fragility + 1.5 * nearby + pushed)
    better = np.exp(BETTER[regime] - 0.4 * fragility - 0.6 * nearby)
    at_once = np.exp(AT_ONCE[regime] + 0.8 * fragility + nearby + pushed)
    draw = random.random(regime.shape) * (1 + worse + better + at_once)
    moved = np.select(
        [draw < worse, draw < worse + better, draw < worse + better + at_once],
        [regime + 1, regime - 1, MASS_VIOLENCE],
        regime,
    )
    return moved.astype(np.int8)


def _near_election(traits: Traits, month: int) -> Mask:
    since = since_election(traits, month)
    near: Mask = np.minimum(since, traits.election_cycle - since) <= NEAR
    return near


def _chance(log_odds: Array) -> Array:
    return 1 / (1 + np.exp(-log_odds))


def _killed(
    violence: Violence, state: State, traits: Traits, random: np.random.Generator
) -> tuple[Counts, Counts]:
    active = random.random(state.regime.shape) < violence.chance[state.regime]
    regime = state.regime[active]
    size = np.broadcast_to(traits.size, state.regime.shape)[active]
    level = violence.mean[regime] * np.exp(state.intensity[active] + size)
    rate = level * (TAIL - 1) * random.pareto(TAIL, len(level))
    dead = random.poisson(np.minimum(rate, MOST))
    of_them = dead
    if violence.civilians is not None:
        share = random.beta(*violence.civilians[:, regime])
        of_them = random.binomial(dead, share)
    return _spread(dead, active), _spread(of_them, active)


def _spread(values: Counts, where: Mask) -> Counts:
    spread = np.zeros(where.shape, dtype=np.int64)
    spread[where] = values
    return spread
