"""Words and links of the monitor's templates."""

from datetime import date
from typing import Any

from django.template import Context, Library
from django.urls import reverse

from karski.briefings.edition.country import Place
from karski.explanation.clauses import Clause
from karski.web.monitor import names, words

register = Library()


@register.simple_tag(takes_context=True)
def to(context: Context, page: str, *args: object) -> str:
    """Return the address of a page of the monitor; the edition on screen stays."""
    shown = context.get("shown")
    return reverse(f"monitor:{page}", args=args) + (shown.suffix if shown else "")


@register.filter
def frequency(probability: float) -> str:
    """Say a probability as people count."""
    return words.frequency(probability)


@register.filter
def share(probability: float) -> str:
    """Write a probability in percent."""
    return words.share(probability)


@register.filter
def about(value: float) -> str:
    """Write a forecast count of people."""
    return words.about(value)


@register.filter
def exactly(value: float) -> str:
    """Write a recorded count of people."""
    return words.number(value)


@register.filter
def month(number: int) -> str:
    """Name a month."""
    return words.month(number)


@register.filter
def day(given: date) -> str:
    """Write a date."""
    return words.day(given)


@register.filter
def clause(told: Clause) -> str:
    """Say a clause of the edition."""
    return words.clause(told)


@register.filter
def msgid(text: str) -> str:
    """Translate a msgid of the edition."""
    return words.msgid(text)


@register.filter
def named(place: Place) -> str:
    """Name a country."""
    return names.name(place)


@register.filter
def get(mapping: Any, key: object) -> Any:  # noqa: ANN401 -- a mapping of any kind
    """Look something up."""
    return mapping.get(key)
