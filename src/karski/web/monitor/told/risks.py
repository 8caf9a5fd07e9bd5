"""A question and its answers in words."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.utils.translation import gettext, gettext_lazy, ngettext

from karski.briefings.edition.facts import Earlier, Facts
from karski.web.monitor import words
from karski.web.monitor.names import name
from karski.web.monitor.queries.lines import Line, World
from karski.web.monitor.question import Question

NOTABLE = 1 / 20  # a risk of an onset that the first sentence counts
LIKELY = 1 / 2

BEGINS = gettext_lazy("a new mass killing begins")
KILLED: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "deaths_civilians": lambda n: ngettext(
            "at least {least} civilian is killed",
            "at least {least} civilians are killed",
            n,
        ),
        "deaths_total": lambda n: ngettext(
            "at least {least} person is killed in organised violence",
            "at least {least} people are killed in organised violence",
            n,
        ),
        "deaths_state_based": lambda n: ngettext(
            "at least {least} person is killed in fighting with a state",
            "at least {least} people are killed in fighting with a state",
            n,
        ),
        "deaths_non_state": lambda n: ngettext(
            "at least {least} person is killed in fighting between groups",
            "at least {least} people are killed in fighting between groups",
            n,
        ),
        "deaths_one_sided": lambda n: ngettext(
            "at least {least} civilian is killed in deliberate attacks",
            "at least {least} civilians are killed in deliberate attacks",
            n,
        ),
    }
)
KINDS = MappingProxyType(
    {
        "onset": gettext_lazy("A new mass killing begins"),
        "deaths_civilians": gettext_lazy("Deaths of civilians"),
        "deaths_total": gettext_lazy("All deaths"),
        "deaths_state_based": gettext_lazy("Deaths in fighting with a state"),
        "deaths_non_state": gettext_lazy("Deaths in fighting between groups"),
        "deaths_one_sided": gettext_lazy("Deaths of civilians in deliberate attacks"),
    }
)
"""Every risk as the form and the headings call it."""


def event(question: Question) -> str:
    """Say what would happen, as a clause."""
    if question.least is None:
        return str(BEGINS)
    killed = KILLED[question.what](question.least)
    return killed.format(least=words.number(question.least))


def when(question: Question, facts: Facts) -> str:
    """Say the time that the question is about."""
    if question.onset:
        of = facts.onset(question.horizon)
        return words.years(of.years) if of else ""
    target = facts.target(question.what)
    if target is None:
        return ""
    first, last = target.origin + 1, target.origin + question.months
    return words.span(words.month(first), words.month(last))


def title(question: Question, facts: Facts) -> str:
    """Say what the map and the table show."""
    form = gettext("The chance that {event}: {when}")
    return form.format(event=event(question), when=when(question, facts))


def lede(world: World, question: Question, facts: Facts) -> list[str]:
    """Say the finding in one or two sentences."""
    if not world.lines:
        return [gettext("This edition holds no forecast of it.")]
    told = [_many(world, question, facts)]
    risen = max(world.lines, key=lambda line: line.step)
    if risen.moved == "higher" and risen.before is not None:
        form = gettext("It rose most in {country}, from {before} to {now}.")
        told.append(
            form.format(
                country=name(risen.place),
                before=words.frequency(risen.before),
                now=words.frequency(risen.probability),
            )
        )
    return told


def _many(world: World, question: Question, facts: Facts) -> str:
    edge = NOTABLE if question.onset else LIKELY
    count = sum(line.probability >= edge for line in world.lines)
    return _counting(question, count).format(
        count=words.number(count),
        of=words.number(len(world.lines)),
        event=event(question),
        when=when(question, facts),
        months=words.within(question.months),
        country=name(world.lines[0].place),
        chance=words.frequency(world.lines[0].probability),
    )


def _counting(question: Question, count: int) -> str:
    if question.onset:
        return ngettext(
            "In {count} of {of} countries the chance that {event} in {when} is 1 in 20"
            " or higher; it is highest in {country}, {chance}.",
            "In {count} of {of} countries the chance that {event} in {when} is 1 in 20"
            " or higher; it is highest in {country}, {chance}.",
            count,
        )
    return ngettext(
        "In {count} of {of} countries it is more likely than not that {event} within"
        " {months}; the chance is highest in {country}, {chance}.",
        "In {count} of {of} countries it is more likely than not that {event} within"
        " {months}; the chance is highest in {country}, {chance}.",
        count,
    )


def value(line: Line) -> str:
    """Say a country's answer as the map's label does."""
    form = gettext("{country}: {chance} ({percent})")
    return form.format(
        country=name(line.place),
        chance=words.frequency(line.probability),
        percent=words.share(line.probability),
    )


def lacking(country: str) -> str:
    """Say that a country has no forecast."""
    return gettext("{country}: not forecast").format(country=country)


def against(previous: Earlier | None, onset: bool) -> str:
    """Say what changes are told against."""
    if previous is None:
        return gettext("No earlier forecast is at hand to compare with.")
    data = str(previous.origin) if onset else words.month(previous.origin)
    if previous.issued is None:
        form = gettext(
            "Changes are told against the same model's forecast from data to {data},"
            " made afterwards."
        )
        return form.format(data=data)
    form = gettext(
        "Changes are told against the edition of {day}, with data to {data}."
    )
    return form.format(day=words.day(previous.issued), data=data)
