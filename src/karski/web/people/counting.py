"""Counts how often each page is opened on a day, of those who agreed to it.

A count is a day, a page's name and a number: no address, no browser, no person, and
nothing that leaves this site. Counts gather in memory and are written once a minute,
so that reading a page waits for no disk; a process that is killed loses that minute.
"""

import atexit
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from threading import Lock

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from karski.web.people import consent
from karski.web.people.models import Visits

EVERY = 60.0  # s


class Tally:
    """Counts that wait to be written."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[tuple[date, str]] = Counter()
        self._kept = time.monotonic()

    def add(self, page: str) -> None:
        """Count a page, and write now and then."""
        with self._lock:
            self._counts[timezone.now().date(), page] += 1
            late = time.monotonic() - self._kept > EVERY
        if late:
            self.keep()

    def keep(self) -> None:
        """Write what was counted; where the database is busy, next time."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._kept = time.monotonic()
        try:
            with transaction.atomic():
                for (day, page), count in sorted(counts.items()):
                    _write(day, page, count)
        except DatabaseError:
            with self._lock:
                self._counts += counts


def _write(day: date, page: str, count: int) -> None:
    row, _ = Visits.objects.get_or_create(day=day, page=page)
    Visits.objects.filter(pk=row.pk).update(count=F("count") + count)


tally = Tally()
atexit.register(tally.keep)


class CountingMiddleware:
    """Counts a page that was shown to somebody who agreed."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then count."""
        response = self.respond(request)
        match = request.resolver_match
        shown = request.method == "GET" and response.status_code == 200
        if shown and match and match.view_name and consent.may_count(request):
            tally.add(match.view_name)
        return response
