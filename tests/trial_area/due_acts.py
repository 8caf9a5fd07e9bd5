"""Acts whose effects tests can count."""

import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from django.db import transaction

from karski.web.due.acts import Act, NotDoneError
from karski.web.people.audit import record

LONG = 60  # s; nobody waits for it: the process is killed


def note(what: str) -> None:
    with transaction.atomic():
        record("trial.done", by=None, detail={"what": what})


def note_and_hang(what: str, marker: str) -> None:
    note(what)
    if not Path(marker).exists():
        Path(marker).touch()
        time.sleep(LONG)


def fail() -> None:
    note("failed")
    raise RuntimeError("the trial failed")


def write(file: str) -> None:
    with Path(file).open("a") as opened:
        opened.write("written\n")


def write_and_hang(file: str) -> None:
    write(file)
    time.sleep(LONG)


def refuse(file: str) -> None:
    if not Path(file).exists():
        Path(file).touch()
        raise NotDoneError("the server is away")
    write(file)


def stumble(file: str) -> None:
    write(file)
    raise ConnectionResetError("in the middle")


ACTS: Mapping[str, Act] = {
    "note": Act(do=note),
    "note_and_hang": Act(do=note_and_hang),
    "fail": Act(do=fail, tries=3),
    "write": Act(do=write, outside=True),
    "write_and_hang": Act(do=write_and_hang, outside=True),
    "refuse": Act(do=refuse, outside=True),
    "stumble": Act(do=stumble, outside=True),
    "daily": Act(do=lambda: note("daily"), every=timedelta(days=1)),
}
