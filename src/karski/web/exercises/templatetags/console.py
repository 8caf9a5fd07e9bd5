"""What templates of the console say."""

from django.template import Library

from karski.exercise.moments import time_of_day

register = Library()


@register.filter
def room(wall: int) -> str:
    """Return a wall time [ms]; scripts say it again as the room's own clock does.

    Examples
    --------
    >>> room(36_000_000)
    '10:00 UTC'
    """
    return f"{time_of_day(wall)} UTC"


@register.filter
def num(value: float) -> str:
    """Write a coordinate, whatever the language.

    Examples
    --------
    >>> num(12.5), num(12.0)
    ('12.5', '12')
    """
    return f"{value:g}"


@register.filter
def in_hundred(probability: float) -> str:
    """Return a probability as so many in a hundred.

    Examples
    --------
    >>> in_hundred(0.35)
    '35'
    """
    return f"{100 * probability:.0f}"
