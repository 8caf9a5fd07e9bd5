"""What the data say of the 14 risk factors of the United Nations' Framework.

This is read off the data, not off the model: a mass killing that goes on is a sign of
an attack against civilians whether or not a model finds that it tells of a new one.
"""

from dataclasses import dataclass

from karski import framework
from karski.explanation.drivers import Drivers, Fact
from karski.explanation.themes import Themes
from karski.framework import RiskFactor

SIGN = 0.8  # share of countries that a value must be worse than to be a sign


@dataclass(frozen=True, slots=True)
class Signal:
    """What the data say of one risk factor in one country.

    Attributes
    ----------
    factor : RiskFactor
    seen : str or None
        What the data show of it in general; None where they cannot speak to it.
    unseen : str
        What they cannot show, or why they cannot speak to it.
    signs : tuple of Fact
        Those of this country that are worse than in four of five countries of the
        year, the worst first.
    """

    factor: RiskFactor
    seen: str | None
    unseen: str
    signs: tuple[Fact, ...]


def signals(drivers: Drivers, themes: Themes) -> tuple[Signal, ...]:
    """Return all 14 risk factors in their order, with what the data say of each.

    A risk factor asks for a person's judgement: a sign is where to look first, and no
    score of the Framework.
    """
    facts = [fact for driver in drivers.drivers for fact in driver.facts]
    signs = sorted(filter(_is_sign, facts), key=lambda fact: -(fact.worse_than or 0))
    return tuple(
        Signal(
            framework.risk_factor(reach.number),
            reach.seen,
            reach.unseen,
            tuple(s for s in signs if reach.number in s.predictor.risk_factors),
        )
        for reach in themes.risk_factors
    )


def _is_sign(fact: Fact) -> bool:
    return fact.worse_than is not None and fact.worse_than >= SIGN
