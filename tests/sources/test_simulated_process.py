"""Violence in the simulated world comes and goes as its description says."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from karski.sources import _simulated_process as process
from karski.sources._simulated_process import PEACE, WAR, State, Traits
from karski.sources.simulated import World, simulate


@pytest.fixture(scope="module")
def world() -> World:
    return simulate()


def alone(countries: int, fragility: float = 0.0) -> Traits:
    """Countries without neighbours, whose elections are never near month 30."""
    return Traits(
        fragility=np.full(countries, fragility),
        size=np.zeros(countries),
        election_cycle=np.full(countries, 60),
        election_offset=np.zeros(countries, dtype=np.int64),
        neighbours=np.zeros((countries, countries)),
    )


def all_in(regime: int, futures: int, intensity: float = 0.0) -> State:
    """Many futures of one country."""
    shape = (futures, 1)
    return State(
        month=29,
        regime=np.full(shape, regime, dtype=np.int8),
        intensity=np.full(shape, intensity),
        since_coup=np.full(shape, 99),
    )


def share_worse(state: State, traits: Traits, seed: int = 1) -> float:
    after = process.advance(state, traits, np.random.default_rng(seed))
    return float((after.regime > state.regime).mean())


MANY = 200_000


@pytest.fixture
def no_coups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "COUP", np.full(5, -np.inf))


@pytest.mark.usefixtures("no_coups")
@pytest.mark.parametrize("fragility", [0.0, 2.0])
@pytest.mark.parametrize("regime", range(5))
def test_regimes_change_as_often_as_their_log_odds_say(
    regime: int, fragility: float
) -> None:
    worse = np.exp(process.WORSE[regime] + 1.1 * fragility)
    better = np.exp(process.BETTER[regime] - 0.4 * fragility)
    at_once = np.exp(process.AT_ONCE[regime] + 0.8 * fragility)
    expected = np.zeros(5)
    for to, odds in ((regime + 1, worse), (regime - 1, better), (4, at_once)):
        if odds:
            expected[to] += odds
    expected[regime] += 1
    expected /= expected.sum()
    after = process.advance(
        all_in(regime, MANY), alone(1, fragility), np.random.default_rng(1)
    )
    found = np.bincount(after.regime.ravel(), minlength=5) / MANY
    assert (abs(found - expected) <= 4 * np.sqrt(expected / MANY)).all()


@pytest.mark.parametrize("fragility", [0.0, 2.0])
def test_coups_come_as_often_as_their_log_odds_say(fragility: float) -> None:
    after = process.advance(
        all_in(PEACE, 5 * MANY), alone(1, fragility), np.random.default_rng(1)
    )
    expected = 1 / (1 + np.exp(7.0 - 0.8 * fragility))
    found = (after.since_coup == 0).mean()
    assert found == pytest.approx(expected, abs=4 * np.sqrt(expected / (5 * MANY)))


@pytest.mark.usefixtures("no_coups")
def test_war_next_door_makes_war_more_likely() -> None:
    pair = replace(alone(2), neighbours=np.array([[0.0, 1.0], [1.0, 0.0]]))
    regime = np.tile(np.array([PEACE, WAR], dtype=np.int8), (MANY, 1))
    state = replace(all_in(PEACE, MANY), regime=regime)
    after = process.advance(state, pair, np.random.default_rng(1))
    odds = np.exp(process.WORSE[PEACE] + 1.5)
    found = (after.regime[:, 0] > PEACE).mean()
    assert found == pytest.approx(odds / (1 + odds), rel=0.1)


@pytest.mark.usefixtures("no_coups")
@pytest.mark.parametrize(("months_to_vote", "felt"), [(6, True), (7, False)])
def test_an_election_is_felt_six_months_before(months_to_vote: int, felt: bool) -> None:
    state = replace(all_in(PEACE, MANY), month=60 - months_to_vote - 1)
    odds = np.exp(process.WORSE[PEACE] + 0.6 * felt)
    found = share_worse(state, alone(1))
    assert found == pytest.approx(odds / (1 + odds), rel=0.06)


@pytest.mark.usefixtures("no_coups")
@pytest.mark.parametrize(("months_since", "felt"), [(6, True), (7, False)])
def test_a_coup_is_felt_for_six_months(months_since: int, felt: bool) -> None:
    state = all_in(PEACE, MANY)
    state = replace(state, since_coup=np.full((MANY, 1), months_since - 1))
    odds = np.exp(process.WORSE[PEACE] + 1.2 * felt)
    found = share_worse(state, alone(1))
    assert found == pytest.approx(odds / (1 + odds), rel=0.06)


def test_intensity_is_autoregressive(world: World) -> None:
    before, after = world.intensity[:-1].ravel(), world.intensity[1:].ravel()
    assert np.corrcoef(before, after)[0, 1] == pytest.approx(
        process.PERSISTENCE, abs=0.01
    )
    assert after.std() == pytest.approx(process.SPREAD, rel=0.05)


@pytest.fixture(scope="module")
def dead_in_war() -> dict[str, NDArray[np.int64]]:
    state = all_in(WAR, 1_000_000, intensity=3.0)
    dead = process.deaths(state, alone(1), np.random.default_rng(2))
    return {name: values.ravel() for name, values in dead.items()}


def test_deaths_in_war_have_the_stated_tail_index(
    dead_in_war: dict[str, NDArray[np.int64]],
) -> None:
    dead = dead_in_war["deaths_state_based"]
    largest = np.sort(dead)[::-1][:2001].astype(float)
    hill = 1 / np.log(largest[:-1] / largest[-1]).mean()
    assert hill == pytest.approx(process.TAIL, rel=0.1)


@pytest.mark.parametrize("kind", process.KINDS)
def test_a_type_of_violence_is_as_frequent_and_deadly_as_stated(
    kind: str, dead_in_war: dict[str, NDArray[np.int64]]
) -> None:
    dead, violence = dead_in_war[f"deaths_{kind}"], process.KINDS[kind]
    assert (dead > 0).mean() == pytest.approx(violence.chance[WAR], rel=0.02)
    median_of_lomax = 2 ** (1 / process.TAIL) - 1
    level = violence.mean[WAR] * np.exp(3.0) * (process.TAIL - 1)
    assert np.median(dead[dead > 0]) == pytest.approx(level * median_of_lomax, rel=0.02)


def test_the_share_of_civilians_is_as_stated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    only = {"state_based": process.KINDS["state_based"]}
    monkeypatch.setattr(process, "KINDS", only)
    dead = process.deaths(
        all_in(WAR, MANY, intensity=5.0), alone(1), np.random.default_rng(2)
    )
    active = dead["deaths_state_based"] > 0
    share = dead["deaths_civilians"][active] / dead["deaths_state_based"][active]
    assert share.mean() == pytest.approx(1.5 / (1.5 + 4), abs=0.005)
