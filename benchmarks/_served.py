"""The site, served as ``karski serve`` does, on a workspace of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

import httpx

from benchmarks._memory import of_tree

MAIN = "from karski.cli import main; main()"
STARTS_WITHIN = 300  # s, drawing every chart of the bundled edition included
GLANCE = 0.2  # s


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers at `url`."""

    url: str
    process: subprocess.Popen[bytes]

    @property
    def megabytes(self) -> float:
        """What it holds in memory."""
        return of_tree(self.process.pid) / 1e6


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve the workspace in `folder` until the block ends."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port = opened.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, "serve", "--port", str(port)],
        env=os.environ | {"KARSKI_WORKSPACE": str(folder)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield Served(f"http://localhost:{port}", process)
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    """Wait until it listens; nothing is asked, so that a first answer stays one."""
    until = perf_counter() + STARTS_WITHIN
    while perf_counter() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 10).close()
        except OSError:
            sleep(GLANCE)
        else:
            return
    raise TimeoutError(f"nothing answers at port {port}")


def timed(client: httpx.Client, path: str) -> float:
    """Return how long an answer takes [s]."""
    started = perf_counter()
    client.get(path).raise_for_status()
    return perf_counter() - started
