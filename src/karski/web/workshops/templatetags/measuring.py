"""Figures of measuring, as the reader's language writes them."""

from collections.abc import Mapping, Sequence
from math import isnan
from types import MappingProxyType

from django.template import Library
from django.utils import formats
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karski.briefings.charts import reliability
from karski.briefings.charts._drawing import Size
from karski.briefings.charts.words import WORDS, filled
from karski.evaluation.intervals import Interval
from karski.learning.calibration_game import Bin
from karski.learning.items import Undefined
from karski.learning.shares import Answered, Share

register = Library()
HUNDRED = 100
BOTH: tuple[Size, ...] = ("wide", "narrow")


def number(value: float, digits: int = 0) -> str:
    """Write a number with so many digits, and a minus as a minus."""
    rounded = round(value, digits) + 0.0  # adding turns the minus of -0.0 away
    text = formats.number_format(f"{rounded:.{digits}f}", digits, use_l10n=True)
    return text.replace("-", "\N{MINUS SIGN}")


@register.simple_tag
def calibration(curve: Sequence[Bin], model: Sequence[Bin]) -> SafeString:
    """Draw a curve beside the model's in both sizes; the table beside it tells it.

    The drawing is silent for those who hear the page: the same numbers follow.
    """
    words = {key: gettext(word) for key, word in WORDS.items()}
    words["said"] = gettext("Chance given")  # it was not we who said it
    bins, others = _drawable(curve), _drawable(model)
    drawn = [reliability.reliability(bins, size, others) for size in BOTH]
    # every word put into our drawing is escaped
    return mark_safe("".join(filled(each, words) for each in drawn))  # noqa: S308


def _drawable(curve: Sequence[Bin]) -> list[reliability.Bin]:
    return [
        reliability.Bin(each.said, each.came.estimate, each.came.low, each.came.high)
        for each in curve
        if each.said is not None and each.came is not None
    ]


@register.filter
def percent(share: float | None) -> str:
    """Write a share in whole percent."""
    if share is None:
        return gettext("hidden")
    return gettext("{number}%").format(number=number(HUNDRED * share))


@register.filter
def percent_range(found: Interval | None) -> str:
    """Write a share with its range."""
    if found is None:
        return gettext("hidden")
    return percent(found.estimate) + _range(found, HUNDRED, 0)


@register.filter
def points(found: Interval | None) -> str:
    """Write a mean on a scale with its range."""
    return gettext("hidden") if found is None else _with_range(found, 1, 1)


@register.filter
def brier(found: Interval | None) -> str:
    """Write a Brier score with its range."""
    return gettext("hidden") if found is None else _with_range(found, 1, 2)


@register.filter
def score(value: float | None) -> str:
    """Write a Brier score that has no range."""
    return gettext("none") if value is None else number(value, 2)


@register.filter
def correlation(found: Interval | None) -> str:
    """Write a correlation with its range."""
    return gettext("not defined") if found is None else _with_range(found, 1, 2)


@register.filter
def change(found: Interval | None) -> str:
    """Write a change of a share in percentage points, with its sign and range."""
    if found is None:
        return gettext("hidden")
    sign = "+" if round(HUNDRED * found.estimate) > 0 else ""
    return sign + _with_range(found, HUNDRED, 0)


@register.filter
def score_change(found: Interval | None) -> str:
    """Write a change of a score, with its sign and range."""
    if found is None:
        return gettext("hidden")
    sign = "+" if round(found.estimate, 2) > 0 else ""
    return sign + _with_range(found, 1, 2)


@register.filter
def answered(found: Answered) -> str:
    """Say how many answered, of how many, unless they are few."""
    if found.count is None or found.rate is None:
        return gettext("hidden: fewer than five")
    return gettext("{count} of {asked} ({share})").format(
        count=found.count, asked=found.asked, share=percent(found.rate)
    )


@register.filter
def told_share(found: Share) -> str:
    """Say a share, or what can be said of a hidden one."""
    if found.share is not None:
        return gettext("{count} of {of}: {share}").format(
            count=found.count, of=found.of, share=percent_range(found.share)
        )
    if found.least is not None:
        return gettext("{least} to {most} of {of}").format(
            least=found.least, most=found.most, of=found.of
        )
    return gettext("hidden: fewer than five")


@register.filter
def count(value: int | None) -> str:
    """Write a count, unless it is hidden."""
    return gettext("hidden") if value is None else number(value)


@register.filter
def pair(first: object, second: object) -> tuple[object, object]:
    """Return two things, to be shown one after the other."""
    return first, second


@register.filter
def why(undefined: Undefined) -> Promise:
    """Say why a figure is not defined."""
    return _UNDEFINED[undefined]


_UNDEFINED: Mapping[Undefined, Promise] = MappingProxyType(
    {
        Undefined.FEW_PEOPLE: _("not defined: too few people answered"),
        Undefined.SAME_ANSWERS: _("not defined: everybody answered it alike"),
        Undefined.SAME_REST: _("not defined: all did equally well on the others"),
        Undefined.FEW_ITEMS: _("not defined: too few people answered every item"),
        Undefined.SAME_TOTALS: _("not defined: everybody did equally well"),
    }
)


def _with_range(found: Interval, times: int, digits: int) -> str:
    return number(times * found.estimate, digits) + _range(found, times, digits)


def _range(found: Interval, times: int, digits: int) -> str:
    if isnan(found.low) or isnan(found.high):
        return ""
    low, high = (number(times * end, digits) for end in (found.low, found.high))
    return " " + gettext("({low} to {high})").format(low=low, high=high)
