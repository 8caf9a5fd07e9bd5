"""A training room beside the site: the same database, served to the local network."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from karski.core.workspace import Workspace

PROGRAM = "from karski.cli import main; main()"
ENDS_WITHIN = 10  # s


@contextmanager
def room_beside(port: int | None, place: Workspace) -> Iterator[None]:
    """Serve a training room in a process of its own, as long as this one serves.

    What this process has prepared, that one does not prepare again; it ends when this
    one does, even if it is killed.
    """
    if port is None:
        yield
        return
    command = [sys.executable, "-c", PROGRAM, "serve", "--room", "--prepared"]
    options = ["--port", str(port), "--workspace", str(place.folder)]
    with subprocess.Popen(  # noqa: S603 -- ourselves
        [*command, *options], stdin=subprocess.PIPE
    ) as process:
        try:
            yield
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()


def end_with_the_other() -> None:
    """Stop this process when the one that started it closes the pipe, or dies."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=wait, name="other", daemon=True).start()
