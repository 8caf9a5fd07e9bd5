"""Looking for due work again and again, while the site runs.

Between two looks the thread waits; but not beyond the moment at which the next work is
due, and not when this process has just scheduled some.
"""

import logging
import threading

from django.db import close_old_connections, connection
from django.utils import timezone

from karski.web.due.running import next_due, run_due
from karski.web.due.scheduling import SCHEDULED

EVERY = 5.0  # s
LONGEST = 60.0  # s
SOON = 0.05  # s
AT_ONCE = 20  # acts before looking whether to stop
_log = logging.getLogger(__name__)


def poll(stop: threading.Event, every: float = EVERY) -> None:
    """Do what falls due until `stop` is set; outlive whatever fails.

    A wall clock that is set wrong makes no wait longer than `every`.
    """
    failures = 0
    while not stop.is_set():
        SCHEDULED.clear()
        try:
            ran = run_due(timezone.now(), AT_ONCE)
            if stop.is_set():
                break
            wait = 0.0 if ran.done == AT_ONCE else _until_next(every)
            close_old_connections()
        except Exception:  # noqa: BLE001 -- logged; letters wait for this thread
            failures += 1
            wait = min(every * 2**failures, LONGEST)
            _log.exception("Due work failed and is looked for again in %.0f s", wait)
            connection.close()
            stop.wait(wait)
        else:
            failures = 0
            SCHEDULED.wait(wait)
    connection.close()


def _until_next(every: float) -> float:
    """Return how long nothing is due [s], at most `every`."""
    at = next_due()
    if at is None:
        return every
    # what is due and still there, another process is doing: not looked for at once
    return min(max((at - timezone.now()).total_seconds(), SOON), every)


def start(stop: threading.Event) -> threading.Thread:
    """Poll in a thread of its own."""
    thread = threading.Thread(target=poll, args=(stop,), name="due", daemon=True)
    thread.start()
    return thread


def end(stop: threading.Event, thread: threading.Thread) -> None:
    """Have the thread end, and wait for it."""
    stop.set()
    SCHEDULED.set()
    thread.join(timeout=10)
