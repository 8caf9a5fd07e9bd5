"""What tells the clients of this process that a journal has grown.

One thread reads the ends of the journals that anybody here follows: at once when this
process wrote, and ten times a second, as another may have: one query for all clients.
New events are read once and handed to every stream, which lets each pair of eyes see
what is for them.
"""

import asyncio
import logging
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field

from django.db import close_old_connections, connection

from karski.exercise.events import Event
from karski.web.exercises import states
from karski.web.exercises.models import Exercise

EVERY = 0.1  # s
AFTER_A_FAILURE = 1.0  # s
KEPT = 500  # newest events of each journal in memory; who is further back reads anew
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class Listener:
    """One client's place in a journal, woken when there is more."""

    loop: asyncio.AbstractEventLoop
    more: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Wake the client, from any thread."""
        with suppress(RuntimeError):  # its loop is closed: nobody waits there
            self.loop.call_soon_threadsafe(self.more.set)


@dataclass(eq=False)
class Tail:
    """The newest events of one journal, and who waits for more."""

    events: list[Event] = field(default_factory=list)
    seq: int = 0
    listeners: set[Listener] = field(default_factory=set)


class Wire:
    """The journals followed in this process."""

    def __init__(self) -> None:
        self.tails: defaultdict[int, Tail] = defaultdict(Tail)
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None
        self.wanted = threading.Event()

    def follow(self, exercise_pk: int, listener: Listener, seq: int) -> None:
        """Wake `listener` whenever the journal grows beyond what is in memory."""
        with self.lock:
            tail = self.tails[exercise_pk]
            if not tail.listeners:
                tail.events, tail.seq = [], seq
            tail.listeners.add(listener)
            self.wanted.set()
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(
                    target=self._run, name="wire", daemon=True
                )
                self.thread.start()

    def leave(self, exercise_pk: int, listener: Listener) -> None:
        """Stop waking a listener."""
        with self.lock:
            tail = self.tails[exercise_pk]
            tail.listeners.discard(listener)
            if not tail.listeners:
                del self.tails[exercise_pk]
            if not self.tails:
                self.wanted.clear()

    def after(self, exercise_pk: int, seq: int) -> list[Event] | None:
        """Return the events after a number; None where memory does not reach back."""
        with self.lock:
            tail = self.tails[exercise_pk]
            if seq >= tail.seq:
                return []
            if not tail.events or tail.events[0].seq > seq + 1:
                return None
            return [each for each in tail.events if each.seq > seq]

    def _run(self) -> None:
        while True:
            states.GREW.clear()
            if not self.wanted.is_set():
                connection.close()
                self.wanted.wait()
            try:
                self._look()
                close_old_connections()
            except Exception:  # noqa: BLE001 -- logged; clients wait for this thread
                _log.exception("Journals could not be read and are looked at again")
                connection.close()  # a database that came back wants a new one
                time.sleep(AFTER_A_FAILURE)
            states.GREW.wait(EVERY)

    def _look(self) -> None:
        with self.lock:
            known = {pk: tail.seq for pk, tail in self.tails.items()}
        ends = Exercise.objects.filter(pk__in=known).values_list("pk", "seq")
        for pk, seq in ends:
            if seq > known[pk]:
                self._grow(pk, states.events_after(pk, known[pk]))

    def _grow(self, pk: int, events: list[Event]) -> None:
        with self.lock:
            tail = self.tails.get(pk)
            if tail is None or not events or events[-1].seq <= tail.seq:
                return
            new = [each for each in events if each.seq > tail.seq]
            tail.events = [*tail.events, *new][-KEPT:]
            tail.seq = events[-1].seq
            listeners = list(tail.listeners)
        for listener in listeners:
            listener.wake()


WIRE = Wire()
