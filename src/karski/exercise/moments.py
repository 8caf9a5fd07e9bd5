"""Exercise time: whole milliseconds since midnight before the first day.

A pack writes a moment as ``day hour:minute``, and days count from 1.
"""

import re
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

SECOND = 1000  # ms
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
LAST_DAY = 999
_MOMENT = re.compile(r"(\d{1,3}) ([01]\d|2[0-3]):([0-5]\d)")


def moment(text: str) -> int:
    """Return the moment [ms] that `text` writes.

    Raises
    ------
    ValueError
        It is no moment.

    Examples
    --------
    >>> moment("1 00:00"), moment("2 08:30") == DAY + 8 * HOUR + 30 * MINUTE
    (0, True)
    >>> moment("day two")
    Traceback (most recent call last):
    ValueError: must be a day and a time, as in '2 08:30'
    """
    found = _MOMENT.fullmatch(text) if isinstance(text, str) else None
    if found is None or not int(found[1]):
        raise ValueError("must be a day and a time, as in '2 08:30'")
    return (int(found[1]) - 1) * DAY + int(found[2]) * HOUR + int(found[3]) * MINUTE


def day(at: int) -> int:
    """Return on which day a moment [ms] lies; the first is 1.

    Examples
    --------
    >>> day(moment("3 23:59")), day(moment("4 00:00"))
    (3, 4)
    """
    return at // DAY + 1


def time_of_day(at: int) -> str:
    """Return hours and minutes of a moment [ms], seconds cut off.

    Examples
    --------
    >>> time_of_day(moment("9 15:10") + 59 * SECOND)
    '15:10'
    """
    minutes = at % DAY // MINUTE
    return f"{minutes // 60:02}:{minutes % 60:02}"


def written(at: int) -> str:
    """Return a moment [ms] as packs write it.

    Examples
    --------
    >>> written(moment("9 15:10"))
    '9 15:10'
    """
    return f"{day(at)} {time_of_day(at)}"


Moment: TypeAlias = Annotated[
    int,
    BeforeValidator(moment),
    WithJsonSchema({"type": "string", "pattern": f"^{_MOMENT.pattern}$"}),
]
