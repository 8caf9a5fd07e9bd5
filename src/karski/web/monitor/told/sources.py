"""Sources and models in words, with dates and licences."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from karski.briefings.edition.facts import WHY, Facts, Lacking, SourceFacts
from karski.web.monitor import words
from karski.web.monitor.told.risks import KINDS


@dataclass(frozen=True, slots=True)
class Source:
    """A source: who made it, which version, of what time, under which licence."""

    facts: SourceFacts
    span: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What the edition lacks, and why."""

    what: str
    why: str
    detail: str


def every(facts: Facts) -> Sequence[Source]:
    """Return every source of an edition."""
    return [Source(each, _span(each)) for each in facts.sources]


def held(facts: Facts) -> Sequence[tuple[str, str]]:
    """Return every forecast that an edition holds: what, and from what."""
    deaths = gettext("Data to {data}; {count} futures; model {model}")
    onsets = gettext("Data to {data}; {count} countries; model {model}")
    told = [
        (
            str(KINDS.get(each.target, each.target)),
            deaths.format(
                data=words.month(each.origin),
                count=words.number(each.draws),
                model=each.model,
            ),
        )
        for each in facts.targets
    ]
    for each in facts.onsets:
        what = f"{KINDS['onset']}, {words.years(each.years)}"
        count = words.number(each.countries)
        told.append(
            (what, onsets.format(data=each.origin, count=count, model=each.model))
        )
    return told


def lacking(facts: Facts) -> Sequence[Missing]:
    """Return what an edition lacks."""
    return [_missing(each) for each in facts.lacking]


def _missing(lacks: Lacking) -> Missing:
    kind = "onset" if lacks.horizon else lacks.target
    what = str(KINDS.get(kind, lacks.target))
    if lacks.horizon:
        what = f"{what}, {words.within(12 * lacks.horizon)}"
    return Missing(what, gettext(WHY[lacks.why]), lacks.detail)


def _span(source: SourceFacts) -> str:
    if source.period == "year":
        return words.span(str(source.first), str(source.last))
    return words.span(words.month(source.first), words.month(source.last))
