"""How the model's violence compares with real violence."""

from dataclasses import dataclass
from math import isnan

from karski.exercise.chance import Array
from karski.exercise.world._areas import Population, invented
from karski.exercise.world._base_rates import Ends, Fitted
from karski.exercise.world._observed import Killing, intervals, statistics, values
from karski.exercise.world.assuming import Assumptions, base_rates

RINGS, PERIODS = 120, 120  # of the model's areas, when it is measured
SEED = 1  # not the search's, so that the fit is not measured by what it was made with
FIGURES = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """A statistic as shipped, and measured again.

    `again` is of the data at hand and of the model as it is now.
    """

    shipped: Fitted | None
    again: Fitted

    @property
    def agrees(self) -> bool:
        """Whether the shipped value of the data lies in its interval of now."""
        ends = self.again.data_interval
        if self.shipped is None or self.shipped.data is None or ends is None:
            return False
        return ends[0] <= self.shipped.data <= ends[1]


def fit() -> tuple[Fitted, ...]:
    """Return the fit that Karski ships: each statistic of the data and of the model."""
    return base_rates().fit


def fitted(data: Killing, model: Killing) -> tuple[Fitted, ...]:
    """Return every statistic of both, with 95 % intervals."""
    real, lived = statistics(data), statistics(model)
    ends, lived_ends = intervals(real, data.clusters), intervals(lived, model.clusters)
    return tuple(
        Fitted(
            name=each.name,
            title=each.title,
            unit=each.unit,
            data=_short(value),
            data_interval=_ends(pair),
            model=_short(lived_value),
            model_interval=_ends(lived_pair),
        )
        for each, value, pair, lived_value, lived_pair in zip(
            real, values(real), ends, values(lived), lived_ends, strict=True
        )
    )


def _short(value: float) -> float | None:
    return None if isnan(value) else float(f"{value:.{FIGURES}g}")


def _ends(pair: Array) -> Ends | None:
    low, high = _short(pair[0]), _short(pair[1])
    return None if low is None or high is None else (low, high)


def model_areas(
    assumptions: Assumptions | None = None, rings: int = RINGS, periods: int = PERIODS
) -> Killing:
    """Return the killings in areas of the model, as it is compared with the data."""
    spread = base_rates().population
    return invented(
        assumptions or Assumptions.shipped(),
        Population(spread.mean, spread.sd),
        rings,
        periods,
        SEED,
    )


def compared(data: Killing, model: Killing) -> tuple[Compared, ...]:
    """Return the shipped fit beside the same, measured again."""
    shipped = {row.name: row for row in fit()}
    return tuple(Compared(shipped.get(row.name), row) for row in fitted(data, model))
