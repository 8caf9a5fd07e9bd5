"""The fit measured again: on real events where they are at hand, else on others.

Nothing that a running exercise needs is here; this is where the data is read.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from karski.exercise.world._areas import Population
from karski.exercise.world._events import events_file, read_events
from karski.exercise.world._observed import PERIOD, Killing
from karski.exercise.world._search import Rates, Trial, search
from karski.exercise.world.assuming import Assumptions, base_rates
from karski.exercise.world.fitting import Compared, compared, model_areas
from karski.sources import simulated

MONTHLY = (" to ", "share ", "a year on", "deaths")


def real(folder: Path) -> tuple[Compared, ...]:
    """Return the shipped fit beside that of the events in a folder.

    Raises
    ------
    MissingDataError
        The folder holds no single events.
    SourceError
        Its file of events cannot be read.
    """
    return compared(read_events(events_file(folder)).killing, model_areas())


def invented() -> tuple[Compared, ...]:
    """Return the shipped fit beside the simulated world's countries and months.

    That world has deaths by month and no single events: what asks for events is left
    out. Its countries are not areas, so that they need not agree with anything.
    """
    rows = compared(_simulated(), model_areas())
    return tuple(row for row in rows if any(part in row.again.name for part in MONTHLY))


def _simulated() -> Killing:
    frame = simulated.simulate().frame()
    deaths = pl.col("deaths_one_sided") + pl.col("deaths_non_state")
    frame = frame.select("place", "month", deaths=deaths).filter(pl.col("deaths") > 0)
    _, area = np.unique(frame["place"].to_numpy(), return_inverse=True)
    month = frame["month"].to_numpy() - simulated.FIRST
    return Killing(
        area.astype(np.int64),
        (month * PERIOD).astype(np.int64),
        frame["deaths"].to_numpy().astype(np.int64),
        np.arange(area.max() + 1),
        simulated.MONTHS,
    )


def refit(folder: Path, steps: int, tell: Callable[[str], None]) -> Rates:
    """Return the base rates that a search finds on the events of a folder.

    It starts from the shipped ones; a step takes about a quarter of a minute.

    Raises
    ------
    MissingDataError
    SourceError
    """
    spread = base_rates().population
    start = Rates(Assumptions.shipped(), Population(spread.mean, spread.sd))
    data = read_events(events_file(folder)).killing
    return search(data, start, steps, Trial(), tell)
