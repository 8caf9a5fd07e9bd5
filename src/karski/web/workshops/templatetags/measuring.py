"""Figures of measuring, as the reader's language writes them."""

from math import isnan

from django.template import Library
from django.utils import formats
from django.utils.translation import gettext as _

from karski.evaluation.intervals import Interval
from karski.learning.shares import Answered, Share

register = Library()
HUNDRED = 100


def number(value: float, digits: int = 0) -> str:
    """Write a number with so many digits, and a minus as a minus."""
    rounded = round(value, digits) + 0.0  # adding turns the minus of -0.0 away
    text = formats.number_format(f"{rounded:.{digits}f}", digits, use_l10n=True)
    return text.replace("-", "\N{MINUS SIGN}")


@register.filter
def percent(share: float | None) -> str:
    """Write a share in whole percent."""
    if share is None:
        return _("hidden")
    return _("{number}%").format(number=number(HUNDRED * share))


@register.filter
def percent_range(found: Interval | None) -> str:
    """Write a share with its range."""
    if found is None:
        return _("hidden")
    return percent(found.estimate) + _range(found, HUNDRED, 0)


@register.filter
def points(found: Interval | None) -> str:
    """Write a mean on a scale with its range."""
    return _("hidden") if found is None else _with_range(found, 1, 1)


@register.filter
def brier(found: Interval | None) -> str:
    """Write a Brier score with its range."""
    return _("hidden") if found is None else _with_range(found, 1, 2)


@register.filter
def score(value: float | None) -> str:
    """Write a Brier score that has no range."""
    return _("none") if value is None else number(value, 2)


@register.filter
def correlation(found: Interval | None) -> str:
    """Write a correlation with its range."""
    return _("not defined") if found is None else _with_range(found, 1, 2)


@register.filter
def change(found: Interval | None) -> str:
    """Write a change of a share in percentage points, with its sign and range."""
    if found is None:
        return _("hidden")
    sign = "+" if round(HUNDRED * found.estimate) > 0 else ""
    return sign + _with_range(found, HUNDRED, 0)


@register.filter
def score_change(found: Interval | None) -> str:
    """Write a change of a score, with its sign and range."""
    if found is None:
        return _("hidden")
    sign = "+" if round(found.estimate, 2) > 0 else ""
    return sign + _with_range(found, 1, 2)


@register.filter
def answered(found: Answered) -> str:
    """Say how many answered, of how many, unless they are few."""
    if found.count is None or found.rate is None:
        return _("hidden: fewer than five")
    return _("{count} of {asked} ({share})").format(
        count=found.count, asked=found.asked, share=percent(found.rate)
    )


@register.filter
def told_share(found: Share) -> str:
    """Say a share, or what can be said of a hidden one."""
    if found.share is not None:
        return _("{count} of {of}: {share}").format(
            count=found.count, of=found.of, share=percent_range(found.share)
        )
    if found.least is not None:
        return _("{least} to {most} of {of}").format(
            least=found.least, most=found.most, of=found.of
        )
    return _("hidden: fewer than five")


def _with_range(found: Interval, times: int, digits: int) -> str:
    return number(times * found.estimate, digits) + _range(found, times, digits)


def _range(found: Interval, times: int, digits: int) -> str:
    if isnan(found.low) or isnan(found.high):
        return ""
    low, high = (number(times * end, digits) for end in (found.low, found.high))
    return " " + _("({low} to {high})").format(low=low, high=high)
