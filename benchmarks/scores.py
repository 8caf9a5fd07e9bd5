"""CRPS, ignorance and interval score of the ViEWS challenge's amount of draws."""

from pathlib import Path

import numpy as np
import polars as pl

from benchmarks._benchmark import Benchmark, compare
from benchmarks._measure import Measured, Say, Side

CASES, SIZE = 2340, 1000  # 195 countries by 12 months, and the challenge's draws
SEED = 20

SIDES = (
    Side("Karski", "scores_karski", warmups=2, runs=15),
    Side("views-evaluation", "scores_views", "light", warmups=2, runs=15),
    Side("scoringrules (no IGN)", "scores_scoringrules", "light", warmups=2, runs=15),
)


def write_inputs(folder: Path) -> None:
    """Write draws and outcomes of gamma-Poisson counts, most quiet, a few enormous."""
    random = np.random.default_rng(SEED)
    scale = np.exp(random.normal(-2, 4, CASES)).clip(max=5000)[:, None]
    draws = random.poisson(random.gamma(0.3, scale, (CASES, SIZE)))
    outcomes = random.poisson(random.gamma(0.3, scale, (CASES, 1)))[:, 0]
    np.savez(folder / "scores.npz", draws=draws * 1.0, outcomes=outcomes * 1.0)


def table(say: Say) -> pl.DataFrame:
    """Score the same arrays on every side."""
    return compare(SIDES, write_inputs, say, _agreement)


def _agreement(one: Measured, karski: Measured) -> dict[str, object]:
    """Compare case by case where a side gives cases, else the means."""
    return {
        f"apart_{name}": float(np.abs(found - _like(karski.found[name], found)).max())
        for name, found in one.found.items()
    }


def _like(scores: np.ndarray, found: np.ndarray) -> np.ndarray:
    return scores if found.ndim else scores.mean()


BENCHMARK = Benchmark(
    title=f"CRPS, IGN and MIS of {CASES:,} x {SIZE:,} draws",
    target="under 0.08 s and 120 MB",
    table=table,
)
