"""Why a country's risk is what it is, in parts that a page translates.

Whatever a person reads is a ``msgid``, a sentence in English with gaps, apart from what
stands in them: `karski.explanation.clauses`.
"""

from karski.core.documents import Document, Words
from karski.explanation.clauses import Clause, Figure


class Fact(Document):
    """A value of the country, and that of the middle country where values are counted.

    Attributes
    ----------
    clause : Clause
    middle : Figure or None
        In the country that has as many below it as above, of the same year.
    """

    clause: Clause
    middle: Figure | None = None


class Reason(Document):
    """A theme that raises or lowers the country's odds.

    Attributes
    ----------
    theme : str
        Its key, such as ``coups``.
    name : str
        A msgid.
    factor : float
        By which it multiplies the odds, compared with the average country; above 1 it
        raises them.
    facts : tuple of Fact
    """

    theme: Words
    name: Words
    factor: float
    facts: tuple[Fact, ...]


class Shift(Document):
    """A value that moved since the year before; None where there is nothing to tell."""

    was: Clause | None
    now: Clause | None
    factor: float


class Change(Document):
    """What the odds were multiplied by since the year before.

    Attributes
    ----------
    factor : float
        ``from_data * from_model``.
    from_data : float
        By the country's own data.
    from_model : float
        By the newly fitted model and the passing year.
    shifts : tuple of Shift
        Those worth telling, the largest first.
    steady : bool
        Whether all this is too little to tell.
    """

    factor: float
    from_data: float
    from_model: float
    shifts: tuple[Shift, ...]
    steady: bool


class Signal(Document):
    """What the data say of one of the 14 risk factors of the UN's Framework.

    Attributes
    ----------
    number : int
        Of the risk factor; `karski.framework.risk_factor` has its title.
    signs : tuple of Clause
        Values worse than in four of five countries, the worst first.
    seen : str or None
        A msgid: what the data show of it; None where they cannot speak to it.
    unseen : str
        A msgid: what they cannot show, or why they cannot speak to it.
    """

    number: int
    signs: tuple[Clause, ...]
    seen: Words | None
    unseen: Words


class Analogue(Document):
    """A country-year of the past like this one, and what followed.

    Attributes
    ----------
    place, year : int
        The state's number, and the base year.
    less_alike : float
        Share of all pairs of country-years that are less alike, in [0, 1].
    alike : bool
        Whether the two are alike at all, and not only the least unlike.
    onset : int or None
        The year in which a new mass killing began, if one did by the end of `last`.
    last : int
    only_state_led : bool
        Whether the record of those years holds killings led by states alone.
    """

    place: int
    year: int
    less_alike: float
    alike: bool
    onset: int | None
    last: int
    only_state_led: bool


class Story(Document):
    """Why a country's risk of an onset is what it is.

    Attributes
    ----------
    year : int
        The base year, whose data it tells.
    raising, lowering : tuple of Reason
        The largest first.
    change : Change or None
        None where the country has no data of the year before.
    signals : tuple of Signal
        All 14, in order.
    analogues : tuple of Analogue
        The most alike first.
    """

    year: int
    raising: tuple[Reason, ...]
    lowering: tuple[Reason, ...]
    change: Change | None
    signals: tuple[Signal, ...]
    analogues: tuple[Analogue, ...]
