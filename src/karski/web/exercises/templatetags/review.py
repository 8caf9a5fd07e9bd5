"""What templates of reviews say in the reader's language."""

from math import isnan

from django.template import Library
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from karski.exercise.moments import HOUR, written
from karski.exercise.review.deciding import Word
from karski.exercise.state import Status
from karski.web.exercises import words
from karski.web.exercises.phrases import SAID, STATUSES

register = Library()


@register.filter
def escalation(phase: int) -> str:
    """Return what a phase of escalation is called."""
    return str(words.ESCALATION[phase])


@register.filter
def truth(known: str) -> str:
    """Say whether news is true."""
    return str(words.TRUTHS[known])


@register.filter
def rated_as(letter: str) -> str:
    """Say what a rating means."""
    return str(words.RATINGS[letter])


@register.filter
def status(of: Status) -> str:
    """Say how far a decision came."""
    return str(STATUSES[of])


@register.filter
def said(word: Word) -> str:
    """Say what a seat said to a decision."""
    return str(SAID[word.kind, word.yes])


@register.filter
def short_moment(at: int) -> str:
    """Write a moment of exercise time [ms] for a narrow column: day and time."""
    return written(at)


@register.filter
def lasted(passed: int) -> str:
    """Say how long something took [ms], in hours, or in days where it took many.

    Examples
    --------
    >>> lasted(31 * HOUR), lasted(75 * HOUR), lasted(HOUR // 3)
    ('31 hours', '3 days', 'less than an hour')
    """
    number = round(passed / HOUR)
    if number < 1:
        return gettext("less than an hour")
    if number < 72:
        text = ngettext("%(number)s hour", "%(number)s hours", number)
        return text % {"number": number}
    days = round(number / 24)
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}


@register.filter
def whole(number: float) -> str:
    """Write a number of people, with the language's grouping.

    Examples
    --------
    >>> whole(42.4)
    '42'
    """
    return number_format(round(number), use_l10n=True, force_grouping=True)


@register.filter
def percent_of(share: float) -> str:
    """Write a share in 0..1 as percent."""
    return f"{round(100 * share)}%"


@register.filter
def score(value: float) -> str:
    """Write a score with two decimals."""
    return number_format(value, 2, use_l10n=True)


@register.filter
def known(value: float | None) -> bool:
    """Say whether a number is there."""
    return value is not None and not isnan(value)


@register.filter
def in_ten(share: float) -> str:
    """Say a share of runs as tenths; what is rarer than one in twenty as such.

    Examples
    --------
    >>> in_ten(0.68), in_ten(0.01), in_ten(0), in_ten(1), in_ten(0.98)
    ('7 in 10', 'fewer than 1 in 20', 'none', 'all', 'more than 19 in 20')
    """
    if share in (0, 1):
        return gettext("all") if share else gettext("none")
    if share < 1 / 20:
        return gettext("fewer than 1 in 20")
    if share > 19 / 20:
        return gettext("more than 19 in 20")
    return gettext("%(number)s in 10") % {"number": max(1, round(10 * share))}


@register.filter
def more_or_fewer(change: float) -> str:
    """Say a change in people.

    Examples
    --------
    >>> more_or_fewer(-30.0), more_or_fewer(4.0), more_or_fewer(0.2)
    ('30 fewer', '4 more', 'as many')
    """
    number = round(abs(change))
    if not number:
        return gettext("as many")
    if change < 0:
        return gettext("%(number)s fewer") % {"number": whole(number)}
    return gettext("%(number)s more") % {"number": whole(number)}
