"""One example of every chart, drawn in both widths."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import pytest

from karski.briefings.charts import words
from karski.briefings.charts._drawing import Size
from karski.briefings.charts.chances import chances
from karski.briefings.charts.courses import Course, courses
from karski.briefings.charts.fan import LEVELS, Fan, fan
from karski.briefings.charts.reasons import Reason, reasons
from karski.briefings.charts.record import Past, record
from karski.briefings.charts.reliability import Bin, reliability
from karski.briefings.charts.skill import Change, skill
from karski.briefings.charts.telling import Told, telling
from karski.briefings.charts.violence import Violence, violence

ORIGIN = 557  # May 2026


def a_fan(level: float = 3.0) -> Fan:
    """Sixty months of history and thirty-six of forecast."""
    random = np.random.default_rng(7)
    history = np.round(np.exp(random.normal(level, 1.0, 60)))
    futures = np.exp(random.normal(level, 1.2, (500, 36))) - 1
    quantiles = np.quantile(np.maximum(futures, 0), LEVELS, axis=0)
    return Fan(ORIGIN, history, quantiles)


def a_history(unfinished: bool = True) -> Violence:
    """Thirty-seven years; of one type nothing is known before 1992."""
    random = np.random.default_rng(8)
    state, other, one = np.round(np.exp(random.normal(4, 2, (3, 37))))
    other[:3] = np.nan
    deaths = {"state_based": state, "non_state": other, "one_sided": one}
    return Violence(1989, deaths, unfinished)  # type: ignore[arg-type] -- keys are kinds


def a_change() -> tuple[Course, Course]:
    """Thirty days, and half as many killed otherwise."""
    days = np.arange(1.0, 31.0)
    played = Course(days, 4 * days, 80 * days)
    return played, Course(days / 2, 2 * days, 40 * days)


TOLD = [
    Told(giver, taker, 1 + (giver * taker) % 7)
    for giver in range(13)
    for taker in range(0, 14, 3)
    if giver != taker
]
FORECASTS = (
    Past(2021, low=2, middle=20, high=200, came=11),
    Past(2022, low=0, middle=3, high=70, came=84),
    Past(2023, low=0, middle=0, high=0, came=0),
    Past(2024, low=200, middle=900, high=12_000, came=18),
)
BINS = (Bin(0.02, 0.01, 0.0, 0.04), Bin(0.3, 0.26, 0.2, 0.4), Bin(0.9, 0.97, 0.8, 1.0))
CHANGES = (
    Change(words.of_region("South-eastern Asia"), -20, -28, -14),
    Change("2023", 3, -5, 9),
)
REASONS = (
    Reason(words.of_theme("coups"), 2.4),
    Reason(words.of_theme("courts and treaties"), -0.9),
)

EVERY: Mapping[str, Callable[[Size], str]] = MappingProxyType(
    {
        "fan": lambda size: fan(a_fan(), size),
        "fan of nothing": lambda size: fan(
            Fan(ORIGIN, np.zeros(60), np.zeros((7, 36))), size
        ),
        "fan of very much": lambda size: fan(a_fan(level=9), size),
        "violence": lambda size: violence(a_history(), size),
        "record": lambda size: record(FORECASTS, size),
        "reliability": lambda size: reliability(BINS, size),
        "skill": lambda size: skill(CHANGES, size),
        "reasons": lambda size: reasons(REASONS, size),
        "courses": lambda size: courses(*a_change(), (0, 3, 9, 43), 1, size),
        "courses of nobody": lambda size: courses(
            Course(*np.zeros((3, 1))), Course(*np.zeros((3, 1))), (), 1, size
        ),
        "telling": lambda size: telling(range(1, 15), TOLD, size),
        "telling of one": lambda size: telling([1], (), size),
        "chances": lambda size: chances(0.71, 0.83, 0.9),
    }
)


@pytest.fixture(params=[(n, s) for n in EVERY for s in ("wide", "narrow")], ids=str)
def drawing(request: pytest.FixtureRequest) -> str:
    """Return one chart in one width."""
    name, size = request.param
    return EVERY[name](size)
