r"""What can be seen of the invented countries in a year, and the risk that follows.

The log-odds that a mass killing begins in the next year are a known function of what
can be seen in this one: nothing hidden adds to it. With :math:`x_k` the columns,

.. math::

    \eta = a - b (y - 1990) + \sum_k \beta_k (x_k - c_k)
        + \gamma\, [\text{minority rule}]\,[\text{coup in five years}]
        + \delta\, [\text{1,000 battle deaths or more}]:

straight lines (`EFFECTS`), one interaction, one threshold, and a level that falls from
year to year.
"""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from karski.sources import _simulated_onset_process as process
from karski.sources._simulated_country import (
    Array,
    Institutions,
    Mask,
    State,
    Traits,
)

Seen: TypeAlias = Mapping[str, Array]

EFFECTS = {  # beta and c, by column
    "freediscussion": (-1.0, 0.55),
    "pol_killing_approved": (0.6, 0.1),
    "un_imr_sqrt": (0.10, 6.5),
    "popsize.log2": (0.25, 23.0),
    "discrimpop": (2.0, 0.05),
    "mk_ever": (0.5, 0.35),
    "ses_power_dist": (-0.15, 0.4),
    "battledeaths.log2": (0.10, 1.0),
    "mk_ongoing_count_log2": (-0.8, 0.15),
}
LEVEL, FALL = -5.35, 0.025  # a; b, each year
MINORITY_AND_COUP = 1.5  # gamma
WAR = 1.2  # delta
WAR_FROM = float(np.log2(1 + process.LEAST_WAR))  # of battledeaths.log2
NEW = 3  # years for which a state counts as new, its first included
MOST_INFANT_DEATHS = 18.0  # un_imr_sqrt; 324 of 1,000 live births
DECIMALS = 4  # kept, so that machines that differ in the last bit write the same


def seen(state: State, traits: Traits) -> dict[str, Array]:
    """Return every column of a year: what is published of it, and all that is.

    Parameters
    ----------
    state : State
        Of one year, in one future or in many.
    traits : Traits

    Returns
    -------
    dict of str to array, shape (..., places)
        By the names of `karski.sources.ewp_predictors`, with ``mk_onset_state`` and
        ``year``. What depends on the country or the year alone has shape (places,).
    """
    found = {
        **_ruled(state.institutions),
        **_lived(state, traits),
        **_killed(state),
        **_dated(state.year, traits),
        **traits.regions,
    }
    return {name: _published(values) for name, values in found.items()}


def log_odds(of: Seen) -> Array:
    """Return the log-odds that a mass killing begins in the year after that seen."""
    found = LEVEL - FALL * (of["year"] - 1990)
    for name, (effect, centre) in EFFECTS.items():
        found = found + effect * (of[name] - centre)
    found = found + MINORITY_AND_COUP * of["minorityrule"] * of["coup.try.5yr"]
    risen: Array = found + WAR * (
        of["battledeaths.log2"] >= np.round(WAR_FROM, DECIMALS)
    )
    return risen


def risk(state: State, traits: Traits) -> Array:
    """Return the chance that a mass killing begins in the next year.

    Returns
    -------
    array, shape (..., places)
        0 where the state does not exist yet.
    """
    chance = process.chance(log_odds(seen(state, traits)))
    return np.where(traits.exist(state.year), chance, 0.0)


def _published(values: Array | Mask) -> Array:
    return np.asarray(values, dtype=np.float64).round(DECIMALS)


def _ruled(now: Institutions) -> dict[str, Array | Mask]:
    """Return what the Early Warning Project takes from V-Dem."""
    o, e, h = now.openness, now.exclusion, now.habits
    banned = (o + 0.6 * h[0] > -0.75).astype(int) + (o + 0.6 * h[0] > -0.35)
    return {
        "freediscussion": 0.006 + 0.986 * process.chance(1.5 * o + 0.4 * h[1]),
        "religiousfreedom": np.clip(np.floor(3.6 + 1.2 * o + 0.6 * h[2]), 0, 4),
        "partyban.new.0": banned == 0,
        "partyban.new.1": banned == 1,
        "partyban.new.2": banned == 2,
        "judicialreform": 1 + (h[3] > 1.2) * 1 - (h[3] < -1.2),
        "pol_killing_approved": 0.6 * h[4] - o > 1.3,
        "repress_civilsoc": 0.6 * h[5] - o > 1.5,
        "even_civilrights": o - 0.6 * e + 0.6 * h[6] > 0.3,
        "v2csgender_binary": 0.6 * h[7] - o > 1.0,
        "v2mecenefm_binary": 0.6 * h[8] - o > 0.0,
        "minorityrule": e - 0.4 * o + 0.5 * h[9] > 0.45,
        "social_inequality": e - 0.3 * o + 0.6 * h[10] > 1.2,
        "social_power_dist": e - 0.5 * o + 0.6 * h[11] > -0.2,
        "ses_power_dist": np.clip(0.4 - 0.7 * e + 0.6 * o + 0.5 * h[12], -3, 3.2),
        "discrimpop": np.clip(0.25 * (e + 0.4 * h[13] - 0.7), 0, 0.98),
    }


def _lived(state: State, traits: Traits) -> dict[str, Array | Mask]:
    people, dead = state.people, state.fighting.battle_deaths
    return {
        "popsize.log2": people.population,
        "gdppcgrowth": people.growth,
        "un_imr_sqrt": np.minimum(np.exp(people.infant_deaths / 2), MOST_INFANT_DEATHS),
        "efindex": traits.fractionalisation,
        "ios.iccpr1": state.institutions.covenant,
        "battledeaths.log2": np.log2(1 + dead),
        "coup.try.5yr": state.institutions.since_coup < process.FELT,
    }


def _killed(state: State) -> dict[str, Array | Mask]:
    now = state.killings
    return {
        "mk_onset": now.began,
        "mk_onset_state": now.by_state,
        "mk_onset_prev_year": now.began_before,
        "mk_ever": now.past > 0,
        "mean_mk_onset_interaction": now.past.astype(np.float64),
        "mk_ongoing_count_log2": np.log2(1 + now.wide + now.narrow),
        "widetargeting": now.wide > 0,
        "narrowtargeting": (now.narrow > 0) & (now.wide == 0),
    }


def _dated(year: int, traits: Traits) -> dict[str, Array | Mask]:
    age = np.maximum(year - traits.founded + 1, 1)
    calendar = np.full(age.shape, float(year))
    return {
        "year": calendar,
        "year_sq": calendar**2,
        "countryage.new.log2": np.log2(age),
        "newcountry": age <= NEW,
        "includesnonstate": calendar >= process.NON_STATE_FROM,
    }
