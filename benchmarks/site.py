"""The site: how long pages take, how much they weigh, and how many may read at once."""

import asyncio
import re
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import httpx
import polars as pl

from benchmarks._benchmark import Benchmark
from benchmarks._measure import Say
from benchmarks._served import served, timed

PAGES = ("/", "/countries/", "/countries/sdn/", "/countries/pol/", "/scorecard/")
RUNS, WARMUPS = 40, 5
READERS, SECONDS = 200, 60


def table(say: Say) -> pl.DataFrame:
    """Measure pages one by one, then all together under many readers."""
    say("starting", 0, len(PAGES))
    with TemporaryDirectory() as folder, served(Path(folder)) as site:
        rows = [_page(site.url, path, say, at) for at, path in enumerate(PAGES)]
        many = asyncio.run(_crowd(site.url))
        memory = site.megabytes
    return pl.DataFrame(
        [*rows, {"what": f"{READERS} readers for {SECONDS} s", **many, "MB": memory}],
        infer_schema_length=None,
    )


def _page(url: str, path: str, say: Say, at: int) -> dict[str, object]:
    say(path, at, len(PAGES))
    with httpx.Client(base_url=url, timeout=60) as client:
        times = [timed(client, path) for _ in range(WARMUPS + RUNS)][WARMUPS:]
        weight = _weight(client, path)
    return {
        "what": path,
        "ms": 1000 * median(times),
        "slowest ms": 1000 * max(times),
        "kB with its files": weight / 1000,
    }


def _weight(client: httpx.Client, path: str) -> int:
    """Return what goes over the wire [bytes]: the page and all it loads."""
    page = client.get(path)
    files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
    return sum(_bytes(client, each) for each in (path, *sorted(set(files))))


def _bytes(client: httpx.Client, path: str) -> int:
    with client.stream("GET", path, headers={"Accept-Encoding": "br, gzip"}) as answer:
        for _ in answer.iter_raw():
            pass
        return answer.num_bytes_downloaded


async def _crowd(url: str) -> dict[str, object]:
    """Let many read for a while; every answer must be whole."""
    times: list[float] = []
    errors = 0
    until = perf_counter() + SECONDS
    limits = httpx.Limits(max_connections=READERS)

    async def read(client: httpx.AsyncClient, first: int) -> None:
        nonlocal errors
        turn = first
        while perf_counter() < until:
            started = perf_counter()
            try:
                answer = await client.get(PAGES[turn % len(PAGES)])
                errors += answer.status_code != httpx.codes.OK
            except httpx.HTTPError:
                errors += 1
            times.append(perf_counter() - started)
            turn += 1

    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=60) as client:
        await asyncio.gather(*(read(client, at) for at in range(READERS)))
    return {
        "ms": 1000 * median(times),
        "slowest ms": 1000 * max(times),
        "answers a second": len(times) / SECONDS,
        "errors": errors,
    }


BENCHMARK = Benchmark(
    title="The site, on the bundled edition",
    target="100 ms (a country 150 ms), 600 kB, no error, 400 MB",
    table=table,
)
