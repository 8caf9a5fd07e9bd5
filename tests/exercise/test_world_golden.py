"""A small run, byte for byte: what another machine, or a later version, must live."""

import json
from hashlib import sha256

from karski.exercise.world import (
    Adjustment,
    Assumptions,
    Community,
    Effect,
    Setting,
    effect_sizes,
    first,
    next_day,
)

FIXED = Assumptions(
    index_weights=(1.0,) * 14,
    midpoint=0.4,
    steepness=8.0,
    distrust=0.1,
    rise=(0.01, 0.02, 0.02, 0.02, 0.0),
    ease=(0.0, 0.02, 0.1, 0.1, 0.1),
    incidents=(0.01, 0.1, 0.4, 0.6, 1.2),
    deadly=(0.05, 0.1, 0.4, 0.7, 0.9),
    scale=(1.0, 1.0, 2.0, 3.0, 8.0),
    shape=1.3,
    most_deaths=1000,
    violence_scale=10.0,
    shock=0.1,
    shock_weights=(0.5,) * 14,
    contagion=0.05,
    half_life=30.0,
    reach=3.0,
    growing_days=7.0,
    fading_days=14.0,
    trust_loss=0.1,
    trust_half_life=60.0,
    trust_gain=1.0,
    fear=(0.0, 0.0, 0.0001, 0.0005, 0.003),
    displaced_by_incident=5.0,
    displaced_by_death=50.0,
    displaced_spread=0.8,
)
WHERE = Setting(
    (
        Community("North/Hill", 9_000, (0.5, 0.6) * 7, 2, 0.4, ("North/Valley",)),
        Community("North/Valley", 70_000, (0.7,) * 14, 1, 0.6, ("North/Hill",)),
    ),
    FIXED,
)
SEEDS = [5, 2014]
DAYS = 40
GOLDEN_PHASE = [[3, 4], [2, 4]]
GOLDEN_DEATHS = [[113, 1908], [243, 1123]]
GOLDEN_DISPLACED = [[6700, 68400], [8757, 69023]]
GOLDEN_TRUST = [[0.267229, 0.107166], [0.189789, 0.169642]]
GOLDEN_SHA256 = "a68183cc63275e432ffdf5767dc6de9861cf9848cbb2b8155a0d1c8d5ab9e93a"


def journal() -> list[str]:
    """Return a line a day of all that a world holds."""
    size = effect_sizes(SEEDS, -0.1, 0.14, "mediation", "North/Hill")
    effect = Effect("mediation", "North/Hill", 9, 25, size, (0.0, 0.25) * 7)
    news = {4: [Adjustment("North/Valley", 8, by=0.2)]}
    world, lines = first(WHERE, len(SEEDS)), []
    for day in range(1, DAYS + 1):
        world = next_day(WHERE, world, SEEDS, day, [effect], news.get(day, ()))
        told = {
            name: getattr(world, name).tolist()
            for name in type(world).__dataclass_fields__
            if name != "day"
        }
        lines.append(json.dumps(told, sort_keys=True))
    return lines


def test_a_small_run_is_the_same_bytes() -> None:
    lines = journal()
    last = json.loads(lines[-1])
    assert last["phase"] == GOLDEN_PHASE
    assert last["deaths_so_far"] == GOLDEN_DEATHS
    assert last["displaced_so_far"] == GOLDEN_DISPLACED
    assert last["trust"] == GOLDEN_TRUST
    assert sha256("\n".join(lines).encode()).hexdigest() == GOLDEN_SHA256
