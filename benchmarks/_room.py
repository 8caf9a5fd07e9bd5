"""A workspace with two exercises: one to be played, and one that was played all day.

``python -m benchmarks._room``, with ``KARSKI_WORKSPACE`` set, makes them in its
database and prints what opens their pages, as JSON.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from karski.exercise.moments import MINUTE, moment

DESKS, CONSOLES, OBSERVERS = 30, 2, 3  # clients that listen
INJECTS = 24  # of each kind
QUIET, BUSY = moment("1 08:40"), moment("3 12:00")  # when injects begin to fall due
APART = 2 * MINUTE  # of exercise time: two seconds of the room


@dataclass(frozen=True, slots=True)
class Room:
    """What opens pages: addresses of the site, and the cookies of who runs it.

    Attributes
    ----------
    desks : sequence of str
        Personal pages of those at desks, in two languages.
    console : str
    observers : sequence of str
        Personal pages of those who watch.
    played : str
        A personal page in the exercise that was played all day.
    cookies : dict of str to str
    """

    desks: Sequence[str]
    console: str
    observers: Sequence[str]
    played: str
    cookies: dict[str, str]


def prepared(folder: Path) -> Room:
    """Make the exercises in a workspace, in a process that ends."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._room"],
        env=os.environ | {"KARSKI_WORKSPACE": str(folder)},
        stdout=subprocess.PIPE,
        check=True,
    )
    found = json.loads(done.stdout)
    return Room(**found)


def windows() -> dict[str, int]:
    """Return when the injects that reach everybody fall due [ms of exercise time]."""
    return {
        f"{name}_{number}": begins + number * APART
        for name, begins in (("quiet", QUIET), ("busy", BUSY))
        for number in range(INJECTS)
    }


def _main() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "karski.web.settings"
    django.setup()
    from benchmarks import _room_made

    print(json.dumps(_room_made.made()))


if __name__ == "__main__":
    _main()
