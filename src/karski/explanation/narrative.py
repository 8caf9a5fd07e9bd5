"""Why a country's risk is what it is: one paragraph for a minister, and its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from karski.core import places
from karski.explanation import sentences as say
from karski.explanation.analogues import Analogue
from karski.explanation.changes import Change
from karski.explanation.drivers import Driver, Drivers
from karski.explanation.factors import Signal, signals
from karski.explanation.rank import Rank
from karski.explanation.themes import Themes

UP, DOWN = 4, 3  # drivers, at most so many each way are told


@dataclass(frozen=True, slots=True)
class Narrative:
    """Why a country's risk is what it is: the parts, and the sentences that tell them.

    Attributes
    ----------
    drivers : Drivers
        All of them; `raising` and `lowering` hold those told.
    rank : Rank
    years : tuple of int
        Those in which an onset is forecast.
    target : str
    change : Change or None
    signals : tuple of Signal
        One for each of the Framework's 14 risk factors.
    analogues : tuple of Analogue
    sentences : tuple of str
    """

    drivers: Drivers
    rank: Rank
    years: tuple[int, ...]
    target: str
    raising: tuple[Driver, ...]
    lowering: tuple[Driver, ...]
    change: Change | None
    signals: tuple[Signal, ...]
    analogues: tuple[Analogue, ...]
    sentences: tuple[str, ...]

    @property
    def risk(self) -> float:
        """The chance of an onset in those years."""
        return say.probability(self.drivers.log_odds)

    @property
    def average(self) -> float:
        """The same chance in the average country."""
        return say.probability(self.drivers.level)

    @property
    def text(self) -> str:
        """The paragraph."""
        return " ".join(self.sentences)


def narrate(
    drivers: Drivers,
    rank: Rank,
    change: Change | None,
    analogues: Sequence[Analogue],
    themes: Themes,
    *,
    target: str = say.ANY,
    horizon: int = 2,
) -> Narrative:
    """Tell why a country's risk is what it is.

    Parameters
    ----------
    drivers : Drivers
    rank : Rank
    change : Change or None
        None where the country has no data of the year before: nothing is said of it.
    analogues : sequence of Analogue
    themes : Themes
    target : {"mk_onset", "mk_onset_state"}
    horizon : {1, 2}
        [years]; as that of the analogues.
    """
    years = tuple(drivers.year + step for step in range(1, horizon + 1))
    raising = _pulling(drivers, 1)[:UP]
    lowering = _pulling(drivers, -1)[:DOWN]
    heard = signals(drivers, themes)
    name = places.name(drivers.place)
    sentences = [
        say.risk(name, target, years, drivers.log_odds, drivers.level),
        say.MEANING,
        say.rank(rank),
        say.raised(raising, drivers.year),
        say.lowered(lowering),
        *([] if change is None else say.change(change)),
        *say.signals(heard),
        *say.analogues(analogues, target, horizon),
        say.CLOSING,
    ]
    return Narrative(
        drivers=drivers,
        rank=rank,
        years=years,
        target=target,
        raising=raising,
        lowering=lowering,
        change=change,
        signals=heard,
        analogues=tuple(analogues),
        sentences=tuple(sentences),
    )


def _pulling(drivers: Drivers, sign: int) -> tuple[Driver, ...]:
    """Return the drivers worth telling that raise (1) or lower (-1) the odds."""
    return tuple(
        driver
        for driver in drivers.drivers
        if sign * driver.log_odds >= say.WORTH_SAYING and not driver.theme.of_the_year
    )
