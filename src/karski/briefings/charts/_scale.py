"""Scales in pixels, and where on them a line is drawn and a number written."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINEAR_UNTIL = 10.0  # people: below it the scale of deaths is nearly even
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Deaths:
    """A scale that gives small numbers more room: log(1 + deaths / 10).

    Attributes
    ----------
    top : float
        The largest number on it [people], > 0.
    length : float
        From 0 to `top` [pixels].
    """

    top: float
    length: float

    def at(self, deaths: float) -> float:
        """Return how far from 0 a number lies [pixels]."""
        whole = math.log1p(self.top / LINEAR_UNTIL)
        return self.length * math.log1p(deaths / LINEAR_UNTIL) / whole

    def ticks(self, gap: float) -> tuple[float, ...]:
        """Return 0 and round numbers at least `gap` pixels apart, tens first."""
        most = math.ceil(math.log10(self.top)) if self.top > 1 else 0
        powers = [10.0**power for power in range(most + 1)]
        finer = [step * power for step in (5, 2) for power in powers]
        chosen = [0.0]
        for number in (*reversed(powers), *finer):
            far = all(abs(self.at(number) - self.at(each)) >= gap for each in chosen)
            if number <= self.top and far:
                chosen.append(number)
        return tuple(sorted(chosen))


def deaths_scale(numbers: Iterable[float], length: float) -> Deaths:
    """Return a scale from 0 to a little above the largest number, 10 at least."""
    top = max((each for each in numbers if not math.isnan(each)), default=0.0)
    return Deaths(top=max(10.0, 1.06 * top), length=length)


def even_step(span: float, most: int) -> float:
    """Return the smallest of 1, 2, 5, 10, ... that parts `span` into `most` at most."""
    power = 10.0 ** math.floor(math.log10(span / most))
    steps = (step * power for step in (*_STEPS, 10))
    return next(step for step in steps if span / step <= most + 1e-9)


def even_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return round numbers from `low` to `high`, about `most` of them, 0 among them."""
    step = even_step(high - low, most)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(step * each for each in range(first, last + 1))


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move positions the least so that they keep their order and stand `gap` apart.

    Parameters
    ----------
    wanted : sequence of float
        Ascending positions [pixels].
    gap : float
    low, high : float
        No position leaves this range, which has room for all.

    Examples
    --------
    >>> apart([10, 11, 40], gap=14, low=0, high=100)
    [10, 24, 40]
    >>> apart([10, 95, 99], gap=14, low=0, high=100)
    [10, 86, 100]
    """
    placed: list[float] = []
    for each in wanted:
        placed.append(max(each, low, placed[-1] + gap if placed else low))
    limit = high
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - gap
    return placed
