"""Looking for due work again and again, while the site runs."""

import logging
import threading

from django.db import close_old_connections, connection
from django.utils import timezone

from karski.web.due.running import run_due

EVERY = 5.0  # s
LONGEST = 60.0  # s
AT_ONCE = 20  # acts before looking whether to stop
_log = logging.getLogger(__name__)


def poll(stop: threading.Event, every: float = EVERY) -> None:
    """Do what falls due until `stop` is set; outlive whatever fails.

    The wait between two looks does not depend on the wall clock.
    """
    wait = every
    while not stop.is_set():
        try:
            ran = run_due(timezone.now(), AT_ONCE)
            close_old_connections()
        except Exception:  # noqa: BLE001 -- logged; letters wait for this thread
            wait = min(wait * 2, LONGEST)
            _log.exception("Due work failed and is looked for again in %.0f s", wait)
            connection.close()
        else:
            wait = 0 if ran.done == AT_ONCE else every
        stop.wait(wait)
        wait = wait or every
    connection.close()


def start(stop: threading.Event) -> threading.Thread:
    """Poll in a thread of its own."""
    thread = threading.Thread(target=poll, args=(stop,), name="due", daemon=True)
    thread.start()
    return thread
