"""Doing what is due: in the database exactly once, outside it at most once.

Of an act in the database, the effect and the row's 'done' are one transaction under
the row's lock: a process that dies leaves neither, and no other process can do it
meanwhile. Of an act outside, the row is claimed in a transaction of its own first. A
process that dies between claim and 'done' leaves a row of which nobody can know
whether its effect came about; it is not tried again until a person says so.
"""

import logging
import traceback
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min, Q, QuerySet

from karski.web.due.acts import NotDoneError, acts
from karski.web.due.models import Work
from karski.web.due.scheduling import schedule_recurring

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ran:
    """How many acts were done, and how many failed and will be tried again."""

    done: int = 0
    failed: int = 0

    def __add__(self, other: "Ran") -> "Ran":
        return Ran(self.done + other.done, self.failed + other.failed)


def run_due(now: datetime, limit: int = 100) -> Ran:
    """Do what is due at `now`, at most `limit` acts, the longest due first."""
    schedule_recurring(now)
    ran = Ran()
    for _ in range(limit):
        one = _inside(now) or _outside(now)
        if one is None:
            break
        ran += one
    return ran


def next_due() -> datetime | None:
    """Return when the next work that this release knows is to be tried."""
    rows = Work.objects.filter(act__in=acts(), done=None, given_up=None, claimed=None)
    found: datetime | None = rows.aggregate(next=Min("next_try"))["next"]
    return found


def uncertain() -> QuerySet[Work]:
    """Return work outside the database that began and of which no end is known."""
    return Work.objects.filter(claimed__isnull=False, done=None, given_up=None)


def given_up() -> QuerySet[Work]:
    """Return work that failed too often."""
    return Work.objects.filter(done=None, given_up__isnull=False)


def again(work: Work, now: datetime) -> None:
    """Have work tried again that is uncertain or was given up."""
    work.claimed = work.given_up = None
    work.tries, work.next_try = 0, now
    work.save()


def pause(tries: int) -> timedelta:
    """Return how long to wait after that many tries.

    Examples
    --------
    >>> [str(pause(tries)) for tries in (1, 2, 3, 9)]
    ['0:01:00', '0:02:00', '0:04:00', '1:00:00']
    """
    return min(FIRST_PAUSE * (1 << (tries - 1)), LONGEST_PAUSE)


def _next(now: datetime, *, outside: bool) -> Work | None:
    """Lock and return the next work that is due.

    A pause that ends later than any pause can was reckoned on a clock that has since
    been put back: it is over. Acts that this release does not know wait untouched for
    one that does.
    """
    chosen = [name for name, act in acts().items() if act.outside == outside]
    due = Q(next_try__lte=now) | Q(tries__gt=0, next_try__gt=now + LONGEST_PAUSE)
    return (
        Work.objects.select_for_update(skip_locked=True)
        .filter(due, act__in=chosen, done=None, given_up=None, claimed=None)
        .order_by("next_try", "pk")
        .first()
    )


def _inside(now: datetime) -> Ran | None:
    with transaction.atomic():
        work = _next(now, outside=False)
        if work is None:
            return None
        try:
            with transaction.atomic():
                acts()[work.act].do(**work.arguments)
                return _done(work, now)
        except Exception as error:  # noqa: BLE001 -- told in the row, and tried again
            return _failed(work, now, error)


def _outside(now: datetime) -> Ran | None:
    with transaction.atomic():
        work = _next(now, outside=True)
        if work is None:
            return None
        Work.objects.filter(pk=work.pk).update(claimed=now)
        work.claimed = now
    try:
        acts()[work.act].do(**work.arguments)
    except NotDoneError as error:
        work.claimed = None
        return _failed(work, now, error)
    except Exception as error:  # noqa: BLE001 -- told in the row, which stays claimed
        work.error = _told(error)
        work.save()
        return Ran(failed=1)
    work.arguments = {}  # they may hold a person's address, and have done their duty
    return _done(work, now)


def _done(work: Work, now: datetime) -> Ran:
    work.done, work.error = now, ""
    work.tries += 1
    work.save()
    return Ran(done=1)


def _failed(work: Work, now: datetime, error: Exception) -> Ran:
    work.tries += 1
    work.error = _told(error)
    work.next_try = now + pause(work.tries)
    if work.tries >= acts()[work.act].tries:
        work.given_up = now
    work.save()
    _log.warning("%s failed (try %s): %s", work, work.tries, work.error.split("\n")[0])
    return Ran(failed=1)


def _told(error: Exception) -> str:
    first = f"{type(error).__name__}: {error}"
    return "\n".join([first, *traceback.format_tb(error.__traceback__)])[:10_000]
