"""How good the forecasts of an edition have been."""

from dataclasses import dataclass
from typing import Literal

Decided = Literal["better", "worse", "the same", "undecided", "too few"]


@dataclass(frozen=True, slots=True)
class Skill:
    """A forecast of deaths by month, beside conflictology.

    Attributes
    ----------
    target : str
    group, value : str
        ``all`` and "", or ``window`` (``2018``), ``step`` (``1``), ``region``, and
        ``violence`` in the year before (``25-99``).
    metric : str
        ``crps``, ``ign``, ``mis`` or ``crps_log1p``: lower is better.
    ours, baseline : float
        Mean scores.
    change, low, high : float or None
        `ours` less `baseline` as a share of `baseline`, with its 95 % interval; below
        0 ours is better. None where the baseline scores 0, or cases are too few.
    cases, clusters : int
        Country-months, and how many countries they are of.
    decided : str
    """

    target: str
    group: str
    value: str
    metric: str
    ours: float
    baseline: float
    change: float | None
    low: float | None
    high: float | None
    cases: int
    clusters: int
    decided: Decided


@dataclass(frozen=True, slots=True)
class ChanceSkill:
    """Chances over `months` of at least `threshold` people killed, beside simple ones.

    Attributes
    ----------
    baseline_name : str
        ``conflictology of sums`` or ``last year's total``.
    metric : str
        ``brier`` and ``log_score`` (lower is better), ``auc`` and
        ``average_precision`` (higher is better).
    change, low, high
        As in `Skill`.
    cases, events : int
        Country-years, and in how many the threshold was reached.
    """

    target: str
    months: int
    threshold: int
    baseline_name: str
    metric: str
    ours: float
    baseline: float
    change: float | None
    low: float | None
    high: float | None
    cases: int
    events: int
    decided: Decided


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what came the central intervals of a forecast by month held.

    Attributes
    ----------
    nominal, share, low, high : float
        What they should hold, and held, with its 95 % interval, in [0, 1].
    agrees : bool or None
        Whether that interval holds `nominal`.
    """

    target: str
    nominal: float
    share: float
    low: float | None
    high: float | None
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Bin:
    """Past forecasts that gave about the same chance, and how many came true.

    Attributes
    ----------
    least, greatest : float
        The chances in it; the last bin holds both ends, another its lower one.
    cases, events : int
    said : float or None
        The mean chance; None in an empty bin.
    came, low, high : float or None
        The share that came true, and its 95 % interval: the wider end each time of
        Wilson's, which takes cases as independent, and a bootstrap by country.
    band_low, band_high : float or None
        Where `came` would lie in nine of ten cases, were the chances honest.
    """

    target: str
    months: int
    threshold: int
    least: float
    greatest: float
    cases: int
    events: int
    said: float | None
    came: float | None
    low: float | None
    high: float | None
    band_low: float | None
    band_high: float | None


@dataclass(frozen=True, slots=True)
class Miss:
    """A chance that was far from what came, 12 months after `origin`.

    Attributes
    ----------
    kind : {"miss", "false alarm"}
        Reached though thought unlikely (below one half), or the other way round.
    """

    kind: Literal["miss", "false alarm"]
    target: str
    threshold: int
    place: int
    origin: int
    probability: float
    total: int


@dataclass(frozen=True, slots=True)
class OnsetSkill:
    """Risks of onsets, beside the Early Warning Project's on the same country-years.

    Attributes
    ----------
    horizon : int
        Years that the risk speaks of.
    reading : {"2yr", "1yr", "ewp"}
        What counts as having come true (`karski.evaluation.onset_cases`).
    first, last : int
        Forecast years.
    country_years, onsets : int
    score : str
        ``log_score``, ``brier`` (lower is better), ``auc``, ``average_precision``,
        ``recall_at_30`` (higher is better), ``observed_over_expected`` (1 is best).
    ours, ours_low, ours_high : float or None
        With its 95 % interval: the wider of those by country and by year.
    peer, difference, low, high : float or None
        The Early Warning Project's, and ours less theirs with its interval, likewise;
        None where its forecasts are not at hand.
    verdict : str or None
        A msgid: one of the phrases of `karski.evaluation.onset_scores`.
    """

    horizon: int
    reading: str
    first: int
    last: int
    country_years: int
    onsets: int
    score: str
    ours: float | None
    ours_low: float | None
    ours_high: float | None
    peer: float | None
    difference: float | None
    low: float | None
    high: float | None
    verdict: str | None


@dataclass(frozen=True, slots=True)
class OnsetBin:
    """A tenth of past country-years, from the lowest risks up; what came of them.

    Attributes
    ----------
    bin : int
        From 1.
    lowest, highest : float
        Risks in it.
    expected, observed : float
        Onsets: the sum of the risks, and how many came.
    ratio, low, high : float or None
        Observed over expected, with its 95 % interval.
    """

    horizon: int
    reading: str
    bin: int
    country_years: int
    lowest: float
    highest: float
    expected: float
    observed: float
    ratio: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class OnsetMiss:
    """An onset that was warned of least, or a high risk that none followed.

    Attributes
    ----------
    kind : {"miss", "false alarm"}
    year : int
        The onset's, or the first forecast year of the false alarm.
    rank, of : float, int
        In its year, 1 the highest.
    times : int or None
        Of a false alarm: in how many years it was among the 30 highest with no onset.
    """

    kind: Literal["miss", "false alarm"]
    horizon: int
    place: int
    year: int
    rank: float
    of: int
    risk: float
    times: int | None


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of an edition."""

    skill: tuple[Skill, ...]
    chance_skill: tuple[ChanceSkill, ...]
    coverage: tuple[Coverage, ...]
    bins: tuple[Bin, ...]
    misses: tuple[Miss, ...]
    onset_skill: tuple[OnsetSkill, ...]
    onset_bins: tuple[OnsetBin, ...]
    onset_misses: tuple[OnsetMiss, ...]
