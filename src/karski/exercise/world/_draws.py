"""The uniforms of a day, for every run and community; blocks of days are kept."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from karski.exercise.chance import Array, uniforms_of

BLOCK = 32  # days drawn at once
KEPT = 4  # blocks: what two courses of 120 days share
MOST_INCIDENTS = 8  # of a community in a day


@dataclass(frozen=True, slots=True)
class Draws:
    """Uniforms of some days; (runs, communities, days), and of deaths one an incident.

    Each is used so that a larger one is worse.
    """

    phase: Array
    incidents: Array
    displaced: Array
    deaths: Array

    def of(self, day: int) -> "Draws":
        """Return those of one of the days, counted from the block's first."""
        return Draws(
            self.phase[:, :, day],
            self.incidents[:, :, day],
            self.displaced[:, :, day],
            self.deaths[:, :, day],
        )


def draws(seeds: tuple[int, ...], communities: tuple[str, ...], day: int) -> Draws:
    """Return the uniforms of a day."""
    return _block(seeds, communities, day // BLOCK).of(day % BLOCK)


@lru_cache(maxsize=KEPT)
def _block(seeds: tuple[int, ...], communities: tuple[str, ...], block: int) -> Draws:
    days = range(block * BLOCK, (block + 1) * BLOCK)

    def drawn(variable: str, each: int = 1) -> Array:
        of_each = [uniforms_of(seeds, variable, key, days, each) for key in communities]
        return np.stack(of_each, axis=1)

    return Draws(
        drawn("phase")[..., 0],
        drawn("incidents")[..., 0],
        drawn("displaced")[..., 0],
        drawn("deaths", MOST_INCIDENTS),
    )
