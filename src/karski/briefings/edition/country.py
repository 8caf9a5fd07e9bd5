"""What an edition says of one country: all that a country page needs.

Months are counted as in `karski.core.months`; deaths are people killed; probabilities
lie in [0, 1]. The quantiles of a forecast are those of its draws: between ``q05`` and
``q95`` lie nine in ten of the futures drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from karski.briefings.edition.story import Story
from karski.explanation.clauses import Clause


@dataclass(frozen=True, slots=True)
class Place:
    """A state; `iso3` is None where it has no such code."""

    number: int
    name: str
    iso3: str | None
    region: str


@dataclass(frozen=True, slots=True)
class MonthCount:
    """People killed in a month."""

    month: int
    deaths: int


@dataclass(frozen=True, slots=True)
class YearCount:
    """People killed in those `months` of a year that the data cover; 12 if whole."""

    year: int
    months: int
    deaths: int


@dataclass(frozen=True, slots=True)
class MonthAhead:
    """The forecast of one month: `step` months after the origin [people / month]."""

    month: int
    step: int
    mean: float
    q05: float
    q10: float
    q25: float
    q50: float
    q75: float
    q90: float
    q95: float


@dataclass(frozen=True, slots=True)
class Before:
    """The same chance as said before, of as many months from an earlier origin.

    `TargetFacts.previous` says from when, and whether that forecast was issued then or
    made afterwards.
    """

    probability: float
    q05: float
    q50: float
    q95: float
    rank: int


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance that at least `threshold` people are killed in the next `months`.

    Attributes
    ----------
    q05 .. q95 : float
        Quantiles of the number killed in those months, whatever the threshold.
    rank, rank_low, rank_high : int
        Where the place stands by number killed, 1 the most: on average over futures,
        and the range in nine of ten of them, the futures of places taken as independent
        of each other. The same for every threshold. Equal places share the highest.
    of : int
        Of how many places.
    before : Before or None
        None where the place was not forecast before.
    """

    place: int
    target: str
    months: int
    threshold: int
    probability: float
    q05: float
    q10: float
    q25: float
    q50: float
    q75: float
    q90: float
    q95: float
    rank: int
    rank_low: int
    rank_high: int
    of: int
    before: Before | None


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest month's deaths beside what the forecast before expected for it."""

    month: int
    deaths: int
    q05: float
    q50: float
    q95: float


@dataclass(frozen=True, slots=True)
class Said:
    """A forecast of the past for 12 months after `origin`, and what came.

    Attributes
    ----------
    probability : float
        Of at least `threshold` people killed.
    total : int
        People killed in those months.
    event : bool
        Whether the threshold was reached.
    q05, q50, q95 : float
        Quantiles of the number killed, as forecast.
    """

    origin: int
    threshold: int
    probability: float
    total: int
    event: bool
    q05: float
    q50: float
    q95: float


@dataclass(frozen=True, slots=True)
class Deaths:
    """What an edition says of one count of people killed in one country.

    Attributes
    ----------
    target : str
        Such as ``deaths_civilians``; `Edition.facts` says from what and when.
    history : tuple of MonthCount
        The last 60 months up to the origin.
    years : tuple of YearCount
        All years of the data.
    ahead : tuple of MonthAhead
        The next 36 months.
    chances : tuple of Chance
        By months (3, 6, 12) and threshold (25, 100, 1,000).
    newest : Newest or None
        None where no forecast before is at hand.
    record : tuple of Said
        Misses first, then false alarms, then the rest by origin; none where there is
        no back-test.
    """

    target: str
    history: tuple[MonthCount, ...]
    years: tuple[YearCount, ...]
    ahead: tuple[MonthAhead, ...]
    chances: tuple[Chance, ...]
    newest: Newest | None
    record: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Onset:
    """The risk that a new mass killing begins in a country within `horizon` years.

    Attributes
    ----------
    risk, low, high : float
        The risk, and the range that holds it in nine of ten fits varied at random.
    rank, rank_low, rank_high : float
        By risk, 1 the highest; countries that tie share a half. The range likewise.
    average : float
        The risk of the average country of the base year.
    of : int
        How many countries are forecast.
    risk_before, rank_before : float or None
        As said from the base year before; None where it was not forecast then.
    """

    place: int
    horizon: int
    risk: float
    low: float
    high: float
    rank: float
    rank_low: float
    rank_high: float
    average: float
    of: int
    risk_before: float | None
    rank_before: float | None


@dataclass(frozen=True, slots=True)
class OnsetSaid:
    """A risk as it would have been said in the past, and what came.

    Attributes
    ----------
    year, last : int
        The first and last year that it speaks of; it is made from the year before.
    risk : float
    rank, of : float, int
        Among that year's countries.
    onset : int or None
        The year in which a new mass killing began, if one did by then.
    known : bool
        Whether what came is known for all these years.
    """

    year: int
    last: int
    risk: float
    rank: float
    of: int
    onset: int | None
    known: bool


@dataclass(frozen=True, slots=True)
class Country:
    """Everything that an edition says of a country.

    Attributes
    ----------
    deaths : mapping of str to Deaths
        By target, civilians first; a target that is not forecast for this country is
        not there.
    violence : mapping of str to tuple of YearCount
        People killed by year, by type: ``state_based``, ``non_state``, ``one_sided``; a
        type that the data at hand do not tell apart is not there.
    onsets : mapping of int to Onset
        By horizon [years]; likewise.
    onset_lacking : mapping of int to tuple of Clause
        By horizon, what the country's data lack for a risk, where they lack something.
    stories : mapping of int to Story
        By horizon: why the risk is what it is.
    onset_record : mapping of int to tuple of OnsetSaid
        By horizon; the latest year first.
    """

    place: Place
    deaths: Mapping[str, Deaths]
    violence: Mapping[str, tuple[YearCount, ...]]
    onsets: Mapping[int, Onset]
    onset_lacking: Mapping[int, tuple[Clause, ...]]
    stories: Mapping[int, Story]
    onset_record: Mapping[int, tuple[OnsetSaid, ...]]
