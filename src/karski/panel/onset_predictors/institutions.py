"""From V-Dem: who may speak, gather, stand for office; who holds power.

V-Dem's ordinal scales run from 0 (worst) to 4; the Early Warning Project cuts them.
"""

from collections.abc import Iterator

import polars as pl

from karski.panel.onset_predictors._world import Predictor, World

SOURCE = "vdem"
SAME = (
    "judicialreform",
    "religiousfreedom",
    "pol_killing_approved",
    "freediscussion",
    "social_inequality",
    "even_civilrights",
    "ses_power_dist",
)
"""Columns that the producer takes over as they stand in its subset of V-Dem."""
LEVELS = {
    "v2csgender_binary": ("v2csgender_ord", 0, 2),
    "v2mecenefm_binary": ("v2mecenefm_ord", 0, 2),
    "partyban.new.0": ("partyban", 0, 1),
    "partyban.new.1": ("partyban", 2, 3),
    "partyban.new.2": ("partyban", 4, 4),
    "minorityrule": ("v2pepwrsoc_ord", 0, 1),
    "social_power_dist": ("v2pepwrsoc_ord", 0, 2),
    "repress_civilsoc": ("v2csreprss_ord", 0, 0),
}
"""Columns that are 1 where a scale lies between two levels, and else 0."""


def predictors(world: World) -> Iterator[Predictor]:
    """Return the columns from V-Dem; nothing is filled in."""
    for name in SAME:
        yield Predictor(name, world.said(SOURCE, f"vdem_{name}"))
    for name, (scale, least, greatest) in LEVELS.items():
        level = world.said(SOURCE, f"vdem_{scale}")
        yield Predictor(name, level.is_between(least, greatest).cast(pl.Float64))
