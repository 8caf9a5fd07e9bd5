"""Putting work off until it is due."""

import threading
from datetime import UTC, datetime, timedelta

from django.db import transaction

from karski.web.due.acts import acts
from karski.web.due.models import Work

SCHEDULED = threading.Event()  # wakes the thread that polls in this process
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def schedule(act: str, *, at: datetime, key: str, **arguments: object) -> Work:
    """Have `act` done at a moment; a second time under the same key changes nothing.

    In a transaction, the work is there if and only if the transaction is.

    Raises
    ------
    UnknownNameError
        No area has such an act.
    """
    _ = acts()[act]
    work, made = Work.objects.get_or_create(
        key=key, defaults={"act": act, "arguments": arguments, "at": at, "next_try": at}
    )
    if made:
        transaction.on_commit(SCHEDULED.set)
    return work


def schedule_recurring(now: datetime) -> None:
    """See that each recurring act has its work for the span that `now` lies in."""
    for name, act in acts().items():
        if act.every is not None:
            at = span(now, act.every)
            key = f"{name} {at:%Y-%m-%d %H:%M}"
            if not Work.objects.filter(key=key).exists():
                schedule(name, at=at, key=key)


def span(now: datetime, every: timedelta) -> datetime:
    """Return when the span of that length began that `now` lies in.

    Examples
    --------
    >>> span(datetime(2026, 3, 5, 17, 40, tzinfo=UTC), timedelta(days=1)).isoformat()
    '2026-03-05T00:00:00+00:00'
    """
    return now - (now - EPOCH) % every
