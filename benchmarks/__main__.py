"""``python -m benchmarks [NAME ...]``: run all benchmarks, or those that are named.

``--with FILE`` gives forecasts to score beside, to those benchmarks that take them.
"""

import os
import platform
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

import karski
from benchmarks._benchmark import Benchmark, keep, show
from benchmarks._measure import FailedSideError
from karski.core.catalogue import from_modules
from karski.core.errors import ReportableError
from karski.core.workspace import Workspace

WIDE = 110  # columns of a table written to a file
BUSY = 0.5  # processes waiting for each core, beyond which times are too long

err = Console(stderr=True, highlight=False)
out = Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)


def main(arguments: Sequence[str]) -> None:
    """Run benchmarks, print each table and write it to the workspace."""
    parser = ArgumentParser(prog="benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--with", action="append", default=[], type=Path, dest="files")
    given = parser.parse_args(arguments)
    catalogue = from_modules("benchmarks", Benchmark)
    folder = Workspace.at().folder / "benchmarks"
    out.print(_machine())
    for name in given.names or catalogue:
        table = _with_bar(catalogue[name], given.files)
        show(catalogue[name], table, out)
        keep(table, folder / f"{name}.csv")
    out.print(f"Tables are in {folder}.")


def _machine() -> str:
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    busy = f" The machine is busy ({load:.1f} processes): times are too long."
    return (
        f"Karski {karski.__version__}, Python {platform.python_version()},"
        f" {platform.system()} {platform.machine()}, {cores} cores."
        + (busy if load > BUSY * cores else "")
    )


def _with_bar(benchmark: Benchmark, files: Sequence[Path]) -> pl.DataFrame:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task(benchmark.title, total=None)

        def say(side: str, done: int, total: int) -> None:
            progress.update(task, description=side, completed=done, total=total)

        if benchmark.beside and files:
            return benchmark.beside(say, files)
        return benchmark.table(say)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (ReportableError, FailedSideError) as error:
        err.print(f"Error: {error}", soft_wrap=True)
        raise SystemExit(1) from None
