"""Dates, places and counts, as the reader's language writes them."""

from datetime import date

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from django.utils.translation import get_language, gettext, ngettext

from karski.web.people.countries import country_name
from karski.web.workshops.models import Workshop

LOCALES = {"en": "en_GB"}  # where Babel's default is not ours
DAY, MONTH = "yMMMMd", "yMMMM"


def day(given: date) -> str:
    """Write a date in full."""
    return str(format_date(given, "long", locale=locale()))


def days(first: date, last: date) -> str:
    """Write a span of days, saying once what both ends share."""
    if first == last:
        return day(first)
    return str(format_interval(first, last, DAY, locale=locale()))


def when(workshop: Workshop) -> str:
    """Write when a workshop is, as far as it is known."""
    if workshop.days_known:
        return days(workshop.starts, workshop.ends)
    return str(format_skeleton(MONTH, workshop.starts, locale=locale()))


def where(workshop: Workshop) -> str:
    """Write where a workshop is."""
    return f"{workshop.city}, {country_name(workshop.country)}"


def place_and_dates(workshop: Workshop) -> str:
    """Write where and when a workshop is."""
    return f"{where(workshop)}; {when(workshop)}"


def participants(count: int) -> str:
    """Count participants."""
    said = ngettext("%(count)s participant", "%(count)s participants", count)
    return said % {"count": count}


def seats(count: int) -> str:
    """Count seats."""
    return ngettext("%(count)s seat", "%(count)s seats", count) % {"count": count}


def count_or_hidden(count: int | None) -> str:
    """Write a count of people; one that is hidden says so."""
    return gettext("hidden") if count is None else str(count)


def locale() -> Locale:
    """Return the reader's locale, as Babel knows it."""
    language = get_language() or "en"
    return Locale.parse(LOCALES.get(language, language))
