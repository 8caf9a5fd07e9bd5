"""Time and memory of one side, measured in a process of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import sleep
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from benchmarks import _memory

ROOT = Path(__file__).parents[1]
PEERS = ROOT / ".venv-peers"
GLANCE = 0.1  # seconds between two looks at a side's memory
APT = "R with its package glmnet (Debian, Ubuntu: apt-get install r-cran-glmnet)"

Say: TypeAlias = Callable[[str, int, int], None]  # what runs, runs done, of how many


class FailedSideError(Exception):
    """A side ended with an error; the last line of what it wrote says why."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of those compared.

    Attributes
    ----------
    title : str
        What the table calls it.
    name : str
        Its module in ``benchmarks/_sides``.
    peers : str
        The folder of ``.venv-peers`` whose Python runs it, or "" for Karski's own.
    rscript : bool
        Whether it is a script for R with its package glmnet, of the system's.
    """

    title: str
    name: str
    peers: str = ""
    rscript: bool = False
    warmups: int = 1
    runs: int = 5

    @property
    def foreign(self) -> bool:
        """Say whether it is a peer's, which need not be installed."""
        return self.rscript or bool(self.peers)

    @property
    def command(self) -> tuple[str | Path, ...]:
        """Return what runs it; a folder, warm-ups and runs are added."""
        if self.rscript:
            return ("Rscript", ROOT / "benchmarks" / "_sides" / f"{self.name}.R")
        python = PEERS / self.peers / "bin" / "python" if self.peers else sys.executable
        return (python, "-m", "benchmarks._side", self.name)

    @property
    def absent(self) -> str:
        """Say how to install it where it is not; "" where it is.

        A peer's mark is set when all of it is there.
        """
        if self.rscript:
            return "" if _has_glmnet() else APT
        mark = PEERS / self.peers / ".installed"
        return "make bench PEERS=1" if self.peers and not mark.exists() else ""


def _has_glmnet() -> bool:
    if shutil.which("Rscript") is None:
        return False
    command = ["Rscript", "-e", 'library("glmnet")']
    done = subprocess.run(command, capture_output=True, check=False)
    return done.returncode == 0


@dataclass(frozen=True, slots=True)
class Measured:
    """What one side took and found.

    Attributes
    ----------
    seconds : float
        Median wall time of its runs.
    fastest : float
        Wall time of the shortest; the better figure on a busy machine.
    peak_bytes : int
        Most memory held at once, by the process and all it started.
    found : mapping of str to array
    """

    seconds: float
    fastest: float
    peak_bytes: int
    found: Mapping[str, Any]


def measure(side: Side, folder: Path, say: Say) -> Measured | None:
    """Run a side on the inputs in `folder`; None if it is not installed.

    Raises
    ------
    FailedSideError
        The side's process ended with an error.
    """
    if side.absent:
        return None
    log = folder / f"{side.name}.log"
    with log.open("w") as written:
        process = _start(side, folder, written.fileno())
        held = _watch(process, side, folder, say)
    if process.returncode:
        lines = log.read_text().strip().splitlines()
        raise FailedSideError(f"{side.title}: {lines[-1] if lines else 'no word'}")
    seconds = _seconds(folder / f"{side.name}.runs")[side.warmups :]
    found = _found(folder / side.name)
    peak = max(held, int(np.max(found.pop("peak_bytes"))))
    return Measured(median(seconds), min(seconds), peak, found)


def _found(stem: Path) -> dict[str, Any]:
    """Return what a side found: arrays of Python's, or columns of R's."""
    columns = stem.with_suffix(".csv")
    if columns.exists():
        return {each.name: each.to_numpy() for each in pl.read_csv(columns)}
    with np.load(stem.with_suffix(".npz")) as file:
        return dict(file)


def _start(side: Side, folder: Path, log: int) -> subprocess.Popen[bytes]:
    arguments = [str(folder), str(side.warmups), str(side.runs)]
    return subprocess.Popen(
        [*side.command, *arguments],
        cwd=ROOT,
        stdout=log,
        stderr=log,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )


def _watch(process: subprocess.Popen[bytes], side: Side, folder: Path, say: Say) -> int:
    """Follow a side until it ends; return the most memory seen. Ctrl-C ends it too."""
    held, log = 0, folder / f"{side.name}.runs"
    try:
        while process.poll() is None:
            held = max(held, _memory.of_tree(process.pid))
            say(side.title, len(_seconds(log)), side.warmups + side.runs)
            sleep(GLANCE)
    finally:
        process.terminate()
        process.wait()
    return held


def _seconds(log: Path) -> list[float]:
    return [float(line) for line in log.read_text().split()] if log.exists() else []
