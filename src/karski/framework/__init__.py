"""The United Nations' Framework of Analysis for Atrocity Crimes, as data.

References
----------
United Nations (2014). Framework of Analysis for Atrocity Crimes: a tool for prevention.
A/70/741-S/2016/71.
"""

from functools import cache
from importlib.resources import files

from karski.core.documents import parse
from karski.core.errors import UnknownNameError
from karski.framework._risk_factor import FACTORS, Framework, Number, RiskFactor

__all__ = ["FACTORS", "Framework", "Number", "RiskFactor", "framework", "risk_factor"]

FILE = "risk_factors.yaml"


@cache
def framework() -> Framework:
    """Return the Framework: its reference and all its risk factors."""
    text = (files("karski.framework") / FILE).read_text(encoding="utf-8")
    return parse(text, FILE, Framework)


def risk_factor(number: int) -> RiskFactor:
    """Return a risk factor by the Framework's number.

    Raises
    ------
    UnknownNameError

    Examples
    --------
    >>> risk_factor(3).title, risk_factor(3).crime
    ('Weak State structures', None)
    >>> risk_factor(15)
    Traceback (most recent call last):
    karski.core.errors.UnknownNameError: no risk factor 15; they are numbered 1 to 14
    """
    if not 1 <= number <= FACTORS:
        raise UnknownNameError(
            f"no risk factor {number}; they are numbered 1 to {FACTORS}"
        )
    return framework().risk_factors[number - 1]
