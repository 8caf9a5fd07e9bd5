"""The editions at hand: read once, kept, and watched, for folders come and go."""

import logging
import os
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from math import inf
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, TypeAlias, TypeVar
from weakref import ref

import polars as pl
from django.conf import settings

from karski.briefings.edition import Edition, bundled, editions, read
from karski.briefings.edition.facts import Facts
from karski.core.errors import ReportableError
from karski.core.workspace import Workspace

EDITIONS = "editions"  # of a workspace; a folder for each
FACTS = "edition.json"  # of each
KEPT = 4  # editions in memory: about 10 MB each
DERIVED = 48  # tables, maps and the like kept beside each
RETRY = 5.0  # seconds after which what could not be read is tried again
QUIET = 3600.0  # seconds before the same is written into the log again
UNREADABLE = (ReportableError, OSError, pl.exceptions.PolarsError)
T = TypeVar("T")
Fingerprint: TypeAlias = tuple[tuple[str, int, int], ...]
log = logging.getLogger(__name__)


class UnknownEditionError(Exception):
    """There is no edition of that name."""


class SpoiltEditionError(Exception):
    """An edition is not whole; the argument is its folder's name."""


@dataclass(frozen=True, slots=True)
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

    def kept(self, make: Callable[..., T], *given: Hashable) -> T:
        """Return ``make(self, *given)``: made once, kept no longer than this is."""
        value: T = self._values(make, *given)
        return value

    @cached_property
    def _values(self) -> Callable[..., Any]:
        weak = ref(self)  # or it would keep itself in memory

        def made(make: Callable[..., Any], *given: Hashable) -> object:
            return make(weak(), *given)

        return lru_cache(maxsize=DERIVED)(made)


@dataclass(slots=True)
class _Held:
    """What was found in a folder, until when that holds; None is not whole."""

    edition: Edition | None
    until: float
    seen: Fingerprint = ()
    shown: Shown | None = None

    def show(
        self,
        entry: Entry,
        usual: bool,
        spoilt: tuple[str, ...],
        others: tuple[Entry, ...],
    ) -> Shown:
        """Return the same as before, unless what is said beside it has changed."""
        assert self.edition is not None, "only a whole one is shown"
        beside = (usual, spoilt, others)
        was = self.shown
        if was is None or (was.usual, was.spoilt, was.others) != beside:
            self.shown = was = Shown(self.edition, entry.bundled, *beside)
        return was


Found: TypeAlias = tuple[Entry, _Held]


class Shelf:
    """Editions of one workspace, and the one that came with the software."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = Lock()
        self._seen: Fingerprint | None = None
        self._until = inf
        self._told: dict[str, float] = {}
        self._entries: list[Entry] = []
        self._spoilt: list[str] = []
        self._read: OrderedDict[Path, _Held] = OrderedDict()
        self._came: _Held | None = None

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
            broken = [e.folder.name for e in self._entries if not self._open(e).edition]
            return (*self._spoilt, *broken)

    def _shown(self, name: str | None) -> Shown | None:
        self._look()
        spoilt = list(self._spoilt)
        usual = self._usual(spoilt)
        found = self._chosen(name, spoilt) if name else usual
        if found is None:
            return None
        entry, held = found
        others = tuple(e for e in self._entries if e is not entry)
        is_usual = usual is not None and usual[0] is entry
        return held.show(entry, is_usual, tuple(spoilt), others)

    def _usual(self, spoilt: list[str]) -> Found | None:
        """Return what one sees who chose none; add the spoilt met on the way."""
        for entry in sorted(self._entries, key=lambda e: e.facts.simulated):
            held = self._open(entry)
            if held.edition:
                return entry, held
            spoilt.append(entry.folder.name)
        return None

    def _chosen(self, name: str, spoilt: list[str]) -> Found:
        for entry in self._entries:
            if entry.facts.name == name:
                held = self._open(entry)
                if held.edition:
                    return entry, held
                raise SpoiltEditionError(entry.folder.name)
        if name in spoilt:
            raise SpoiltEditionError(name)
        raise UnknownEditionError(name)

    def _look(self) -> None:
        """List the workspace's editions anew if anything there has changed."""
        place = self.workspace.folder / EDITIONS
        found = _contents(place)
        seen = found + tuple(_stamp(place / name / FACTS) for name, _, _ in found)
        if seen == self._seen and monotonic() < self._until:
            return
        listed = editions(self.workspace)
        self._spoilt = [each.folder.name for each in listed if each.facts is None]
        own = [Entry(each.facts, each.folder, False) for each in listed if each.facts]
        came = self._along()
        ours = [Entry(e.facts, e.folder, True) for e in (came.edition,) if e]
        self._entries = sorted(own + ours, key=lambda e: e.age, reverse=True)
        again = monotonic() + RETRY if self._spoilt else inf
        self._seen, self._until = seen, min(again, came.until)
        for each in listed:
            if each.problem:
                self._warn(each.problem)

    def _open(self, entry: Entry) -> _Held:
        if entry.bundled:
            return self._along()
        seen = _contents(entry.folder)
        held = self._read.get(entry.folder)
        if held is None or held.seen != seen or monotonic() >= held.until:
            held = self._read[entry.folder] = self._try(partial(read, entry.folder))
            held.seen = seen
        self._read.move_to_end(entry.folder)
        while len(self._read) > KEPT:
            self._read.popitem(last=False)
        return held

    def _along(self) -> _Held:
        """Return the edition that came with the software."""
        if self._came is None or monotonic() >= self._came.until:
            self._came = self._try(bundled)
        return self._came

    def _try(self, reading: Callable[[], Edition | None]) -> _Held:
        """Read; a failure may pass, so it holds for a short while only."""
        try:
            return _Held(reading(), inf)
        except UNREADABLE as error:
            self._warn(str(error))
            return _Held(None, monotonic() + RETRY)

    def _warn(self, text: str) -> None:
        now = monotonic()
        if now - self._told.get(text, -inf) >= QUIET:
            self._told[text] = now
            log.warning("%s", text)


def shelf() -> Shelf:
    """Return the site's shelf."""
    return _shelf(settings.ENVIRONMENT.workspace)


@cache
def _shelf(workspace: Workspace) -> Shelf:
    return Shelf(workspace)


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
