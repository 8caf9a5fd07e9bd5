"""Countries of the simulated world change from year to year as it is written."""

from dataclasses import replace

import numpy as np
import pytest

from karski.sources import _simulated_onset_process as process
from karski.sources._simulated_country import State, Traits, copies
from karski.sources._simulated_onset_process import CLASHES, PEACE, WAR

MANY = 200_000
YEAR = 2000


def one_country(fragility: float, founded: int = 1900) -> Traits:
    traits = process.draw_traits(
        np.array([fragility]), np.array([founded]), {}, np.random.default_rng(1)
    )
    return replace(traits, openness=np.zeros(1), exclusion=np.zeros(1))


def futures(
    traits: Traits, level: int = PEACE, openness: float = 0.0, year: int = YEAR - 1
) -> State:
    """Many futures of one country."""
    state = copies(process.begin(year, traits, np.random.default_rng(2)), MANY)
    levels = np.full((MANY, 1), level, dtype=np.int8)
    return replace(
        state,
        fighting=replace(state.fighting, level=levels),
        institutions=replace(state.institutions, openness=np.full((MANY, 1), openness)),
    )


def after(state: State, traits: Traits, *, began: bool = False) -> State:
    onset = np.full((MANY, 1), began)
    return process.advance(state, onset, onset, traits, np.random.default_rng(3))


@pytest.mark.parametrize("fragility", [0.0, 1.5])
@pytest.mark.parametrize("level", [PEACE, CLASHES, WAR])
def test_fighting_changes_as_often_as_its_log_odds_say(
    level: int, fragility: float
) -> None:
    traits = one_country(fragility)
    odds = np.zeros(3)
    if level < WAR:
        odds[level + 1] = np.exp(process.WORSE[level] + 0.7 * fragility)
    if level > PEACE:
        odds[level - 1] = np.exp(process.BETTER[level] - 0.3 * fragility)
    odds[level] = 1
    expected = odds / odds.sum()
    now = after(futures(traits, level), traits).fighting.level
    found = np.bincount(now.ravel(), minlength=3) / MANY
    assert (abs(found - expected) <= 4 * np.sqrt(expected / MANY)).all()


def test_each_level_of_fighting_has_its_battle_deaths() -> None:
    traits = one_country(1.0)
    now = after(futures(traits, CLASHES), traits).fighting
    bounds = {
        level: (
            now.battle_deaths[now.level == level].min(),
            now.battle_deaths[now.level == level].max(),
        )
        for level in (PEACE, CLASHES, WAR)
    }
    assert bounds[PEACE] == (0, 0)
    assert (bounds[CLASHES][0], bounds[WAR][0]) == (25, 1000)
    assert bounds[CLASHES][1] <= 999
    assert bounds[WAR][1] <= process.MOST_DEATHS


@pytest.mark.parametrize(("fragility", "openness"), [(0.0, 0.0), (1.5, -1.0)])
def test_coups_come_as_often_as_their_log_odds_say(
    fragility: float, openness: float
) -> None:
    traits = one_country(fragility)
    now = after(futures(traits, openness=openness), traits)
    log_odds = -4.1 + 0.5 * fragility - 0.6 * openness - 0.03 * (YEAR - 1990)
    expected = 1 / (1 + np.exp(-log_odds))
    found = (now.institutions.since_coup == 0).mean()
    assert found == pytest.approx(expected, abs=4 * np.sqrt(expected / MANY))


def test_a_coup_closes_a_country_and_costs_growth() -> None:
    traits = one_country(1.5)
    now = after(futures(traits, openness=-1.0), traits)
    coup = now.institutions.since_coup == 0
    openness, growth = now.institutions.openness, now.people.growth
    closed = openness[~coup].mean() - openness[coup].mean()
    lost = growth[~coup].mean() - growth[coup].mean()
    assert closed == pytest.approx(process.CLOSED_BY_COUP, abs=0.02)
    assert lost == pytest.approx(2.0, abs=0.3)


def test_a_killing_goes_on_in_its_year_and_ends_with_the_stated_chance() -> None:
    traits = one_country(0.0)
    begun = after(futures(traits), traits, began=True)
    killings = begun.killings
    assert ((killings.wide + killings.narrow) == 1).all()
    assert killings.wide.mean() == pytest.approx(process.WIDE, abs=0.005)
    left = after(begun, traits).killings
    ended = 1 - (left.wide + left.narrow).mean()
    assert ended == pytest.approx(process.ENDS, abs=0.005)
    assert left.began_before.all()
    assert (left.past == 1).all()


def test_a_territory_has_neither_coups_nor_the_covenant_before_it_is_a_state() -> None:
    traits = one_country(1.5, founded=YEAR + 1)
    now = after(futures(traits), traits).institutions
    assert not now.covenant.any()
    assert now.since_coup.min() > 0
    then = after(futures(traits, year=YEAR), traits).institutions
    assert then.covenant.any()
    assert then.since_coup.min() == 0
