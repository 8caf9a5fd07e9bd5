"""The site: how long pages take, how much they weigh, and how many may read at once."""

import asyncio
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter, sleep

import httpx
import polars as pl

from benchmarks._benchmark import Benchmark
from benchmarks._measure import Say
from benchmarks._memory import of_tree

PAGES = ("/", "/countries/", "/countries/sdn/", "/countries/pol/", "/scorecard/")
RUNS, WARMUPS = 40, 5
READERS, SECONDS = 200, 60
MAIN = "from karski.cli import main; main()"
STARTS_WITHIN = 300  # s, drawing every chart of the bundled edition included


def table(say: Say) -> pl.DataFrame:
    """Measure pages one by one, then all together under many readers."""
    with _served(say) as (url, process):
        rows = [_page(url, path, say, at) for at, path in enumerate(PAGES)]
        many = asyncio.run(_crowd(url))
        memory = of_tree(process.pid) / 1e6
    return pl.DataFrame(
        [*rows, {"what": f"{READERS} readers for {SECONDS} s", **many, "MB": memory}],
        infer_schema_length=None,
    )


@contextmanager
def _served(say: Say) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    say("starting", 0, len(PAGES))
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port = opened.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-c", MAIN, "serve", "--port", str(port)],
            env=os.environ | {"KARSKI_WORKSPACE": folder},
            stdout=subprocess.DEVNULL,
        )
        try:
            url = f"http://localhost:{port}"
            _wait(url)
            yield url, process
        finally:
            process.terminate()
            process.wait()


def _wait(url: str) -> None:
    until = perf_counter() + STARTS_WITHIN
    while perf_counter() < until:
        try:
            httpx.get(url, timeout=10)
        except httpx.TransportError:
            sleep(0.5)
        else:
            return
    raise TimeoutError(f"nothing answers at {url}")


def _page(url: str, path: str, say: Say, at: int) -> dict[str, object]:
    say(path, at, len(PAGES))
    times = []
    with httpx.Client(base_url=url) as client:
        for run in range(WARMUPS + RUNS):
            started = perf_counter()
            answer = client.get(path)
            answer.raise_for_status()
            if run >= WARMUPS:
                times.append(perf_counter() - started)
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
