"""Dates of workshops as people write them, in the reader's language."""

from datetime import date

from babel.dates import format_date, format_interval, format_skeleton
from django.utils.translation import get_language

from karski.web.workshops.models import Workshop


def span(starts: date, ends: date) -> str:
    r"""Return days from one to another, the way the language writes them.

    Examples
    --------
    >>> from django.utils.translation import override
    >>> with override("pl"):
    ...     ascii(span(date(2014, 1, 27), date(2014, 1, 29)))
    "'27\\u201329 sty 2014'"
    """
    language = _locale()
    if starts == ends:
        return str(format_date(starts, "long", locale=language))
    return str(format_interval(starts, ends, skeleton="yMMMd", locale=language))


def when(workshop: Workshop) -> str:
    """Return when a workshop is: its days, or its month where that alone is known."""
    if workshop.days_known:
        return span(workshop.starts, workshop.ends)
    return str(format_skeleton("yMMMM", workshop.starts, locale=_locale()))


def _locale() -> str:
    language = get_language() or "en"
    return "en_GB" if language == "en" else language
