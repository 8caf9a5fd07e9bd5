"""An exercise as a room plays it: injects go, desks write, and clients hear of it."""

import asyncio
import json
import random
import sqlite3
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks._day import TEXT
from benchmarks._listening import Client
from benchmarks._room import APART, BUSY, CONSOLES, INJECTS, QUIET, Room
from karski.exercise.moments import MINUTE, written

RATE = 60  # exercise time to the room's
BETWEEN = 1.0  # s between two injects by hand
WRITES_EVERY = 20.0  # s, each desk: 18 times what a day of 3,000 events has
WRITERS = 25
SETTLED = 2.0  # s
CONNECTIONS = 400
ENTRIES = (
    "select seq, at, kind, data from exercises_entry where exercise_id ="
    " (select id from exercises_exercise where title = 'live') order by seq"
)


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it.

    Attributes
    ----------
    sent : dict of str to float
        When each inject by hand was sent [s since the epoch], by name.
    heard : list of dict of int to float
        By client: when each event came, by number.
    pages : list of float
        How long a desk's page took while all listened [s].
    """

    sent: dict[str, float]
    heard: list[dict[int, float]]
    pages: list[float]


async def play(url: str, room: Room) -> Played:
    """Play the exercise with everybody listening."""
    limits = httpx.Limits(max_connections=CONNECTIONS)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as web:
        cookies = "; ".join(f"{name}={value}" for name, value in room.cookies.items())
        desks = [Client(web, path) for path in room.desks]
        staff = [Client(web, room.console, cookies) for _ in range(CONSOLES)]
        staff += [Client(web, path) for path in room.observers]
        async with _listening([*desks, *staff]):
            return await _played(desks, staff)


@asynccontextmanager
async def _listening(clients: list[Client]) -> AsyncIterator[None]:
    for client in clients:
        await client.open()
    tasks = [asyncio.create_task(client.listen()) for client in clients]
    await asyncio.sleep(SETTLED)
    try:
        yield
    finally:
        await _ended(tasks)


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _played(desks: list[Client], staff: list[Client]) -> Played:
    facilitator, path = staff[0], staff[0].path
    await facilitator.send(f"{path}clock/start/", rate=RATE)
    await asyncio.sleep(SETTLED)
    sent = await _by_hand(facilitator, range(INJECTS))
    pages = [await _page(desks[0]) for _ in range(40)]
    await _until(facilitator, QUIET + INJECTS * APART)
    writing = [
        asyncio.create_task(_write(desk, number))
        for number, desk in enumerate(desks[:WRITERS])
    ]
    await asyncio.sleep(SETTLED)
    sent |= await _by_hand(facilitator, range(INJECTS, 2 * INJECTS))
    day, _, clock = written(BUSY - 5 * MINUTE).partition(" ")
    await facilitator.send(f"{path}clock/jump/", day=day, time=clock)
    await _until(facilitator, BUSY + INJECTS * APART)
    await _ended(writing)
    return Played(sent, [each.heard for each in (*desks, *staff)], pages)


async def _by_hand(facilitator: Client, numbers: range) -> dict[str, float]:
    sent = {}
    for number in numbers:
        sent[f"hand_{number}"] = time.time()
        await facilitator.send(f"{facilitator.path}injects/hand_{number}/send/")
        await asyncio.sleep(BETWEEN)
    return sent


async def _page(desk: Client) -> float:
    started = time.perf_counter()
    await desk.get(desk.path)
    return time.perf_counter() - started


async def _until(client: Client, at: int) -> None:
    """Wait until what falls due before a moment [ms of exercise time] has come."""
    while client.at < at - APART:
        await asyncio.sleep(BETWEEN)
    await asyncio.sleep(SETTLED)


async def _write(desk: Client, number: int) -> None:
    """Read the newest and write to somebody, again and again."""
    drawn = random.Random(number)  # noqa: S311 -- when somebody writes
    await asyncio.sleep(drawn.uniform(0, WRITES_EVERY))
    others = ("envoy", "monitor", "interior", "governor")
    while True:
        await desk.send(f"{desk.path}read/", number=desk.newest)
        await desk.send(f"{desk.path}say/", to=others[number % len(others)], text=TEXT)
        await asyncio.sleep(WRITES_EVERY * drawn.uniform(0.5, 1.5))


def delays(folder: Path, played: Played) -> dict[str, list[float | None]]:
    """Return how long after it went each inject came to each client [s], by kind.

    None where it never came. Kinds are ``hand quiet`` and ``due busy`` and so on.
    """
    found: dict[str, list[float | None]] = {}
    for kind, seq, went in _went(folder, played.sent):
        came = (heard.get(seq) for heard in played.heard)
        found.setdefault(kind, []).extend(at and at - went for at in came)
    return found


def _went(folder: Path, sent: Mapping[str, float]) -> list[tuple[str, int, float]]:
    """Return kind, number and moment [s since the epoch] of each inject to all."""
    found, wall, began = [], 0, 0
    with closing(sqlite3.connect(folder / "web" / "karski.sqlite3")) as database:
        rows = database.execute(ENTRIES).fetchall()
    for seq, at, kind, written_data in rows:
        data = json.loads(written_data)
        if kind in ("started", "jumped"):
            wall, began = data["wall"], data.get("to", at)
        name, _, number = str(data.get("inject", "")).partition("_")
        if kind != "inject_sent" or not number.isdigit():
            continue
        if name == "hand":
            busy = "quiet" if int(number) < INJECTS else "busy"
            found.append((f"hand {busy}", seq, sent[f"hand_{number}"]))
        else:
            found.append((f"due {name}", seq, (wall + (at - began) / RATE) / 1000))
    return found
