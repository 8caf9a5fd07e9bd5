"""Why a country's risk is what it is, as its page tells it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from karski import framework
from karski.briefings.edition.story import Analogue, Reason, Signal, Story
from karski.explanation import sentences
from karski.web.monitor import words
from karski.web.monitor.editions import Shown
from karski.web.monitor.names import name
from karski.web.monitor.told import moves


@dataclass(frozen=True, slots=True)
class Told:
    """A reason: its name, what it does to the odds, and the country's values."""

    name: str
    effect: str
    icon: str
    look: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the United Nations' risk factors, and what the data say of it."""

    number: int
    title: str
    signs: tuple[str, ...]
    seen: str
    unseen: str


@dataclass(frozen=True, slots=True)
class Past:
    """A situation of the past like this one, and what followed."""

    name: str
    href: str
    year: int
    followed: str
    onset: bool
    likeness: str


@dataclass(frozen=True, slots=True)
class Page:
    """A story, ready for the page.

    Attributes
    ----------
    reasons : tuple of Told
        What raises the odds, then what lowers them.
    change : tuple of str
        Sentences on what changed since the year before.
    pointed, heard, silent : tuple of Factor
        Risk factors that the data point to, speak to, and cannot speak to.
    past : tuple of Past
    likeness : str
        Whether anything of the past is like this at all.
    """

    year: int
    reasons: tuple[Told, ...]
    change: tuple[str, ...]
    pointed: tuple[Factor, ...]
    heard: tuple[Factor, ...]
    silent: tuple[Factor, ...]
    past: tuple[Past, ...]
    likeness: str
    record: str
    closing: str


def page(shown: Shown, story: Story) -> Page:
    """Tell a story."""
    early = any(each.year + 1 < sentences.BOTH_KINDS_FROM for each in story.analogues)
    factors = [(signal, _factor(signal)) for signal in story.signals]
    return Page(
        year=story.year,
        reasons=tuple(_reason(each) for each in (*story.raising, *story.lowering)),
        change=tuple(_change(story)),
        pointed=tuple(f for s, f in factors if s.signs),
        heard=tuple(f for s, f in factors if s.seen and not s.signs),
        silent=tuple(f for s, f in factors if not s.seen),
        past=tuple(_past(shown, each) for each in story.analogues),
        likeness=_likeness(story.analogues),
        record=gettext(sentences.RECORD) if early else "",
        closing=gettext(sentences.CLOSING),
    )


def _reason(reason: Reason) -> Told:
    raises = reason.factor >= 1
    form = gettext(sentences.RAISES) if raises else gettext(sentences.LOWERS)
    size = words.times(reason.factor if raises else 1 / reason.factor)
    return Told(
        name=words.msgid(reason.name),
        effect=form.format(factor=size),
        icon="up" if raises else "down",
        look="up" if raises else "down",
        facts=tuple(words.fact(each.clause, each.middle) for each in reason.facts),
    )


def _change(story: Story) -> list[str]:
    since = story.change
    if since is None or since.steady:
        return [moves.change(since)]
    told = gettext(sentences.CHANGED).format(
        factor=words.times(since.factor),
        data=words.times(since.from_data),
        model=words.times(since.from_model),
    )
    moved = [moves.shift(each) for each in since.shifts if each.was or each.now]
    if not moved:
        return [told]
    return [told, gettext(sentences.SHIFTED).format(list=words.listed(moved))]


def _factor(signal: Signal) -> Factor:
    return Factor(
        number=signal.number,
        title=gettext(framework.risk_factor(signal.number).title),
        signs=tuple(words.clause(each) for each in signal.signs),
        seen=words.msgid(signal.seen or ""),
        unseen=words.msgid(signal.unseen),
    )


def _past(shown: Shown, analogue: Analogue) -> Past:
    place = shown.edition.places.get(analogue.place)
    code = shown.code_of.get(analogue.place)
    href = reverse("monitor:country", args=[code]) + shown.suffix if code else ""
    return Past(
        name=name(place) if place else str(analogue.place),
        href=href,
        year=analogue.year,
        followed=_followed(analogue),
        onset=analogue.onset is not None,
        likeness=gettext(
            "More alike than {share} of 100 pairs of country-years"
        ).format(share=int(100 * analogue.less_alike)),
    )


def _followed(analogue: Analogue) -> str:
    if analogue.onset is None:
        form = gettext("No new mass killing began by the end of {year}.")
        return form.format(year=analogue.last)
    form = gettext("A new mass killing began in {year}.")
    return form.format(year=analogue.onset)


def _likeness(analogues: Sequence[Analogue]) -> str:
    if not analogues:
        return gettext(sentences.NO_PAST)
    if any(each.alike for each in analogues):
        return gettext("Country-years in which the model finds the same reasons.")
    return gettext("Nothing in the past is quite alike. These are the least unlike.")
