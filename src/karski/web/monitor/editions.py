"""The editions at hand: read once, kept, and watched, for folders come and go."""

import logging
import os
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TypeAlias

import polars as pl
from django.conf import settings

from karski.briefings.edition import Edition, bundled, editions, read
from karski.briefings.edition.facts import Facts
from karski.core.errors import ReportableError
from karski.core.workspace import Workspace

EDITIONS = "editions"  # of a workspace; a folder for each
FACTS = "edition.json"  # of each
KEPT = 4  # editions in memory: about 10 MB each
Fingerprint: TypeAlias = tuple[tuple[str, int, int], ...]
log = logging.getLogger(__name__)


class UnknownEditionError(Exception):
    """There is no edition of that name."""


class SpoiltEditionError(Exception):
    """An edition is not whole; the argument is its folder's name."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An edition that can be chosen."""

    facts: Facts
    folder: Path
    bundled: bool

    @property
    def age(self) -> tuple[str, bool, int]:
        """What orders editions: the day, one's own before the one that came."""
        return self.facts.issued.isoformat(), not self.bundled, self.facts.number


@dataclass(frozen=True, eq=False)
class Shown:
    """The edition on screen.

    Attributes
    ----------
    edition : Edition
    bundled : bool
        Whether it came with the software.
    usual : bool
        Whether it is what a visitor sees who chose none.
    spoilt : tuple of str
        Folders of editions that cannot be read.
    others : tuple of Entry
        What else can be chosen, the newest first.
    """

    edition: Edition
    bundled: bool
    usual: bool
    spoilt: tuple[str, ...]
    others: tuple[Entry, ...]

    @property
    def facts(self) -> Facts:
        """What it is made from."""
        return self.edition.facts

    @property
    def suffix(self) -> str:
        """What a link needs so that this edition stays on screen."""
        return "" if self.usual else f"?edition={self.facts.name}"

    @cached_property
    def codes(self) -> dict[str, int]:
        """Countries by what stands in their addresses: ISO3 code, else number."""
        places = self.edition.places.values()
        taken = [place.iso3 for place in places]
        return {
            place.iso3.lower()
            if place.iso3 and taken.count(place.iso3) == 1
            else str(place.number): place.number
            for place in places
        }

    @cached_property
    def code_of(self) -> dict[int, str]:
        """What stands in a country's address."""
        return {number: code for code, number in self.codes.items()}


class Shelf:
    """Editions of one workspace, and the one that came with the software."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = Lock()
        self._seen: Fingerprint | None = None
        self._entries: list[Entry] = []
        self._spoilt: list[str] = []
        self._read: OrderedDict[Path, tuple[Fingerprint, Edition | None]] = (
            OrderedDict()
        )

    def shown(self, name: str | None = None) -> Shown | None:
        """Return the edition of that name, or the usual one; None if there is none.

        Raises
        ------
        UnknownEditionError, SpoiltEditionError
        """
        with self._lock:
            return self._shown(name)

    def entries(self) -> tuple[Entry, ...]:
        """Return what can be chosen, the newest first."""
        with self._lock:
            self._look()
            return tuple(self._entries)

    def spoilt(self) -> tuple[str, ...]:
        """Return the folders that hold no whole edition."""
        with self._lock:
            self._look()
            broken = [e.folder.name for e in self._entries if not self._open(e)]
            return (*self._spoilt, *broken)

    def _shown(self, name: str | None) -> Shown | None:
        self._look()
        entries, spoilt = self._entries, list(self._spoilt)
        usual = None
        for entry in sorted(entries, key=lambda e: e.facts.simulated):
            if usual := self._open(entry):
                break
            spoilt.append(entry.folder.name)
        chosen = self._chosen(name, entries, spoilt) if name else usual
        if chosen is None:
            return None
        others = tuple(e for e in entries if e.folder != chosen.folder)
        came = next(e.bundled for e in entries if e.folder == chosen.folder)
        return _shown(chosen, came, chosen is usual, tuple(spoilt), others)

    def _chosen(self, name: str, entries: list[Entry], spoilt: list[str]) -> Edition:
        for entry in entries:
            if entry.facts.name == name:
                if edition := self._open(entry):
                    return edition
                raise SpoiltEditionError(entry.folder.name)
        if name in spoilt:
            raise SpoiltEditionError(name)
        raise UnknownEditionError(name)

    def _look(self) -> None:
        """List the workspace's editions anew if anything there has changed."""
        place = self.workspace.folder / EDITIONS
        found = _contents(place)
        seen = found + tuple(_stamp(place / name / FACTS) for name, _, _ in found)
        if seen == self._seen:
            return
        listed = editions(self.workspace)
        self._spoilt = [each.folder.name for each in listed if each.facts is None]
        own = [Entry(each.facts, each.folder, False) for each in listed if each.facts]
        came = _bundled()
        ours = [Entry(came.facts, came.folder, True)] if came else []
        self._entries = sorted(own + ours, key=lambda e: e.age, reverse=True)
        self._seen = seen
        for each in listed:
            if each.problem:
                log.warning("%s", each.problem)

    def _open(self, entry: Entry) -> Edition | None:
        if entry.bundled:
            return _bundled()
        seen = _contents(entry.folder)
        if entry.folder not in self._read or self._read[entry.folder][0] != seen:
            self._read[entry.folder] = seen, _readable(entry.folder)
        self._read.move_to_end(entry.folder)
        while len(self._read) > KEPT:
            self._read.popitem(last=False)
        return self._read[entry.folder][1]


def shelf() -> Shelf:
    """Return the site's shelf."""
    return _shelf(settings.ENVIRONMENT.workspace)


@cache
def _shelf(workspace: Workspace) -> Shelf:
    return Shelf(workspace)


@cache
def _bundled() -> Edition | None:
    try:
        return bundled()
    except ReportableError as error:
        log.warning("%s", error)
        return None


@lru_cache(maxsize=8)
def _shown(
    edition: Edition,
    came: bool,
    usual: bool,
    spoilt: tuple[str, ...],
    others: tuple[Entry, ...],
) -> Shown:
    return Shown(edition, came, usual, spoilt, others)


def _contents(folder: Path) -> Fingerprint:
    try:
        with os.scandir(folder) as entries:
            found = [(e.name, e.stat()) for e in entries if not e.name.startswith(".")]
    except OSError:  # it is gone, or going
        return ()
    return tuple(sorted((name, s.st_size, s.st_mtime_ns) for name, s in found))


def _stamp(file: Path) -> tuple[str, int, int]:
    try:
        found = file.stat()
    except OSError:
        return (file.name, -1, -1)
    return (file.name, found.st_size, found.st_mtime_ns)


def _readable(folder: Path) -> Edition | None:
    try:
        return read(folder)
    except (ReportableError, OSError, pl.exceptions.PolarsError) as error:
        log.warning("%s", error)
        return None
