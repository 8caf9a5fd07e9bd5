"""A training room beside the site: the same database, served to the local network."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from karski.core.workspace import Workspace

PROGRAM = "from karski.cli import main; main()"
ENDS_WITHIN = 10  # s


@contextmanager
def room_beside(port: int | None, place: Workspace) -> Iterator[None]:
    """Serve a training room in a process of its own, as long as this one serves.

    What this process has prepared, that one does not prepare again.
    """
    if port is None:
        yield
        return
    command = [sys.executable, "-c", PROGRAM, "serve", "--room", "--prepared"]
    options = ["--port", str(port), "--workspace", str(place.folder)]
    process = subprocess.Popen([*command, *options])  # noqa: S603 -- ourselves
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
