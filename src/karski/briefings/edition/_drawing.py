"""From an edition's figures to what its charts take."""

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

import numpy as np

from karski.briefings.charts import fan, reasons, record, reliability, skill, violence
from karski.briefings.charts._drawing import Size
from karski.briefings.charts._text import Label
from karski.briefings.charts.words import of_region, of_theme
from karski.briefings.edition.country import Country, Deaths
from karski.briefings.edition.edition import Edition
from karski.briefings.edition.scores import Bin, Scores, Skill
from karski.briefings.edition.story import Story
from karski.core.months import year_of

Draw: TypeAlias = Callable[[Size], str]
Named: TypeAlias = tuple[str, Draw]
YEAR = 12  # months
PERCENT = 100
SHOWN = "crps"
GROUPS = ("window", "step", "region")


def of_place(edition: Edition, number: int) -> Iterator[Named]:
    """Yield the charts of a country."""
    country = edition.country(number)
    for target, deaths in country.deaths.items():
        yield f"{number}/{target}-fan", partial(fan.fan, _fan(edition, deaths))
        if past := _record(deaths):
            yield f"{number}/{target}-record", partial(record.record, past)
    if country.violence:
        yield f"{number}/violence", partial(violence.violence, _violence(country))
    for horizon, story in country.stories.items():
        if every := _reasons(story):
            name = f"{number}/onset-{horizon}-drivers"
            yield name, partial(reasons.reasons, every)


def of_scores(scores: Scores) -> Iterator[Named]:
    """Yield the charts of the scorecard."""
    for target in dict.fromkeys(each.target for each in scores.skill):
        for group in GROUPS:
            if changes := _changes(scores, target, group):
                name = f"scores/{target}-skill-{group}"
                yield name, partial(skill.skill, changes)
    for key in dict.fromkeys(map(_of_bin, scores.bins)):
        target, months, threshold = key
        bins = [each for each in scores.bins if _of_bin(each) == key]
        if months == YEAR and (drawn := list(_bins(bins))):
            name = f"scores/{target}-reliability-{threshold}"
            yield name, partial(reliability.reliability, drawn)


def _fan(edition: Edition, deaths: Deaths) -> fan.Fan:
    facts = edition.facts.target(deaths.target)
    assert facts is not None
    counts = {each.month: each.deaths for each in deaths.history}
    months = range(min(counts, default=facts.origin), facts.origin + 1)
    history = np.array([counts.get(month, math.nan) for month in months], float)
    ahead = [(m.q05, m.q10, m.q25, m.q50, m.q75, m.q90, m.q95) for m in deaths.ahead]
    return fan.Fan(facts.origin, history, np.array(ahead, float).T)


def _record(deaths: Deaths) -> list[record.Past]:
    by_origin = {each.origin: each for each in deaths.record}
    return [
        record.Past(year_of(origin + YEAR), said.q05, said.q50, said.q95, said.total)
        for origin, said in sorted(by_origin.items())
    ]


def _violence(country: Country) -> violence.Violence:
    counts = {
        kind: {each.year: each.deaths for each in years}
        for kind, years in country.violence.items()
    }
    every = [each for years in country.violence.values() for each in years]
    span = range(min(e.year for e in every), max(e.year for e in every) + 1)
    deaths = {
        kind: np.array([counts[kind].get(year, math.nan) for year in span], float)
        for kind in violence.KINDS
        if kind in counts
    }
    unfinished = any(e.months < YEAR for e in every if e.year == span[-1])
    return violence.Violence(span[0], deaths, unfinished)


def _reasons(story: Story) -> list[reasons.Reason]:
    every = sorted((*story.raising, *story.lowering), key=lambda r: -r.factor)
    return [reasons.Reason(of_theme(r.name), math.log(r.factor)) for r in every]


def _changes(scores: Scores, target: str, group: str) -> list[skill.Change]:
    rows = [
        each
        for each in scores.skill
        if (each.target, each.group, each.metric) == (target, group, SHOWN)
    ]
    return [change for each in rows if (change := _change(each)) is not None]


def _change(row: Skill) -> skill.Change | None:
    if row.change is None or row.low is None or row.high is None:
        return None  # too few cases; the table says so
    label: Label = of_region(row.value) if row.group == "region" else row.value
    ends = sorted((row.low, row.change, row.high))
    low, middle, high = (PERCENT * each for each in ends)
    return skill.Change(label, middle, low, high)


def _of_bin(each: Bin) -> tuple[str, int, int]:
    return each.target, each.months, each.threshold


def _bins(every: list[Bin]) -> Iterator[reliability.Bin]:
    for each in every:
        if each.cases:
            assert each.said is not None
            assert each.came is not None
            assert each.low is not None
            assert each.high is not None
            yield reliability.Bin(each.said, each.came, each.low, each.high)
