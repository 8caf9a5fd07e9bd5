"""The exercise: how soon injects reach everybody, and what pages and engine take."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeAlias

import httpx
import polars as pl

from benchmarks import _playing
from benchmarks._benchmark import Benchmark
from benchmarks._day import PACK, SEED, day
from benchmarks._measure import Say
from benchmarks._room import CONSOLES, DESKS, OBSERVERS, Room, prepared
from benchmarks._served import Served, served, timed
from karski.exercise.folding import fold
from karski.exercise.forking import Moved, at_work, otherwise
from karski.exercise.packs.reading import shipped
from karski.exercise.rehearsing import rehearse
from karski.exercise.replaying import replay

CALLS, STARTS, RUNS = 40, 5, 1000
STEPS = 5
LATER = 12  # hours by which the fork moves a decision
Row: TypeAlias = dict[str, object]
KINDS = {
    "hand quiet": "inject by hand",
    "due quiet": "inject that falls due",
    "hand busy": "inject by hand, 25 desks write",
    "due busy": "inject that falls due, 25 desks write",
}


def table(say: Say) -> pl.DataFrame:
    """Measure a room at play, a desk's page, and the engine."""
    rows: list[Row] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        say("making the exercises", 0, STEPS)
        room = prepared(folder)
        say("a room at play", 1, STEPS)
        with served(folder) as site:
            rows += _room(folder, site, room)
        say("a desk's page", 2, STEPS)
        rows += _pages(folder, room)
    say("the engine", 3, STEPS)
    rows += _engine()
    say("the rehearsal", 4, STEPS)
    rows.append(_row(f"{RUNS} bot runs", [_took(_rehearsed)]))
    return pl.DataFrame(rows, infer_schema_length=None)


def _room(folder: Path, site: Served, room: Room) -> list[Row]:
    played = asyncio.run(_playing.play(site.url, room))
    found = _playing.delays(folder, played)
    rows = [_reached(title, found[kind]) for kind, title in KINDS.items()]
    listening = f"desk while {DESKS + CONSOLES + OBSERVERS} listen"
    return [*rows, _row(listening, played.pages) | {"MB": site.megabytes}]


def _reached(title: str, delays: Sequence[float | None]) -> Row:
    came = [each for each in delays if each is not None]
    return _row(title, came) | {"missed": len(delays) - len(came)}


def _pages(folder: Path, room: Room) -> list[Row]:
    first: list[float] = []
    for _ in range(STARTS):
        with served(folder) as site, _client(site) as client:
            first.append(timed(client, room.played))
            warm = [timed(client, room.played) for _ in range(CALLS)]
    return [
        _row("desk after 3,000 events, first answer of a server", first),
        _row("desk after 3,000 events", warm),
    ]


def _client(site: Served) -> httpx.Client:
    return httpx.Client(base_url=site.url, timeout=60)


def _engine() -> list[Row]:
    pack = shipped(PACK)
    state = day(pack)
    events = state.events
    moved = Moved(next(iter(at_work(state))), LATER)
    tasks: dict[str, Callable[[], object]] = {
        f"fold of {len(events):,} events": lambda: fold(pack, SEED, events),
        f"replay of {len(events):,} events": lambda: replay(pack, SEED, events),
        f"counterfactual of {RUNS} pairs": lambda: otherwise(
            pack, SEED, events, [moved], RUNS
        ),
    }
    return [
        _row(title, [_took(task) for _ in range(CALLS)])
        for title, task in tasks.items()
    ]


def _rehearsed() -> None:
    rehearse(shipped(PACK), RUNS)


def _took(task: Callable[[], object]) -> float:
    started = perf_counter()
    task()
    return perf_counter() - started


def _row(title: str, seconds: Sequence[float]) -> Row:
    many = len(seconds) > STEPS
    return {
        "what": title,
        "measured": len(seconds),
        "ms": 1000 * median(seconds),
        "95th ms": 1000 * quantiles(seconds, n=20)[-1] if many else None,
        "slowest ms": 1000 * max(seconds),
    }


BENCHMARK = Benchmark(
    title="The exercise: a room of 30 desks and 5 staff, a day of 3,000 events",
    target="inject 300 ms at the 95th percentile, desk 300 ms, fold 100 ms,"
    " counterfactual 10 s, 1,000 runs 60 s",
    table=table,
)
