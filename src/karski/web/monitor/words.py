"""What the monitor says, as the reader's language says it.

Numbers stand as the language writes them; whatever comes from an edition as a msgid
with gaps is translated here.
"""

from collections.abc import Iterable
from datetime import date
from math import floor, log10

from django.utils import formats
from django.utils.translation import get_language, gettext, ngettext, pgettext

from karski.core.months import month_of_year, year_of
from karski.explanation.clauses import Clause, Figure
from karski.explanation.sentences import COUNTED
from karski.forecasts import odds

LONGEST = 80  # letters of a name that are shown
TINY = 0.001  # below it a percentage says nothing


def number(value: float, digits: int = 0) -> str:
    """Write a number with so many digits after the point, and a minus as a minus."""
    rounded = round(value, digits) + 0.0  # adding turns the minus of -0.0 away
    text = formats.number_format(
        f"{rounded:.{digits}f}", digits, use_l10n=True, force_grouping=True
    )
    return text.replace("-", "\N{MINUS SIGN}")


def about(value: float) -> str:
    """Write a forecast count of people with two figures: nobody knows more."""
    if value < 100:
        return number(round(value))
    unit = 10 ** (floor(log10(value)) - 1)
    return number(round(value / unit) * unit)


def share(probability: float) -> str:
    """Write a probability in percent, with two figures at most."""
    if 0 < probability < TINY:
        return gettext("less than {number}%").format(number=number(0.1, 1))
    if 1 - TINY < probability < 1:
        return gettext("more than {number}%").format(number=number(99.9, 1))
    return gettext("{number}%").format(number=_percent(probability))


def _percent(probability: float) -> str:
    if 0 < probability < TINY:
        return gettext("under {number}").format(number=number(0.1, 1))
    percent = 100 * probability
    near_an_end = percent < 9.95 or 99 < percent < 100
    digits = 1 if near_an_end and round(percent, 1) != round(percent) else 0
    return number(percent, digits)


def share_of(difference: float) -> str:
    """Write a difference as a share, in whole percent."""
    return gettext("{number}%").format(number=number(100 * difference))


def frequency(probability: float) -> str:
    """Say a probability as people count."""
    said = odds.frequency(probability)
    form = {
        "about": gettext("about {count} in {of}"),
        "less than": gettext("less than {count} in {of}"),
        "more than": gettext("more than {count} in {of}"),
    }[said.kind]
    return form.format(count=number(said.count), of=number(said.of))


def apart(now: float, before: float) -> tuple[str, str]:
    """Say two different chances so that they read as different."""
    said, was = frequency(now), frequency(before)
    return (said, was) if said != was else (share(now), share(before))


def span(low: str, high: str) -> str:
    """Say a range."""
    if low == high:
        return low
    return pgettext("a range", "{low} to {high}").format(low=low, high=high)


def shares(low: float, high: float) -> str:
    """Say a range of probabilities in percent."""
    return span(share(low), share(high))


def ends(low: float, high: float) -> str:
    """Say a range beside a figure in percent, in its brackets."""
    return span(_percent(low), _percent(high))


def counts(low: float, high: float) -> str:
    """Say a range of people."""
    return span(about(low), about(high))


def times(factor: float) -> str:
    """Write by how much odds are multiplied, in two figures."""
    digits = max(0, 1 - floor(log10(factor)))
    return number(factor, digits)


def month(number_: int) -> str:
    """Name a month and its year."""
    first = date(year_of(number_), month_of_year(number_), 1)
    text = formats.date_format(first, "YEAR_MONTH_FORMAT")
    # only English writes months with a capital; Django's catalogues sometimes do
    return text if get_language() == "en" else text.lower()


def day(day_: date) -> str:
    """Write a date."""
    return formats.date_format(day_, "DATE_FORMAT")


def years(forecast: Iterable[int]) -> str:
    """Name one or two years."""
    first, *rest = forecast
    if not rest:
        return str(first)
    return gettext("{first} or {last}").format(first=first, last=rest[-1])


def within(months: int) -> str:
    """Say a span of months."""
    return ngettext("{count} month", "{count} months", months).format(count=months)


def killed(count: int) -> str:
    """Say how many people are killed."""
    form = ngettext("{count} killed", "{count} killed", count)
    return form.format(count=number(count))


def clause(told: Clause) -> str:
    """Say a clause of an edition."""
    params = {name: _param(value) for name, value in told.params.items()}
    return gettext(told.msgid).format(**params)


def fact(told: Clause, middle: Figure | None) -> str:
    """Say a value of a country, and that of the middle country beside it."""
    if middle is None:
        return clause(told)
    return gettext(COUNTED).format(fact=clause(told), middle=_param(middle))


def msgid(text: str) -> str:
    """Translate a msgid of an edition."""
    return gettext(text) if text else ""


def listed(entries: Iterable[str]) -> str:
    """Join what stands in a list."""
    return "; ".join(entries)


def short(text: str) -> str:
    """Cut a name that no page has room for."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _param(value: Figure | str) -> str:
    return number(value.value, value.digits) if isinstance(value, Figure) else value
