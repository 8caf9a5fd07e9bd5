"""What each page of an exercise was told, beside the journal in the database."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page

from karski.exercise.audience import visible
from karski.exercise.events import Event, of
from karski.exercise.packs.reading import shipped
from karski.web.exercises.queries.feed import MOST, PLACES, before_the_start

PACK = "salt_road"

# a page's own journal is gone when it goes: kept before, with what it showed at first
KEEPS = """
(() => {
  let shown = null;
  const own = () => {
    const live = document.querySelector("[data-live]");
    const told = window.karskiJournal;
    if (!live || !told) return [];
    const after = Number(live.dataset.after);
    return [{ path: location.pathname, after, told, shown }];
  };
  const before = () => JSON.parse(sessionStorage.getItem("journals") ?? "[]");
  window.allJournals = () => [...before(), ...own()];
  window.lastTold = () => {
    const [page] = own();
    return page ? Math.max(page.after, ...page.told) : -1;
  };
  addEventListener("DOMContentLoaded", () => {
    const feed = document.querySelector("[data-list~=feed]");
    const pieces = feed ? [...feed.querySelectorAll("[data-seq]")] : [];
    shown = feed && pieces.map((each) => Number(each.dataset.seq));
  });
  addEventListener("pagehide", () => {
    if (!own().length) return;
    sessionStorage.setItem("journals", JSON.stringify(window.allJournals()));
  });
})();
"""
LAST = "() => window.lastTold()"
TOLD = "seq => window.lastTold?.() >= seq"


@dataclass(frozen=True)
class Shown:
    """One page from when it was opened to when it was left.

    Attributes
    ----------
    path : str
    after : int
        The number of the last event that the page was made of.
    told : tuple of int
        What it was told since, in order.
    feed : tuple of int or None
        What its feed held when it came, newest first; None for a page without.
    """

    path: str
    after: int
    told: tuple[int, ...]
    feed: tuple[int, ...] | None

    @property
    def last(self) -> int:
        return self.told[-1] if self.told else self.after


def kept(page: Page) -> list[Shown]:
    """Return all that this tab's pages were told, in order."""
    found = page.evaluate("() => window.allJournals()")
    return [
        Shown(
            each["path"],
            each["after"],
            tuple(each["told"]),
            None if each["shown"] is None else tuple(each["shown"]),
        )
        for each in found
    ]


def recorded(workspace: Path) -> list[Event]:
    """Return the journal as it lies in the database."""
    file = workspace / "web" / "karski.sqlite3"
    names = ("seq", "at", "kind", "by", "to", "data")
    columns = ", ".join(f'"{name}"' for name in names)
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        rows = database.execute(
            f"SELECT {columns} FROM exercises_entry ORDER BY seq"  # noqa: S608 -- our own names
        ).fetchall()
    finally:
        database.close()
    found = []
    for row in rows:
        held = dict(zip(names, row, strict=True))
        held |= {name: json.loads(held[name]) for name in ("to", "data")}
        found.append(of(held))
    return found


def seen_by(events: Sequence[Event], role: str | None) -> list[Event]:
    """Return what a desk may see; those who run the exercise see everything."""
    return list(events) if role is None else visible(events, role)


def whole(pages: Sequence[Shown], events: Sequence[Event], role: str | None) -> None:
    """Hold what a client's pages were told to what the engine says is for its desk."""
    seen = [event.seq for event in seen_by(events, role)]
    assert pages
    for page in pages:
        meant = [seq for seq in seen if page.after < seq <= page.last]
        assert list(page.told) == meant, (role, page)
    for one, next_ in pairwise(pages):
        assert one.last <= next_.after, (role, one, next_)
    assert pages[-1].last >= seen[-1], (role, pages[-1])


def feeds_hold(pages: Sequence[Shown], events: Sequence[Event], role: str) -> int:
    """Hold the feeds of a desk's first page to the same; return how many there were."""
    seen = seen_by(events, role)
    found = [each for each in pages if each.feed is not None and _whole_feed(each.path)]
    for page in found:
        past = [e.seq for e in seen if e.seq <= page.after and _is_news(e)]
        assert page.feed == tuple(reversed(past))[:MOST], (role, page)
    return len(found)


def _is_news(event: Event) -> bool:
    return event.kind in PLACES and not before_the_start(event, shipped(PACK))


def _whole_feed(path: str) -> bool:
    """Say whether a page shows all channels: the desk's first page."""
    return path.rstrip("/").split("/")[-2] == "seat"
