"""Codes on the room's screen: who can read one is in the room.

A code is made of the workshop, the minute and the site's secret; nothing of it is
kept. It stays good for a while after it has gone from the screen, for slow typing.
"""

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from karski.web.people.tokens import LETTERS
from karski.web.workshops.models import Workshop

LENGTH = 6  # 31 ** 6 codes, tried by participants alone
CHANGES = timedelta(seconds=60)
STILL_GOOD = 2  # that many codes back


def code_at(workshop: Workshop, moment: datetime) -> str:
    """Return the code that a workshop's screen shows at a moment."""
    minute = int(moment.timestamp() // CHANGES.total_seconds())
    return _code(workshop, minute)


def fits(workshop: Workshop, typed: str, moment: datetime) -> bool:
    """Say whether a code, however it was typed, was on the screen a moment ago."""
    minute = int(moment.timestamp() // CHANGES.total_seconds())
    good = {_code(workshop, minute - back) for back in range(STILL_GOOD + 1)}
    return "".join(each for each in typed.upper() if each in LETTERS) in good


def _code(workshop: Workshop, minute: int) -> str:
    digest = salted_hmac("karski.workshops.code", f"{workshop.public_id} {minute}")
    number, letters = int(digest.hexdigest(), 16), []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters.append(LETTERS[letter])
    return "".join(letters)
