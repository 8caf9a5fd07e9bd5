"""What templates of reviews say in the reader's language."""

from math import isnan

from django.template import Library
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from karski.exercise.events import Event
from karski.exercise.moments import HOUR, written
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.roles import Capability
from karski.exercise.review.deciding import Word
from karski.exercise.review.knowing import News
from karski.exercise.review.reviewing import Review
from karski.exercise.review.unfolding import Day
from karski.exercise.state import Status
from karski.exercise.world._base_rates import Fitted
from karski.exercise.world.assuming import Value
from karski.exercise.world.varying import Deaths, Sensitivity
from karski.measures import catalogue
from karski.web.exercises import words
from karski.web.exercises.phrases import ORIGINS, SAID, STATUSES, TRUE
from karski.web.exercises.saying import Teller
from karski.web.exercises.templatetags.exercises import seat, told

register = Library()
SLIGHT = 0.005  # change of a level that two decimals do not show


@register.filter
def escalation(phase: int) -> str:
    """Return what a phase of escalation is called."""
    return str(words.ESCALATION[phase])


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
    """Write a score with two decimals.

    Examples
    --------
    >>> score(0.489999), score(0.3)
    ('0.49', '0.30')
    """
    return number_format(f"{value:.2f}", 2, use_l10n=True)


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


@register.simple_tag
def passed(start: int, end: int) -> str:
    """Say how long it is from one moment [ms] to another."""
    return lasted(end - start)


@register.simple_tag
def truth_of(item: News, pack: Pack) -> str:
    """Say whether the pack knows news to be true; nothing of what was improvised."""
    inject = pack.injects.get(item.name)
    return "" if inject is None else str(TRUE[inject.truth])


@register.simple_tag
def reached_by(item: News, pack: Pack) -> str:
    """Return the seats that news was sent to."""
    sent = [each.role for each in item.reached.values() if each.how == "sent"]
    if len(sent) == len(pack.roles):
        return gettext("everybody")
    return ", ".join(seat(role, pack) for role in sent)


@register.simple_tag
def milestone(event: Event, pack: Pack) -> str:
    """Return what a milestone is called."""
    return told(pack.milestones[str(event.data["milestone"])].title)


@register.simple_tag
def sentence(event: Event, found: Review) -> str:
    """Return an event in one sentence."""
    return Teller(found.pack, found.events).line(event)


@register.simple_tag
def grade_of(measure: str) -> str:
    """Return the grade of the evidence on a measure."""
    return catalogue()[measure].evidence.grade


@register.filter
def capability(name: str, pack: Pack) -> Capability | None:
    """Return a capability of a pack; None where none is meant."""
    return pack.capabilities.get(name)


@register.filter
def total(day: Day, what: str) -> int:
    """Return incidents, deaths or displaced so far."""
    return day.total(what)


@register.filter
def figure(value: float | None) -> str:
    """Write a statistic with up to three significant digits.

    Examples
    --------
    >>> figure(0.8922), figure(44591.0), figure(None)
    ('0.892', '44591', 'none')
    """
    if value is None:
        return gettext("none")
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


@register.filter
def figures(value: Value) -> str:
    """Write one number, or several."""
    if isinstance(value, tuple):
        return ", ".join(f"{each:.3g}" for each in value)
    return f"{value:.4g}"


@register.filter
def origin(name: str) -> str:
    """Say where an assumption is from."""
    return str(ORIGINS[name])


@register.filter
def overlaps(row: Fitted) -> bool | None:
    """Say whether the model's interval and the data's have anything in common."""
    if row.data_interval is None or row.model_interval is None:
        return None
    (low, high), (least, most) = row.data_interval, row.model_interval
    return low <= most and least <= high


@register.filter
def cells(row: Sensitivity) -> tuple[Deaths, Deaths, Deaths]:
    """Return deaths with a lower value, as it is, and with a higher one."""
    return row.low, row.base, row.high


@register.filter
def helped(size: float) -> str:
    """Say what an effect on risk factors did.

    Examples
    --------
    >>> helped(-0.1), helped(0.1), helped(0.001)
    ('it helped', 'it did harm', 'hardly anything')
    """
    if abs(size) < SLIGHT:
        return gettext("hardly anything")
    return gettext("it helped") if size < 0 else gettext("it did harm")


@register.filter
def signed(value: float) -> str:
    """Write a number with two decimals and its sign, minus as a minus."""
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")
