"""Journals: a header, then an event a line, as canonical JSON.

The same pack, seed and acts give the same bytes; `replaying` proves that they do.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rfc8785

from karski.core.errors import ExerciseError
from karski.core.files import whole
from karski.exercise.events import Event, line, read_line
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import identity

FORM = 1  # of journals; raised when their lines change their meaning
MOST_SEED = 2**53 - 1  # the largest whole number that JSON keeps exactly


@dataclass(frozen=True, slots=True)
class Header:
    """What a journal is the journal of.

    Attributes
    ----------
    pack : str
        Its name.
    version : int
        The pack's.
    identity : str
        SHA-256 of the pack's text.
    seed : int
    """

    pack: str
    version: int
    identity: str
    seed: int

    @classmethod
    def of(cls, name: str, text: str, pack: Pack, seed: int) -> "Header":
        """Return the header of a run of a pack."""
        return cls(name, pack.version, identity(text), seed)

    def line(self) -> bytes:
        """Return the journal's first line."""
        return rfc8785.dumps(
            {
                "karski": FORM,
                "pack": self.pack,
                "version": self.version,
                "identity": self.identity,
                "seed": self.seed,
            }
        )

    def hold_to(self, text: str) -> None:
        """Refuse another text of the pack than the one that was played.

        Raises
        ------
        ExerciseError
        """
        if identity(text) != self.identity:
            raise ExerciseError(
                f"the journal is of another text of {self.pack!r} (version"
                f" {self.version}); give the pack that was played"
            )


def written(header: Header, events: Iterable[Event]) -> bytes:
    """Return a journal."""
    return b"".join(each + b"\n" for each in (header.line(), *map(line, events)))


def write(path: Path, header: Header, events: Iterable[Event]) -> None:
    """Write a journal to a file, whole or not at all."""
    journal = written(header, events)
    with whole(path) as draft:
        draft.write_bytes(journal)


def parse(journal: bytes) -> tuple[Header, list[Event]]:
    """Return what a journal holds.

    Raises
    ------
    ExerciseError
        A line is no header or event, or out of order: names the line.
    """
    lines = journal.splitlines()
    header = _header(lines[0] if lines else b"")
    events = []
    for number, each in enumerate(lines[1:], start=2):
        try:
            event = read_line(each)
        except ExerciseError as error:
            raise ExerciseError(f"line {number}: {error}") from None
        if event.seq != number - 1:
            raise ExerciseError(
                f"line {number} is event {event.seq} where {number - 1} should be;"
                " give the journal whole"
            )
        events.append(event)
    return header, events


def read(path: Path) -> tuple[Header, list[Event]]:
    """Return what a journal file holds.

    Raises
    ------
    ExerciseError
        It cannot be read, or `parse` refuses it: names the file.
    """
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise ExerciseError(
            f"{path.name} cannot be read ({error.strerror}); check the path"
        ) from None
    except ExerciseError as error:
        raise ExerciseError(f"{path.name}: {error}") from None


def _header(first: bytes) -> Header:
    try:
        held: dict[str, Any] = json.loads(first)
        if held["karski"] != FORM:
            raise ExerciseError(
                f"line 1: this Karski reads journals of form {FORM}, not"
                f" {held['karski']}; use the one that wrote it"
            )
        version, seed = int(held["version"]), int(held["seed"])
        if not 0 <= seed <= MOST_SEED:
            raise ValueError(seed)
        return Header(str(held["pack"]), version, str(held["identity"]), seed)
    except (ValueError, TypeError, KeyError, OverflowError):
        raise ExerciseError(
            "line 1 is no header of a journal; give a journal of an exercise"
        ) from None
