"""What can be scheduled: each area's acts, found by name in its `due_acts.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from karski.core.catalogue import Catalogue
from karski.web import areas

TRIES = 8  # with the pauses of `running.pause`, a little over two hours


class NotDoneError(Exception):
    """An outside effect did not come about, for certain: it may be tried again."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do when it falls due.

    Attributes
    ----------
    do : callable
        Takes the scheduled arguments by name. What it writes to the database and that
        it is done are one transaction, so it should be short.
    outside : bool
        Its effect lies outside the database, as a letter's does: tried at most once,
        unless it raises `NotDoneError`.
    every : timedelta or None
        It comes again and again, once in each such span; takes no arguments.
    tries : int
    forgets : bool
        It deletes what was kept for long enough: also done right after a backup is put
        back, which may hold what has been deleted since.
    """

    do: Callable[..., None]
    outside: bool = False
    every: timedelta | None = None
    tries: int = TRIES
    forgets: bool = False


@cache
def acts() -> Catalogue[Act]:
    """Return every act, as ``<area>.<act>``, from the areas' ``ACTS``."""
    return Catalogue(
        "act",
        {
            f"{area}.{name}": act
            for area, module in areas.offering("due_acts")
            for name, act in module.ACTS.items()
        },
    )
