"""A small invented world of country-years, and models that are known through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from karski.core import places
from karski.explanation.themes import Themes, themes
from karski.models._onset import Array, Cases

REAL = [place.number for place in places.table().values() if not place.simulated]
PLACES = np.array(REAL[:12], np.int32)


@dataclass(frozen=True)
class Linear:
    """A level, and a coefficient times each value."""

    level: float
    coefficients: Array

    def contributions(self, values: Array) -> Array:
        level = np.full((len(values), 1), self.level)
        return np.hstack([level, values * self.coefficients])


@dataclass(frozen=True)
class Crooked:
    """Each predictor adds something that depends on the others, as in trees."""

    level: float
    weights: Array

    def contributions(self, values: Array) -> Array:
        level = np.full((len(values), 1), self.level)
        bent = np.sin(values + values.mean(axis=1, keepdims=True))
        return np.hstack([level, bent * self.weights])


def _world(
    years: Sequence[int], names: Sequence[str] | None = None, seed: int = 1
) -> Cases:
    """Every place in every year, with values as each predictor's scale allows."""
    every = tuple(predictor.name for predictor in themes().predictors())
    names = every if names is None else tuple(names)
    random = np.random.default_rng(seed)
    rows = [(place, year) for year in years for place in PLACES]
    place, year = np.array(rows, np.int32).T
    columns = [_values(name, len(rows), random) for name in names]
    return Cases(place, year, np.column_stack(columns), tuple(names))


def _values(name: str, size: int, random: np.random.Generator) -> Array:
    predictor = themes().predictor(name)
    if predictor.scale == "flag":
        return random.integers(0, 2, size).astype(float)
    if predictor.scale == "levels":
        return random.integers(0, len(predictor.levels), size).astype(float)
    return random.random(size) * (1 if predictor.scale == "share" else 20)


@pytest.fixture(scope="session")
def world() -> Callable[..., Cases]:
    return _world


@pytest.fixture(scope="session")
def linear() -> type[Linear]:
    return Linear


@pytest.fixture(scope="session")
def models() -> Callable[[int, int], list[Linear | Crooked]]:
    """Random models over so many predictors, by seed."""

    def draw(predictors: int, seed: int) -> list[Linear | Crooked]:
        random = np.random.default_rng(seed)
        level, coefficients = random.normal(-4, 2), random.normal(0, 1, predictors)
        return [Linear(level, coefficients), Crooked(level, coefficients)]

    return draw


@pytest.fixture(scope="session")
def mapping() -> Themes:
    return themes()
