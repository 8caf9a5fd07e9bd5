"""The sentences that explain a risk.

Each stands here whole, with names in braces for what varies, so that it can be
translated as a sentence; what stands in a list is a whole entry of it.
"""

import math
from collections.abc import Iterable, Sequence

from karski.core import places
from karski.explanation.analogues import Analogue
from karski.explanation.changes import Change, Part, Shift
from karski.explanation.drivers import Driver
from karski.explanation.factors import Signal
from karski.explanation.rank import Rank
from karski.forecasts.odds import natural_frequency

ANY, STATE_LED = "mk_onset", "mk_onset_state"  # targets
WORTH_SAYING = math.log(1.1)  # log-odds: a change of less than a tenth is left out
MOVED = 3  # values that moved, at most so many are told
BOTH_KINDS_FROM = 1989  # until then the record holds killings led by states only

RISK = {
    (ANY, 1): (
        "{country}: the chance that a new mass killing begins in {first} is"
        " {frequency}; in the average country it is {average}."
    ),
    (ANY, 2): (
        "{country}: the chance that a new mass killing begins in {first} or {last} is"
        " {frequency}; in the average country it is {average}."
    ),
    (STATE_LED, 1): (
        "{country}: the chance that a new mass killing led by the state begins in"
        " {first} is {frequency}; in the average country it is {average}."
    ),
    (STATE_LED, 2): (
        "{country}: the chance that a new mass killing led by the state begins in"
        " {first} or {last} is {frequency}; in the average country it is {average}."
    ),
}
MEANING = (
    "A mass killing is the deliberate killing of at least 1,000 civilians of one group"
    " within a year."
)
RANK = "Of {of} countries it ranks number {at}, the first being most at risk."
RANK_BETWEEN = (
    "Of {of} countries it ranks number {at}, the first being most at risk. The rank is"
    " uncertain: when the model is varied at random (countries' weights, its parts, its"
    " recalibration), it lies between {low} and {high} in {coverage} % of cases."
)
RAISED = "Compared with the average country of {year}, these raise the odds: {list}."
NOT_RAISED = "Nothing raises the odds much above the average country of {year}."
LOWERED = "These lower them: {list}."
NOT_LOWERED = "Nothing lowers them much."
DRIVER = "{theme}, by a factor of {factor} ({facts})"
BARE_DRIVER = "{theme}, by a factor of {factor}"
COUNTED = "{fact}, in the middle country {middle}"
STEADY = "The odds are much as they were a year earlier."
CHANGED = (
    "The odds are {factor} times those of a year earlier: the country's own data"
    " multiply them by {data}, the newly fitted model and the passing year by {model}."
)
SHIFTED = "What changed in the country's data: {list}."
SHIFT = "{now} (a year earlier: {was})"
SHIFT_NOW = "new this year: {now}"
SHIFT_WAS = "true a year earlier, but no longer: {was}"
POINTED = (
    "Of the 14 risk factors in the United Nations' Framework, the data here point to"
    " {list}."
)
NOT_POINTED = (
    "The data here point to none of the 14 risk factors in the United Nations'"
    " Framework."
)
HEARD = "They also speak to {list}, and show nothing unusual there."
UNHEARD = "They cannot speak to {list}: there, people must look."
FACTOR = "{number} ({short})"
ALIKE = "Most alike in the past: {list}."
NOT_ALIKE = "Nothing in the past is quite alike; the least unlike: {list}."
NO_PAST = "There is no past situation to compare it with."
FOLLOWED = {
    ANY: (
        "{country} {year} (more alike than {share} of 100 pairs of country-years;"
        " a new mass killing began in {onset})"
    ),
    STATE_LED: (
        "{country} {year} (more alike than {share} of 100 pairs of country-years;"
        " a new mass killing led by the state began in {onset})"
    ),
}
NOT_FOLLOWED = {
    ANY: (
        "{country} {year} (more alike than {share} of 100 pairs of country-years;"
        " no new mass killing began by the end of {last})"
    ),
    STATE_LED: (
        "{country} {year} (more alike than {share} of 100 pairs of country-years;"
        " no new mass killing led by the state began by the end of {last})"
    ),
}
RECORD = "Before 1989 the record holds only killings led by states."
CLOSING = (
    "These are reasons in a model's arithmetic, not causes; and a risk is neither a"
    " prediction nor a judgement of guilt."
)
RAISES = "raises the odds by a factor of {factor}"
LOWERS = "lowers the odds by a factor of {factor}"
LEAVES = "leaves the odds as they are"


def effect(log_odds: float) -> str:
    """Say what a part does to the odds.

    Examples
    --------
    >>> effect(0.588), effect(-0.588)
    ('raises the odds by a factor of 1.8', 'lowers the odds by a factor of 1.8')
    >>> effect(0.01)
    'leaves the odds as they are'
    """
    if abs(log_odds) < WORTH_SAYING:
        return LEAVES
    return (RAISES if log_odds > 0 else LOWERS).format(factor=factor(abs(log_odds)))


def factor(log_odds: float) -> str:
    """Write by how much log-odds multiply the odds, in two figures.

    Examples
    --------
    >>> factor(0.588), factor(-2.8), factor(3.0)
    ('1.8', '0.061', '20')
    """
    times = math.exp(log_odds)
    digits = max(0, 1 - math.floor(math.log10(times)))
    return f"{times:,.{digits}f}"


def risk(
    country: str, target: str, years: Sequence[int], odds: float, average: float
) -> str:
    """Say a risk beside the average country's, both as log-odds."""
    return RISK[target, len(years)].format(
        country=country,
        first=years[0],
        last=years[-1],
        frequency=natural_frequency(probability(odds)),
        average=natural_frequency(probability(average)),
    )


def probability(log_odds: float) -> float:
    """Turn log-odds into a probability; no log-odds overflow."""
    return 0.5 * (1 + math.tanh(log_odds / 2))


def rank(where: Rank) -> str:
    """Say where a country stands."""
    if where.between is None:
        return RANK.format(at=where.at, of=where.of)
    low, high = where.between
    return RANK_BETWEEN.format(
        at=where.at, of=where.of, low=low, high=high, coverage=where.coverage
    )


def raised(drivers: Sequence[Driver], year: int) -> str:
    """Say what raises the odds."""
    if not drivers:
        return NOT_RAISED.format(year=year)
    return RAISED.format(year=year, list=_listed(map(_driver, drivers)))


def lowered(drivers: Sequence[Driver]) -> str:
    """Say what lowers the odds."""
    if not drivers:
        return NOT_LOWERED
    return LOWERED.format(list=_listed(map(_driver, drivers)))


def _driver(driver: Driver) -> str:
    size = factor(abs(driver.log_odds))
    facts = [
        COUNTED.format(fact=clause, middle=middle) if middle else str(clause)
        for clause, middle in driver.clauses()
    ]
    if not facts:
        return BARE_DRIVER.format(theme=driver.theme.name, factor=size)
    return DRIVER.format(theme=driver.theme.name, factor=size, facts=_listed(facts))


def change(since: Change) -> list[str]:
    """Say what changed since the year before."""
    if steady(since):
        return [STEADY]
    sentence = CHANGED.format(
        factor=factor(since.log_odds),
        data=factor(since.from_data),
        model=factor(since.from_model),
    )
    moved = [_shift(shift) for shift in largest(since.data)]
    return [sentence, SHIFTED.format(list=_listed(moved))] if moved else [sentence]


def steady(since: Change) -> bool:
    """Say whether all that changed is too little to tell."""
    parts = (since.log_odds, since.from_data, since.from_model)
    return max(map(abs, parts)) < WORTH_SAYING


def largest(parts: Sequence[Part]) -> list[Shift]:
    """Return the values of the country whose move is worth telling, largest first."""
    shifts = [
        shift
        for part in parts
        if not part.theme.of_the_year
        for shift in part.shifts
        if abs(shift.log_odds) >= WORTH_SAYING and (shift.was or shift.now)
    ]
    return sorted(shifts, key=lambda shift: -abs(shift.log_odds))[:MOVED]


def _shift(shift: Shift) -> str:
    if shift.now is None:
        return SHIFT_WAS.format(was=shift.was)
    if shift.was is None:
        return SHIFT_NOW.format(now=shift.now)
    return SHIFT.format(now=shift.now, was=shift.was)


def signals(heard: Sequence[Signal]) -> list[str]:
    """Say which risk factors the data point to, speak to, and cannot speak to."""
    pointed = [signal for signal in heard if signal.signs]
    rest = [signal for signal in heard if signal.seen and not signal.signs]
    silent = [signal for signal in heard if not signal.seen]
    told = [POINTED.format(list=_factors(pointed)) if pointed else NOT_POINTED]
    if rest:
        told.append(HEARD.format(list=_factors(rest)))
    if silent:
        told.append(UNHEARD.format(list=_factors(silent)))
    return told


def _factors(heard: Sequence[Signal]) -> str:
    return _listed(
        FACTOR.format(number=s.factor.number, short=s.factor.short) for s in heard
    )


def analogues(found: Sequence[Analogue], target: str, horizon: int) -> list[str]:
    """Say what is most alike in the past, and what followed."""
    if not found:
        return [NO_PAST]
    alike = [analogue for analogue in found if analogue.alike]
    entries = [_analogue(each, target, horizon) for each in alike or found]
    told = [(ALIKE if alike else NOT_ALIKE).format(list=_listed(entries))]
    if target == ANY and any(a.year + 1 < BOTH_KINDS_FROM for a in alike or found):
        told.append(RECORD)
    return told


def _analogue(analogue: Analogue, target: str, horizon: int) -> str:
    entry = (NOT_FOLLOWED if analogue.onset is None else FOLLOWED)[target]
    return entry.format(
        country=places.name(analogue.place),
        year=analogue.year,
        share=math.floor(100 * analogue.less_alike),
        onset=analogue.onset,
        last=analogue.year + horizon,
    )


def _listed(entries: Iterable[str]) -> str:
    return "; ".join(entries)
